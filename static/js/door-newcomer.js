/* Somebody who is not on the list, at a door without a connection: a name is enough. */
(function () {
  "use strict";
  if (!self.door || !door.rows) return;
  var place = document.getElementById("add"), form = place.querySelector("form"), asked = "";

  function plain(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " "); }

  function isKnown(name) {
    return door.list && door.list.people.some((each) => plain(each[1]) === plain(name));
  }

  function say(words) {
    var line = form.querySelector(".wrong");
    line.textContent = words;
    line.hidden = !words;
    form.name.toggleAttribute("aria-invalid", Boolean(words));
    if (words) form.name.focus();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    var name = form.elements.name.value.trim(), id = crypto.randomUUID(), isAsked = asked === plain(name);
    if (!name) return say(form.dataset.empty);
    if (isKnown(name) && !isAsked) {
      asked = plain(name);
      return say(form.dataset.known);
    }
    var fields = { name: name, client_id: id };
    if (isAsked) fields.is_someone_else = "1";
    say("");
    return door.add({ url: door.page.dataset.walkIn, row: id, value: "in_person", label: door.page.dataset.here,
      name: name, team: "", isNew: true, fields: fields }).then(function () {
      form.reset();
      place.open = false;
      document.querySelector(".find").q.value = name;
      door.tell("added");
    }, () => say(door.page.dataset.refused));
  });

  place.addEventListener("toggle", () => place.open && form.elements.name.focus());
  if (location.pathname !== door.page.dataset.board && location.pathname === new URL(door.page.dataset.walkIn, location).pathname)
    place.open = true;
})();
