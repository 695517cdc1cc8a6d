// Reloads the page when the site was rebuilt. Only `matchmaker serve` adds this file to pages.
const news = new EventSource("/-/live");
let edition;
news.addEventListener("edition", (event) => {
  if (edition !== undefined && edition !== event.data) location.reload();
  edition = event.data;
});
addEventListener("pagehide", () => news.close());
