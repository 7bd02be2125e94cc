/* At the door a tap is on the device before it is shown as taken, and "not sent yet" until the server has it. */
(function () {
  "use strict";
  if (!self.door || !door.paint) return;
  /* A device that can keep nothing sends each tap at once, as a page does. */
  var isFull = false;

  function word(button) {
    var copy = button.cloneNode(true);
    copy.querySelectorAll(".vh").forEach((part) => part.remove());
    return copy.textContent.trim();
  }

  /* Before htmx and the page's other scripts hear of it. */
  window.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.id !== "mark" || !button || button.name !== "tap" || isFull) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    var value = button.value.split("."), item = button.closest("li");
    var waits = item.dataset.was !== undefined && button.getAttribute("aria-pressed") === "true";
    if (waits || button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    door.add({ url: form.action, row: value[1], value: value[0], label: word(button),
      name: item.querySelector(".name").textContent,
      fields: { tap: button.value, client_id: crypto.randomUUID() } }).catch(function () {
      isFull = true;
      button.removeAttribute("aria-busy");
      form.requestSubmit(button);
    });
    setTimeout(door.paint, 1100);
  }, true);
})();
