"""What is worth a look in a plan: it nudges, it never blocks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from programmes.agenda.plan_times import LONG_STRETCH, clock, longest_stretch
from programmes.agenda.words import how_long, twelve_hours


@dataclass(frozen=True)
class Hints:
    """The most pressing hint is the title; `too_much` minutes lie after the day's end."""

    title: str = ""
    others: tuple = ()
    too_much: str = ""


def hints_for(day, blocks, placed, rows, ends):
    """Hints for rows that are sessions, not parts."""
    over = _over(day, ends)
    said = [_overrun(day, ends)] if over else []
    said += [
        _("%(title)s is booked for %(pinned)s and the plan gets there at %(starts)s.")
        % {"title": row.item.title, "pinned": row.pinned, "starts": row.starts}
        for row in rows
        if row.late_by
    ]
    said += _twice_at_once(rows)
    said += _no_break(longest_stretch(blocks, placed))
    if not said:
        return None
    return Hints(said[0], tuple(said[1:]), how_long(over) if over else "")


def _twice_at_once(rows):
    """Somebody, a team or a room that is in two things of the same slot. Rows are sessions, never parts."""
    slots = {}
    for row in rows:
        slots.setdefault(row.alongside or row.ref, []).append(row)
    said = []
    for slot in slots.values():
        if len(slot) > 1:
            said += _twice(slot, lambda row: {host.ref: host.says for host in row.hosts}, _host_words)
            said += _twice(slot, lambda row: {team.ref: team.name for team in row.teams}, _team_words)
            said += _twice(slot, _room_of, _room_words)
    return said


def _twice(slot, named, words):
    places = {}
    for row in slot:
        for key, name in named(row).items():
            places.setdefault(key, (name, []))[1].append(row.item.title)
    return [words(name, titles[0], titles[1]) for name, titles in places.values() if len(titles) > 1]


def _room_of(row):
    return {row.item.room.casefold(): row.item.room} if row.item.room else {}


def _host_words(name, first, second):
    facts = {"name": name, "first": first, "second": second}
    return _("%(name)s hosts two things at the same time: “%(first)s” and “%(second)s”.") % facts


def _team_words(name, first, second):
    facts = {"name": name, "first": first, "second": second}
    return _("The team %(name)s is in two things at the same time: “%(first)s” and “%(second)s”.") % facts


def _room_words(name, first, second):
    facts = {"name": name, "first": first, "second": second}
    return _("%(name)s is used twice at the same time: “%(first)s” and “%(second)s”.") % facts


def _over(day, ends):
    """Minutes of the plan after the day's end."""
    closes = clock(day.end_wall)
    return max(0, ends - closes) if closes is not None and ends is not None else 0


def _overrun(day, ends):
    facts = {"ends": twelve_hours(ends), "closes": twelve_hours(clock(day.end_wall))}
    if day.venue:
        return _("This plan ends at %(ends)s. The place is ours until %(closes)s.") % facts
    return _("This plan ends at %(ends)s. The day ends at %(closes)s.") % facts


def _no_break(stretch):
    if stretch.minutes <= LONG_STRETCH:
        return []
    facts = {"length": how_long(stretch.minutes), "starts": twelve_hours(stretch.begins)}
    if stretch.begins is None:
        return [_("There are %(length)s without a break.") % facts]
    return [_("There are %(length)s without a break from %(starts)s.") % facts]
