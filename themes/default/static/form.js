// Comfort for the forms: checks while one types, in the server's own words, and a draft kept in this browser. Without this file everything works, only later.

const form = document.querySelector("form[data-form]");
const draftKey = (name) => `draft:${document.documentElement.lang}:${name}`;

/** The store of this browser, or nothing where it is switched off. */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

// On the page that says thank you, the draft has done its work.
const sent = document.querySelector("[data-sent]");
if (sent) storage()?.removeItem(draftKey(location.pathname.split("/").at(-2)));

if (form) {
  const { problems } = JSON.parse(document.getElementById("messages").textContent);
  const list = form.ownerDocument.querySelector("[data-problems]");
  // What came back filled in: the summary of its problems, or the notice why it was not saved.
  const told = document.querySelector("[data-problems]:not([hidden]), [data-outcome]:not([hidden])");
  const refilled = told !== null;
  const name = form.dataset.form;

  const restored = refilled ? false : restoreDraft();
  if (restored) document.querySelector("[data-draft]").hidden = false;
  told?.focus();

  form.addEventListener("input", () => {
    clearTimeout(form.saving);
    form.saving = setTimeout(saveDraft, 300);
  });
  addEventListener("pagehide", saveDraft);
  form.addEventListener("change", (event) => {
    if (event.target.name) tell(event.target.name);
  });
  form.addEventListener("submit", (event) => {
    // Who comes back to a form that is filled in already may be quick.
    form.elements.elapsed.value = refilled || restored ? "" : Math.round(performance.now());
    const wrong = fieldNames().filter((field) => tell(field));
    if (wrong.length === 0) return;
    event.preventDefault();
    summarise(wrong);
  });
  document.querySelector("[data-draft-discard]").addEventListener("click", () => {
    storage()?.removeItem(draftKey(name));
    form.reset();
    document.querySelector("[data-draft]").hidden = true;
    form.querySelector("input:not([type=hidden]), select").focus();
  });

  /** Names of fields that have a place for their problem, in the order of the page. */
  function fieldNames() {
    return [...form.querySelectorAll("[data-problem]")].map((slot) => slot.dataset.problem);
  }

  function fieldsOf(field) {
    return [...form.elements].filter((element) => element.name === field);
  }

  /** The message of what is wrong with a field, or nothing. */
  function problemOf(field) {
    const elements = fieldsOf(field);
    const group = elements[0]?.closest("[data-at-least-one]");
    if (group && !elements.some((element) => element.checked)) return problems.missing;
    const element = elements[0];
    if (!element || element.type === "hidden") return undefined;
    const { validity } = element;
    if (validity.valueMissing) return field === "consent" ? problems.consent : problems.missing;
    const { value } = element;
    const length = [...value.trim()].length;
    const fill = (code, values) => problems[code].replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
    if (value.trim() === "" && element.required) return problems.missing;
    if (value.trim() === "") return undefined;
    if (validity.badInput) return fill(element.type === "date" ? "date" : "number", { value });
    // Not the browser's own rule, which knows no letters but English ones before the @.
    if (element.type === "email" && !/^[^\s@"<>(),:;]+@[^\s@]+\.[^\s@.]{2,}$/.test(value.trim())) {
      return fill("email-address", { value });
    }
    if (element.type === "url" && (validity.typeMismatch || !/^https?:\/\//.test(value))) {
      return fill("web-address", { value });
    }
    if (element.type === "date" && validity.rangeUnderflow) return fill("past", { value });
    if (validity.rangeUnderflow || validity.rangeOverflow) {
      return fill("out-of-range", { value, min: element.min, max: element.max });
    }
    if (element.minLength > 0 && length < element.minLength) {
      return fill("too-short", { min: element.minLength, length });
    }
    const from = element.dataset.notBefore && fieldsOf(element.dataset.notBefore)[0]?.value;
    const reversed = element.type === "date" ? value < from : Number(value) < Number(from);
    if (from && reversed) return fill("reversed", { first: from, last: value });
    return undefined;
  }

  /** Shows or clears the problem of a field; tells whether there is one. */
  function tell(field) {
    const slot = form.querySelector(`[data-problem="${CSS.escape(field)}"]`);
    if (!slot) return false;
    const message = problemOf(field);
    slot.textContent = message ?? "";
    slot.hidden = !message;
    for (const element of fieldsOf(field)) {
      if (message) element.setAttribute("aria-invalid", "true");
      else element.removeAttribute("aria-invalid");
    }
    return Boolean(message);
  }

  function summarise(wrong) {
    const { labels } = JSON.parse(document.getElementById("messages").textContent);
    const items = wrong.map((field) => {
      const link = document.createElement("a");
      link.href = `#field-${field}`;
      link.textContent = `${labels[field] ?? field}: ${problemOf(field)}`;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    list.querySelector("[data-problem-list]").replaceChildren(...items);
    list.hidden = false;
    list.focus();
  }

  function saveDraft() {
    const kept = [...new FormData(form)].filter(([field]) => !unkept(field));
    const empty = kept.every(([, value]) => value === "");
    if (empty || document.querySelector("[data-sent]")) storage()?.removeItem(draftKey(name));
    else storage()?.setItem(draftKey(name), JSON.stringify(kept));
  }

  function unkept(field) {
    return ["form", "language", "elapsed", "proof", "consent"].includes(field) || fieldsOf(field)[0]?.closest("[data-unseen]");
  }

  function restoreDraft() {
    let kept;
    try {
      kept = JSON.parse(storage()?.getItem(draftKey(name)) ?? "[]");
    } catch {
      return false;
    }
    let restored = false;
    for (const [field, value] of kept) {
      for (const element of fieldsOf(field)) {
        if (element.type === "checkbox" || element.type === "radio") element.checked ||= element.value === value;
        else if (element.value === "") element.value = value;
        else continue;
        restored ||= value !== "";
      }
    }
    for (const details of form.querySelectorAll("details")) {
      details.open ||= [...details.querySelectorAll("input, select")].some((element) => element.value && element.type !== "checkbox");
    }
    return restored;
  }
}
