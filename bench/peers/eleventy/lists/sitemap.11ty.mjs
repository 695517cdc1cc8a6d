const SITE = "https://matchmaking.example.org";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const { all, offerPages, facetPages, storyPages } = collections;
  const pages = all.map(({ url, data }) => ({ address: url, day: data.confirmed ?? data.published }));
  const entry = ({ address, day }) =>
    `<url><loc>${SITE}${address}</loc>${day ? `<lastmod>${day.toISOString().slice(0, 10)}</lastmod>` : ""}</url>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...pages, ...offerPages, ...facetPages, ...storyPages].map(entry).join("")}</urlset>
`;
}
