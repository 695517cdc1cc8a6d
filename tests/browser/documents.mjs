// Requests as programs send them.

/** A word that no other request has. */
export const unique = () => Array.from({ length: 6 }, () => "bdfglmnprs"[Math.floor(Math.random() * 10)]).join("a");

/** A wish, as a program sends it; each of its own, so that no test meets another's. */
export const wishOf = (mark, changes = {}) => ({
  form: "find-a-host",
  language: "en",
  organisation: { name: `Invented College ${mark}`, kind: "EPLUS-EDU-VOC-SEC", country: "IE", place: "Galway" },
  contact: { name: "Invented Person", email: `${mark}@example.org` },
  activity: "job-shadowing",
  audiences: ["teachers"],
  sectors: ["071"],
  themes: ["dual-training", "apprenticeship-systems"],
  goal: `How the dual system shares the training of apprentices between school and company (${mark}).`,
  period: { from: "2027-03-01", until: "2027-04-30" },
  days: 4,
  participants: 4,
  languages: [{ code: "en", level: "C1" }],
  consent: true,
  ...changes,
});

export const proposalOf = (mark) => ({
  form: "offer-to-host",
  language: "en",
  organisation: { name: `Invented Workshop ${mark}`, kind: "EPLUS-EDU-VOC-SEC", country: "AT", place: "Graz" },
  contact: { name: "Invented Person", email: `${mark}@example.org` },
  title: "A week with apprentices at the milling machine",
  summary: "See how school and company share one plan.",
  activities: ["job-shadowing"],
  audiences: ["teachers"],
  sectors: ["071"],
  themes: ["dual-training"],
  programme: "Workshop, company, school.",
  learning: `How the dual system shares training between school and company (${mark}).`,
  languages: [{ code: "en", level: "B2" }],
  group: { min: 1, max: 6 },
  duration: { min: 2, max: 5 },
  windows: [{ from: "2027-03-01", until: "2027-05-31" }],
  costs: "None.",
  by_rail: true,
  minors: false,
  reciprocity: true,
  consent: true,
});

export const wish = wishOf("somebody");
export const proposal = proposalOf("somebody");
