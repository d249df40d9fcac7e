// The result page works without this file. It copies the message and fetches the ranges when they are ready.
"use strict";
for (const button of document.querySelectorAll("[data-copy-from]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const text = button.lastChild;
  const before = text.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copyFrom).value);
    text.textContent = "コピーしました";
    setTimeout(() => { text.textContent = before; }, 3000);
  });
}
const slot = document.querySelector("[data-wait]");
if (slot) {
  let left = 6;
  const ask = async () => {
    const answer = await fetch(slot.dataset.wait).catch(() => null);
    if (answer && answer.status === 200) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of fresh.querySelectorAll("[data-slot]")) {
        const place = document.querySelector(`[data-slot="${part.dataset.slot}"]`);
        if (place) place.replaceWith(part);
      }
    } else if (--left > 0) setTimeout(ask, 2000 * (7 - left));
  };
  setTimeout(ask, 1500);
}
