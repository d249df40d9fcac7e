// Everything works without this file: a link that leads to its page copies its address instead, a text can be copied.
"use strict";
for (const link of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const text = link.lastChild;
  const told = document.createElement("span");
  told.className = "vh";
  told.setAttribute("role", "status");
  link.after(told);
  if (link.dataset.copy) text.textContent = link.dataset.copy;
  const before = text.textContent;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => {
      text.textContent = told.textContent = "コピーしました";
      setTimeout(() => { text.textContent = before; told.textContent = ""; }, 3000);
    }, () => { location.href = link.href; });
  });
}
for (const text of navigator.clipboard ? document.querySelectorAll("[data-text]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--quiet";
  button.textContent = "文面をコピー";
  button.setAttribute("aria-live", "polite");
  text.after(button);
  button.addEventListener("click", () => navigator.clipboard.writeText(text.textContent.trim()).then(() => {
    button.textContent = "コピーしました";
    setTimeout(() => { button.textContent = "文面をコピー"; }, 3000);
  }, () => getSelection().selectAllChildren(text)));
}
const fill = document.querySelector("a[data-fill]");
if (fill) {
  fetch(fill.href).then((answer) => answer.ok ? answer.text() : "").then((text) => {
    const part = new DOMParser().parseFromString(text, "text/html").querySelector("[data-part]");
    if (part) document.getElementById(fill.dataset.fill).replaceChildren(...part.childNodes);
  }, () => {});
}
