/* Puts into words what autosave.js tells, and asks where only the writer can decide. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  if (!form || !form.querySelector("[data-note]")) return;
  var note = form.querySelector("[data-note]"), said = form.querySelector("[data-said]");
  var saved = form.querySelector("[data-saved]"), picture = form.querySelector("[data-saved-picture]");
  var conflict = form.querySelector("[data-conflict]"), other = form.querySelector("[data-other]");
  var found = null, unsaved = false;

  function show(words, link) {
    said.textContent = words;
    if (link) {
      var a = document.createElement("a");
      a.href = form.dataset.here;
      a.target = "_blank";
      a.textContent = link;
      said.append(" ", a);
    }
    note.hidden = false;
    saved.textContent = "";
    picture.hidden = true;
  }
  function goOn() {
    delete form.dataset.waiting;
    note.hidden = true;
    form.dispatchEvent(new Event("autosave:go-on"));
  }
  form.addEventListener("autosave", function (event) {
    var news = event.detail, words = form.dataset;
    if (news.kind === "saved") unsaved = unsaved === "typed";
    else unsaved = news.kind === "saving" ? "sent" : "typed";
    if (news.kind === "saving") saved.textContent = words.saving;
    else if (news.kind === "saved") {
      note.hidden = true;
      picture.hidden = false;
      saved.textContent = news.saved;
    } else if (news.kind === "changed") {
      form.dataset.waiting = "1";
      found = news;
      other.textContent = news.words;
      conflict.hidden = false;
      saved.textContent = "";
      conflict.querySelector("button").focus();
    } else if (news.kind === "signed_out") {
      form.dataset.waiting = "1";
      show(words.signedOut, words.signIn);
    } else if (news.kind === "offline") show(words.offline);
    else if (news.kind === "too_long") show(words.tooLong);
    else if (news.kind === "mistake") show(news.errors.join(" "));
    else show(news.said || words.failed);
  });

  form.addEventListener("input", function () { unsaved = "typed"; });
  form.addEventListener("submit", function (event) { if (!event.defaultPrevented) unsaved = false; });
  addEventListener("beforeunload", function (event) { if (unsaved) event.preventDefault(); });

  form.addEventListener("click", function (event) {
    var keep = event.target.closest && event.target.closest("[data-keep]");
    if (!keep || !found) return;
    var box = form.elements.words;
    if (keep.dataset.keep === "other") box.value = found.words;
    if (keep.dataset.keep === "both") box.value = [found.words, box.value].filter(Boolean).join("\n\n");
    form.elements.base_version.value = found.version;
    conflict.hidden = true;
    found = null;
    box.focus();
    goOn();
  });
})();
