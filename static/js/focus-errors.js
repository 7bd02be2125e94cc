/* After a form came back with mistakes, the summary is read first. */
(function () {
  "use strict";
  function toSummary() {
    var summary = document.querySelector("[data-errors]");
    if (summary) summary.focus();
  }
  document.addEventListener("DOMContentLoaded", toSummary);
  document.addEventListener("htmx:after:swap", function (event) {
    var answer = event.detail.ctx && event.detail.ctx.response;
    if (answer && answer.status === 422) toSummary();
  });
})();
