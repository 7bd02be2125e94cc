/* Shows what waits: beside each person, and in all. A tap that the server has within a second needs no words. */
(function () {
  "use strict";
  if (!self.door || !door.flush) return;
  var page = door.page, line = page.querySelector("p"), isLate = document.body.matches(".door-shell"), SOON = 1000;

  function row(ref) { return document.getElementById("p-" + ref); }
  function pressed(item) {
    var button = item.querySelector("[aria-pressed=true]");
    return button ? button.value.split(".")[0] : "";
  }
  function press(item, value) {
    item.querySelectorAll("[aria-pressed]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.value.split(".")[0] === value));
    });
  }
  function show(item, stack) {
    var tap = stack[stack.length - 1], words = document.createElement("p");
    if (!isLate && Date.now() - stack.latest.tapped < SOON) return;
    if (!("was" in item.dataset)) item.dataset.was = pressed(item);
    press(item, tap ? tap.value : item.dataset.was);
    words.className = "not-sent";
    words.textContent = page.dataset.notSent + ": " + stack.latest.label;
    item.querySelector(".whom").append(words);
  }

  door.paint = function () {
    return door.all().then(function (taps) {
      var waits = door.pending(taps), count = taps.filter((tap) => tap.mine && !tap.problem).length;
      var isOld = taps.some((tap) => Date.now() - tap.tapped > SOON), others = taps.some((tap) => !tap.mine);
      document.querySelectorAll(".board .not-sent").forEach((words) => words.remove());
      document.querySelectorAll(".board [data-was]").forEach(function (item) {
        if (waits[item.id.slice(2)]) return;
        press(item, item.dataset.was);
        delete item.dataset.was;
      });
      document.querySelectorAll(".board [aria-busy]").forEach(function (button) {
        var stack = waits[button.value.split(".")[1]];
        if (!stack || isLate || Date.now() - stack.latest.tapped > SOON) button.removeAttribute("aria-busy");
      });
      Object.keys(waits).forEach((ref) => row(ref) && show(row(ref), waits[ref]));
      line.hidden = !(isLate && (count || page.dataset.gone)) && !((count || others) && isOld);
      line.querySelector("span").textContent = (count === 1 ? page.dataset.waitsOne
        : count ? page.dataset.waits.replace("%n", count) : isLate ? page.dataset.gone : "")
        + (others ? " " + page.dataset.others : "");
      door.tell("painted", taps);
    });
  };

  document.addEventListener("door:changed", door.paint);
  ["late", "sent"].forEach(function (name) {
    document.addEventListener("door:" + name, function () {
      if (isLate === (name === "late")) return;
      isLate = name === "late";
      door.paint();
    });
  });
})();
