// Gives the focus to the error summary, whose lines name their fields; its links lead to the field itself, or to the first box of a group.
"use strict";

const summaryOf = (part) => part.querySelector("[data-error-summary]");
const takeFocus = (part) => summaryOf(part)?.focus();

/** "Postnummer: Feltet skal udfyldes": which field each line is about, where the sentence does not say it itself. */
function nameFields(part) {
  for (const link of part.querySelectorAll("[data-error-summary] a[href^='#']")) {
    const label = document.querySelector(`label[for="${CSS.escape(link.hash.slice(1))}"]`)?.textContent.trim();
    const isNamed = !label || link.textContent.toLowerCase().includes(label.toLowerCase());
    if (!isNamed) link.textContent = `${label.replace(/[:?]$/, "")}: ${link.textContent}`;
  }
}

function present(part) {
  nameFields(part);
  takeFocus(part);
}

document.addEventListener("DOMContentLoaded", () => present(document));
document.addEventListener("htmx:afterSwap", (event) => present(event.target));

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const target = field.matches("fieldset") ? field.querySelector("input") ?? field : field;
  target.focus();
  field.scrollIntoView({ block: "center" });
});
