/* The way back from a tap that is not sent yet, in the place where the server's answer will be; and taps that the
   server will never take, kept until somebody has read why. */
(function () {
  "use strict";
  if (!self.door || !door.paint) return;
  var page = door.page, told = 0;

  function make(name, about, parts) {
    var node = Object.assign(document.createElement(name), about);
    node.append.apply(node, parts || []);
    return node;
  }
  function named(tap) { return make("bdi", { textContent: tap.name }); }

  window.addEventListener("submit", function (event) {
    var form = event.target, change = form.elements.change, tap = form.tap;
    if (!form.matches("#toast form")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.querySelector("button").disabled = true;
    door.add(tap ? { url: form.action, row: tap.row, name: tap.name, label: page.dataset.undo, undoes: tap.fields.client_id,
      fields: { tap: tap.value + "." + tap.row, client_id: tap.fields.client_id } }
      : { url: form.action, row: form.dataset.row, label: page.dataset.undo, name: "", undoes: change.value,
        fields: { change: change.value } });
    if (tap) toast(tap, page.dataset.undo);
  }, true);

  function toast(tap, words, isOpen) {
    var place = document.getElementById("toast");
    var text = make("p", {}, [named(tap), ": " + words + ". " + page.dataset.notSent]);
    var form = make("form", { method: "post", action: page.dataset.undoAt, tap: tap },
      [make("button", { className: "btn quiet", textContent: page.dataset.undo })]);
    place.replaceChildren.apply(place, isOpen ? [text, form] : [text]);
    place.hidden = false;
  }

  function problem(tap) {
    var button = make("button", { type: "button", className: "btn quiet slim", textContent: page.dataset.putAway });
    button.onclick = () => door.putAway(tap.id);
    return make("li", {}, [named(tap), ": " + tap.label + ". " + tap.problem + " ", button]);
  }

  document.addEventListener("door:painted", function (event) {
    var taps = event.detail, newest = taps[taps.length - 1];
    document.getElementById("door-problems").replaceChildren(...taps.filter((tap) => tap.problem).map(problem));
    if (!newest || newest.undoes || newest.problem || newest.id <= told || Date.now() - newest.tapped < 1000) return;
    told = newest.id;
    toast(newest, newest.label, true);
  });

  /* The server's rows, count and toast take their places; board.js lets nothing older overtake what is shown. */
  document.addEventListener("door:answer", function (event) {
    var form = document.getElementById("mark");
    if (self.htmx) htmx.swap({ text: event.detail.text, sourceElement: form, target: form, swap: "none" });
  });
})();
