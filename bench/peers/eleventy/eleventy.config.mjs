// The same pages as ours, as Eleventy makes them fastest: templates are functions, and Markdown goes through no other
// template language first.

/** Entries on a page of a list. */
const PER_PAGE = 100;

/** The pages of a list: what stands on each, and where it is. */
export function paged(entries, list, rest = {}) {
  const of = Math.max(1, Math.ceil(entries.length / PER_PAGE));
  const address = (number) => (number <= 1 ? list : `${list}page-${number}/`);
  return Array.from({ length: of }, (_, at) => ({
    ...rest,
    entries: entries.slice(at * PER_PAGE, (at + 1) * PER_PAGE),
    number: at + 1,
    of,
    address: address(at + 1),
    previous: at > 0 ? address(at) : null,
    next: at + 1 < of ? address(at + 2) : null,
  }));
}

function newest(collection, folder, key) {
  const entries = collection.getFilteredByGlob(`content/${folder}/*.md`);
  return entries.sort((a, b) => b.data[key] - a.data[key] || (a.fileSlug < b.fileSlug ? -1 : 1));
}

export default function configure(config) {
  config.addPassthroughCopy({ assets: "assets" });
  let offers;
  const sorted = (collection) => (offers ??= newest(collection, "offers", "confirmed"));
  config.on("eleventy.before", () => {
    offers = undefined;
  });
  config.addCollection("offerPages", (collection) => paged(sorted(collection), "/en/offers/"));
  config.addCollection("facetPages", (collection) => {
    const facets = new Map();
    for (const offer of sorted(collection)) {
      for (const facet of ["country", "sector"]) {
        for (const code of offer.data[`list_${facet}`]) {
          const address = `/en/offers/${facet}/${code}/`;
          if (!facets.has(address)) facets.set(address, { facet, code, offers: [] });
          facets.get(address).offers.push(offer);
        }
      }
    }
    return [...facets].flatMap(([address, { facet, code, offers }]) => paged(offers, address, { facet, code }));
  });
  config.addCollection("storyPages", (collection) =>
    paged(newest(collection, "case-studies", "published"), "/en/case-studies/"),
  );
  config.addCollection("newest", (collection) => {
    const stories = newest(collection, "case-studies", "published").slice(0, 50);
    const day = ({ data }) => data.confirmed ?? data.published;
    return [...sorted(collection).slice(0, 50), ...stories].sort((a, b) => day(b) - day(a)).slice(0, 50);
  });
  return {
    dir: { input: ".", output: "public", includes: "_includes", data: "_data" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ["md", "11ty.js"],
  };
}
