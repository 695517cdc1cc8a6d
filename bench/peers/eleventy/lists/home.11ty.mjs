import { offerLine, page } from "../_includes/parts.mjs";

export const data = { permalink: "/en/", eleventyExcludeFromCollections: true };

export function render({ labels, collections }) {
  const title = "Say what you want to learn. We find someone to show you.";
  const description =
    "Find a host in another European region for job shadowing, a study visit or a placement, or offer to host. The network’s secretariat makes each match by hand, free of charge.";
  const lines = collections.offerPages[0].entries.slice(0, 6).map((offer) => offerLine(labels, offer)).join("");
  return page({ title, description, address: "/en/" }, `<h1>${title}</h1>\n<ol class="list">\n${lines}</ol>`);
}
