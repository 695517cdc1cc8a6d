// The way from a list to the form: what was chosen is filled in there.

/** Fields of the form by filters, with the value as the form has it. A field of one value takes the first. */
const FIELDS = {
  activity: (values) => [["activity", values[0]]],
  audience: (values) => values.map((value) => ["audiences", value]),
  country: (values) => values.map((value) => ["countries", value.toUpperCase()]),
  sector: (values) => [["sectors", values[0]]],
  theme: (values) => values.map((value) => ["themes", value]),
  support: (values) => values.filter((value) => value !== "any").map((value) => ["support.measures", value]),
  minors: () => [["minors", "on"]],
  month: period,
  language: ([value]) => {
    const [code, level] = value.split("-");
    return [["languages[0].code", code], ...(level ? [["languages[0].level", level.toUpperCase()]] : [])];
  },
};

/** From the first day of the earliest month, or today, to the last day of the latest. */
function period(months) {
  const [first, last] = [months.toSorted()[0], months.toSorted().at(-1)];
  const [year, month] = last.split("-").map(Number);
  const today = new Date().toISOString().slice(0, 10);
  const from = `${first}-01` < today ? today : `${first}-01`;
  return [
    ["period.from", from],
    ["period.until", `${last}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0")}`],
  ];
}

/** Makes a link lead to the form, with what is chosen in a list. The link says so: another one leads to the empty form. */
export function leadToForm(link, root, state, words) {
  const fields = [...state.chosen].flatMap(([filter, values]) => FIELDS[filter]?.(values) ?? []);
  const chosen = fields.length > 0;
  link.href = chosen ? `${root.dataset.ask}?${new URLSearchParams(fields)}` : root.dataset.form;
  link.textContent = words.of(chosen ? "form-chosen" : "form");
}
