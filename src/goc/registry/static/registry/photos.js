// Photographs chosen in input[data-photos] are sent one by one as they are chosen: a cut line loses the one on its way at
// most. What could not be sent waits for the line, or for the button. Without this file the form sends them itself.
"use strict";
(() => {
  const said = document.querySelector("[data-photos-said]");
  const again = document.querySelector("[data-photos-again]");
  const input = document.querySelector("input[data-photos]");
  if (!said || !again || !input) return;
  const form = input.form;
  const queue = [];
  let busy = false;

  input.addEventListener("change", () => {
    queue.push(...input.files);
    input.value = ""; // they come by themselves: the form need not send them again
    send();
  });
  again.addEventListener("click", send);
  window.addEventListener("online", send);
  form.addEventListener("submit", (event) => {
    if (!queue.length) return;
    event.preventDefault(); // what is not sent yet would be missing in the paper
    send();
  }, true);

  async function send() {
    if (busy) return;
    busy = true;
    again.hidden = true;
    while (queue.length) {
      tell(said.dataset.sending, queue.length);
      const answer = await sent(queue[0]);
      if (!answer) break;
      const photo = queue.shift();
      if (answer.error) return refused(photo, answer.error);
      uses(answer.count);
    }
    busy = false;
    if (queue.length) {
      tell(said.dataset.cut, queue.length);
      again.hidden = false;
    }
  }

  function refused(photo, why) {
    busy = false;
    said.textContent = `${photo.name}: ${why}`;
    again.hidden = !queue.length;
  }

  async function sent(photo) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("photo", photo);
    try {
      const answer = await fetch(input.dataset.photos, { method: "POST", body });
      return answer.ok || answer.status === 400 ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  function tell(words, count) {
    said.textContent = `${words}: ${count}`;
  }

  // the form takes what waits
  function uses(count) {
    tell(said.dataset.sent, count);
    const box = form.elements.waiting;
    if (box) {
      box.checked = true;
      return;
    }
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: "waiting", value: "on" });
    form.append(hidden);
  }
})();
