// Copies a value and says so on the button; without this script the value itself can be marked with one click.
"use strict";

function mark(source) {
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// Browsers give pages without encryption no clipboard; the older way works there too.
async function copy(source) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      // Not allowed: the older way is tried.
    }
  }
  mark(source);
  return document.execCommand("copy");
}

function say(button) {
  const word = button.querySelector("[data-word]");
  word.dataset.before ??= word.textContent;
  word.textContent = button.dataset.done;
  const told = document.querySelector("[data-copy-told]");
  if (told) told.textContent = `${button.dataset.label}: ${button.dataset.done}`;
  setTimeout(() => { word.textContent = word.dataset.before; }, 2500);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  const source = button && document.getElementById(button.dataset.copy);
  if (source && await copy(source)) say(button);
});

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
});
