/* Before words that were typed and not sent would go, the page asks. <form data-unsaved="The question?">
   A link that opens something else, or leaving the page, asks; sending the form, or a new answer in its place,
   is the end of it. */
(function () {
  "use strict";
  var typed = null;

  function atRisk() { return typed && typed.isConnected ? typed : null; }

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.dataset.unsaved) typed = form;
  });

  window.addEventListener("submit", function (event) { if (event.target === typed && !event.defaultPrevented) typed = null; });

  document.addEventListener("htmx:after:request", function (event) {
    var answer = event.detail.ctx.response;
    if (event.target === typed && answer && answer.status < 300) typed = null;
  });

  /* In the capture phase, before htmx hears of the click. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[hx-get]");
    if (!link || !atRisk() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (window.confirm(typed.dataset.unsaved)) {
      typed = null;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  window.addEventListener("beforeunload", function (event) { if (atRisk()) event.preventDefault(); });
})();
