/* What a door keeps on this device, the list of a day and taps that wait, is encrypted: AES-GCM, with keys that no
   script can read. They live beside it, as a door must open after the browser was killed. So this keeps names
   out of storage viewers, searches and copied rows; not from somebody who runs this browser as its owner or
   copies its whole profile. Hence the list is short, and goes at sign-out and after the day. */
(function () {
  "use strict";
  var NAME = "copro-door", opened = null;

  function base() {
    opened = opened || new Promise(function (done, fail) {
      var ask = indexedDB.open(NAME, 1);
      ask.onupgradeneeded = function () {
        ask.result.createObjectStore("keys");
        ask.result.createObjectStore("lists");
        ask.result.createObjectStore("taps", { keyPath: "id", autoIncrement: true });
      };
      ask.onsuccess = function () {
        ask.result.onversionchange = function () { ask.result.close(); opened = null; };
        done(ask.result);
      };
      ask.onerror = function () { opened = null; fail(ask.error); };
    });
    return opened;
  }

  /* Resolves when it is on the disk, not before. */
  function run(name, mode, work) {
    return base().then(function (all) {
      return new Promise(function (done, fail) {
        var deal = all.transaction(name, mode, { durability: "strict" }), ask = work(deal.objectStore(name));
        deal.oncomplete = function () { done(ask && ask.result); };
        deal.onabort = deal.onerror = function () { fail(deal.error); };
      });
    });
  }

  function read(name, key) { return run(name, "readonly", (store) => store.get(key)); }
  function write(name, value, key) { return run(name, "readwrite", (store) => store.put(value, key)); }
  function drop(name, key) { return run(name, "readwrite", (store) => store.delete(key)); }

  /* Two tabs may ask at once: the first one's key stays. */
  function key(name) {
    return read("keys", name).then((found) => found ||
      crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
        .then((fresh) => run("keys", "readwrite", (store) => store.add(fresh, name)).catch(() => null))
        .then(() => read("keys", name)));
  }

  function how(about, iv) { return { name: "AES-GCM", iv: iv, additionalData: new TextEncoder().encode(about) }; }

  function seal(name, about, value) {
    var iv = crypto.getRandomValues(new Uint8Array(12));
    return key(name)
      .then((k) => crypto.subtle.encrypt(how(about, iv), k, new TextEncoder().encode(JSON.stringify(value))))
      .then((data) => ({ about: about, iv: iv, data: data }));
  }

  function open(name, kept) {
    return key(name).then((k) => crypto.subtle.decrypt(how(kept.about, kept.iv), k, kept.data))
      .then((data) => JSON.parse(new TextDecoder().decode(data)));
  }

  self.door = { run: run, read: read, write: write, drop: drop, seal: seal, open: open, name: NAME,
    able: Boolean(self.isSecureContext && self.indexedDB && self.crypto && crypto.subtle && navigator.locks) };
})();
