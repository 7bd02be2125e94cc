/* The second half of a double tap falls on the page as it is after the first: it must not press again. */
(function () {
  "use strict";
  var REST = 700, pressed = 0;
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("#press button")) return;
    if (Date.now() - pressed < REST) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      pressed = Date.now();
    }
  }, true);
})();
