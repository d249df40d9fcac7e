// Everything works without this file. It copies links.
"use strict";
document.documentElement.classList.add("js");
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
