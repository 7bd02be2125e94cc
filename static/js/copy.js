/* Copies a code or a link: <button data-copy="#id" hidden>. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    if (!navigator.clipboard) return;
    document.querySelectorAll("[data-copy]").forEach(function (button) { button.hidden = false; });
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-copy]");
    var from = button && document.querySelector(button.dataset.copy);
    if (!from) return;
    navigator.clipboard.writeText(from.textContent.trim()).then(function () {
      if (button.dataset.copied) button.textContent = button.dataset.copied;
    });
  });
})();
