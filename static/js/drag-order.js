/* Dragging a row does what the Move up and Move down buttons do, in one step.
   <ol data-drag> rows <li data-drag-item="ref" data-drag-handle inside>; a form[data-drag-form] in the page has
   the fields item and to (the place counted from 1) and is submitted when a row is dropped. Escape puts it back. */
(function () {
  "use strict";
  var EDGE = 60, STEP = 12, held = null;

  function list(node) { return node.closest && node.closest("[data-drag]"); }
  function rows(of) { return Array.from(of.querySelectorAll("[data-drag-item]")); }

  function lift(event) {
    var handle = event.button === 0 && event.target.closest && event.target.closest("[data-drag-handle]");
    var row = handle && handle.closest("[data-drag-item]");
    if (!row || !list(row)) return;
    held = { row: row, from: rows(list(row)).indexOf(row), next: row.nextSibling };
    row.classList.add("held");
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  function carry(event) {
    if (!held) return;
    if (event.clientY < EDGE) window.scrollBy(0, -STEP);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
    var under = document.elementFromPoint(event.clientX, event.clientY);
    var row = under && under.closest && under.closest("[data-drag-item]");
    if (!row || row === held.row || list(row) !== list(held.row)) return;
    var shape = row.getBoundingClientRect();
    var after = event.clientY > shape.top + shape.height / 2;
    row.parentNode.insertBefore(held.row, after ? row.nextSibling : row);
  }

  function letGo() {
    var was = held;
    held = null;
    if (was) was.row.classList.remove("held");
    return was;
  }

  function drop() {
    var was = letGo();
    var form = was && document.querySelector("form[data-drag-form]");
    if (!form) return;
    var to = rows(list(was.row)).indexOf(was.row);
    if (to === was.from) return;
    /* elements.item is a method of the collection, so the field is asked for by its name. */
    form.elements.namedItem("item").value = was.row.dataset.dragItem;
    form.elements.namedItem("to").value = to + 1;
    form.requestSubmit();
  }

  function putBack() {
    var was = letGo();
    if (was) was.row.parentNode.insertBefore(was.row, was.next);
  }

  document.addEventListener("pointerdown", lift);
  document.addEventListener("pointermove", carry);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", putBack);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") putBack(); });
})();
