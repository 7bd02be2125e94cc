/* What to say when a request fails. The page and every typed word stay as they are. */
(function () {
  "use strict";
  var said = "", from = null;

  function box() { return document.getElementById("net"); }

  function say(what, element) {
    var net = box();
    if (!net || !net.dataset[what]) return;
    said = what;
    from = element;
    net.textContent = net.dataset[what];
    if (what !== "signIn") return;
    var link = document.createElement("a");
    link.textContent = net.dataset.signInLink;
    link.href = net.dataset.signInUrl;
    link.target = "_blank";
    net.append(" ", link);
    document.dispatchEvent(new Event("copro:signed-out"));
  }

  function hush() {
    said = "";
    from = null;
    if (box()) box().textContent = "";
  }

  function speaksForItself(element) {
    return element && element.closest && element.closest("[data-own-errors]");
  }

  function asksAgainAndAgain(element) {
    var trigger = element.getAttribute && element.getAttribute("hx-trigger");
    return Boolean(trigger) && trigger.indexOf("every ") >= 0;
  }

  var WHAT = { 401: "signIn", 403: "refused", 404: "refused", 409: "changed", 413: "tooMuch", 429: "tooOften" };

  document.addEventListener("htmx:response:error", function (event) {
    var answer = event.detail.ctx.response;
    if (answer.status === 422 || speaksForItself(event.target)) return;
    if (answer.headers.has("X-Stale-Page")) document.dispatchEvent(new Event("copro:stale-page"));
    else say(WHAT[answer.status] || "failed", event.target);
  });
  document.addEventListener("copro:say", function (event) { say(event.detail, document.body); });

  document.addEventListener("htmx:error", function (event) {
    if (!speaksForItself(event.target)) say(navigator.onLine ? "failed" : "offline", event.target);
  });

  /* A poll that works says nothing about a save that did not. */
  document.addEventListener("htmx:after:request", function (event) {
    var answer = event.detail.ctx.response;
    if (!said || !answer || (answer.status >= 400 && answer.status !== 422)) return;
    if (said === "offline" || from === event.target || !asksAgainAndAgain(event.target)) hush();
  });

  /* A page nobody looks at asks for nothing. */
  document.addEventListener("htmx:before:request", function (event) {
    if (document.hidden && asksAgainAndAgain(event.target)) event.preventDefault();
  });

  /* Without htmx the browser would leave the page for one of its own, and the words with it. */
  window.addEventListener("submit", function (event) {
    if (event.defaultPrevented || navigator.onLine) return;
    event.preventDefault();
    say("offline", event.target);
  });
  window.addEventListener("online", function () { if (said === "offline") hush(); });
})();
