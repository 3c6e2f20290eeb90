// Ctrl+↓ and Ctrl+↑ go to the next fault and the one before; the box to be filled is in sight.
"use strict";

document.addEventListener("keydown", (event) => {
  const rel = { ArrowDown: "next", ArrowUp: "prev" }[event.key];
  if (!event.ctrlKey || !rel) return;
  const link = document.querySelector(`#mend a[rel="${rel}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

document.querySelector("td.load-current")?.scrollIntoView({ block: "start", inline: "center" });
const box = document.querySelector("#mend [autofocus]");
box?.focus({ preventScroll: true });
