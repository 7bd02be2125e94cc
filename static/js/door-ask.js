/* A door asks the server: for the list, the time there, and a fresh token, and whether it may still ask. */
(function () {
  "use strict";
  var page = document.getElementById("door"), mark = document.querySelector("meta[name=reader]");
  if (!self.door || !door.able || !page) return;
  door.page = page;
  door.reader = mark ? mark.content : "";
  door.offset = 0;

  door.tell = function (name, detail) { document.dispatchEvent(new CustomEvent("door:" + name, { detail: detail })); };
  door.refuses = function (status) { return status === 401 || status === 403 || status === 404; };
  door.token = function () {
    var box = document.querySelector("[name=csrfmiddlewaretoken]");
    return box ? box.value : "";
  };

  function take(token) {
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (box) { box.value = token; });
    if (document.body.hasAttribute("hx-headers:inherited"))
      document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
  }

  /* Halfway between asking and hearing, the clock here showed what the server's did. */
  door.ask = function () {
    var began = Date.now(), known = door.list ? door.list.stamp : "";
    return fetch(page.dataset.kept + "?seen=" + encodeURIComponent(known), {
      headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(8000)
    }).then(function (answer) {
      if (door.refuses(answer.status)) door.refuse();
      if (!answer.ok || answer.redirected) throw new Error("no list");
      return answer.json();
    }).then(function (found) {
      if (door.reader && found.reader !== door.reader) {
        door.refuse();
        throw new Error("somebody else");
      }
      door.reader = found.reader;
      door.offset = Date.parse(found.now) - (began + Date.now()) / 2;
      take(found.token);
      return door.keep(found);
    });
  };

  /* Whoever may not see names any more sees none; what is not sent waits for the same person. */
  door.refuse = function () { door.tell("refused"); };
})();
