/* Signed out while writing: looks every few seconds whether the writer has signed in again, perhaps in another
   window. Then the new page's token goes into this form, if it is the same person, and saving goes on. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  if (!form) return;
  var watch = 0;

  function look() {
    fetch(form.dataset.here, { headers: { "HX-Request": "true" } }).then(function (answer) {
      return answer.status === 200 ? answer.text() : "";
    }).then(function (text) {
      var page = text && new DOMParser().parseFromString(text, "text/html");
      var now = page && page.querySelector("form[data-autosave]");
      if (!now) return;
      if (now.elements.membership.value !== form.elements.membership.value) {
        form.dispatchEvent(new CustomEvent("autosave", { detail: { kind: "somebody_else" } }));
        return;
      }
      clearInterval(watch);
      form.elements.csrfmiddlewaretoken.value = now.elements.csrfmiddlewaretoken.value;
      delete form.dataset.waiting;
      form.dispatchEvent(new Event("autosave:go-on"));
    }).catch(function () { /* no network: the next look may have one */ });
  }

  form.addEventListener("autosave", function (event) {
    if (event.detail.kind !== "signed_out") return;
    clearInterval(watch);
    watch = setInterval(look, 4000);
  });
})();
