/* Puts into words what autosave.js tells. What only the writer can decide: see autosave-choice.js. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form || !form.querySelector("[data-note]")) return;
  const note = form.querySelector("[data-note]"), said = form.querySelector("[data-said]");
  const saved = form.querySelector("[data-saved]"), picture = form.querySelector("[data-saved-picture]");
  const words = form.dataset;
  let unsaved = "";

  function show(text, link) {
    said.textContent = text;
    if (link) {
      const a = document.createElement("a");
      a.href = words.here;
      a.target = "_blank";
      a.textContent = link;
      said.append(" ", a);
    }
    note.hidden = false;
    saved.textContent = "";
    picture.hidden = true;
  }
  function waitFor(text, link) {
    form.dataset.waiting = "1";
    show(text, link);
  }

  const SAY = {
    saving: () => { saved.textContent = words.saving; },
    saved: news => {
      note.hidden = true;
      picture.hidden = false;
      saved.textContent = news.saved;
    },
    changed: () => { note.hidden = true; saved.textContent = ""; },
    signed_out: () => waitFor(words.signedOut, words.signIn),
    somebody_else: () => waitFor(words.somebodyElse),
    offline: () => show(words.offline),
    too_long: () => show(words.tooLong),
    mistake: news => show(news.errors.join(" ")),
    failed: () => show(words.failed)
  };
  form.addEventListener("autosave", event => {
    const news = event.detail;
    if (news.kind === "saved") unsaved = unsaved === "typed" ? "typed" : "";
    else unsaved = news.kind === "saving" ? "sent" : "typed";
    (SAY[news.kind] || SAY.failed)(news);
  });
  form.addEventListener("autosave:go-on", () => { note.hidden = true; });

  form.addEventListener("input", event => {
    unsaved = "typed";
    if (event.target.name === "count_me") form.elements.count_me_was.value = "?";
  });
  form.addEventListener("submit", event => { if (!event.defaultPrevented) unsaved = ""; });
  addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
})();
