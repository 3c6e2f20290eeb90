// Puts the place of a figure into the text where the cursor stands. Without it the code is typed or copied.
"use strict";
const box = document.querySelector(".desk-text textarea");
for (const button of document.querySelectorAll("[data-insert]")) {
  button.hidden = !box;
  button.addEventListener("click", () => {
    box.setRangeText(button.dataset.insert, box.selectionStart, box.selectionEnd, "end");
    box.focus();
  });
}
