/* A clock, what is left in words, and the bar go on each second, also while the network is away. */
(function () {
  "use strict";
  var ahead = null, seen = "", heard = Date.now();

  function live() { return document.getElementById("live"); }

  /* The computer at the projector may be wrong; the page knows when it was drawn. */
  function now() {
    var said = live().dataset.now;
    if (said !== seen) {
      seen = said;
      ahead = said * 1000 - Date.now();
    }
    return Date.now() + ahead;
  }

  function clock(moment, words) {
    var parts = {};
    new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: live().dataset.zone
    }).formatToParts(moment).forEach(function (part) { parts[part.type] = part.value; });
    return (parts.hour % 12 || 12) + ":" + parts.minute + (parts.hour < 12 ? words.am : words.pm);
  }

  function length(minutes, words) {
    var hours = Math.floor(minutes / 60), rest = minutes % 60, said = [];
    if (hours) said.push((hours === 1 ? words.hour : words.hours).replace("#", hours));
    if (rest) said.push((rest === 1 ? words.minute : words.minutes).replace("#", rest));
    return said.join(" ");
  }

  function left(until, moment, words) {
    var minutes = Math.floor(until / 60) - Math.floor(moment / 6e4);
    if (!minutes) return words.up;
    return (minutes < 0 ? words.over : words.left).replace("#", length(Math.abs(minutes), words));
  }

  function put(element, text) { if (element && element.textContent !== text) element.textContent = text; }

  function tick() {
    if (!live() || !live().dataset.now) return;
    var words = JSON.parse(live().dataset.words), moment = now();
    put(document.querySelector("[data-clock]"), clock(moment, words));
    document.querySelectorAll("[data-left]").forEach(function (each) {
      put(each, left(each.dataset.until, moment, words));
    });
    document.querySelectorAll("progress[data-from]").forEach(function (bar) {
      bar.value = Math.min(bar.max, Math.max(0, moment / 1000 - bar.dataset.from));
    });
  }

  /* Once it is lost, the page says from when its times are. */
  function lost(is) {
    var line = document.getElementById("lost");
    if (!line) return;
    put(line, is && live().dataset.words ? line.dataset.lost + " " + clock(heard + (ahead || 0), JSON.parse(live().dataset.words)) : "");
  }

  document.addEventListener("htmx:error", function () { lost(true); });
  document.addEventListener("htmx:response:error", function () { lost(true); });
  document.addEventListener("htmx:after:request", function (event) {
    var answer = event.detail.ctx.response;
    if (!answer || answer.status >= 400) return;
    heard = Date.now();
    lost(false);
  });
  document.addEventListener("htmx:after:swap", tick);
  setInterval(tick, 1000);
  tick();
})();
