/* After a form came back with errors, the summary is read first. */
(function () {
  "use strict";
  function focus(root) {
    var summary = root.querySelector && root.querySelector("[data-errors]");
    if (summary) summary.focus();
  }
  document.addEventListener("DOMContentLoaded", function () { focus(document); });
  document.addEventListener("htmx:after:swap", function (event) { focus(event.target); });
})();
