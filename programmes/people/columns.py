"""Which column of a list holds what: guessed from headings, then put right by the person who brought it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import Part


class Column(models.TextChoices):
    NAME = "name", gettext_lazy("Name")
    FIRST = "first", gettext_lazy("First name")
    LAST = "last", gettext_lazy("Last name")
    EMAIL = "email", gettext_lazy("Email")
    TEAM = "team", gettext_lazy("Team")
    CALLED = "called", gettext_lazy("What to call them")
    PARTS = "parts", gettext_lazy("How they take part")
    BELONGS_TO = "belongs_to", gettext_lazy("Where they come from")
    REACH_BY = "reach_by", gettext_lazy("How to reach them")
    LEAVE_OUT = "", gettext_lazy("Leave this out")


_HEADINGS = {
    Column.NAME: "name, full name, person, people, participant, attendee, attendee name, member, your name, "
    "name (original name), names, participant name, submitter",
    Column.FIRST: "first name, firstname, first, forename, given name, given names",
    Column.LAST: "last name, lastname, last, surname, family name",
    Column.EMAIL: "email, e-mail, email address, e-mail address, user email, mail, email 1, submitter email, "
    "participant id (upn)",
    Column.TEAM: "team, group, groups, team name, project team",
    Column.CALLED: "called, name used, preferred name, known as, name on badge, badge name, "
    "likes to be called, what to call them, nickname",
    Column.PARTS: "how they take part, how i take part, seat, takes part as",
    Column.BELONGS_TO: "organisation, organization, organisation or community, where they come from, from, "
    "company, employer, trust, belongs to, community",
    Column.REACH_BY: "how to reach them, reach by, phone, mobile, telephone, tel, phone number, "
    "mobile number, contact, mobile phone",
}
_BY_HEADING = {heading.strip(): column for column, words in _HEADINGS.items() for heading in words.split(",")}

_PART_WORDS = {
    Part.LIVED: "patient, service user, lived experience, lived_experience, user, i use services",
    Part.CARER: "carer, parent, family, parent or carer, parent carer",
    Part.COMMUNITY: "community partner, community, voluntary, charity, partner",
    Part.STAFF: "staff, clinician, professional, works in health or care",
    Part.OTHER: "other, something else",
}
_BY_PART_WORD = {word.strip(): part for part, words in _PART_WORDS.items() for word in words.split(",")}


def _tidy(heading):
    return " ".join(heading.casefold().replace("_", " ").strip(" :*?").split())


@dataclass(frozen=True)
class Guess:
    has_headings: bool
    columns: list


def guess_columns(rows):
    """What each column seems to be. `rows` are the [number, cells] of a list."""
    first = rows[0][1]
    known = [_BY_HEADING.get(_tidy(cell), Column.LEAVE_OUT) for cell in first]
    if any(known):
        return Guess(True, [str(column) for column in known])
    columns = [""] * len(first)
    sample = [cells for _number, cells in rows[:50]]
    for place in range(len(first)):
        if "email" not in columns and sum("@" in cells[place] for cells in sample) * 2 > len(sample):
            columns[place] = str(Column.EMAIL)
    others = [place for place, column in enumerate(columns) if not column]
    if len(others) == 1:  # the only column that is not an address must be the names
        columns[others[0]] = str(Column.NAME)
    return Guess(False, columns)


def trouble_with(columns, first_row):
    """What is wrong with this choice of columns, in words, or ""."""
    chosen = [column for column in columns if column]
    for column in chosen:
        if chosen.count(column) > 1:
            names = [cell for cell, other in zip(first_row, columns, strict=True) if other == column]
            return _("Two columns for %(what)s: %(names)s. Leave one of them out") % {
                "what": Column(column).label.lower(),
                "names": _listed(names),
            }
    if not {Column.NAME, Column.FIRST, Column.LAST} & set(chosen):
        return _("No “name” column; found: %(found)s") % {"found": _listed(first_row)}
    return ""


def _listed(cells):
    return ", ".join(cell[:40] or _("(empty)") for cell in cells)


def parts_from(text):
    """(parts, own words) from a cell such as 'Carer; staff'. What is no known word stays as own words."""
    parts, own_words = [], []
    if not text:
        return parts, ""
    for piece in text.replace("/", ";").replace(",", ";").split(";"):
        word = _tidy(piece)
        part = _BY_PART_WORD.get(word) or next((p for p in Part if _tidy(str(p.label)) == word), None)
        if part and part.value not in parts:
            parts.append(part.value)
        elif word and not part:
            own_words.append(piece.strip())
    return parts, "; ".join(own_words)
