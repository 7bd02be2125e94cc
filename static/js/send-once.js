/* A second tap on the same button, on a slow connection, must not send the form twice. */
(function () {
  "use strict";
  var REST = 5000, sent = new WeakMap();
  window.addEventListener("submit", function (event) {
    if (event.defaultPrevented || event.target.method !== "post") return;
    var button = event.submitter || event.target;
    if (Date.now() - (sent.get(button) || 0) < REST) {
      event.preventDefault();
      return;
    }
    sent.set(button, Date.now());
  });
  /* Back on the page from the browser's memory, everything may be sent again. */
  window.addEventListener("pageshow", function () { sent = new WeakMap(); });
})();
