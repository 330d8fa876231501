// Keys in the list of blocks: one sets the class of the block in focus, j and k step through.

const KEYS = "1234567890-";

const selects = () => [...document.querySelectorAll("select[name=block]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const select = event.target.closest("select[name=block]");
  if (!select) return;
  const row = select.closest(".block-row");
  const all = selects();
  const here = all.indexOf(select);
  const actions = {
    j: () => all[here + 1]?.focus(),
    k: () => all[here - 1]?.focus(),
    x: () => row.querySelector("[name=split]")?.click(),
    m: () => row.querySelector("[name=join]")?.click(),
  };
  const place = KEYS.indexOf(event.key);
  if (place >= 0) {
    select.selectedIndex = place;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    all[here + 1]?.focus();
  } else if (Object.hasOwn(actions, event.key)) {
    actions[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

// j and k lead into the list from anywhere on the page where nobody writes.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea, select")) return;
  if (event.key === "j") selects()[0]?.focus();
  if (event.key === "k") selects().at(-1)?.focus();
});

// A block that was asked for in the address has the focus.
document.getElementById(location.hash.slice(1))?.querySelector("select")?.focus();
