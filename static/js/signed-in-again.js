/* Somebody was signed out while a page was open and signed in again in another tab. Back on the page, its forms
   get the new session's token, so that every typed word can still be sent: but never as another person. */
(function () {
  "use strict";
  var waiting = false, stale = false;

  function say(what) { document.dispatchEvent(new CustomEvent("copro:say", { detail: what })); }

  function reader(page) {
    var mark = page.querySelector("meta[name=reader]");
    return mark ? mark.content : "";
  }

  function take(page) {
    var token = page.querySelector("[name=csrfmiddlewaretoken]");
    if (!token || !reader(page)) return;
    if (reader(page) !== reader(document)) {
      say("somebodyElse");
      return;
    }
    waiting = stale = false;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (box) { box.value = token.value; });
    document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token.value }));
    say("ready");
    document.dispatchEvent(new Event("copro:signed-in"));
  }

  function look() {
    if (!waiting || document.hidden) return;
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      if (answer.redirected && stale) say("signIn");
      return answer.ok && !answer.redirected ? answer.text() : "";
    }).then(function (text) {
      if (text) take(new DOMParser().parseFromString(text, "text/html"));
    }).catch(function () { /* offline: the next look finds out */ });
  }

  document.addEventListener("copro:signed-out", function () { waiting = true; });
  document.addEventListener("copro:stale-page", function () {
    waiting = stale = true;
    look();
  });
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
})();
