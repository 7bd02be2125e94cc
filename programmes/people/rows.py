"""Checking the rows of a list by the same rules as the form for one person."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.models import Membership, Part
from programmes.people.columns import Column, parts_from
from programmes.people.fields import ROW_FIELDS
from programmes.people.names import sort_key

NEW, HERE, SAME_NAME, PROBLEM = "new", "here", "same_name", "problem"


@dataclass
class Row:
    """One person of a list, and whether they can come in."""

    number: int
    name: str = ""
    email: str = ""
    team: str = ""
    details: dict = field(default_factory=dict)
    standing: str = NEW
    says: str = ""  # in words, what stands in the way

    def wrong(self, says):
        self.standing, self.says = PROBLEM, f"{self.says} {says}".strip() if self.says else str(says)


def check_rows(programme, rows, columns):
    """Rows of people with their standing; two queries, whatever the number of rows."""
    checked = [_read(number, cells, columns) for number, cells in rows]
    _find_twins_in_the_list(checked)
    _find_twins_in_the_programme(checked, programme)
    return checked


def _read(number, cells, columns):
    given = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    name = given.get(Column.NAME) or f"{given.get(Column.FIRST, '')} {given.get(Column.LAST, '')}"
    row = Row(number)
    row.name = _clean(row, "name", name.strip()) or name.strip()
    row.email = _clean(row, "email", given.get(Column.EMAIL, ""))
    row.team = _clean(row, "team", given.get(Column.TEAM, ""))
    parts, own_words = parts_from(given.get(Column.PARTS, ""))
    if own_words and Part.OTHER.value not in parts:
        parts.append(Part.OTHER.value)
    row.details = {
        "called": _clean(row, "called", given.get(Column.CALLED, "")),
        "belongs_to": _clean(row, "belongs_to", given.get(Column.BELONGS_TO, "")),
        "reach_by": _clean(row, "reach_by", given.get(Column.REACH_BY, "")),
        "parts": parts,
        "part_in_own_words": _clean(row, "part_in_own_words", own_words),
    }
    return row


def _clean(row, name, value):
    if not value and name != "name":
        return ""
    try:
        return ROW_FIELDS[name].clean(value) or ""
    except ValidationError as error:
        row.wrong(" ".join(error.messages))
        return ""


def _find_twins_in_the_list(rows):
    rows_with, first_with = defaultdict(list), {}
    for row in rows:
        rows_with[row.email.lower()].append(row.number)
    for row in rows:
        if row.email and len(same := rows_with[row.email.lower()]) > 1:
            other = next(number for number in same if number != row.number)
            row.wrong(_("Same email as row %(row)s") % {"row": other})
        if row.standing != NEW:
            continue
        key = sort_key(row.name)
        earlier = first_with.setdefault(key, row)
        if earlier is not row and not (earlier.email and row.email):
            row.standing = SAME_NAME
            row.says = _("Same name as row %(row)s") % {"row": earlier.number}


def _find_twins_in_the_programme(rows, programme):
    places = Membership.objects.filter(programme=programme).values_list("sort_name", "person__email", "name")
    names = {sort_name: name for sort_name, _email, name in places}
    emails = {email.lower() for _sort_name, email, _name in places if email}
    for row in rows:
        if row.standing == PROBLEM:
            continue
        if row.email and row.email.lower() in emails:
            row.standing, row.says = HERE, _("Already in this programme")
        elif (twin := names.get(sort_key(row.name))) is not None:
            row.standing = SAME_NAME
            row.says = _("%(name)s is already in this programme") % {"name": twin}
