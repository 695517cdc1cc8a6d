// The draft of a form: kept in this browser while somebody types, and removed once the form was sent, in every tab.

const draftKey = (name) => `draft:${document.documentElement.lang}:${name}`;
/** Names the latest sending of a form, for tabs that still show it. */
const sentKey = (name) => `sent:${name}`;
/** The sending that a tab has begun, and those of it that arrived. */
const sendingKey = (name) => `sending:${name}`;
const arrivedKey = (name) => `arrived:${name}`;

/** A store of this browser that does nothing where it is switched off or full. */
function store(which) {
  const attempt = (act) => {
    try {
      return act(window[which]);
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => attempt((storage) => storage.getItem(key)) ?? undefined,
    set: (key, value) => attempt((storage) => storage.setItem(key, value)),
    remove: (key) => attempt((storage) => storage.removeItem(key)),
    get works() {
      return attempt((storage) => typeof storage.length === "number") ?? false;
    },
    keys: () => attempt((storage) => Object.keys(storage)) ?? [],
  };
}

const browser = store("localStorage");
const tab = store("sessionStorage");

/** On the page that says thank you: what was kept of the form goes, in all languages and tabs. */
export function arrived(name) {
  // Only a sending ends a draft: whoever comes back to this page later may have begun another.
  const sending = tab.get(sendingKey(name));
  if (!sending) return;
  tab.remove(sendingKey(name));
  tab.set(arrivedKey(name), [tab.get(arrivedKey(name)), sending].filter(Boolean).join(" "));
  for (const key of browser.keys()) {
    if (key.startsWith("draft:") && key.endsWith(`:${name}`)) browser.remove(key);
  }
  browser.set(sentKey(name), sending);
}

export class Draft {
  /** `refilled`: the page came back filled in by the server. */
  constructor(form, { refilled, onEmptied, onSentElsewhere }) {
    this.form = form;
    this.name = form.dataset.form;
    this.refilled = refilled;
    this.onEmptied = onEmptied;
    this.onSentElsewhere = onSentElsewhere;
    /** Names of the fields that were typed into on this page since the form was last sent. */
    this.typed = new Set();
    this.sent = browser.get(sentKey(this.name));
    const [navigation] = performance.getEntriesByType("navigation");
    this.isRevisit = ["back_forward", "reload"].includes(navigation?.type) && browser.works;
    if (this.wasSentFromHere()) this.forget();
    // What the browser filled in by itself may have been sent since: the draft alone counts.
    else if (this.isRevisit && !refilled) this.empty(() => true);
    else if (navigation?.type === "navigate" && !refilled) this.noticeEarlyTyping();
    form.addEventListener("input", ({ target }) => {
      this.typed.add(target.name);
      clearTimeout(this.saving);
      this.saving = setTimeout(() => this.save(), 300);
    });
    addEventListener("pagehide", () => this.save());
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) this.undoRefilling();
      else if (this.wasSentFromHere()) this.forget();
      else this.heed(browser.get(sentKey(this.name)));
    });
    addEventListener("storage", ({ key, newValue }) => {
      if (key === sentKey(this.name)) this.heed(newValue ?? undefined);
    });
  }

  /** The form is being sent. The draft stays until it has arrived. */
  send() {
    this.save();
    const sending = tab.get(sendingKey(this.name)) ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    tab.set(sendingKey(this.name), sending);
    history.replaceState({ ...history.state, sending }, "");
  }

  /** Whether what this page showed was sent from it, and arrived: then somebody came back to it. */
  wasSentFromHere() {
    const sending = history.state?.sending;
    return Boolean(sending) && (tab.get(arrivedKey(this.name)) ?? "").split(" ").includes(sending);
  }

  /** Empties a page that was sent. */
  forget() {
    clearTimeout(this.saving);
    this.typed.clear();
    this.sent = browser.get(sentKey(this.name));
    history.replaceState({ ...history.state, sending: undefined }, "");
    this.empty(() => true);
  }

  /** Another tab has sent the form: what came from its draft goes, what was typed here stays in sight. */
  heed(sent) {
    if (sent === undefined || sent === this.sent) return;
    this.sent = sent;
    clearTimeout(this.saving);
    const own = new Set(this.typed);
    // Nothing is kept in the browser again until somebody types here.
    this.typed.clear();
    this.empty((name) => !own.has(name));
    this.onSentElsewhere();
  }

  save() {
    clearTimeout(this.saving);
    if (this.typed.size === 0) return;
    const kept = [...new FormData(this.form)].filter(([field]) => !this.isUnkept(field));
    if (kept.every(([, value]) => value === "")) browser.remove(draftKey(this.name));
    else browser.set(draftKey(this.name), JSON.stringify(kept));
  }

  /** Fills in what is kept; tells whether there was something. */
  restore() {
    let kept;
    try {
      kept = JSON.parse(browser.get(draftKey(this.name)) ?? "[]");
    } catch {
      return false;
    }
    let restored = false;
    for (const [field, value] of kept) {
      for (const element of this.fields(field)) {
        if (isBox(element)) element.checked ||= element.value === value;
        else if (element.value === "") element.value = value;
        else continue;
        restored ||= value !== "";
      }
    }
    return restored;
  }

  discard() {
    clearTimeout(this.saving);
    this.typed.clear();
    browser.remove(draftKey(this.name));
    this.form.reset();
    this.form.dispatchEvent(new Event("filled"));
  }

  fields(name) {
    return [...this.form.elements].filter((element) => element.name === name);
  }

  isUnkept(field) {
    return ["form", "language", "elapsed", "proof", "consent"].includes(field) || Boolean(this.fields(field)[0]?.closest("[data-unseen]"));
  }

  /** Fields as an untouched page has them; those of a page that the server filled in become empty. */
  empty(chosen) {
    for (const element of this.form.elements) {
      if (!element.name || element.type === "hidden" || !chosen(element.name)) continue;
      if (isBox(element)) element.checked = !this.refilled && element.defaultChecked;
      else if (element.tagName === "SELECT") {
        const usual = this.refilled ? -1 : [...element.options].findIndex((option) => option.defaultSelected);
        element.selectedIndex = Math.max(usual, 0);
      } else if ("defaultValue" in element) element.value = this.refilled ? "" : element.defaultValue;
    }
    this.form.dispatchEvent(new Event("filled"));
    this.onEmptied();
  }

  /** The page is as it should be: what a browser fills in later, because it remembers the page, is undone. */
  settle() {
    this.settled = this.isRevisit ? [...this.form.elements].map((element) => [element, element.value, element.checked]) : [];
  }

  undoRefilling() {
    for (const [element, value, checked] of this.settled) {
      if (!element.name || element.type === "hidden" || this.typed.has(element.name)) continue;
      if (isBox(element)) element.checked = checked;
      else element.value = value;
    }
    if (this.settled.length > 0) this.form.dispatchEvent(new Event("filled"));
  }

  /** What somebody typed before this script was there is a draft too. */
  noticeEarlyTyping() {
    for (const element of this.form.elements) {
      if (!element.name || element.type === "hidden") continue;
      const usual = isBox(element)
        ? element.checked === element.defaultChecked
        : element.tagName === "SELECT" || element.value === element.defaultValue;
      if (!usual) this.typed.add(element.name);
    }
  }
}

const isBox = (element) => element.type === "checkbox" || element.type === "radio";
