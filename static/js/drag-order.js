/* Dragging a row does what the Move up and Move down buttons do, in one step.
   <ol data-drag> rows <li data-drag-item="ref" data-drag-handle inside>; a form[data-drag-form] in the page has
   the fields item and to (the place counted from 1) and is submitted when a row is dropped. */
(function () {
  "use strict";
  var held = null;

  function list(node) { return node.closest && node.closest("[data-drag]"); }
  function rows(of) { return Array.from(of.querySelectorAll("[data-drag-item]")); }

  document.addEventListener("pointerdown", function (event) {
    var handle = event.target.closest && event.target.closest("[data-drag-handle]");
    var row = handle && handle.closest("[data-drag-item]");
    if (!row || !list(row)) return;
    held = { row: row, from: rows(list(row)).indexOf(row) };
    row.classList.add("held");
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
  });

  document.addEventListener("pointermove", function (event) {
    if (!held) return;
    var under = document.elementFromPoint(event.clientX, event.clientY);
    var row = under && under.closest && under.closest("[data-drag-item]");
    if (!row || row === held.row || list(row) !== list(held.row)) return;
    var box = row.getBoundingClientRect();
    var after = event.clientY > box.top + box.height / 2;
    row.parentNode.insertBefore(held.row, after ? row.nextSibling : row);
  });

  function drop() {
    if (!held) return;
    var row = held.row, from = held.from;
    held = null;
    row.classList.remove("held");
    var to = rows(list(row)).indexOf(row);
    var form = document.querySelector("form[data-drag-form]");
    if (to === from || !form) return;
    form.elements.item.value = row.dataset.dragItem;
    form.elements.to.value = to + 1;
    form.requestSubmit();
  }
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
})();
