/* A form that only looks something up need not wait for a press, once the address has brought its secret:
   form[data-at-once], after fragment-token.js has filled it in. What it opens records nothing. */
(function () {
  "use strict";
  function open() {
    var form = document.querySelector("form[data-token][data-at-once]");
    var box = form && form.elements.namedItem(form.dataset.token);
    if (box && box.value && !document.querySelector("[data-errors]")) form.requestSubmit();
  }
  document.addEventListener("DOMContentLoaded", open);
  window.addEventListener("hashchange", open);
})();
