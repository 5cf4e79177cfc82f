// Keyboard shortcuts of the staff area: "/" search, "j" and "k" rows, Enter opens, "g s" start.
"use strict";

let waitingForPlace = false;

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

function step(direction) {
  const all = rows();
  if (all.length === 0) return;
  const current = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(current + direction, 0), all.length - 1)];
  const link = next.querySelector("a[href]");
  if (link) link.focus();
  next.scrollIntoView({ block: "nearest" });
}

function goTo(key) {
  const start = document.querySelector("[data-start-url]")?.dataset.startUrl;
  if (key === "s" && start) window.location.assign(start);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (waitingForPlace) {
    waitingForPlace = false;
    goTo(event.key);
  } else if (event.key === "/") {
    event.preventDefault();
    document.querySelector("[data-shortcut-search]")?.focus();
  } else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "g") {
    waitingForPlace = true;
    setTimeout(() => { waitingForPlace = false; }, 1000);
  }
});
