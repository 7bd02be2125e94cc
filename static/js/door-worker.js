/* Serves a door that has no connection: one page without names, and the files it is made of. Pages with names are
   never kept; the shell's script draws them from what is kept encrypted. self.DOOR says which files. */
(function () {
  "use strict";
  var kit = self.DOOR, NAME = "door-" + kit.board, cacheName = NAME + "-" + kit.version, LONG = 10e3;

  function fresh(address) { return new Request(address, { cache: "reload", redirect: "error", credentials: "same-origin" }); }

  self.addEventListener("install", function (event) {
    event.waitUntil(caches.open(cacheName)
      .then((cache) => cache.addAll(kit.files.concat(kit.shell).map(fresh)))
      .then(() => self.skipWaiting()));
  });

  function old(name) { return name.startsWith(NAME + "-") && name !== cacheName; }

  self.addEventListener("activate", function (event) {
    event.waitUntil(caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(forget).then(() => self.clients.claim()));
  });

  /* After the day its list goes, and with the last tap that waited this worker goes too. */
  function forget() {
    return self.door.forgetOld().then(function (state) {
      if (!state.gone.includes(kit.board) || state.waiting) return null;
      return caches.delete(cacheName).then(() => self.registration.unregister());
    }).catch(() => null);
  }

  function kept(address) { return caches.open(cacheName).then((cache) => cache.match(address)); }

  function shell(failed) {
    return kept(kit.shell).then((page) => page || failed || Response.error());
  }

  function page(request) {
    var patience = new Promise((done) => setTimeout(done, LONG));
    return Promise.race([fetch(request), patience])
      .then((answer) => (answer && answer.status < 500 ? answer : shell(answer)), () => shell());
  }

  self.addEventListener("fetch", function (event) {
    var request = event.request, address = new URL(request.url).pathname;
    if (request.method !== "GET") return;
    if (request.mode === "navigate") {
      event.waitUntil(forget());
      event.respondWith(page(request));
    } else if (kit.files.includes(address)) {
      event.respondWith(kept(address).then((file) => file || fetch(request)));
    }
  });
})();
