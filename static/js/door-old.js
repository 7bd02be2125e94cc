/* A list that is older than its day goes, at the next look at a door or by its worker. Taps stay until sent. */
(function () {
  "use strict";
  if (!self.door || !door.able) return;
  door.forgetOld = function () {
    var gone = [];
    return door.run("lists", "readwrite", function (lists) {
      lists.openCursor().onsuccess = function (event) {
        var at = event.target.result;
        if (!at) return;
        if (!(at.value.until > Date.now())) {
          gone.push(at.key);
          at.delete();
        }
        at.continue();
      };
    }).then(() => door.run("taps", "readonly", (taps) => taps.count()))
      .then((waiting) => tidy(waiting ? [] : gone).then(() => ({ gone: gone, waiting: waiting })));
  };

  /* Files and workers of other days: nothing opens them again. */
  function tidy(boards) {
    return Promise.all(boards.map((board) => caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("door-" + board + "-"))
        .map((name) => caches.delete(name))))
      .then(() => navigator.serviceWorker && navigator.serviceWorker.getRegistration(board))
      .then((worker) => worker && worker.unregister()))).catch(() => null);
  }
})();
