/* Typing a paper register back in: one key a row. Buttons, taps and a form without scripts do the same. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-paper]"), changed = false;
  if (!form) return;
  var rows = Array.prototype.slice.call(form.querySelectorAll("[data-row]"));
  document.querySelector("[data-by-keys]").hidden = false;

  function go(row, step) {
    var next = rows[rows.indexOf(row) + step];
    if (!next) return;
    next.querySelector("input:checked").focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function byLetter(row, key) {
    var choice = row.querySelector('[data-key="' + key + '"]');
    if (!choice) return false;
    choice.checked = changed = true;
    go(row, 1);
    return true;
  }

  function onKey(event, row) {
    var inTime = event.target.type !== "radio", key = event.key.toLowerCase();
    if (key === "arrowdown" || (inTime && key === "enter")) go(row, 1);
    else if (key === "arrowup") go(row, -1);
    else if (inTime) return;
    else if (key === " ") go(row, 1);
    else if (key === "t") row.querySelector(".at input").focus();
    else if (!/^[a-z]$/.test(key) || !byLetter(row, key)) return;
    event.preventDefault();
  }

  form.addEventListener("keydown", function (event) {
    var row = event.target.closest("[data-row]");
    if (row && !event.ctrlKey && !event.metaKey && !event.altKey) onKey(event, row);
  });
  form.addEventListener("input", function () { changed = true; });
  form.addEventListener("submit", function () { changed = false; });
  window.addEventListener("beforeunload", function (event) {
    if (changed) event.preventDefault();
  });
  if (rows[0] && !document.querySelector("[data-errors]")) go(rows[0], 0);
})();
