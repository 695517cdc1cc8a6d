import { date, page, pager, text } from "../_includes/parts.mjs";

export const data = {
  pagination: { data: "collections.storyPages", size: 1, alias: "list" },
  permalink: ({ list }) => list.address,
  eleventyExcludeFromCollections: true,
};

export function render({ labels, list }) {
  const line = ({ url, data }) =>
    `<li><h2><a href="${url}">${text(data.title)}</a></h2><p>${text(labels.activities[data.activity])} · ${data.hosts.map(({ place }) => text(place)).join(", ")} · ${date(data.dates.from)}</p><p>${text(data.summary)}</p></li>\n`;
  const title = "Exchanges that took place";
  const description =
    "Case studies of exchanges between European regions: the programme, what both sides learned, and what came of it.";
  return page({ title, description, address: list.address }, `<h1>${title}</h1>\n<ol class="list">\n${list.entries.map(line).join("")}</ol>\n${pager(list)}`);
}
