import { text } from "../_includes/parts.mjs";

const SITE = "https://matchmaking.example.org";

export const data = { permalink: "/en/feed.xml", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const day = ({ data }) => (data.confirmed ?? data.published).toISOString();
  const entry = (page) =>
    `<entry><title>${text(page.data.title)}</title><id>${SITE}${page.url}</id><link href="${SITE}${page.url}"/><updated>${day(page)}</updated><summary>${text(page.data.summary)}</summary></entry>\n`;
  const { newest } = collections;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Measured Matchmaking</title><id>${SITE}/en/</id>${newest.length > 0 ? `<updated>${day(newest[0])}</updated>` : ""}
${newest.map(entry).join("")}</feed>
`;
}
