// Reloads the page when the site was rebuilt. Only `matchmaker serve` adds this file to pages.
const status = new EventSource(new URL("live", import.meta.url));
let edition;
let inUse = false;
// What somebody has begun to write, or is sending, must not be taken away.
for (const use of ["input", "submit"]) addEventListener(use, () => (inUse = true));
status.addEventListener("edition", (event) => {
  if (edition !== undefined && edition !== event.data && !inUse) location.reload();
  edition = event.data;
});
addEventListener("pagehide", () => status.close());
