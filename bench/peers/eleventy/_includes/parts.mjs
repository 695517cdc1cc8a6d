// Parts that stand on many pages.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as HTML. */
export const text = (words) => String(words).replace(/[&<>"']/g, (letter) => ESCAPES[letter]);

const MONTHS = ["January", "February", "March", "April", "May", "June"].concat(
  ["July", "August", "September", "October", "November", "December"],
);

/** A day in words. */
export const date = (day) => `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;

export const days = (most) => (most === 1 ? "day" : "days");

export const codes = (terms, codes) => codes.map((code) => text(terms[code])).join(", ");

const HEADER = `<a class="skip" href="#main">Skip to content</a>
<header><p><a class="wordmark" href="/en/">Measured Matchmaking</a></p>
<nav aria-label="Main"><ul>
<li><a href="/en/offers/">Offers</a></li>
<li><a href="/en/case-studies/">Stories</a></li>
<li><a href="/en/events/">Events</a></li>
<li><a href="/en/monitoring/">Figures</a></li>
<li><a href="/en/search/">Browse</a></li>
<li><a href="/en/find-a-host/">Find a host</a></li>
</ul></nav></header>`;

const FOOTER = `<footer><nav aria-label="About this site">
<p>Example Network runs this site. A person answers every request within 5 working days.</p>
<ul>
<li><a href="/en/offer-to-host/">Offer to host</a></li>
<li><a href="/en/join/">Join</a></li>
<li><a href="/en/promoters/">Promoters</a></li>
<li><a href="/en/map/">Map</a></li>
<li><a href="/en/good-practice/">Good practice</a></li>
<li><a href="/en/open-data/">Open data</a></li>
<li><a href="mailto:secretariat@example.org">Contact</a></li>
</ul></nav>
<p>Texts and data: CC BY 4.0. No cookies, no tracking, and nothing loaded from other websites.</p></footer>`;

/** A whole page. */
export function page({ title, description, address, find = "" }, main) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} – Measured Matchmaking</title>
<meta name="description" content="${text(description)}">
<link rel="canonical" href="https://matchmaking.example.org${address}">
<link rel="stylesheet" href="/assets/site.css">
<link rel="alternate" type="application/atom+xml" href="/en/feed.xml" title="News feed">
</head>
<body>
${HEADER}
<main id="main"${find}>
${main}
</main>
${FOOTER}
</body>
</html>
`;
}

export const stops = (labels, stops) => `<ol class="stops">
${stops.map((stop) => `<li><h3>${text(stop.name)}</h3><p class="kind">${text(labels.stop_kinds[stop.kind])}</p><p>${text(stop.see)}</p></li>\n`).join("")}</ol>`;

export const points = (points) => `<ul class="points">
${points.map((point) => `<li>${text(point)}</li>\n`).join("")}</ul>`;

export function offerLine(labels, { url, data }) {
  const region = labels.regions[data.host.region];
  const languages = data.languages.map(({ code }) => text(labels.languages[code])).join(", ");
  return `<li><h2><a href="${url}">${text(data.title)}</a></h2><p>${text(data.host.place)}, ${text(region.label)}, <b>${text(labels.countries[region.country])}</b></p><p>${text(labels.activities[data.activities[0]])} · ${data.group.min}–${data.group.max} · ${data.duration.min}–${data.duration.max} ${days(data.duration.max)} · ${languages}</p></li>\n`;
}

const link = (address, rel, words) => (address ? `<a href="${address}" rel="${rel}">${words}</a>` : "<span></span>");

export const pager = ({ number, of, previous, next }) => `<p class="range">Page ${number} of ${of}</p>
${of > 1 ? `<nav class="pager" aria-label="Pages of this list">${link(previous, "prev", "Previous page")}${link(next, "next", "Next page")}</nav>\n` : ""}`;

/** A page of a list of offers. */
export function offerList(labels, title, list) {
  const description =
    "Hosting offers from European regions: what visitors will see, who may come, when, for how long and in which language.";
  const lines = list.entries.map((offer) => offerLine(labels, offer)).join("");
  return page({ title, description, address: list.address }, `<h1>${text(title)}</h1>\n<ol class="list">\n${lines}</ol>\n${pager(list)}`);
}
