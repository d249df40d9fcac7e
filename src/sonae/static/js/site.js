// Everything works without this file. It copies links, moves the focus to an error summary, and fills in ranges.
"use strict";
document.documentElement.classList.add("js");
const errors = document.getElementById("errors");
if (errors) errors.focus();
for (const link of document.querySelectorAll("[data-copy]")) {
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    const before = link.textContent;
    link.textContent = "コピーしました";
    setTimeout(() => { link.textContent = before; }, 3000);
  });
}
