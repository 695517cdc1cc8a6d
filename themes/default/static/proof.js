// The small calculation that keeps robots away: fetched and solved beside the page when somebody begins to type, so that it is done long before the form is sent. Whatever goes wrong, the form is sent all the same.
//
// Not a module, and read before the form is: who presses "Send" at once would otherwise send it without the calculation.
"use strict";
{
  // A challenge can be answered for 20 minutes. One that is older than this is replaced, since people write for longer.
  const FRESH = 15 * 60 * 1_000;
  // Longer than this nobody waits for the calculation after "Send".
  const PATIENCE = 12 * 1_000;

  let begun;
  let sending = false;

  const formOf = (event) => event.target.closest?.("form[data-proof]");

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-proof]");
    if (!form) return;
    // A proof that the browser put back was used.
    if (!begun) form.elements.proof.value = "";
    // A form that came back filled in will be sent soon.
    if (document.querySelector("[data-problems]:not([hidden]), [data-outcome]:not([hidden]), [data-draft]:not([hidden])")) begin(form);
    // Typing began long ago: whoever comes back to the page finds the calculation done anew.
    document.addEventListener("visibilitychange", () => {
      if (begun && !document.hidden) begin(form);
    });
    // Who comes back to a page that was sent has used its proof.
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      sending = false;
      begun = undefined;
      form.elements.proof.value = "";
      form.querySelector("[data-proof-state]").textContent = "";
    });
  });

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) begin(form);
  });

  document.addEventListener("submit", async (event) => {
    const form = formOf(event);
    if (!form || event.defaultPrevented || sending || (isFresh() && form.elements.proof.value)) return;
    event.preventDefault();
    sending = true;
    const state = form.querySelector("[data-proof-state]");
    const waiting = begin(form);
    // Who waits for a moment only need not be told.
    const telling = setTimeout(() => (state.textContent = state.dataset.proofWaiting), 300);
    await Promise.race([waiting, new Promise((done) => setTimeout(done, PATIENCE))]);
    clearTimeout(telling);
    state.textContent = form.elements.proof.value ? "" : state.dataset.proofFailed;
    form.requestSubmit(event.submitter ?? undefined);
  });

  function isFresh() {
    return begun !== undefined && Date.now() - begun.at < FRESH;
  }

  /** Begins the calculation, unless one is done or under way; never fails. */
  function begin(form) {
    if (isFresh()) return begun.done;
    form.elements.proof.value = "";
    begun = { at: Date.now() };
    begun.done = calculate(form.dataset).then(
      (proof) => {
        form.elements.proof.value = proof;
      },
      (error) => {
        console.info(`No calculation against robots: ${error.message}`);
        // The next letter typed, or the button, tries again.
        begun = undefined;
      },
    );
    return begun.done;
  }

  async function calculate({ proof, proofWorker }) {
    if (!globalThis.crypto?.subtle) throw new Error("the page is not secure");
    const answer = await fetch(proof, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) throw new Error(`${answer.status} from ${answer.url}`);
    const challenge = await answer.json();
    const worker = new Worker(proofWorker, { type: "module" });
    try {
      return await new Promise((solved, failed) => {
        worker.addEventListener("message", ({ data }) => solved(data));
        worker.addEventListener("error", (event) => failed(new Error(event.message ?? "the worker can't be loaded")));
        worker.postMessage(challenge);
      });
    } finally {
      worker.terminate();
    }
  }
}
