// Filters and search, in place: without this file, the same lists can be reached by links. What is chosen stands in the
// address, so that a search can be sent by mail and the back button works.

import { Engine } from "./find/engine.js";
import { leadToForm } from "./find/form.js";
import { Panel } from "./find/panel.js";
import { Results } from "./find/results.js";
import { State } from "./find/state.js";
import { Words } from "./find/words.js";

/** How long after the last letter typed a search begins, in milliseconds. Choices are answered at once. */
const TYPING = 180;

/** How long a pointer rests on a choice before its answer is prepared, in milliseconds. */
const RESTING = 60;

class Find {
  constructor(root) {
    this.root = root;
    const early = answersBeforeScript(root);
    this.words = new Words(root.querySelector("[data-words]"));
    this.panel = new Panel(root, this.words);
    this.results = new Results(root, this.words);
    this.engine = new Engine(root.dataset);
    this.field = root.querySelector("#find-words");
    this.sort = root.querySelector("[data-sort]");
    this.notice = root.querySelector("[data-notice]");
    this.turn = 0;

    this.listen();
    this.take(this.fromAddress());
    if (early.length > 0) this.takeEarly(early);
    else if (this.state.isActive() && !this.elsewhere) this.show();
  }

  /** A facet page or a later page of the list: choices lead to the list itself. */
  get elsewhere() {
    return "elsewhere" in this.root.dataset;
  }

