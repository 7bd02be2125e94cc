"""The preview of a file as rows."""

from dataclasses import dataclass

from programmes.agenda.words import iso
from programmes.elsewhere.sources import Source
from programmes.models import Attendance, Presence

SHOWN = 300


@dataclass(frozen=True)
class FoundRow:
    """Somebody in the file whom we know."""

    name: str
    team: str
    written: str  # as the file has it, where that differs
    times: str
    recorded: str  # what stands in the register already


@dataclass(frozen=True)
class Summary:
    source: str
    people: int
    found: list
    more_found: int
    unmatched: int


def summary_of(day, report, matches):
    """The matched people with what is recorded of them; one query."""
    recorded = dict(
        Attendance.objects.filter(programme=day.programme_id, day=day, presence__isnull=False).values_list(
            "membership__ref", "presence"
        )
    )
    found = [_row(match, recorded) for match in matches if match.found]
    return Summary(
        Source(report.source).label,
        len(matches),
        found[:SHOWN],
        max(len(found) - SHOWN, 0),
        sum(match.found is None for match in matches),
    )


def _row(match, recorded):
    presence = recorded.get(match.found.ref)
    return FoundRow(
        name=match.found.name,
        team=match.found.team,
        written=match.seen.name if match.seen.name != match.found.name else "",
        times=" – ".join(filter(None, [_clock(match.seen.joined), _clock(match.seen.left)])),
        recorded=Presence(presence).label if presence else "",
    )


def _clock(wall):
    return iso(wall.hour * 60 + wall.minute) if wall else ""
