// The claims in the text: every piece of a claim lights up together; j and k step through them.

const text = document.querySelector(".article-text");
const panel = document.getElementById("claim");

const pieces = (key) => document.querySelectorAll(`[data-claims~="${CSS.escape(key)}"]`);

function light(element, on) {
  const keys = element?.dataset.claims?.split(" ") ?? [];
  if (keys[0]) pieces(keys[0]).forEach((piece) => piece.classList.toggle("lit", on));
}

for (const [start, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(start, (event) => light(event.target.closest("[data-claims]"), true));
  document.addEventListener(end, (event) => light(event.target.closest("[data-claims]"), false));
}

function step(by) {
  const claims = [...text.querySelectorAll("a.claim-span:not([tabindex])")];
  if (!claims.length) return;
  const here = claims.findIndex(
    (claim) => claim === document.activeElement || claim.getAttribute("aria-current"),
  );
  const next = claims[(here + by + claims.length) % claims.length];
  next.focus();
  next.scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input, textarea, select")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});

// A claim that was asked for in the address is shown where it stands.
const chosen = text?.querySelector('a.claim-span[aria-current="true"]');
const beside = matchMedia("(min-width: 62rem)").matches;
if (chosen && beside && location.hash === "#claim") {
  chosen.scrollIntoView({ block: "center" });
  panel?.focus({ preventScroll: true });
}
