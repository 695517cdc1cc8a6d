// Passing a page on: by the system's own way where there is one, by a copied link, on paper. Without this file, by e-mail.

for (const part of document.querySelectorAll("[data-share]")) {
  const { title, address } = part.dataset;
  const done = part.querySelector("[data-share-done]");
  const ways = {
    system: { works: Boolean(navigator.share), act: () => navigator.share({ title, url: address }).catch(() => {}) },
    copy: { works: Boolean(navigator.clipboard), act: copy },
    print: { works: true, act: () => print() },
  };
  for (const button of part.querySelectorAll("[data-share-by]")) {
    const way = ways[button.dataset.shareBy];
    button.closest("li").hidden = !way.works;
    button.addEventListener("click", way.act);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      done.textContent = done.dataset.copied;
    } catch {
      done.textContent = done.dataset.notCopied;
    }
  }
}
