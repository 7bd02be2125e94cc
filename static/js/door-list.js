/* The list of the day as this device keeps it: it follows the taps made here, and goes when the server says no. */
(function () {
  "use strict";
  if (!self.door || !door.page) return;
  var board = door.page.dataset.board;
  door.list = null;

  function write() {
    if (!door.list || !door.list.people.length) return Promise.resolve();
    return door.seal("list", board, door.list).then(function (kept) {
      kept.until = Date.parse(door.list.until);
      return door.write("lists", kept, board);
    });
  }

  /* What the server said; without people where this device has them already. */
  door.keep = function (found) {
    var known = door.list || { people: [], teams: [] }, isNews = Boolean(found.people);
    door.list = { reader: found.reader, offset: door.offset, stamp: found.stamp, until: found.until,
      people: isNews ? found.people : known.people, teams: isNews ? found.teams : known.teams };
    return write().then(() => door.list);
  };

  door.openList = function () {
    return door.read("lists", board).then((kept) => (kept ? door.open("list", kept) : null)).then(function (list) {
      if (!list || (door.reader && door.reader !== list.reader)) return null;
      door.list = list;
      door.reader = door.reader || list.reader;
      door.offset = list.offset;
      return list;
    }).catch(() => null);
  };

  /* A tap that the server has counts for the next time this opens without a connection. */
  document.addEventListener("door:answer", function (event) {
    var tap = event.detail.tap, line = door.list && door.list.people.find((each) => each[0] === tap.row);
    if (!line || !tap.value) return;
    line[4] = tap.value;
    line[3] = "";
    door.list.stamp = "";
    write();
  });

  document.addEventListener("door:refused", function () {
    door.list = null;
    door.drop("lists", board).catch(() => null);
  });
})();
