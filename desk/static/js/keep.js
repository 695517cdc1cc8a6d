// Keeps what is typed into a form of the desk while one follows a link or goes back, until it is sent: in this tab only
// (sessionStorage), for as long as it is open. Without script, every button of a page takes along what was typed.
const PREFIX = "desk-keep ";

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

const isText = (field) =>
  field.name && !field.disabled && field.matches("textarea, select, input:not([type=hidden], [type=submit], [type=checkbox], [type=radio])");

/** What stood in a field before anybody typed. */
function initial(field) {
  if (field.tagName !== "SELECT") return field.defaultValue;
  const chosen = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return chosen?.value ?? "";
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = PREFIX + form.dataset.keep;
  const [reference] = form.dataset.keep.split(" ");
  const fields = [...form.elements].filter(isText);
  const keep = () => {
    const typed = fields.filter((field) => field.value !== initial(field));
    const kept = Object.fromEntries(typed.map((field) => [field.name, [initial(field), field.value]]));
    if (typed.length > 0) storage()?.setItem(key, JSON.stringify(kept));
    else storage()?.removeItem(key);
  };
  const kept = JSON.parse(storage()?.getItem(key) ?? "{}");
  for (const field of fields) {
    const [before, value] = kept[field.name] ?? [];
    // What the server shows now is newer than what was typed over something else.
    if (value === undefined || before !== initial(field) || field.value !== initial(field)) continue;
    field.value = value;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  // Somebody quick typed before this ran.
  if (fields.some((field) => field.value !== initial(field))) keep();
  // What is sent to be saved is the server's now, with all that goes along with it.
  form.addEventListener("submit", (event) => {
    const to = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    if (event.submitter?.value === "download" || /\/(write|message)\//.test(to)) return;
    const ours = (name) => name.startsWith(`${PREFIX}${reference} `);
    for (const name of Object.keys(storage() ?? {}).filter(ours)) storage().removeItem(name);
  });
}
