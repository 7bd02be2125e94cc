/* Draws the board's rows from the kept list, with all that waits counted in. */
(function () {
  "use strict";
  if (!self.door || !door.paint) return;
  var page = door.page, find = document.querySelector(".find"), MANY = 120;
  var GROUPS = { part: "in_person", phone: "online" };
  var pattern = document.getElementById("row").content.firstElementChild;

  function plain(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }

  /* Every {word} of the pattern, in texts and attributes, becomes the person's. */
  function draw(person) {
    var item = pattern.cloneNode(true), walk = document.createTreeWalker(item, 5), node = item;
    function fill(text) { return text.replace(/\{(\w+)\}/g, (_, name) => person[name] || ""); }
    for (; node; node = walk.nextNode()) {
      if (node.nodeType === 3) {
        if (node.data.includes("{")) node.data = fill(node.data);
      } else for (var each of node.attributes) if (each.value.includes("{")) each.value = fill(each.value);
    }
    if (person.isGreeted) item.querySelector(".name").after(document.getElementById("greet").content.cloneNode(true));
    return item;
  }

  function group(presence) { return GROUPS[presence] || presence; }

  function people(taps) {
    var waits = door.pending(taps), added = taps.filter((tap) => tap.isNew && tap.mine && !tap.problem)
      .map((tap) => [tap.row, tap.name, tap.team, "", "not_yet", false]);
    return door.list.people.concat(added).map(function (line) {
      var stack = waits[line[0]] || [], tap = stack[stack.length - 1], now = line[4];
      var on = (name) => String(name === now);
      return { ref: line[0], name: line[1], team: line[2], note: line[3], isGreeted: line[5], version: "0",
        here: now === "called_away" ? page.dataset.back : page.dataset.here,
        in_person_on: on("in_person"), online_on: on("online"), apologies_on: on("apologies"),
        not_yet_on: on("not_yet"), stands: group(tap ? tap.value : now) };
    });
  }

  function isAsked(person) {
    var words = plain(find.q.value).split(/\s+/).filter(Boolean), name = plain(person.name);
    var state = find.state.value, team = find.team.value;
    if (team && person.team !== (team === "none" ? "" : find.team.selectedOptions[0].textContent)) return false;
    if (state && (state === "here" ? !/person|online/.test(person.stands) : state !== person.stands)) return false;
    return words.join("").length < 2 || words.every((word) => name.includes(word));
  }

  door.tally = function (taps) {
    var everybody = people(taps);
    document.querySelectorAll("#tally [data-of]").forEach(function (place) {
      place.textContent = everybody.filter((one) => one.stands === place.dataset.of).length;
    });
    return everybody;
  };

  /* True when there are more than are shown. */
  door.rows = function (taps, isWhole) {
    var found = door.tally(taps).filter(isAsked);
    document.querySelector(".board").replaceChildren(...found.slice(0, isWhole ? found.length : MANY).map(draw));
    return !isWhole && found.length > MANY;
  };
})();
