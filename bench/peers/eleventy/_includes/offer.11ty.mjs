import { codes, date, days, page, points, stops, text } from "./parts.mjs";

export function render(offer) {
  const { labels } = offer;
  const region = labels.regions[offer.host.region];
  const country = text(labels.countries[region.country]);
  const sheet = (title, words) => `<div><dt>${title}</dt><dd>${words}</dd></div>\n`;
  const sector = (code) => `<a href="/en/offers/sector/${code}/">${text(labels.sectors[code])}</a>`;
  const support = ({ measures, barriers, note }) =>
    `<dl class="sheet">\n${measures?.length ? sheet("What the host offers", codes(labels.support_measures, measures)) : ""}${
      barriers?.length ? sheet("Barriers the host has experience with", codes(labels.barriers, barriers)) : ""
    }${note ? sheet("In the host’s words", text(note)) : ""}</dl>`;
  const main = `<nav class="crumbs" aria-label="You are here"><ol><li><a href="/en/">Home</a></li><li><a href="/en/offers/">Offers</a></li><li><a href="/en/offers/country/${region.country.toLowerCase()}/">${country}</a></li></ol></nav>
${offer.demo ? '<p class="notice">This is a demonstration offer: the host is invented and cannot be visited. It shows what an offer can say.</p>\n' : ""}<p class="family f-${labels.families[offer.activities[0]]}">${codes(labels.activities, offer.activities)}</p>
<h1>${text(offer.title)}</h1>
<p class="place">${text(offer.host.name)}, ${text(offer.host.place)}, ${text(region.label)}, <b>${country}</b></p>
<p class="lede">${text(offer.summary)}</p>
<dl class="facts">
<div><dt>How many</dt><dd>${offer.group.min}–${offer.group.max}</dd></div>
<div><dt>How long</dt><dd>${offer.duration.min}–${offer.duration.max} ${days(offer.duration.max)} <small>without travel</small></dd></div>
<div><dt>Languages</dt>${offer.languages.map(({ code, level }) => `<dd>${text(labels.languages[code])} <small>from ${level}</small></dd>`).join("")}</div>
<div><dt>Who can come</dt><dd>${codes(labels.audiences, offer.audiences)}</dd></div>
<div><dt>Sector</dt><dd>${offer.sectors.map(sector).join(", ")}</dd></div>
</dl>
<section><h2>When</h2><ul class="windows">
${offer.windows.map(({ from, until }) => `<li>${date(from)} – ${date(until)}</li>\n`).join("")}</ul>
<p>Open until ${date(offer.valid_until)}.</p></section>
<section><h2>What you will see</h2>${stops(labels, offer.programme)}</section>
<section><h2>What you will learn</h2>${points(offer.learning)}</section>
<section><h2>For people with fewer opportunities</h2>${offer.support ? support(offer.support) : "<p>The host names no particular support. Do ask: say what your group needs.</p>"}</section>
<section><h2>Practical information</h2><dl class="sheet">
${sheet("What it costs", text(offer.costs))}${sheet("How to get there", `${offer.travel.by_rail ? "Can be reached by train from abroad within a day. " : ""}${text(offer.travel.note)}`)}${sheet("Where you will sleep", text(offer.accommodation))}${sheet("Accessibility", text(offer.accessibility))}${sheet("People under 18", offer.minors ? `Accepted. ${text(offer.safeguarding)}` : "Not accepted.")}${sheet("Return visit", offer.reciprocity ? "The host would like to visit you too." : "The host does not plan a return visit.")}${sheet("The host", `${text(offer.host.name)} (${text(labels.organisation_kinds[offer.host.kind])}). <a href="${text(offer.host.website)}" rel="noreferrer">The host’s website</a>. There is no contact address here on purpose: the secretariat introduces you.`)}</dl></section>
<section><h2>Themes</h2><p>${codes(labels.themes, offer.themes)}</p></section>`;
  const head = { title: offer.title, description: offer.summary, address: offer.page.url, find: " data-pagefind-body" };
  return page(head, main);
}
