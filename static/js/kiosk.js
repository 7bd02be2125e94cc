/* A shared tablet forgets whoever stood before it: soon after "you are here", after two quiet minutes anywhere
   else, and before the browser could keep the page for its Back button. */
(function () {
  "use strict";
  var page = document.querySelector("[data-kiosk]");
  if (!page) return;
  var still = document.getElementById("still"), clears = page.querySelector("[data-clears]");
  var seconds = +page.dataset.clear, timers = [];

  function isClean() {
    var box = document.getElementById("id_letters");
    return "clean" in page.dataset && !(box && box.value) && !document.querySelector("#found *");
  }

  function clear() {
    if (isClean()) start();
    else location.replace(page.dataset.kiosk);
  }

  function warn() {
    if (still && !isClean()) still.hidden = false;
  }

  function start() {
    timers.forEach(clearTimeout);
    if (still) still.hidden = true;
    timers = [setTimeout(clear, seconds * 1000)];
    if (seconds > 20) timers.push(setTimeout(warn, (seconds - 20) * 1000));
  }

  function longer() {
    seconds = 120;
    if (clears) clears.hidden = true;
    start();
  }

  ["pointerdown", "keydown", "input"].forEach(function (name) { document.addEventListener(name, start); });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-longer]")) longer();
  });
  if (clears) clears.hidden = false;

  /* The browser may keep a page as it was left: it is left empty. */
  window.addEventListener("pagehide", function () { page.replaceChildren(); });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) location.replace(page.dataset.kiosk);
  });
  start();
})();
