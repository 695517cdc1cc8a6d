export default { layout: "story.11ty.mjs", permalink: ({ page }) => `/en/case-studies/${page.fileSlug}/` };
