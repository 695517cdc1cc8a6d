export default { layout: "offer.11ty.mjs", permalink: ({ page }) => `/en/offers/${page.fileSlug}/` };
