/* Two windows wrote in the same place: both texts are shown, and the writer chooses. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const conflict = form && form.querySelector("[data-conflict]");
  if (!conflict) return;
  const box = form.elements;
  let found = null;

  form.addEventListener("autosave", event => {
    if (event.detail.kind !== "changed") return;
    found = event.detail;
    form.dataset.waiting = "1";
    conflict.querySelector("[data-other]").textContent = found.words || conflict.dataset.nothing;
    conflict.hidden = false;  // it is an alert; the cursor stays where somebody is typing
    conflict.scrollIntoView({ block: "nearest" });
  });

  conflict.addEventListener("click", event => {
    const keep = event.target.closest("[data-keep]");
    if (!keep || !found) return;
    const mine = box.words.value;
    if (keep.dataset.keep === "other") box.words.value = found.words;
    if (keep.dataset.keep === "both") box.words.value = [found.words, mine].filter(Boolean).join("\n\n");
    if (!found.agreed) {  // taken back in the other window: this one does not share it again
      box.sharing.value = "me";
      box.quote_with_name.checked = false;
      form.querySelector("[data-narrowed]").hidden = false;
    }
    box.base_version.value = found.version;
    conflict.hidden = true;
    found = null;
    delete form.dataset.waiting;
    box.words.focus();
    form.dispatchEvent(new Event("autosave:go-on"));
  });
})();
