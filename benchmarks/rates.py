"""Pages and posts a second, ours and the bare view's in turns, so that a busy machine is as busy for both."""

import itertools
import json
import uuid
from urllib.parse import urlencode

from benchmarks.data import session_for
from benchmarks.load import CONNECTIONS, Tally, Visitor, run
from benchmarks.report import Bar

ROUNDS, SECONDS = 4, 2.0
A_THIRD = 1 / 3
WORDS = "We waited so long that she stopped asking. Now somebody rings first, and it helps. " * 3


def measure(made, address):
    """[Bar] for check-in, board, worksheet autosave and member home."""
    base = f"/p/{made.programme.slug}"
    day = made.days[2]
    staff = [session_for(made.lead.person, "staff") for _each in range(CONNECTIONS)]
    writers = made.people[:CONNECTIONS]
    members = [session_for(member.person, "member") for member in writers]
    board = f"{base}/days/{day.ref}/check-in/"
    pairs = [
        ("check-in POST", staff, "HX-Request: true\r\n", _check_in(made, f"{board}mark/"), _upsert(made)),
        ("board", staff, "", _get(board), _rows(made, len(made.people) + 1)),
        (
            "worksheet autosave",
            members,
            "Accept: application/json\r\n",
            _autosave(made, writers),
            _upsert(made),
        ),
        ("member home", members, "", _get(f"{base}/"), _rows(made, _rows_of_home(made))),
    ]
    return [_compare(address, *pair) for pair in pairs]


def _compare(address, name, sessions, headers, ours, bare):
    visitors = [Visitor(address, session, headers) for session in sessions]
    for number, visitor in enumerate(visitors):
        visitor.state["number"] = number
    for step in (ours, bare):
        run(visitors, step, 0.5, Tally())  # warm: templates compiled, connections open
    mine, theirs = Tally(), Tally()
    for _round in range(ROUNDS):
        run(visitors, ours, SECONDS, mine)
        run(visitors, bare, SECONDS, theirs)
    for visitor in visitors:
        visitor.close()
    wrong = mine.wrong + theirs.wrong
    ratio = mine.rate / theirs.rate if theirs.rate else 0
    told = f"{_side(mine)}   bare {_side(theirs)}   ratio {ratio:.2f}"
    return Bar(name, told + (f"  {wrong} wrong answers" if wrong else ""), ratio >= A_THIRD and not wrong)


def _side(tally):
    p50, p95 = tally.percentile(0.5), tally.percentile(0.95)
    return f"{tally.rate:6.0f}/s  p50 {p50:5.1f} ms  p95 {p95:6.1f} ms"


def _get(path):
    return lambda visitor: visitor.ask("GET", path)[0] == 200


def _rows(made, count):
    return _get(f"/bare/rows/{made.programme.pk}/{count}/")


def _rows_of_home(made):
    """As many rows as the page lists: days, the sessions of the next one, the people of the team."""
    team = made.people[0].team
    sessions = made.days[2].agenda.filter(position__isnull=False).count()
    return len(made.days) + sessions + team.memberships.count()


def _check_in(made, path):
    people = itertools.cycle(made.people)
    presence = itertools.cycle(["in_person", "online", "in_person", "apologies"])

    def step(visitor):
        tap = f"{next(presence)}.{next(people).ref}"
        status, _body = visitor.ask("POST", path, urlencode({"tap": tap, "client_id": uuid.uuid4()}))
        return status == 200

    return step


def _upsert(made):
    people = itertools.cycle(made.people)
    path = f"/bare/upsert/{made.programme.pk}/"
    day = made.days[2].pk

    def step(visitor):
        status, _body = visitor.ask("POST", path, urlencode({"day": day, "membership": next(people).pk}))
        return status == 200

    return step


def _autosave(made, writers):
    """Each visitor goes on writing one answer; the version it read comes with every save."""
    mindset = made.worksheet.version.mindsets.first()
    path = f"/p/{made.programme.slug}/reflections/{made.worksheet.ref}/{mindset.key}/"

    def step(visitor):
        body = {
            "membership": writers[visitor.state["number"]].ref,
            "words": WORDS,
            "sharing": "me",
            "base_version": visitor.state.get("version", 0),
            "client_id": uuid.uuid4(),
        }
        status, answer = visitor.ask("POST", path, urlencode(body))
        if status != 200:
            return False
        visitor.state["version"] = json.loads(answer)["version"]
        return True

    return step
