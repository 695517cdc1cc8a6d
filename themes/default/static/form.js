// Comfort for the forms: checks and counts while one types, in the server's own words, and a draft kept in this browser. Without this file everything works, only later.

import { Check } from "./form/check.js";
import { count } from "./form/count.js";
import { Draft, arrived } from "./form/draft.js";
import { Fit } from "./form/fit.js";
import { Words } from "./form/words.js";

const form = document.querySelector("form[data-form]");

// On the page that says thank you, the draft has done its work.
const thanks = document.querySelector("[data-sent]");
if (thanks) arrived(location.pathname.split("/").at(-2));

if (form) {
  const words = new Words(JSON.parse(document.getElementById("messages").textContent));
  const summary = document.querySelector("[data-problems]");
  const [restoredNotice, sentNotice] = ["[data-draft]", "[data-draft-sent]"].map((part) => document.querySelector(part));
  // What came back filled in: the summary of its problems, or the notice why it was not saved.
  const told = document.querySelector("[data-problems]:not([hidden]), [data-outcome]:not([hidden]), [data-unfit]:not([hidden])");
  const refilled = told !== null;

  const check = new Check(form, words);
  const draft = new Draft(form, {
    refilled,
    onEmptied() {
      check.clear(summary);
      restoredNotice.hidden = true;
    },
    onSentElsewhere() {
      sentNotice.hidden = false;
    },
  });
  const restored = refilled ? false : draft.restore();
  draft.settle();
  restoredNotice.hidden = !restored;
  count(form, words);
  openWhatIsToSee();
  const fit = new Fit(form, words);
  told?.focus();

  form.addEventListener("input", ({ target }) => {
    if (target.name) check.retell(target.name);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name) check.tell(target.name);
  });
  form.addEventListener("filled", () => fit.tell());
  form.addEventListener("submit", (event) => {
    // Who comes back to a form that is filled in already may be quick.
    form.elements.elapsed.value = refilled || restored ? "" : Math.round(performance.now());
    if (check.passes()) {
      draft.send();
      return;
    }
    event.preventDefault();
    check.showAll(summary).then(() => openWhatIsToSee());
  });
  document.querySelector("[data-draft-discard]").addEventListener("click", () => {
    draft.discard();
    check.clear(summary);
    restoredNotice.hidden = true;
    form.querySelector("input:not([type=hidden]), select").focus();
  });

  /** Lists that are folded up are opened where something in them is chosen, or wrong. */
  function openWhatIsToSee() {
    for (const details of form.querySelectorAll("details")) {
      const fields = [...details.querySelectorAll("input, select")];
      const isChosen = fields.some((field) => (field.type === "checkbox" ? field.checked : field.value));
      // An offer that is chosen stands above its list.
      const isTold = details.matches("[data-asked]:not([hidden]) ~ details");
      details.open ||= (isChosen && !isTold) || details.querySelector("[data-problem]:not([hidden])") !== null;
    }
  }
}
