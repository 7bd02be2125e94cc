"""A day's agenda as a file: what everybody sees, or the draft with the facilitators' notes."""

from dataclasses import dataclass
from datetime import timedelta

from programmes.agenda.changes import newest_publication
from programmes.agenda.files_cells import COLUMNS, FACILITATORS_COLUMNS, YES, cell, markdown
from programmes.agenda.lines import Line, line_of
from programmes.agenda.plan_times import A_DAY
from programmes.agenda.queries import plan_rows
from programmes.agenda.words import iso
from programmes.exports.writers import BYTE_ORDER_MARK, csv_lines
from programmes.models import Membership, Team

MARK = "<!-- Copro agenda: {} -->"
FOR_FACILITATORS, FOR_EVERYBODY = "facilitators", "everybody"


@dataclass(frozen=True)
class FileRow:
    """A session of a file: its line, and what follows from the day."""

    line: Line
    date: str = ""
    start: str = ""
    end: str = ""
    hosts: tuple = ()
    teams: tuple = ()

    @property
    def values(self):
        line = self.line
        return {
            "date": self.date,
            "start": self.start,
            "end": self.end,
            "minutes": "" if line.minutes is None else str(line.minutes),
            "any_time": YES if line.any_time else "",
            "at_the_same_time": YES if line.alongside else "",
            "part": YES if line.part else "",
            "kind": str(line.kind),
            "title": line.title,
            "room": line.room,
            "hosts": "; ".join(self.hosts),
            "teams": "; ".join(self.teams),
            "purpose": line.purpose,
            "fixed_start": line.start,
            "materials": line.materials,
            "notes": line.facilitator_notes,
        }


def draft_rows(day):
    """The draft, for the people who run the day."""
    return [
        FileRow(
            line_of(row.item),
            *_when(day, row.start, row.end),
            hosts=tuple(host.name for host in row.hosts),
            teams=tuple(team.name for team in row.teams),
        )
        for row in plan_rows(day)
    ]


def published_file_rows(day):
    """The newest published plan, for everybody: no notes, no materials, nothing of the draft."""
    newest = newest_publication(day)
    plan = newest.plan if newest else []
    people = Membership.objects.filter(
        programme=day.programme_id, ref__in={ref for row in plan for ref in row["hosts"]}
    )
    names = {person.ref: person.says for person in people}
    teams = dict(
        Team.objects.filter(
            programme=day.programme_id, ref__in={ref for row in plan for ref in row.get("teams", [])}
        ).values_list("ref", "name")
    )
    return [
        FileRow(
            Line(
                title=row["title"],
                kind=row["kind"],
                minutes=row["minutes"],
                any_time=row.get("any_time", False),
                room=row.get("room", ""),
                purpose=row["purpose"],
                part=row["is_part"],
                alongside=bool(row.get("alongside")),
            ),
            *_when(day, row["start"], row["end"]),
            hosts=tuple(names[ref] for ref in row["hosts"] if ref in names),
            teams=tuple(sorted(teams[ref] for ref in row.get("teams", []) if ref in teams)),
        )
        for row in plan
    ]


def _when(day, start, end):
    """(date, start, end) in ISO, "" where it is not known."""
    later = 0 if start is None else start // A_DAY
    date = (day.date + timedelta(days=later)).isoformat() if day.date else ""
    return date, iso(start), iso(end)


def as_csv(rows, *, for_facilitators):
    columns = FACILITATORS_COLUMNS if for_facilitators else COLUMNS
    lines = [[cell(row.values[name]) for name in columns] for row in rows]
    return BYTE_ORDER_MARK + csv_lines([columns, *lines])


def as_markdown(day, rows, *, for_facilitators):
    mark = MARK.format(FOR_FACILITATORS if for_facilitators else FOR_EVERYBODY)
    facts = {
        "Date": day.date.isoformat() if day.date else "",
        "Starts": day.start_wall.strftime("%H:%M") if day.start_wall else "",
        "Ends": day.end_wall.strftime("%H:%M") if day.end_wall else "",
        "Place": day.venue,
        "Room": day.room,
    }
    blocks = [mark, f"# {markdown(str(day.label))}", _facts(facts)]
    for row in rows:
        blocks += _session(row, for_facilitators)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _session(row, for_facilitators):
    values = row.values
    facts = {
        "Starts": values["start"],
        "Ends": values["end"],
        "Minutes": values["minutes"],
        "Fixed start": values["fixed_start"] if for_facilitators else "",
        "Any time": values["any_time"],
        "At the same time": values["at_the_same_time"],
        "Kind": values["kind"],
        "Room": values["room"],
        "Hosts": values["hosts"],
        "Teams": values["teams"],
    }
    yield f"{'###' if row.line.part else '##'} {markdown(row.line.title)}"
    yield _facts(facts, own_words={"Room", "Hosts", "Teams"})
    yield from _quoted("Purpose", row.line.purpose)
    if for_facilitators:
        yield from _quoted("Materials", row.line.materials)
        yield from _quoted("Notes", row.line.facilitator_notes)


def _facts(facts, own_words=("Place", "Room")):
    return "\n".join(
        f"- {name}: {markdown(value) if name in own_words else value}"
        for name, value in facts.items()
        if value
    )


def _quoted(name, text):
    if text:
        yield f"{name}:"
        yield "\n".join(f"> {markdown(line)}" if line else ">" for line in text.split("\n"))
