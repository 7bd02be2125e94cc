/* Sends one tap, with the same id however often, and reads from the answer what is to become of it. */
(function () {
  "use strict";
  if (!self.door || !door.page) return;
  var FRESH = 3000, floor = 0;

  /* When it is by the server's clock, and after all that this door did before. */
  door.now = function () { return new Date(Math.max(Date.now() + door.offset, floor + 1)).toISOString(); };

  function said(text) {
    var words = new DOMParser().parseFromString(text, "text/html").querySelector("#toast p");
    return words ? words.textContent.trim() : door.page.dataset.refused;
  }

  /* What is sent much later says when it was made. */
  function post(tap) {
    var body = new URLSearchParams(tap.fields);
    if (Date.now() - tap.tapped > FRESH) body.set("happened_at", tap.made);
    return fetch(tap.url, { method: "POST", body: body, signal: AbortSignal.timeout(15000),
      headers: { "HX-Request": "true", "X-CSRFToken": door.token(), "X-Reader": tap.reader } });
  }

  /* True when the next one may go. A stale token is no refusal: a fresh one is asked for, once. */
  function send(tap, isSecond) {
    return post(tap).then(function (answer) {
      var status = answer.status;
      if (answer.headers.has("X-Stale-Page")) return !isSecond && door.ask().then(() => send(tap, true));
      if (door.refuses(status)) door.refuse();
      return answer.text().then(function (text) {
        if (answer.ok && answer.headers.has("X-Tapped-At")) {
          floor = Date.parse(answer.headers.get("X-Tapped-At"));
          door.tell("answer", { tap: tap, text: text });
          return door.putAway(tap.id).then(() => true);
        }
        if (![400, 409, 422].includes(status)) return false;
        return door.run("taps", "readwrite", function (store) {
          var ask = store.get(tap.id);
          ask.onsuccess = function () { store.put(Object.assign(ask.result, { problem: said(text) })); };
        }).then(() => door.tell("changed")).then(() => true);
      });
    });
  }

  door.send = (tap) => send(tap, false);
})();
