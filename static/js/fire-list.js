/* Counting people outside: boxes on this page only. Nothing is sent, nothing is kept, no network is needed. */
(function () {
  "use strict";
  var list = document.querySelector("[data-fire]");
  if (!list) return;
  var told = document.querySelector("[data-outside]");

  function weight(box) { return +box.value || 1; }

  function count() {
    var out = 0, all = 0;
    list.querySelectorAll("input[data-counts]").forEach(function (box) {
      all += weight(box);
      if (box.checked) out += weight(box);
    });
    told.textContent = told.dataset.says.replace("{out}", out).replace("{missing}", all - out);
    told.hidden = false;
  }

  list.addEventListener("change", count);
  /* A slip of the finger must not lose the count: the browser asks first. */
  window.addEventListener("beforeunload", function (event) {
    if (list.querySelector("input:checked")) event.preventDefault();
  });
  count();
})();
