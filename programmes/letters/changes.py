"""What a letter about a change tells, and whom it concerns."""

from programmes.agenda.changes import what_changes
from programmes.models import DayPublication

# What people notice of a session. Its reference and its place in the list say nothing by themselves.
NOTICED = (
    "title", "start", "end", "minutes", "kind", "purpose", "hosts", "any_time", "alongside", "room", "teams",
)  # fmt: skip


def changes_of(letter):
    """Sentences: from the plan that people knew to the one that the letter tells of."""
    return what_people_missed(letter.publication, letter.since) if letter.publication_id else []


def what_people_missed(publication, since):
    """Sentences on what is new in a publication for those who know the plan with the number `since`."""
    known = _known(publication, since)
    return what_changes(known.plan, publication.plan) if known else publication.changes


def _known(publication, since):
    if since is None:
        return None
    return DayPublication.objects.filter(
        programme=publication.programme_id, day=publication.day_id, number=since
    ).first()


def concerned(letter):
    """(team refs, membership refs) that a change is about, or None when it is about everybody."""
    known = _known(letter.publication, letter.since) if letter.publication_id else None
    if known is None:
        return None
    before = {row["ref"]: row for row in known.plan}
    after = {row["ref"]: row for row in letter.publication.plan}
    teams, hosts, touched = set(), set(), 0
    for ref in before.keys() | after.keys():
        old, new = before.get(ref), after.get(ref)
        if old and new and _noticed(old) == _noticed(new):
            continue
        touched += 1
        for row in filter(None, (old, new)):
            if not row.get("teams"):
                return None
            teams.update(row["teams"])
            hosts.update(row["hosts"])
    return (teams, hosts) if touched else None


def _noticed(row):
    return {name: row.get(name) or None for name in NOTICED}
