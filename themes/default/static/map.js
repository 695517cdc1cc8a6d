// Names the region under the pointer or the focus, and marks it in the list beside; and the other way round.

const map = document.querySelector("[data-map]");
const note = document.createElementNS("http://www.w3.org/2000/svg", "text");
note.setAttribute("class", "dot-note");
note.setAttribute("aria-hidden", "true");
map.append(note);

const dots = new Map([...map.querySelectorAll("a.dot")].map((dot) => [dot.getAttribute("href"), dot]));
const entries = new Map([...document.querySelectorAll(".lands li li a")].map((entry) => [entry.getAttribute("href"), entry]));

function show(address) {
  const dot = dots.get(address);
  if (!dot) return;
  const { cx, cy, r } = dot.querySelector(".dot-mark");
  const across = map.viewBox.baseVal.width;
  const [x, y, radius] = [cx, cy, r].map((length) => length.baseVal.value);
  note.textContent = dot.getAttribute("aria-label");
  note.setAttribute("text-anchor", x < across * 0.3 ? "start" : x > across * 0.7 ? "end" : "middle");
  note.setAttribute("x", x);
  note.setAttribute("y", y < 60 ? y + radius + 30 : y - radius - 12);
  map.classList.add("is-noted");
  mark(address, true);
}

function hide(address) {
  note.textContent = "";
  map.classList.remove("is-noted");
  mark(address, false);
}

function mark(address, on) {
  dots.get(address)?.classList.toggle("is-marked", on);
  entries.get(address)?.classList.toggle("is-marked", on);
}

for (const [address, element] of [...dots, ...entries]) {
  for (const event of ["pointerenter", "focus"]) element.addEventListener(event, () => show(address));
  for (const event of ["pointerleave", "blur"]) element.addEventListener(event, () => hide(address));
}
