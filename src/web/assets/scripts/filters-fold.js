// Folds the filters on small screens; without this script they stand open.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  if (!window.matchMedia("(max-width: 1099px)").matches) return;
  for (const fold of document.querySelectorAll("details[data-close-on-small]")) fold.open = false;
});
