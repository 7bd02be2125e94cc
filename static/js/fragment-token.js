/* A card's or invitation's secret stands behind the # of its address, where no server log sees it.
   It moves into the form, and out of the address bar. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var token = decodeURIComponent(location.hash.slice(1));
    var form = document.querySelector("form[data-token]");
    if (!token || !form) return;
    var box = form.querySelector("[name=" + form.dataset.token + "]");
    if (!box) return;
    box.value = token;
    history.replaceState(null, "", location.pathname + location.search);
    document.querySelectorAll("[data-without-token]").forEach(function (part) { part.hidden = true; });
    document.querySelectorAll("[data-with-token]").forEach(function (part) { part.hidden = false; });
  });
})();
