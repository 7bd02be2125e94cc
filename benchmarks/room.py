"""A full hall at once: 500 screens that follow the day, and doors that check people in."""

import itertools
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.data import session_for
from benchmarks.load import Tally, Visitor, run
from benchmarks.report import Bar

SCREENS, BOARDS = 500, 20
EVERY = 5.0  # seconds between two polls of one screen
CHECK_INS = 20  # a second
SECONDS = 30.0
HANDS = 25  # threads that ask for the screens, as a proxy's connections would
A_TENTH = 0.1
ALIKE = 8


def measure(made, address):
    """[Bar] for the hall as a whole, and for what a poll costs when nothing changed."""
    hall = Hall(made, address)
    return [*hall.run(), *_unchanged(made, address)]


@dataclass
class Screen:
    """One open page: the address that it polls, with what it has seen."""

    session: str
    path: str
    due: float


@dataclass
class Hall:
    made: object
    address: tuple
    polls: Tally = field(default_factory=Tally)
    check_ins: Tally = field(default_factory=Tally)

    def run(self):
        screens = _screens(self.made, self.address)
        started = time.perf_counter()
        hands = [
            threading.Thread(target=self._follow, args=(screens[number::HANDS], started))
            for number in range(HANDS)
        ]
        doors = [threading.Thread(target=self._door, args=(started, number)) for number in range(4)]
        for thread in [*hands, *doors]:
            thread.start()
        for thread in [*hands, *doors]:
            thread.join()
        return [
            _bar(f"{SCREENS} screens", self.polls, SCREENS / EVERY),
            _bar(f"{CHECK_INS} check-ins/s", self.check_ins, CHECK_INS),
        ]

    def _follow(self, screens, started):
        visitor = Visitor(self.address, "", "HX-Request: true\r\n")
        turns = sorted(screens, key=lambda screen: screen.due)
        for screen in itertools.cycle(turns):
            due = started + screen.due
            if due - started > SECONDS:
                break
            time.sleep(max(0.0, due - time.perf_counter()))
            visitor.session = screen.session
            begun = time.perf_counter()
            status, body = visitor.ask("GET", screen.path)
            self.polls.taken.append(time.perf_counter() - begun)
            self.polls.wrong += status not in {200, 204}
            if status == 200:
                screen.path = _next_poll(body) or screen.path
            screen.due += EVERY
        visitor.close()

    def _door(self, started, number):
        """A quarter of the check-ins, evenly spaced."""
        session = session_for(self.made.lead.person, "staff")
        visitor = Visitor(self.address, session, "HX-Request: true\r\n")
        path = f"/p/{self.made.programme.slug}/days/{self.made.days[2].ref}/check-in/mark/"
        people = itertools.cycle(self.made.people[number::4])
        for turn in range(int(SECONDS * CHECK_INS / 4)):
            due = started + (turn * 4 + number) / CHECK_INS
            time.sleep(max(0.0, due - time.perf_counter()))
            presence = "in_person" if turn % 3 else "online"
            begun = time.perf_counter()
            body = urlencode({"tap": f"{presence}.{next(people).ref}", "client_id": uuid.uuid4()})
            status, _answer = visitor.ask("POST", path, body)
            self.check_ins.taken.append(time.perf_counter() - begun)
            self.check_ins.wrong += status != 200
        visitor.close()


def _bar(name, tally, wanted):
    rate = len(tally.taken) / SECONDS
    told = (
        f"{rate:5.1f}/s of {wanted:.0f}  p50 {tally.percentile(0.5):5.1f} ms  "
        f"p95 {tally.percentile(0.95):6.1f} ms  {tally.wrong} errors"
    )
    return Bar(name, told, not tally.wrong and rate >= 0.95 * wanted)


def _pages(made):
    base = f"/p/{made.programme.slug}/days/{made.days[2].ref}/"
    return {"board": f"{base}check-in/", "agenda": base}


def _screens(made, address):
    """Boards of the door and agendas of members, opened once so that each knows what it has seen."""
    pages, screens = _pages(made), []
    for number in range(SCREENS):
        is_board = number < BOARDS
        who = made.lead if is_board else made.people[number % len(made.people)]
        session = session_for(who.person, "staff" if is_board else "member")
        visitor = Visitor(address, session)
        _status, body = visitor.ask("GET", pages["board" if is_board else "agenda"])
        visitor.close()
        screens.append(Screen(session, _next_poll(body), number * EVERY / SCREENS))
    return screens


def _next_poll(body):
    """The address in the answer that is asked every five seconds."""
    for part in body.split(b'hx-trigger="every 5s')[:-1]:
        start = part.rfind(b'hx-get="')
        if start >= 0:
            return part[start + 8 :].split(b'"', 1)[0].decode().replace("&amp;", "&")
    return ""


def _unchanged(made, address):
    """A Bar a page: what a poll costs when nothing changed, beside the page itself."""
    bars = []
    for name, path in _pages(made).items():
        who, kind = (made.lead, "staff") if name == "board" else (made.people[0], "member")
        visitors = [Visitor(address, session_for(who.person, kind)) for _each in range(ALIKE)]
        _status, body = visitors[0].ask("GET", path)
        poll = _next_poll(body)
        whole, nothing = Tally(), Tally()
        for _round in range(3):
            run(visitors, lambda visitor, path=path: visitor.ask("GET", path)[0] == 200, 2.0, whole)
            run(visitors, lambda visitor, poll=poll: visitor.ask("GET", poll)[0] == 204, 2.0, nothing)
        for visitor in visitors:
            visitor.close()
        share = whole.rate / nothing.rate if nothing.rate else 1
        told = f"page {whole.rate:6.0f}/s   poll {nothing.rate:6.0f}/s   costs {share:.3f} of it"
        wrong = whole.wrong + nothing.wrong
        told += f"  {wrong} wrong answers" if wrong else ""
        bars.append(Bar(f"{name}, unchanged", told, share < A_TENTH and not wrong))
    return bars
