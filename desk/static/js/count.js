// Says when a field holds more than fits, and by how much. Nothing is cut off: the browser refuses to send it, with this reason.

const pattern = document.body.dataset.tooLong;

for (const field of document.querySelectorAll("[data-most]")) {
  const most = Number(field.dataset.most);
  const note = document.createElement("span");
  note.className = "hint hint--over";
  note.setAttribute("role", "status");
  field.after(note);
  const tell = () => {
    const length = [...field.value.trim()].length;
    const over = Math.max(length - most, 0);
    const text = over > 0 ? pattern.replace("{over}", over).replace("{length}", length).replace("{max}", most) : "";
    note.textContent = text;
    field.setCustomValidity(text);
  };
  for (const sign of ["input", "change"]) field.addEventListener(sign, tell);
  tell();
}
