/* The board with no connection: opens the kept list, follows taps and the search, and makes way for the real board
   as soon as that can be had and nothing waits any more. */
(function () {
  "use strict";
  if (!self.door || !door.rows) return;
  var find = document.querySelector(".find"), more = document.getElementById("more"), isWhole = false, used = Date.now(), TRY = 7e3;

  function say(id) {
    ["no-list", "refused", "here"].forEach(function (each) { document.getElementById(each).hidden = each !== id; });
  }

  function draw() {
    return door.all().then(function (taps) {
      if (door.list) more.hidden = !door.rows(taps, isWhole);
      return door.paint();
    });
  }

  function fromAddress() {
    var asked = new URLSearchParams(location.search);
    door.list.teams.forEach(([ref, name]) => find.team.add(new Option(name, ref), 1));
    ["q", "team", "state"].forEach(function (name) { find[name].value = asked.get(name) || ""; });
    isWhole = asked.has("everyone");
  }

  function address() {
    var asked = new URLSearchParams(new FormData(find));
    if (isWhole) asked.set("everyone", "1");
    return door.page.dataset.board + "?" + asked;
  }

  /* Nobody is in the middle of something. */
  function isQuiet() {
    return Date.now() - used > 4e3 && !document.querySelector(".more[open], #add[open]");
  }

  function tryAgain() {
    if (document.hidden) return;
    var began = Date.now();
    door.ask().then(() => door.flush()).then(() => door.all()).then(function (taps) {
      var waits = taps.some((tap) => tap.mine && !tap.problem);
      if (!waits && isQuiet() && Date.now() - began < 5e3) location.replace(address());
    }).catch(() => door.tell("late"));
  }

  find.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", function () {
    history.replaceState(null, "", address());
    draw();
  });
  more.querySelector("button").onclick = function () { isWhole = true; draw(); };
  ["pointerdown", "keydown"].forEach((name) => document.addEventListener(name, function () { used = Date.now(); }));
  document.addEventListener("door:painted", (event) => door.list && door.tally(event.detail));
  document.addEventListener("door:added", draw);
  document.addEventListener("door:refused", () => say("refused"));

  door.forgetOld().then(door.openList).then(function (list) {
    say(list ? "here" : "no-list");
    if (list) fromAddress();
    return draw();
  }).then(tryAgain);
  window.addEventListener("online", tryAgain);
  document.addEventListener("visibilitychange", tryAgain);
  setInterval(tryAgain, TRY);
})();
