// Keys, the help dialog, the small-screen menu and forms that submit on change.
// An element with data-key="x" (or "g a", two keys in a row) is pressed by that key.

const TWO_KEYS_WITHIN = 900; // milliseconds
let first = { key: "", at: 0 };

const isTyping = (target) =>
  target.isContentEditable ||
  target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button])");

const visible = (element) => element.getClientRects().length > 0 && !element.disabled;

function find(keys) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)];
  return found.find(visible);
}

function press(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else if (element.type === "radio") {
    element.checked = true;
  } else {
    element.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target)) return;
  const now = Date.now();
  const sequence = now - first.at < TWO_KEYS_WITHIN ? `${first.key} ${event.key}` : "";
  const target = (sequence && find(sequence)) || find(event.key);
  first = { key: event.key, at: now };
  if (target) {
    event.preventDefault();
    first = { key: "", at: 0 };
    press(target);
  }
});

const help = document.getElementById("help");
const list = help?.querySelector("[data-help-list]");

function describe(element) {
  const own = element.dataset.keyLabel || element.getAttribute("aria-label") || element.placeholder;
  if (own) return own;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd").forEach((kbd) => kbd.remove());
  return copy.textContent.trim();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-help]");
  if (opener && help) {
    const rows = [...document.querySelectorAll("[data-key]")].filter(visible).map((element) => {
      const term = document.createElement("dt");
      for (const key of element.dataset.key.split(" ")) {
        const kbd = document.createElement("kbd");
        kbd.textContent = key;
        term.append(kbd, " ");
      }
      const words = document.createElement("dd");
      words.textContent = describe(element);
      return [term, words];
    });
    list.replaceChildren(...rows.flat());
    help.showModal();
  }
  const menu = event.target.closest("[data-menu]");
  if (menu) {
    const open = menu.closest(".sidebar").classList.toggle("open");
    menu.setAttribute("aria-expanded", String(open));
  }
});

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submit-on-change]")) event.target.form.requestSubmit();
});

// A form that was sent once is not sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Take a chosen row out of an editor again.
document.addEventListener("click", (event) => {
  const remover = event.target.closest("[data-remove]");
  if (!remover) return;
  const form = remover.form;
  event.preventDefault(); // without this script the button asks the server
  remover.closest(remover.dataset.remove)?.remove();
  form?.dispatchEvent(new Event("input", { bubbles: true }));
});
