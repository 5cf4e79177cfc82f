// Gives the focus to the error summary; its links lead to the field itself, or to the first box of a group.
"use strict";

const summaryOf = (part) => part.querySelector("[data-error-summary]");
const takeFocus = (part) => summaryOf(part)?.focus();

document.addEventListener("DOMContentLoaded", () => takeFocus(document));
document.addEventListener("htmx:afterSwap", (event) => takeFocus(event.target));

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const target = field.matches("fieldset") ? field.querySelector("input") ?? field : field;
  target.focus();
  field.scrollIntoView({ block: "center" });
});
