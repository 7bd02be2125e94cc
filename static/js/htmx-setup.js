/* What to say when a request fails. The page and every typed word stay as they are. */
(function () {
  "use strict";
  var net = function () { return document.getElementById("net"); };

  function say(words, link, address) {
    var box = net();
    if (!box || !words) return;
    box.textContent = words;
    if (link) {
      var a = document.createElement("a");
      a.textContent = link;
      a.href = address;
      a.target = "_blank";
      box.append(" ", a);
    }
    box.hidden = false;
  }

  function quiet() {
    var box = net();
    if (box) box.hidden = true;
  }

  function own(element) {
    return element && element.closest && element.closest("[data-own-errors]");
  }

  document.addEventListener("htmx:response:error", function (event) {
    var box = net();
    var status = event.detail.ctx.response.status;
    if (!box || own(event.target) || status === 422) return;
    if (status === 401) say(box.dataset.signIn, box.dataset.signInLink, box.dataset.signInUrl);
    else if (status === 403 || status === 404) say(box.dataset.refused);
    else if (status === 409) say(box.dataset.changed);
    else say(box.dataset.failed);
  });

  document.addEventListener("htmx:error", function (event) {
    var box = net();
    if (box && !own(event.target)) say(box.dataset.offline);
  });

  document.addEventListener("htmx:after:request", function (event) {
    if (event.detail.ctx.response && event.detail.ctx.response.status < 400) quiet();
  });

  /* A page nobody looks at asks for nothing. */
  document.addEventListener("htmx:before:request", function (event) {
    var trigger = event.target.getAttribute && event.target.getAttribute("hx-trigger");
    if (document.hidden && trigger && trigger.indexOf("every ") >= 0) event.preventDefault();
  });
})();
