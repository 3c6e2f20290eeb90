// Shows where we are in the outline; puts the place of a figure into the text where the cursor stands. Without it the
// code is typed or copied.
"use strict";
const box = () => document.querySelector(".desk-text textarea"); // another one after a number is bound
const outline = document.querySelector(".desk-outline");
const here = outline?.querySelector("[aria-current]");
if (here) outline.scrollTop = here.offsetTop - outline.offsetTop - outline.clientHeight / 3;
for (const button of document.querySelectorAll("[data-insert]")) {
  button.hidden = !box();
  button.addEventListener("click", () => {
    const text = box();
    const asked = new CustomEvent("insert-code", { detail: button.dataset.insert, cancelable: true });
    if (!text.dispatchEvent(asked)) return; // the editor took it
    text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}
