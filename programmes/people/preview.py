"""What a list would do, before it does anything."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from programmes.models import Team
from programmes.people.columns import trouble_with
from programmes.people.importing import rows_of
from programmes.people.reading import MOST_PEOPLE, too_many
from programmes.people.rows import HERE, NEW, PROBLEM, SAME_NAME, check_rows

SHOWN, ASKED_ABOUT, CORRECTED_HERE = 20, 200, 500


@dataclass
class Preview:
    """The people of a draft, sorted by what would happen to them."""

    trouble: str = ""
    new: list = field(default_factory=list)
    here: list = field(default_factory=list)
    same_name: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    new_teams: list = field(default_factory=list)
    example: str = ""  # a name from an old encoding, to ask about
    as_text: str = ""  # the list to correct on the page, when it is short

    @property
    def sample(self):
        return self.new[:SHOWN]

    @property
    def more_new(self):
        return max(len(self.new) - SHOWN, 0)

    @property
    def has_emails(self):
        return any(row.email for row in self.sample)

    @property
    def has_teams(self):
        return any(row.team for row in self.sample)

    @property
    def asked_about(self):
        return self.same_name[:ASKED_ABOUT]

    @property
    def not_asked_about(self):
        return max(len(self.same_name) - ASKED_ABOUT, 0)

    @property
    def shown_problems(self):
        return self.problems[:ASKED_ABOUT]

    @property
    def more_problems(self):
        return max(len(self.problems) - ASKED_ABOUT, 0)

    @property
    def nothing_new(self):
        return not (self.new or self.same_name or self.problems or self.trouble)


def preview_of(draft, rows=None):
    """Look at a draft; it writes nothing."""
    rows = rows_of(draft) if rows is None else rows
    people = rows[1:] if draft.has_headings else rows
    preview = Preview(trouble=trouble_of(draft, rows))
    if len(rows) <= CORRECTED_HERE:
        preview.as_text = "\n".join("\t".join(cells) for _number, cells in rows)
    if preview.trouble:
        return preview
    checked = check_rows(draft.programme, people, draft.columns)
    sorts = {NEW: preview.new, HERE: preview.here, SAME_NAME: preview.same_name, PROBLEM: preview.problems}
    for row in checked:
        sorts[row.standing].append(row)
    preview.new_teams = _new_teams(draft.programme, preview.new + preview.same_name)
    if draft.encoding:
        odd = (row.name for row in checked if not row.name.isascii())
        preview.example = next(odd, "")
    return preview


def trouble_of(draft, rows):
    """What keeps the whole list from being looked at, in words, or ""."""
    people = rows[1:] if draft.has_headings else rows
    if len(people) > MOST_PEOPLE:
        return too_many()
    if not people:
        return _("This file has no rows")
    return trouble_with(draft.columns, rows[0][1])


def _new_teams(programme, rows):
    known = {name.lower() for name in Team.objects.filter(programme=programme).values_list("name", flat=True)}
    return sorted(
        {row.team.lower(): row.team for row in rows if row.team and row.team.lower() not in known}.values()
    )
