import { offerList } from "../_includes/parts.mjs";

export const data = {
  pagination: { data: "collections.offerPages", size: 1, alias: "list" },
  permalink: ({ list }) => list.address,
  eleventyExcludeFromCollections: true,
};

export const render = ({ labels, list }) => offerList(labels, "Hosting offers", list);
