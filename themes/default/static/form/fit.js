// Whether what somebody types fits the offer that they ask about. It is no mistake if it does not: they are told beside the
// field, and may send the form all the same.

/** Where the note about something that does not fit stands: below the field, or the group of fields, of this name. */
const FIELDS = {
  activity: "activity",
  audience: "audiences",
  period: "period.until",
  duration: "days",
  group: "participants",
  minors: "minors",
  language: "languages[0].level",
};

const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"];
const DAY = 86_400_000;

export class Fit {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    this.told = form.elements.unfit;
    this.offer = form.elements.offer;
    this.section = document.querySelector("[data-asked]");
    if (!this.told || !this.section) return;
    this.notes = new Map();
    this.read();
    form.addEventListener("change", ({ target }) => {
      if (target === this.offer) this.choose(target.value);
      else this.tell();
    });
    this.tell();
  }

  /** The conditions of the offer that the page shows. */
  read() {
    const { asked } = this.section.dataset;
    this.conditions = asked && !this.section.hidden ? JSON.parse(asked) : undefined;
  }

  /** Shows another offer: the server has it in words. */
  async choose(slug) {
    let section;
    if (slug) {
      const page = await fetch(`${this.section.dataset.ask}${encodeURIComponent(slug)}`).catch(() => undefined);
      if (this.offer.value !== slug) return;
      const html = page?.ok ? await page.text() : "";
      section = new DOMParser().parseFromString(html, "text/html").querySelector("[data-asked]:not([hidden])");
    }
    if (section) {
      this.section.replaceWith(section);
      this.section = section;
    } else this.section.hidden = true;
    this.read();
    this.tell();
  }

  /** Says what does not fit, and lets the server know that it was said. */
  tell() {
    if (!this.told) return;
    const mismatches = this.conditions ? this.mismatches() : new Map();
    for (const [code, name] of Object.entries(FIELDS)) {
      const note = this.notes.get(code) ?? this.note(code, name);
      const text = mismatches.get(code) ?? "";
      if (note && note.textContent !== text) note.textContent = text;
    }
    this.told.value = [...mismatches.keys()].join(",");
  }

  note(code, name) {
    const field = document.getElementById(`field-${name}`);
    const place = field?.closest(".fields--pair") ?? field?.closest(".field");
    if (!place) return undefined;
    const note = document.createElement("p");
    note.className = "field-fit";
    note.setAttribute("role", "status");
    place.after(note);
    this.notes.set(code, note);
    return note;
  }

  value(name) {
    return this.form.elements[name]?.value ?? "";
  }

  /** What does not fit so far, with a sentence each. Fields that are still empty fit. */
  mismatches() {
    const { activities, audiences, group, duration, windows, languages, minors, said } = this.conditions;
    const found = new Map();
    const note = (code, values, number) => found.set(code, this.words.fit(code, values, number));
    const activity = this.value("activity");
    if (activity && !activities.includes(activity)) note("activity", { offered: said.activities });
    const travellers = new FormData(this.form).getAll("audiences");
    if (travellers.some((code) => !audiences.includes(code))) note("audience", { offered: said.audiences });
    const days = Number(this.value("days"));
    const [from, until] = [this.value("period.from"), this.value("period.until")];
    if (from && until && from <= until) {
      const needed = Math.max(days, 1);
      const shared = ({ from: first, until: last }) => (Date.parse(until < last ? until : last) - Date.parse(from > first ? from : first)) / DAY + 1;
      if (!windows.some((window) => shared(window) >= needed)) note("period", { offered: said.windows, days: needed }, needed);
    }
    if (days && (days < duration.min || days > duration.max)) note("duration", { offered: said.duration, days }, days);
    const persons = Number(this.value("participants"));
    if (persons && (persons < group.min || persons > group.max)) note("group", { offered: said.group, persons }, persons);
    if (minors === false && this.form.elements.minors?.checked) note("minors", {});
    const spoken = [0, 1, 2]
      .map((index) => [this.value(`languages[${index}].code`), this.value(`languages[${index}].level`)])
      .filter(([code, level]) => code && level);
    const enough = ({ code, level }) => spoken.some(([own, has]) => own === code && LEVELS.indexOf(has) >= LEVELS.indexOf(level));
    if (spoken.length > 0 && !languages.some(enough)) note("language", { offered: said.languages });
    return found;
  }
}
