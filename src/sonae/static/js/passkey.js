// Asks the browser for a passkey, or to make one. Without this file, or without passkeys, the other ways stay.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const words = (value) => (value ? value.split(" ") : []);
  const known = (asked) => words(asked.known).map((id) => ({ type: "public-key", id: bytes(id) }));

  const make = (asked) =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(asked.challenge),
        rp: { id: asked.site, name: asked.siteName },
        user: { id: bytes(asked.person), name: asked.personName, displayName: asked.personTitle },
        pubKeyCredParams: words(asked.kinds).map((alg) => ({ type: "public-key", alg: Number(alg) })),
        excludeCredentials: known(asked),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        extensions: { credProps: true },
      },
    });
  const get = (asked) =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytes(asked.challenge), rpId: asked.site, allowCredentials: known(asked), userVerification: "required",
      },
    });

  const plain = (made) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[name]) response[name] = text(made.response[name]);
    }
    return JSON.stringify({
      id: made.id, rawId: text(made.rawId), type: made.type, response,
      clientExtensionResults: made.getClientExtensionResults(),
    });
  };

  const works = window.PublicKeyCredential && !/^[\d.]+$|^\[/.test(location.hostname);
  for (const form of works ? document.querySelectorAll("form[data-passkey]") : []) {
    const told = form.querySelector("[role=status]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      told.textContent = "";
      try {
        const made = await (form.dataset.passkey === "create" ? make : get)(form.dataset);
        form.elements.credential.value = plain(made);
        form.submit();
      } catch (error) {
        told.textContent = error.name === "InvalidStateError"
          ? "このパスキーは、もう登録されています。"
          : "パスキーを使いませんでした。もう一度押すか、別の方法をお使いください。";
      }
    });
  }
  for (const note of works ? document.querySelectorAll("[data-no-passkey]") : []) note.hidden = true;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
