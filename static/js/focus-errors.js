/* After a form came back with mistakes, the summary is read first, and the title says so as it does without htmx. */
(function () {
  "use strict";
  function mark(word) {
    if (word && document.title.indexOf(word) !== 0) document.title = word + " " + document.title;
  }

  function toSummary() {
    var summary = document.querySelector("[data-errors]");
    if (!summary) return;
    mark(summary.dataset.errors);
    summary.focus();
  }

  document.addEventListener("DOMContentLoaded", toSummary);
  document.addEventListener("htmx:after:swap", function (event) {
    var answer = event.detail.ctx && event.detail.ctx.response;
    if (answer && answer.status === 422) toSummary();
  });
})();
