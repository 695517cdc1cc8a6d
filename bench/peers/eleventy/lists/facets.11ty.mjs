import { offerList } from "../_includes/parts.mjs";

export const data = {
  pagination: { data: "collections.facetPages", size: 1, alias: "list" },
  permalink: ({ list }) => list.address,
  eleventyExcludeFromCollections: true,
};

export function render({ labels, list }) {
  const country = () => `Offers in ${labels.countries[list.code.toUpperCase()]}`;
  const title = list.facet === "country" ? country() : `Offers in the sector ${labels.sectors[list.code]}`;
  return offerList(labels, title, list);
}
