import { codes, date, page, points, stops, text } from "./parts.mjs";

export function render(story) {
  const { labels } = story;
  const party = ({ organisation, place, region }) =>
    `<dd>${text(organisation)}, ${text(place)}, ${text(labels.countries[labels.regions[region].country])}</dd>`;
  const main = `<nav class="crumbs" aria-label="You are here"><ol><li><a href="/en/">Home</a></li><li><a href="/en/case-studies/">Stories</a></li></ol></nav>
<p class="family f-${labels.families[story.activity]}">${text(labels.activities[story.activity])}</p>
<h1>${text(story.title)}</h1>
<p class="lede">${text(story.summary)}</p>
<dl class="facts">
<div><dt>Visited by</dt>${story.visitors.map(party).join("")}</div>
<div><dt>Hosted by</dt>${story.hosts.map(party).join("")}</div>
<div><dt>When</dt><dd>${date(story.dates.from)} – ${date(story.dates.until)}</dd></div>
<div><dt>Who took part</dt><dd>${story.participants.staff} + ${story.participants.learners}</dd></div>
<div><dt>Themes</dt><dd>${codes(labels.themes, story.themes)}</dd></div>
<div><dt>Sector</dt><dd>${codes(labels.sectors, story.sectors)}</dd></div>
</dl>
<section><h2>How it came about</h2><p>${text(story.background)}</p></section>
<section class="prose">${story.content}</section>
<section><h2>Programme</h2>${stops(labels, story.programme)}</section>
<section><h2>What both sides learned</h2>${points(story.lessons.hosts)}
${points(story.lessons.participants)}</section>
<section><h2>What came of it</h2><p>${text(story.follow_up)}</p>
<p>Published here on ${date(story.published)}.</p></section>`;
  const head = { title: story.title, description: story.summary, address: story.page.url, find: " data-pagefind-body" };
  return page(head, main);
}
