"""A fair room: what somebody who plans a day may want to look at. Words and ideas, no score, never a block.

Where the figures come from: 15 minutes to settle before a meeting and 30 before a big event are in Doncaster
Council's co-production guide to meetings and events. The others are ours, to be argued with: a big event
begins at 50 people, half an hour is long to listen in one go, and things to read need five working days.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.agenda.plan_times import LONG_STRETCH, listening, longest_stretch, timed_slots
from programmes.agenda.words import how_long, twelve_hours
from programmes.models import Part

BIG_EVENT = 50  # people
SETTLE, SETTLE_BIG = 15, 30  # minutes
LONG_TALK = 30  # minutes in one go
WORKING_DAYS = 5
LIVED = {Part.LIVED, Part.CARER}


@dataclass(frozen=True)
class FairLine:
    """What the plan shows, in words, and one idea."""

    picture: str
    title: str
    sees: str
    idea: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known beyond the sessions: how each host takes part, without names, and how many come."""

    host_parts: tuple = ()
    people: int = 0


def fair_room(day, blocks, placed, facts):
    """The lines beside a plan."""
    return [
        _without_a_break(longest_stretch(blocks, placed)),
        _listening(*listening(blocks, placed)),
        _hosts(facts.host_parts),
        _arriving(blocks, placed, facts.people),
        _quiet_space(day),
        _things_to_read(day),
    ]


def _without_a_break(stretch):
    sees = _("No session has a length yet.")
    if stretch.minutes and stretch.begins is not None:
        sees = _("%(length)s from %(starts)s.") % {
            "length": how_long(stretch.minutes),
            "starts": twelve_hours(stretch.begins),
        }
    elif stretch.minutes:
        sees = _("%(length)s.") % {"length": how_long(stretch.minutes)}
    idea = _("Some bodies need to move, eat or be alone sooner: is there a break within the hour?")
    if stretch.minutes > LONG_STRETCH:
        idea = _("Ten minutes in the middle would help people who cannot sit for long.")
    return FairLine("cup", _("Longest time without a break"), sees, idea)


def _listening(in_one_go, total):
    title = _("Being talked at")
    if not total:
        return FairLine("sound", title, _("No session is of the kind “Input”."), "")
    sees = _("%(once)s in one go at most, %(total)s in all.") % {
        "once": how_long(in_one_go),
        "total": how_long(total),
    }
    idea = _("Leave a few quiet minutes after it, so that everyone can find their own words.")
    if in_one_go > LONG_TALK:
        idea = _("Could people talk in twos half way through?")
    return FairLine("sound", title, sees, idea)


def _hosts(host_parts):
    title = _("Who hosts")
    lived = sum(1 for parts in host_parts if LIVED & set(parts))
    staff = sum(1 for parts in host_parts if Part.STAFF in parts)
    if not host_parts:
        return FairLine("people", title, _("Nobody yet."), _("Who would like to host a session together?"))
    said = [_hosts_lived(lived), _hosts_staff(staff)]
    if others := sum(1 for parts in host_parts if not LIVED & set(parts) and Part.STAFF not in parts):
        said.append(
            ngettext(
                "%(number)s person says something else, or nothing.",
                "%(number)s people say something else, or nothing.",
                others,
            )
            % {"number": others}
        )
    if lived and staff:
        idea = _("Both host. Do they host something together?")
    elif lived:
        idea = _("Could somebody who works in health or care host beside them?")
    else:
        idea = _("Could somebody with lived experience host a session, alone or with others?")
    return FairLine("people", title, " ".join(said), idea)


def _hosts_lived(number):
    if not number:
        return _("Nobody says that they have lived experience or care for someone.")
    return ngettext(
        "%(number)s person has lived experience or cares for someone.",
        "%(number)s people have lived experience or care for someone.",
        number,
    ) % {"number": number}


def _hosts_staff(number):
    if not number:
        return _("Nobody says that they work in health or care.")
    return ngettext(
        "%(number)s person works in health or care.", "%(number)s people work in health or care.", number
    ) % {"number": number}


def _arriving(blocks, placed, people):
    """Minutes of the sessions of the kind "Arriving" that the day begins with."""
    needed = SETTLE_BIG if people >= BIG_EVENT else SETTLE
    minutes = 0
    for slot in timed_slots(blocks, placed):
        if not all(block.is_arrival for block, _where in slot):
            break
        minutes += max(block.minutes or 0 for block, _where in slot)
    title = _("Time to arrive")
    idea = ""
    if minutes < needed:
        idea = _("Put %(length)s in front, with tea and somewhere to sit.") % {"length": how_long(needed)}
    if not minutes:
        return FairLine("home", title, _("None before the first session."), idea)
    return FairLine(
        "home", title, _("%(length)s before the first session.") % {"length": how_long(minutes)}, idea
    )


def _quiet_space(day):
    title = _("A quiet space")
    if day.quiet_space:
        return FairLine(
            "later", title, day.quiet_space, _("Say at the start where it is, and that anyone may go.")
        )
    return FairLine(
        "later", title, _("None is written down."), _("A small room, or a corner behind a screen, is enough.")
    )


def _things_to_read(day):
    title = _("Things to read")
    sent, held = day.papers_sent_on, day.date
    if sent is None:
        idea = _("Send what there is to read five working days before, or say that there is nothing.")
        return FairLine("note", title, _("Nobody has written down when they are sent."), idea)
    on = date_format(sent, "j F")
    if held is None:
        return FairLine("note", title, _("Sent on %(date)s.") % {"date": on})
    if held < sent:
        return FairLine("note", title, _("Sent on %(date)s, after the day.") % {"date": on})
    days = working_days(sent, held)
    sees = ngettext(
        "Sent on %(date)s, %(number)s working day before.",
        "Sent on %(date)s, %(number)s working days before.",
        days,
    ) % {"date": on, "number": days}
    idea = "" if days >= WORKING_DAYS else _("Some people need a week: what matters most, in one page?")
    return FairLine("note", title, sees, idea)


def working_days(first, last):
    """Days from Monday to Friday from the first date to the day before the last; no holidays are known."""
    span = (last - first).days
    weeks, rest = divmod(span, 7)
    return weeks * 5 + sum(1 for day in range(rest) if (first + timedelta(days=day)).weekday() < 5)
