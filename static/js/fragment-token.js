/* A card's or invitation's secret stands behind the # of its address, where no server log sees it.
   It moves into the form, and out of the address bar. */
(function () {
  "use strict";
  function secret() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      return "";
    }
  }

  function show(selector, yes) {
    document.querySelectorAll(selector).forEach(function (part) { part.hidden = !yes; });
  }

  function move() {
    var form = document.querySelector("form[data-token]");
    var box = form && form.elements.namedItem(form.dataset.token);
    var token = secret();
    if (!box || !token) return;
    box.value = token;
    history.replaceState(null, "", location.pathname + location.search);
    show("[data-without-token]", false);
    show("[data-with-token]", true);
  }
  document.addEventListener("DOMContentLoaded", move);
  /* Another card, scanned while this page is open, only changes what stands behind the #. */
  window.addEventListener("hashchange", move);
})();
