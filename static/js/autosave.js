/* Saves a second after typing stops, every five at least; never touches the text. Tells "autosave" events. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form || !form.querySelector("[data-saved]")) return;
  const box = form.elements;
  let dirty = false, saving = false, paused = false, leaving = false;
  let since, timer, wait = 1000, sent = [], button = null;

  function id() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, n => (n + 256).toString(16).slice(1)).join("");
  }
  function tell(kind, more) {
    form.dispatchEvent(new CustomEvent("autosave", { detail: { kind, ...more } }));
  }
  function later(ms) { clearTimeout(timer); timer = setTimeout(save, ms); }

  function post(keepalive) {
    box.client_id.value = id();
    const data = new FormData(form);
    data.set("after", sent.join());  // ours
    sent = [...sent, box.client_id.value].slice(-5);
    return fetch(location.pathname, {
      method: "POST", keepalive, headers: { "Accept": "application/json", "HX-Request": "true" },
      body: keepalive ? data : new URLSearchParams(data)  // fits in 64 KB
    });
  }
  function stop(kind, more) { dirty = paused = true; button = null; tell(kind, more); }

  function answered(response) {
    const stops = { 400: "too_long", 401: "signed_out", 403: "signed_out", 404: "somebody_else", 413: "too_long" };
    const status = response.status;
    if (stops[status]) return stop(stops[status]);
    if (![200, 409, 422].includes(status)) throw status;
    return response.json().then(said => {
      if (status !== 200) return stop(said.kind || "mistake", said);
      box.base_version.value = said.version;
      wait = 1000;
      tell("saved", said);
    });
  }
  function save() {
    if (!dirty || saving || paused) return;
    saving = true;
    dirty = false;
    tell("saving");
    post(document.hidden).then(answered).catch(() => {
      dirty = true;
      button = null;
      wait = Math.min(wait * 2, 30000);
      tell(navigator.onLine ? "failed" : "offline");
    }).then(() => {
      saving = false;
      if (dirty) return paused || later(button ? 0 : wait);
      if (button) { leaving = true; form.requestSubmit(button); }
    });
  }
  form.addEventListener("input", () => {
    if (!dirty) since = Date.now();
    dirty = true;
    leaving = false;
    if (!form.dataset.waiting) paused = false;
    later(Math.max(0, Math.min(1000, since + 5000 - Date.now())));
  });
  form.addEventListener("autosave:go-on", () => { paused = false; dirty = true; save(); });
  form.addEventListener("submit", event => {
    if (leaving || (!dirty && !saving) || (paused && !form.dataset.waiting)) return void (leaving = true);
    event.preventDefault();
    button = event.submitter;
    save();
  });
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("pagehide", () => dirty && !paused && !leaving && post(true).catch(() => {}));
})();
