/* Passkeys need a script: what asks for one is shown only where it works, and a try that failed is said kindly. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    if (!window.PublicKeyCredential) return;
    document.querySelectorAll("[data-passkey]").forEach(function (part) { part.hidden = false; });
    document.querySelectorAll("[data-no-passkey]").forEach(function (part) { part.hidden = true; });
  });
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    var says = document.querySelector("[data-passkey-failed]");
    if (says) says.textContent = says.dataset.passkeyFailed;
  });
})();
