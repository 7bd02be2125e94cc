/* What a door kept on this device goes when somebody signs out or somebody else signs in. Taps that were not sent
   stay, encrypted, for the person who made them, unless that person says that they may be lost. */
(function () {
  "use strict";
  var NAME = "copro-door", net = document.getElementById("net"), mark = document.querySelector("meta[name=reader]");
  var known = null, isSure = false;
  try { known = localStorage.getItem(NAME); } catch (_) { /* a browser that keeps nothing */ }
  if (!known || !net) return;

  /* Gives the base to `work`, or null where there is none. */
  function open(work) {
    return new Promise(function (done) {
      var ask = indexedDB.open(NAME);
      ask.onupgradeneeded = function () { ask.transaction.abort(); };
      ask.onerror = function () { done(work(null)); };
      ask.onsuccess = function () {
        ask.result.onversionchange = function () { ask.result.close(); };
        done(work(ask.result));
      };
    });
  }

  function waiting() {
    return open(function (base) {
      if (!base) return 0;
      return new Promise(function (done) {
        var ask = base.transaction("taps").objectStore("taps").count();
        ask.onsuccess = function () { base.close(); done(ask.result); };
      });
    });
  }

  function forgetNames() {
    return open(function (base) {
      if (!base) return null;
      return new Promise(function (done) {
        var deal = base.transaction(["lists", "keys"], "readwrite");
        deal.objectStore("lists").clear();
        deal.objectStore("keys").delete("list");
        deal.oncomplete = function () { base.close(); done(); };
      });
    });
  }

  function forgetAll() {
    localStorage.removeItem(NAME);
    var base = new Promise(function (done) {
      var ask = indexedDB.deleteDatabase(NAME);
      ask.onsuccess = ask.onerror = done;
    });
    var files = self.caches ? caches.keys().then((names) => Promise.all(
      names.filter((name) => name.startsWith("door-")).map((name) => caches.delete(name)))) : null;
    var workers = navigator.serviceWorker ? navigator.serviceWorker.getRegistrations()
      .then((all) => Promise.all(all.map((each) => each.unregister()))) : null;
    return Promise.all([base, files, workers]);
  }

  function forget() {
    return waiting().then((count) => (count && !isSure ? forgetNames() : forgetAll()));
  }

  window.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("form[action$='/sign-out/']") || isSure) return;
    if (!navigator.onLine) {
      forgetNames();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.resolve(self.door && door.flush && door.flush()).then(waiting).then(function (count) {
      if (count && !window.confirm(net.dataset.unsent)) return null;
      isSure = true;
      return forget().then(() => form.submit());
    });
  }, true);

  var isOut = /^\/(sign-in|signed-out|kiosk)/.test(location.pathname);
  if (isOut || (mark && known !== mark.content && known !== "1")) forget();
})();
