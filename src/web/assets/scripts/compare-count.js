// Tells beside a form how many of its boxes are ticked ("1 af 2 valgt"); without this script its hint stands there.
"use strict";

function tell(output) {
  output.dataset.hint ??= output.textContent;
  const ticked = document.querySelectorAll(`input[name="${output.dataset.countOf}"]:checked`).length;
  output.textContent = ticked === 0 ? output.dataset.hint : output.dataset.text.replace("0", ticked);
}

const tellAll = () => document.querySelectorAll("output[data-count-of]").forEach(tell);

document.addEventListener("DOMContentLoaded", tellAll);
document.addEventListener("change", tellAll);
window.addEventListener("pageshow", tellAll);
