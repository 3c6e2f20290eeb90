// What is typed is not lost: leaving a page with unsaved boxes asks first, and the text of a desk (textarea[data-draft]) is
// kept in this browser until it is saved. Only such texts are kept, never a person's data. Every page works without it.
"use strict";
(() => {
  const WEEK = 7 * 24 * 3600 * 1000;
  const SENT = "goc.sent";
  const OWN = `goc.draft.${document.body.dataset.user || ""}.`;
  const saving = (node) => node.closest?.("main form[method=post]:has(input[name=once])");
  let leaving = false;
  // a page that came back to be mended, asked or compared holds what nobody has saved yet
  let unsaved = Boolean(document.querySelector("main form[method=post] .notice[role=alert]"));

  document.addEventListener("input", (event) => {
    if (saving(event.target)) unsaved = true;
    if (event.target.matches("textarea[data-draft]")) keep(event.target);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    setTimeout(() => (leaving = false), 3000); // the answer may be a file, and the page stays
    const box = event.target.querySelector("textarea[data-draft]");
    if (box) sessionStorage.setItem(SENT, keyOf(box));
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });

  const keyOf = (box) => OWN + location.pathname + location.search + "#" + box.name;
  const stateOf = (box) => box.form.elements.read_state;
  const same = (one, other) => one.replace(/\r\n/g, "\n").trim() === other.replace(/\r\n/g, "\n").trim();

  function keep(box) {
    const kept = { text: box.value, at: Date.now(), state: stateOf(box)?.value };
    try {
      localStorage.setItem(keyOf(box), JSON.stringify(kept));
    } catch {
      // no room, or forbidden: the page goes on without it
    }
  }

  function kept(key) {
    try {
      const found = JSON.parse(localStorage.getItem(key));
      return found && Date.now() - found.at < WEEK ? found : null;
    } catch {
      return null;
    }
  }

  function offer(box) {
    const found = kept(keyOf(box));
    const bar = document.querySelector("[data-draft-offer]");
    if (!found || !bar || same(found.text, box.value)) {
      if (!unsaved) localStorage.removeItem(keyOf(box));
      return;
    }
    bar.querySelector("time").textContent = new Date(found.at).toLocaleString("vi-VN");
    bar.querySelector("[data-draft-take]").addEventListener("click", () => {
      box.value = found.text;
      // as it was read then: what somebody saved since is compared when this is sent
      if (found.state && stateOf(box)) stateOf(box).value = found.state;
      bar.hidden = true;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
    bar.querySelector("[data-draft-drop]").addEventListener("click", () => {
      localStorage.removeItem(keyOf(box));
      bar.hidden = true;
    });
    bar.hidden = false;
  }

  const sent = sessionStorage.getItem(SENT);
  if (sent && document.querySelector("[data-done]")) localStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("goc.draft.") && !kept(key)) localStorage.removeItem(key);
  }
  document.querySelectorAll("textarea[data-draft]").forEach(offer);
})();
