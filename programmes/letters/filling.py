"""Placeholders: which there are, and what they say in one person's copy.

Names and titles may hold anything, braces too: a text is filled in once, and what was put in is not looked at
again. A line whose placeholders have nothing to say is left out, so that no "Online:" stands there alone.
"""

import re
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.agenda.plan_times import clock
from programmes.agenda.words import from_to, when
from programmes.letters.changes import changes_of
from programmes.letters.going import next_day

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
# name: (what it says, whether it needs a day)
PLACEHOLDERS = {
    "name": (gettext_lazy("what the person likes to be called"), False),
    "programme": (gettext_lazy("the name of the programme"), False),
    "from": (gettext_lazy("your name, and the programme’s"), False),
    "what happens next": (gettext_lazy("the next day, when and where"), False),
    "day": (gettext_lazy("the name of the day"), True),
    "date": (gettext_lazy("its date"), True),
    "times": (gettext_lazy("from when to when"), True),
    "place": (gettext_lazy("venue and room"), True),
    "how to get there": (gettext_lazy("as you wrote it with the day"), True),
    "online link": (gettext_lazy("where to join online"), True),
    "reply link": (gettext_lazy("a link of their own, to say whether they come"), True),
    "changes": (gettext_lazy("what changed in the plan"), True),
}
PRIVATE = "reply link"


@dataclass(frozen=True)
class Filled:
    subject: str
    body: str


@dataclass
class Unknown:
    """What is wrong with the placeholders of a text."""

    unknown: list = field(default_factory=list)
    need_a_day: list = field(default_factory=list)


def placeholders_in(text):
    return [_tidy(name) for name in PLACEHOLDER.findall(text)]


def wrong_placeholders(text, *, has_day):
    found = Unknown()
    for name in placeholders_in(text):
        if name not in PLACEHOLDERS:
            found.unknown.append(name)
        elif PLACEHOLDERS[name][1] and not has_day:
            found.need_a_day.append(name)
    return found


def asks_for_reply(letter):
    """True when each copy needs a link of its own."""
    return letter.day_id is not None and PRIVATE in placeholders_in(letter.body)


def common_values(letter):
    """What the placeholders say that is the same for everybody. Two or three queries."""
    programme, day = letter.programme, letter.day
    values = {
        "programme": programme.name,
        "from": _signed(letter),
        "what happens next": _what_next(programme, day),
        **dict.fromkeys((name for name, (_says, needs_day) in PLACEHOLDERS.items() if needs_day), ""),
    }
    if day:
        values |= {
            "day": day.label,
            "date": date_format(day.date, "l j F Y") if day.date else when(day),
            "times": from_to(clock(day.start_wall), clock(day.end_wall)),
            "place": place_of(day),
            "how to get there": day.directions,
            "online link": "\n".join(part for part in (day.online_link, day.online_note) if part),
            "changes": "\n".join(f"- {each}" for each in changes_of(letter)),
        }
    return values


def fill(letter, values, *, name, reply=""):
    """One person's copy. `reply` is what stands where their link goes."""
    values = {**values, "name": name, PRIVATE: reply}
    return Filled(
        subject=" ".join(_put_in(letter.subject, values).split())[:200],
        body=_without_gaps(_put_in(letter.body, values)),
    )


def subject_in_lists(letter):
    """The subject as far as it is the same for everybody, without asking the database."""
    day, values = letter.day, {"programme": letter.programme.name}
    if day:
        date = date_format(day.date, "l j F Y") if day.date else when(day)
        values |= {"day": day.label, "date": date, "place": place_of(day)}
    return PLACEHOLDER.sub(lambda found: _value(found, values), letter.subject)


def place_of(day):
    return ", ".join(part for part in (day.venue, day.room) if part)


def _put_in(text, values):
    lines = []
    for line in text.split("\n"):
        names = [name for name in placeholders_in(line) if name in values]
        if names and not any(values[name] for name in names):
            continue
        lines.append(PLACEHOLDER.sub(lambda found: _value(found, values), line))
    return "\n".join(lines)


def _value(found, values):
    return str(values.get(_tidy(found[1]), found[0]))


def _tidy(name):
    return " ".join(name.split()).lower()


def _without_gaps(text):
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _signed(letter):
    by = letter.agreed_by or letter.made_by
    if by is None:
        return letter.programme.name
    place = letter.programme.memberships.filter(programme=letter.programme_id, person=by).first()
    name = place.name if place else by.name
    return _("%(name)s, for %(programme)s") % {"name": name, "programme": letter.programme.name}


def _what_next(programme, day):
    coming = next_day(programme, day)
    if coming is None:
        return _("We do not know the next date yet. We will write to you when we do.")
    says = _("%(day)s is on %(when)s.") if coming.date else _("%(day)s: %(when)s.")
    parts = [says % {"day": coming.label, "when": when(coming)}]
    if coming.venue:
        parts.append(_("We meet at %(place)s.") % {"place": place_of(coming)})
    return " ".join(parts)
