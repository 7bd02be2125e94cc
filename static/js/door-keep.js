/* The board keeps itself ready for the moment the connection goes, and sends what waited when it is back. */
(function () {
  "use strict";
  if (!self.door || !door.flush) return;
  var page = door.page, EVERY = 30e3, TRY = 7e3, asked = 0, unsure = false, isGone = false;

  function fetchList() {
    unsure = true;
    if (document.hidden || Date.now() - asked < EVERY) return;
    asked = Date.now();
    unsure = false;
    door.ask().catch(function () { unsure = true; });
  }

  function wake() {
    if (document.hidden) return;
    door.paint();
    door.flush();
  }

  if (page.dataset.worker && navigator.serviceWorker)
    navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.board, updateViaCache: "none" }).catch(() => null);
  localStorage.setItem("copro-door", door.reader || "1");
  window.addEventListener("load", function () {
    door.forgetOld().catch(() => null).then(door.openList).then(fetchList);
    wake();
  });
  ["online", "pageshow", "focus"].forEach((name) => window.addEventListener(name, wake));
  ["visibilitychange", "copro:signed-in"].forEach((name) => document.addEventListener(name, wake));
  setInterval(function () {
    door.all().then((taps) => taps.some((tap) => tap.mine && !tap.problem) && door.flush());
    if (unsure) fetchList();
  }, TRY);

  /* News of other doors came, or a tap of this one was taken: the kept list is older than what is shown. */
  document.addEventListener("htmx:after:swap", fetchList);
  document.addEventListener("door:sent", fetchList);

  /* A list that cannot be narrowed here can be in the kept one. */
  document.addEventListener("htmx:error", function (event) {
    if (event.target.matches && event.target.matches(".find") && navigator.serviceWorker.controller)
      location.assign(page.dataset.board + "?" + new URLSearchParams(new FormData(event.target)));
  });
  /* No news is no connection: the door says so in its own words, and tries what waits as soon as there is some. */
  window.addEventListener("htmx:error", function (event) {
    if (event.target.id !== "news") return;
    event.stopPropagation();
    isGone = true;
    door.tell("late");
  }, true);
  document.addEventListener("htmx:after:request", function (event) {
    if (!isGone || event.target.id !== "news") return;
    isGone = false;
    door.flush();
  });
  document.addEventListener("htmx:before:swap", function () { setTimeout(door.paint); });

  document.addEventListener("door:refused", function () {
    document.getElementById("people").hidden = true;
    document.getElementById("toast").hidden = true;
    document.dispatchEvent(new CustomEvent("copro:say", { detail: "signIn" }));
  });
  document.addEventListener("copro:signed-in", function () { document.getElementById("people").hidden = false; });
})();
