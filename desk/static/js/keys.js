// Keys that act alone: comfort for those who like them, off for those who don't (WCAG 2.1.4). Whatever has
// data-shortcut="…" is clicked, or focused where one types into it.
//
// It is no module: it listens before the page is shown, so that no key is lost.
(() => {
  const KEEP = "desk-shortcuts";
  const TYPED = "input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]";
  const NAMES = { i: "introduce", n: "note" };
  const WAIT = 1500;

  let begun = "";
  let timer = 0;

  function on() {
    try {
      return localStorage.getItem(KEEP) !== "off";
    } catch {
      return true;
    }
  }

  function rows() {
    return [...document.querySelectorAll(".rows tbody tr")];
  }

  /** The row that has the focus, or that the address leads to: one comes back to it after taking it on. */
  function current() {
    const at = [document.activeElement, document.getElementById(location.hash.slice(1))];
    return at.map((element) => element?.closest(".rows tbody tr")).find(Boolean) ?? null;
  }

  function move(by) {
    const all = rows();
    const at = all.indexOf(current());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    const link = next?.querySelector(".rows-link");
    link?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
    return Boolean(link);
  }

  function click(selector) {
    const element = current()?.querySelector(selector);
    element?.click();
    return Boolean(element);
  }

  const IN_LIST = {
    j: () => move(1),
    k: () => move(-1),
    o: () => click(".rows-link"),
    x: () => click(".tick input"),
    t: () => click('[name="take"]'),
  };

  /** Acts on what a page marks with a key, or with the name of what the key does. */
  function act(keys) {
    const name = NAMES[keys];
    const marked = [...document.querySelectorAll("[data-shortcut]")];
    const target =
      marked.find(({ dataset: { shortcut } }) => shortcut === keys || shortcut === name) ??
      (name === "note" ? document.getElementById("note") : null);
    if (!target) return false;
    if (target.matches(TYPED)) {
      target.focus();
      target.select?.();
    } else target.click();
    return true;
  }

  function pressed(event) {
    // A quick person's key waits for the page that it is meant for.
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", () => pressed(event), { once: true });
      return;
    }
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key === "Escape") closeWho();
    if (!on() || event.defaultPrevented || event.isComposing || ctrlKey || metaKey || altKey) return;
    if (target.closest?.(TYPED) || document.querySelector("dialog[open]")) return;
    const keys = begun ? `${begun} ${key}` : key;
    clearTimeout(timer);
    begun = "";
    if (keys === "g") {
      begun = "g";
      timer = setTimeout(() => (begun = ""), WAIT);
      return;
    }
    const done = (IN_LIST[keys] && rows().length > 0 && IN_LIST[keys]()) || act(keys);
    if (done) event.preventDefault();
  }

  function closeWho() {
    const who = document.querySelector(".who[open]");
    if (!who) return;
    who.open = false;
    who.querySelector("summary").focus();
  }

  /** Shows the switch, and keeps what it says. */
  function offerSwitch(within) {
    for (const box of within.querySelectorAll("[data-shortcuts-on]")) {
      box.closest("[hidden]").hidden = false;
      box.checked = on();
      box.addEventListener("change", () => {
        try {
          localStorage.setItem(KEEP, box.checked ? "on" : "off");
        } catch {
          box.closest("label").hidden = true;
        }
      });
    }
  }

  /** The page of shortcuts as a dialog over this page; the page itself, if it can't be had. */
  async function help(link) {
    let dialog = document.getElementById("help");
    if (!dialog) {
      const answer = await fetch(link.href).catch(() => null);
      if (!answer?.ok) return location.assign(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const heading = document.createElement("h2");
      heading.id = "help-title";
      heading.textContent = page.querySelector("h1").textContent;
      dialog = document.createElement("dialog");
      dialog.id = "help";
      dialog.setAttribute("aria-labelledby", heading.id);
      const content = document.adoptNode(page.getElementById("shortcuts"));
      content.querySelector("form").hidden = false;
      dialog.append(heading, content);
      document.body.append(dialog);
      offerSwitch(dialog);
    }
    closeWho();
    if (!dialog.open) dialog.showModal();
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => {
    const who = document.querySelector(".who[open]");
    if (who && !who.contains(event.target)) who.open = false;
    const link = event.target.closest?.('a[data-shortcut="?"]');
    if (link && !document.getElementById("shortcuts") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      help(link);
    }
  });
  document.addEventListener("DOMContentLoaded", () => offerSwitch(document));
})();
