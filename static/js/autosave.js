/* Saves a second after typing stops, at least every five seconds; never touches the text.
   What happened is told as an "autosave" event: see autosave-page.js. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  if (!form || !form.querySelector("[data-saved]")) return;
  var box = form.elements;
  var dirty = false, saving = false, paused = false, leaving = false;
  var since = 0, timer = 0, wait = 1000, sent = [], button = null;

  function id() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, n => (n + 256).toString(16).slice(1)).join("");
  }
  function tell(kind, more) {
    form.dispatchEvent(new CustomEvent("autosave", { detail: { kind, ...more } }));
  }
  function later(ms) { clearTimeout(timer); timer = setTimeout(save, ms); }

  function body() {
    var data = new URLSearchParams(new FormData(form));
    data.set("after", sent.join(","));  // ours, answered or not
    return data;
  }
  function post(data, last) {
    var headers = { "Accept": "application/json", "HX-Request": "true" };
    return fetch(location.pathname, { method: "POST", body: data, headers: headers, keepalive: last });
  }
  function stop(kind, more) { dirty = paused = true; button = null; tell(kind, more); }

  function answered(response) {
    var status = response.status;
    if (status === 401 || status === 403) return stop("signed_out");
    if (status === 413 || status === 400) return stop("too_long");
    if ([200, 409, 422].indexOf(status) < 0) throw new Error(status);
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
    box.client_id.value = id();
    var data = body();
    sent = sent.concat(box.client_id.value).slice(-5);
    tell("saving");
    post(data).then(answered).catch(() => {
      dirty = true;
      button = null;
      wait = Math.min(wait * 2, 30000);
      tell(navigator.onLine === false ? "offline" : "failed");
    }).then(() => {
      saving = false;
      if (dirty) return paused || later(button ? 0 : wait);
      if (button) { leaving = true; form.requestSubmit(button); }
    });
  }
  form.addEventListener("input", () => {
    if (!dirty) since = Date.now();
    dirty = true;
    if (paused && !form.dataset.waiting) paused = false;
    later(Math.max(0, Math.min(1000, since + 5000 - Date.now())));
  });
  form.addEventListener("autosave:go-on", () => { paused = false; dirty = true; save(); });
  form.addEventListener("submit", function (event) {
    if (leaving || (!dirty && !saving) || (paused && !form.dataset.waiting)) { leaving = true; return; }
    event.preventDefault();
    button = event.submitter;
    save();
  });
  addEventListener("online", () => later(0));
  addEventListener("pagehide", () => { if (dirty && !paused && !leaving) post(body(), true).catch(() => {}); });
})();