  listen() {
    // The index is fetched when somebody begins to choose, not before.
    const begin = (part) => () => this.elsewhere || this.engine[part]().catch(() => {});
    for (const [selector, part] of [["[data-filters], .find-bar", "load"], ["[data-search]", "pagefind"]]) {
      for (const element of this.root.querySelectorAll(selector)) {
        for (const sign of ["pointerover", "focusin"]) element.addEventListener(sign, begin(part), { once: true });
      }
    }
    const filters = this.root.querySelector("[data-filters]");
    filters.addEventListener("change", () => this.change());
    for (const sign of ["pointerover", "focusin"]) filters.addEventListener(sign, ({ target }) => this.anticipate(target));
    this.sort.addEventListener("change", () => this.change({ sort: this.sort.value }));
    this.field.addEventListener("input", () => {
      if (this.elsewhere) return;
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.change({ replace: this.wroteWords }), TYPING);
    });
    this.root.querySelector("[data-search]").addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.typing);
      this.change({ replace: this.wroteWords });
    });
    this.panel.onRemove = (chip) => {
      if (!chip) this.field.value = "";
      else if (chip.filter === "q") this.field.value = "";
      this.change();
    };
    this.results.onLess = (less) => {
      const state = less(this.state);
      this.write(state);
      this.take(state);
      this.show();
      this.field.focus();
    };
    addEventListener("popstate", () => {
      clearTimeout(this.typing);
      this.wroteWords = false;
      this.take(this.fromAddress());
      this.show();
    });
  }

  /** Fetches the first lines that the box under the pointer, or with the focus, would lead to. */
  anticipate(target) {
    clearTimeout(this.resting);
    const box = target.closest("label")?.querySelector("input");
    if (!box || this.elsewhere || navigator.connection?.saveData) return;
    this.resting = setTimeout(async () => {
      const state = this.state.with(this.panel.imagined(box));
      // What fails here fails again, and is told, when it is really chosen.
      if (state.isActive()) await this.engine.find(state, this.panel.filters()).then(this.results.prepare).catch(() => {});
    }, RESTING);
  }

  /** Takes up what somebody quick typed or chose before this script ran. */
  takeEarly(early) {
    for (const [field, value] of early) {
      if (field.type === "checkbox") field.checked = value;
      else field.value = value;
    }
    // Words wait for Enter where the list is another page.
    if (this.elsewhere && early.every(([field]) => field === this.field)) return;
    this.change(early.some(([field]) => field === this.sort) ? { sort: this.sort.value } : {});
  }

  fromAddress() {
    const state = State.read(new URLSearchParams(location.search), this.panel.known(), this.sort);
    return this.elsewhere && !location.search ? state.with(this.panel.current()) : state;
  }

  /** Takes up a state: the controls show it. */
  take(state) {
    this.state = state;
    this.field.value = state.words;
    this.panel.check(state);
    this.sort.querySelector('[value="relevance"]').hidden = !state.words;
    this.sort.value = state.sort || State.defaultSort(this.sort, state.words);
    // On a facet page, the link knows what the page is about.
    if (!this.elsewhere) for (const link of document.querySelectorAll("[data-invite] a")) leadToForm(link, this.root, state, this.words);
    this.tellUnknown();
  }

  /** Something was chosen or typed. */
  change({ replace = false, sort = this.state.sort } = {}) {
    const words = this.field.value.trim();
    const before = this.state;
    const state = new State(words, this.panel.chosen(), sort, this.sort);
    if (before && state.address() === before.address() && before.unknown.length === 0) return;
    if (this.elsewhere) {
      location.assign(`${this.root.dataset.list}${state.address()}`);
      return;
    }
    // Letter after letter is one step of the way back.
    const typing = state.words !== before.words;
    this.write(state, typing && replace);
    this.wroteWords = typing;
    this.take(state);
    this.show();
  }

  write(state, replace = false) {
    const address = `${location.pathname}${state.address()}`;
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  /** Answers the state. An answer that came too late is dropped. */
  async show() {
    this.turn += 1;
    const turn = this.turn;
    const { state } = this;
    if (!state.isActive()) {
      this.panel.tell(null);
      this.results.reset();
      return;
    }
    const waiting = setTimeout(() => this.results.wait(), 300);
    try {
      const answer = await this.engine.find(state, this.panel.filters());
      clearTimeout(waiting);
      if (turn !== this.turn) return;
      this.panel.tell(answer);
      // For whoever watches from outside: which state the numbers, and then the lines, belong to.
      this.root.dataset.counted = state.address();
      const rows = await this.results.prepare(answer);
      if (turn !== this.turn) return;
      this.results.show(state, answer, rows);
      this.root.dataset.answered = state.address();
      if (this.failed) this.tellUnknown();
      this.failed = false;
      if (answer.total === 0) {
        const less = await this.engine.less(state, this.panel.filters());
        if (turn === this.turn) this.results.propose(state, answer, less, this.panel);
      }
    } catch (error) {
      if (turn !== this.turn) return;
      console.warn(error);
      this.tellFailure();
    } finally {
      clearTimeout(waiting);
    }
  }

  tellUnknown() {
    const { unknown } = this.state;
    this.notice.hidden = unknown.length === 0;
    if (unknown.length === 0) return;
    const names = unknown.map(([name, value]) => `${name}=${value}`).join(", ");
    this.fill(this.words.of("unknown", { names }), this.words.of("unknown-remove"), () => {
      const state = this.state.without("unknown");
      this.write(state, true);
      this.take(state);
      this.field.focus();
    });
  }

  tellFailure() {
    this.failed = true;
    this.results.reset();
    this.panel.tell(null);
    this.notice.hidden = false;
    this.fill(this.words.of("failed"), this.words.of("again"), () => {
      this.notice.hidden = true;
      this.field.focus();
      this.show();
    });
  }

  fill(message, action, act) {
    const words = document.createElement("p");
    words.setAttribute("role", "alert");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = action;
    button.addEventListener("click", act);
    this.notice.replaceChildren(words, button);
    words.textContent = message;
  }
}

/** Fields with other values than the page gave them. A page that one comes back to is restored by the browser: that doesn't count. */
function answersBeforeScript(root) {
  if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return [];
  return [...root.querySelectorAll("input, select")]
    .filter((field) => {
      if (field.type === "checkbox") return field.checked !== field.defaultChecked;
      if (field.matches("select")) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
      return field.value.trim() !== field.defaultValue.trim();
    })
    .map((field) => [field, field.type === "checkbox" ? field.checked : field.value]);
}

const root = document.querySelector("[data-find]");
if (root?.querySelector(".find-bar")) new Find(root);
