/* The form for somebody who is not on the list, when the connection went while it was filled in: what was typed is
   kept with the taps, and goes with them. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-walk-in]");
  if (!self.door || !door.flush || !form) return;
  var isReached = false;

  function keep() {
    var fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    return door.add({ url: location.pathname, row: fields.client_id, value: "in_person", label: door.page.dataset.here,
      name: fields.name, team: "", isNew: true, fields: fields }).then(() => location.assign(door.page.dataset.board));
  }

  window.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (event.target !== form || isReached || !form.elements.name.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    door.ask().then(function () {
      isReached = true;
      form.requestSubmit(button);
    }, keep);
  }, true);
})();
