// The column of filters: links become boxes to tick, numbers follow, what is chosen can be taken away.

export class Panel {
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.box = root.querySelector("[data-filters]");
    this.chips = root.querySelector("[data-chips]");
    this.onRemove = () => {};
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", this.box.dataset.label);
    this.groups = [...root.querySelectorAll("[data-filter]")].map((element) => new Group(element, words));
  }

  /** The filters of the page, for the engine. */
  filters() {
    return this.groups.map(({ code, choosing }) => ({ code, choosing }));
  }

  /** The values that addresses may have, by filter. */
  known() {
    return new Map(this.groups.map((group) => [group.code, group.known()]));
  }

  /** What is chosen, in the order of the page. */
  chosen() {
    const chosen = this.groups.map((group) => [group.code, group.chosen()]);
    return new Map(chosen.filter(([, values]) => values.length > 0));
  }

  /** What would be chosen with a box ticked, or no longer. */
  imagined(box) {
    box.checked = !box.checked;
    const chosen = this.chosen();
    box.checked = !box.checked;
    return chosen;
  }

  /** What this page is about: the facet whose page it is. */
  current() {
    const chosen = this.groups.map((group) => [group.code, group.current]);
    return new Map(chosen.filter(([, values]) => values.length > 0));
  }

  /** The label of a value. */
  label(code, value) {
    return this.groups.find((group) => group.code === code)?.label(value) ?? value;
  }

  /** What a choice is called where its filter can't be seen. */
  name(code, value) {
    if (code === "q") return this.words.of("words", { words: value });
    const group = this.groups.find((group) => group.code === code);
    if (group.choosing === "switch") return group.title;
    return this.words.of("choice", { filter: group.title, value: group.label(value) });
  }

  /** All labels with where they lead. */
  labels() {
    return this.groups.flatMap((group) => group.labels());
  }

  /** Ticks what is chosen and shows it once more above the list. */
  check(state) {
    for (const group of this.groups) group.check(state.chosen.get(group.code) ?? []);
    // A facet page says by its title what is chosen.
    if (!("elsewhere" in this.root.dataset)) this.showChips(state);
  }

  showChips(state) {
    const chips = [...state.chosen].flatMap(([filter, values]) => values.map((value) => ({ filter, value })));
    if (state.words) chips.unshift({ filter: "q", value: state.words });
    const number = chips.length - (state.words ? 1 : 0);
    this.root.querySelector("[data-chosen-count]").textContent = number > 0 ? ` (${this.words.number.format(number)})` : "";
    const had = this.chips.contains(document.activeElement)
      ? [...this.chips.children].indexOf(document.activeElement.closest("li"))
      : -1;
    const items = chips.map((chip) => this.chip(this.name(chip.filter, chip.value), chip));
    if (chips.length > 1) items.push(this.chip(this.words.of("clear"), null));
    this.chips.replaceChildren(...items);
    this.chips.hidden = items.length === 0;
    if (had < 0) return;
    // The focus stays where the removed one was, or goes back to the field.
    const next = items[Math.min(had, items.length - 1)]?.querySelector("button") ?? this.root.querySelector("#find-words");
    next.focus();
  }

  chip(name, chip) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = chip ? "chip" : "link-button";
    button.textContent = name;
    if (chip) button.setAttribute("aria-label", this.words.of("remove", { label: name }));
    button.addEventListener("click", () => {
      const group = chip && this.groups.find(({ code }) => code === chip.filter);
      if (group) group.check(group.chosen().filter((value) => value !== chip.value));
      else if (!chip) for (const group of this.groups) group.check([]);
      this.onRemove(chip);
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  /** The numbers of an answer, or those of the page. */
  tell(answer) {
    for (const group of this.groups) group.tell(answer?.counts.get(group.code));
    const total = answer ? answer.total : Number(this.root.dataset.total);
    this.root.querySelector(".find-count").textContent = this.words.count("hits", total);
    for (const button of this.box.querySelectorAll("[data-show]")) {
      button.textContent = this.words.count("show", total);
    }
  }
}

/** One filter. */
class Group {
  constructor(element, words) {
    this.element = element;
    this.words = words;
    this.code = element.dataset.filter;
    this.choosing = element.dataset.choosing;
    const summary = element.querySelector("summary");
    this.title = (summary ?? element.querySelector(".facet-word")).textContent.trim();
    this.mark = element.querySelector("[data-chosen]");
    this.current = [];
    this.addresses = new Map();
    for (const link of element.querySelectorAll("a[data-value]")) this.upgrade(link);
    for (const list of element.querySelectorAll(".facet-list--narrow")) this.upgradeTree(list);
    this.language = element.querySelector("[data-language]");
    this.level = element.querySelector("[data-level]");
    if (this.language) {
      this.choices = [...this.language.options].slice(1).map((option) => ({ option, value: option.value }));
      return;
    }
    this.choices = [...element.querySelectorAll("input")].map((input) => {
      const row = input.closest("label");
      const number = row.querySelector(".num");
      const count = Number.parseInt(number.textContent.replace(/\D/g, ""), 10);
      return { input, row, number, count, shown: count, value: input.value, label: row.querySelector(".facet-word").textContent };
    });
    if (summary) {
      const list = element.querySelector(".facet-list");
      list.setAttribute("role", "group");
      list.setAttribute("aria-label", this.title);
      for (const item of list.querySelectorAll("li, ul")) item.setAttribute("role", "none");
    }
  }

  /** A link to a facet page becomes a box to tick. */
  upgrade(link) {
    const { value } = link.dataset;
    const input = document.createElement("input");
    input.type = "checkbox";
    input.name = this.code;
    input.value = value;
    if (link.hasAttribute("aria-current")) {
      this.current.push(value);
      input.checked = true;
    }
    const number = link.querySelector(".num");
    number.textContent = number.firstChild.textContent.trim();
    const row = document.createElement("label");
    row.className = link.className;
    row.append(input, ...link.childNodes);
    this.addresses.set(value, link.getAttribute("href"));
    link.replaceWith(row);
  }

  /** A broad field opens its narrow ones. */
  upgradeTree(list) {
    const row = list.parentElement.querySelector("label");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "facet-open";
    const label = row.querySelector(".facet-word").textContent;
    button.setAttribute("aria-label", this.words.of("narrow", { label }));
    const set = (open) => {
      list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    set(false);
    button.addEventListener("click", () => set(list.hidden));
    row.after(button);
    list.open = () => set(true);
  }

  known() {
    const values = new Set(this.choices.map(({ value }) => value));
    if (!this.language) return values;
    for (const { value } of this.choices) for (const level of this.levels()) values.add(`${value}-${level}`);
    values.single = true;
    return values;
  }

  levels() {
    return [...this.level.options].map(({ value }) => value).filter(Boolean);
  }

  chosen() {
    if (!this.language) return this.choices.filter(({ input }) => input.checked).map(({ value }) => value);
    const language = this.language.value;
    if (!language) return [];
    return [this.level.value ? `${language}-${this.level.value}` : language];
  }

  check(values) {
    if (this.language) {
      const [language, level] = (values[0] ?? "").split("-");
      this.language.value = language;
      this.level.value = level ?? (values.length > 0 ? "" : this.level.value);
    } else {
      for (const choice of this.choices) {
        const checked = values.includes(choice.value);
        if (choice.input.checked !== checked) choice.input.checked = checked;
        if (checked) this.open(choice);
      }
    }
    if (!this.mark) return;
    this.mark.textContent = values.length > 0 ? ` (${this.words.number.format(values.length)})` : "";
    if (values.length > 0) this.wasOpened();
  }

  /** A filter in use is unfolded the first time, and then as the reader leaves it. */
  wasOpened() {
    if (this.opened) return;
    this.opened = true;
    this.element.open = true;
  }

  open({ row, input }) {
    row.closest(".facet-list--narrow")?.open();
    if (input.checked) row.parentElement.querySelector(":scope > .facet-list--narrow")?.open?.();
  }

  label(value) {
    if (!this.language) return this.choices.find((choice) => choice.value === value)?.label ?? value;
    const [code, level] = value.split("-");
    const language = [...this.language.options].find((option) => option.value === code)?.dataset.label ?? code;
    return level ? this.words.of("level", { language, level: level.toUpperCase() }) : language;
  }

  labels() {
    return this.choices.map((choice) => ({
      filter: this.code,
      value: choice.value,
      label: choice.label ?? choice.option.dataset.label,
      address: this.addresses.get(choice.value),
    }));
  }

  /** The numbers of an answer; without one, those that came with the page. */
  tell(counts) {
    if (this.language) {
      const level = this.level.value;
      for (const { option, value } of this.choices) {
        const { label, count, ...levels } = option.dataset;
        const key = level ? `${value}-${level}` : value;
        const number = counts ? (counts[key] ?? 0) : Number(level ? (levels[level] ?? 0) : count);
        const text = `${label} (${this.words.number.format(number)})`;
        if (option.textContent !== text) option.textContent = text;
      }
      return;
    }
    for (const choice of this.choices) {
      const number = counts ? (counts[choice.value] ?? 0) : choice.count;
      if (number === choice.shown) continue;
      choice.shown = number;
      choice.number.firstChild.data = this.words.number.format(number);
      choice.row.classList.toggle("facet-none", number === 0);
    }
  }
}
