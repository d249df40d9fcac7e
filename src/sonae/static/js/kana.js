// Two helps for the form of requests; everything works without them.
"use strict";
// What is typed to write a name in kanji is its reading, unless somebody wrote that themselves.
const named = document.getElementById("f-name"), read = document.getElementById("f-kana");
if (named && read) {
  const katakana = (text) => text.normalize("NFKC").replace(/[ぁ-ゖ]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 96));
  let kept = "", now = "", own = read.value !== "";
  read.addEventListener("input", () => { own = read.value !== ""; kept = read.value; });
  named.addEventListener("compositionstart", () => { now = ""; });
  named.addEventListener("compositionupdate", (event) => {
    const typed = event.data.replace(/[A-Za-zＡ-Ｚａ-ｚ]+$/, "");
    if (/^[ぁ-ゖァ-ヶー\s]+$/.test(typed)) now = katakana(typed);
  });
  named.addEventListener("compositionend", () => {
    if (named.value === "") kept = "";
    else if (now) kept += (kept && /\s\S+$/.test(named.value.trim()) ? " " : "") + now;
    now = "";
    if (!own) read.value = kept;
  });
  named.addEventListener("input", () => { if (named.value === "" && !own) read.value = kept = ""; });
}
const fills = document.querySelector("[data-postcode]");
if (fills) {
  const code = document.getElementById("f-postcode"), place = document.getElementById("f-address");
  const told = document.getElementById("address-told");
  fills.addEventListener("click", (event) => {
    event.preventDefault();
    fetch(fills.dataset.postcode + "?code=" + encodeURIComponent(code.value)).then((answer) => answer.json()).then((found) => {
      if (found.address && place.value.trim() === "") place.value = found.address;
      told.textContent = found.address ? "郵便番号の住所: " + found.address : "この郵便番号の住所は見つかりませんでした。住所を書いてください。";
      if (found.address) place.focus();
    }, () => { told.textContent = "住所を調べられませんでした。住所を書いてください。"; });
  });
}
