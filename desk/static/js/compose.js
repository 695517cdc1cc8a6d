// Keeps each message's link in step with what is typed. Without script, a button of the page does the same.
const MOST = 2000;

for (const letter of document.querySelectorAll("[data-letter]")) {
  const link = letter.querySelector("[data-mailto]");
  const [subject, text] = letter.querySelectorAll("input, textarea");
  const tooLong = letter.querySelector("[data-too-long]");
  const to = link.getAttribute("href").split("?")[0];
  const follow = () => {
    const body = text.value.replaceAll(/\r?\n/g, "\r\n");
    const href = `${to}?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(body)}`;
    link.setAttribute("href", href);
    tooLong.hidden = href.length <= MOST;
  };
  for (const field of [subject, text]) field.addEventListener("input", follow);
  // Somebody quick typed before this ran.
  if ([subject, text].some((field) => field.value !== field.defaultValue)) follow();
}
