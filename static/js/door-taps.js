/* Taps wait on the device until the server has them: in the order they were made, each counted once. */
(function () {
  "use strict";
  if (!self.door || !door.page) return;
  var order = Promise.resolve(), busy = null, again = false;

  door.add = function (tap) {
    tap.made = door.now();
    tap.tapped = Date.now();
    tap.reader = door.reader;
    order = order.catch(() => null).then(() => door.seal("taps", "tap", tap))
      .then((kept) => door.write("taps", kept)).then(function () {
        door.tell("changed");
        door.flush();
      });
    return order;
  };

  door.all = function () {
    return door.run("taps", "readonly", (store) => store.getAll()).then(function (kept) {
      return Promise.all(kept.map((each) => door.open("taps", each).then(
        (tap) => Object.assign(tap, { id: each.id, problem: each.problem, mine: tap.reader === door.reader }),
        () => null)));
    }).then((taps) => taps.filter(Boolean));
  };

  door.putAway = function (id) { return door.drop("taps", id).then(() => door.tell("changed")); };

  /* What waits, for each person: the taps that were not taken back, in order, and the latest thing done. */
  door.pending = function (taps) {
    var last = {};
    taps.filter((tap) => tap.mine && !tap.problem).forEach(function (tap) {
      var stays = (last[tap.row] || []).filter((each) => each.fields.client_id !== tap.undoes);
      last[tap.row] = tap.undoes ? stays : stays.concat(tap);
      last[tap.row].latest = tap;
    });
    return last;
  };

  function rounds() {
    return door.all().then(function (taps) {
      var next = taps.find((tap) => tap.mine && !tap.problem);
      return next ? door.send(next).then((sent) => sent ? rounds() : false) : true;
    });
  }

  door.flush = function () {
    again = Boolean(busy);
    busy = busy || navigator.locks.request("copro-door", rounds).catch(() => false).then(function (isDone) {
      busy = null;
      door.tell(isDone ? "sent" : "late");
      if (again) door.flush();
    });
    return busy;
  };
})();
