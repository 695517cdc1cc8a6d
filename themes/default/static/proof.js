// The small calculation that keeps robots away: fetched and solved beside the page when somebody begins to type, so that it is done long before the form is sent. Whatever goes wrong, the form is sent all the same.

const form = document.querySelector("form[data-proof]");

// A challenge can be answered for 20 minutes. One that is older than this is replaced, since people write for longer.
const FRESH = 15 * 60 * 1_000;
// Longer than this nobody waits for the calculation after "Send".
const PATIENCE = 12 * 1_000;

if (form) {
  const field = form.elements.proof;
  const state = form.querySelector("[data-proof-state]");
  const words = state.dataset;
  let begun;
  let sending = false;
  field.value = "";

  // A form that came back filled in will be sent soon.
  if (document.querySelector("[data-problems]:not([hidden]), [data-outcome]:not([hidden]), [data-draft]:not([hidden])")) begin();
  form.addEventListener("input", begin);
  // Typing began long ago: whoever comes back to the page finds the calculation done anew.
  document.addEventListener("visibilitychange", () => {
    if (begun && !document.hidden) begin();
  });
  // Who comes back to a page that was sent has used its proof.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    sending = false;
    begun = undefined;
    field.value = "";
    state.textContent = "";
  });

  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || sending || (isFresh() && field.value)) return;
    event.preventDefault();
    sending = true;
    const waiting = begin();
    // Who waits for a moment only need not be told.
    const telling = setTimeout(() => (state.textContent = words.proofWaiting), 300);
    await Promise.race([waiting, new Promise((done) => setTimeout(done, PATIENCE))]);
    clearTimeout(telling);
    state.textContent = field.value ? "" : words.proofFailed;
    form.requestSubmit(event.submitter ?? undefined);
  });

  function isFresh() {
    return begun !== undefined && Date.now() - begun.at < FRESH;
  }

  /** Begins the calculation, unless one is done or under way; never fails. */
  function begin() {
    if (isFresh()) return begun.done;
    field.value = "";
    begun = { at: Date.now() };
    begun.done = calculate().then(
      (proof) => {
        field.value = proof;
      },
      (error) => {
        console.info(`No calculation against robots: ${error.message}`);
        // The next letter typed, or the button, tries again.
        begun = undefined;
      },
    );
    return begun.done;
  }

  async function calculate() {
    if (!globalThis.crypto?.subtle) throw new Error("the page is not secure");
    const answer = await fetch(form.dataset.proof, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) throw new Error(`${answer.status} from ${answer.url}`);
    const challenge = await answer.json();
    const worker = new Worker(form.dataset.proofWorker, { type: "module" });
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
