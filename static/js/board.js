/* The board at the door: a tap counts once, one that was not sent says so, and no news overtakes it. */
(function () {
  "use strict";
  var tapped = new Map(), touched = Date.now();

  /* Plain http has no crypto.randomUUID. */
  function uuid() {
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, function (n) {
      return (+n ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+n / 4)))).toString(16);
    });
  }

  function trouble(row, words) {
    var line = row.querySelector(".not-sent");
    if (line) line.remove();
    if (words) {
      line = document.createElement("p");
      line.className = "not-sent wrong";
      line.setAttribute("role", "alert");
      line.textContent = words;
      row.querySelector(".whom").append(line);
    }
  }

  /* The same tap again, on its way or after it failed, counts once. */
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.id !== "mark" || !button) return;
    if (button.getAttribute("aria-busy")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.elements.client_id.value = tapped.get(button.value) || uuid();
    tapped.set(button.value, form.elements.client_id.value);
    button.setAttribute("aria-busy", "true");
    trouble(button.closest("li"), "");
  }, true);

  document.addEventListener("htmx:finally:request", function (event) {
    var request = event.detail.ctx.request, button = request.submitter;
    if (!request.form || request.form.id !== "mark" || !button) return;
    var response = event.detail.ctx.response;
    button.removeAttribute("aria-busy");
    if (response && response.status < 400) tapped.delete(button.value);
    else trouble(button.closest("li"), request.form.dataset.notSent);
  });

  /* News on its way during a tap is older than its answer. */
  document.addEventListener("htmx:before:swap", function (event) {
    var tasks = event.detail.tasks;
    for (var index = tasks.length - 1; index >= 0; index--) {
      var fresh = tasks[index].fragment.querySelector("[data-version]");
      var shown = tasks[index].type === "oob" && tasks[index].target.dataset.version;
      if (fresh && shown && +shown >= +fresh.dataset.version) tasks.splice(index, 1);
    }
  });

  /* A menu covers the rows below, so it closes on the way to them.
     A board nobody touches stops asking: a forgotten tablet signs itself out. */
  ["pointerdown", "focusin", "keydown"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      touched = Date.now();
      document.querySelectorAll(".more[open]").forEach(function (menu) {
        if (menu.contains(event.target) && event.key !== "Escape") return;
        if (menu.contains(event.target)) menu.firstElementChild.focus();
        menu.open = false;
      });
    });
  });
  document.addEventListener("htmx:before:request", function (event) {
    if (event.target.id === "news" && Date.now() - touched > 20 * 60e3) event.preventDefault();
  });
})();
