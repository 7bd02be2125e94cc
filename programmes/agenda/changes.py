"""A plan as it can be published, and what a new one changes, in sentences."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from programmes.agenda.queries import rows_from, sessions_by_day
from programmes.agenda.who import who_by_session
from programmes.agenda.words import how_long, twelve_hours
from programmes.models import DayPublication


def snapshot(rows):
    """The rows as data for members: no notes, no materials, nothing that only facilitators see."""
    return [
        {
            "ref": row.ref,
            "title": row.item.title,
            "kind": row.item.kind,
            "start": row.start,
            "end": row.end,
            "minutes": row.item.minutes,
            "hosts": [host.ref for host in row.hosts],
            "purpose": row.item.purpose,
            "is_part": row.is_part,
            "new_date": bool(row.date_changes),
            "any_time": row.item.any_time,
            "alongside": row.alongside,
            "room": row.item.room,
            "teams": [team.ref for team in row.teams],
        }
        for row in rows
    ]


def what_changes(old, new):
    """Sentences for what is different, in the order of the new plan; taken out ones last."""
    before = {row["ref"]: row for row in old}
    names = {row["ref"]: row["title"] for row in [*old, *new]}
    said = []
    for row in new:
        was = before.pop(row["ref"], None)
        said += (
            [_("New: %(title)s") % {"title": row["title"]}]
            if was is None
            else list(_differences(was, row, names))
        )
    said += [_("Taken out: %(title)s") % {"title": row["title"]} for row in before.values()]
    if not said and [row["ref"] for row in old] != [row["ref"] for row in new]:
        said.append(_("The order changes."))
    return said


def _differences(was, row, names):
    title = row["title"]
    if was["title"] != title:
        yield _("“%(old)s” is now called “%(new)s”") % {"old": was["title"], "new": title}
    yield from _other_slot(was, row, names)
    if was["start"] != row["start"] and not row.get("any_time"):
        if was["start"] is not None and row["start"] is not None:
            yield _("%(title)s moves from %(old)s to %(new)s") % {
                "title": title,
                "old": twelve_hours(was["start"]),
                "new": twelve_hours(row["start"]),
            }
        elif row["start"] is not None:
            yield _("%(title)s now has a time: %(new)s") % {"title": title, "new": twelve_hours(row["start"])}
        elif not was.get("any_time"):
            yield _("%(title)s has no time for now") % {"title": title}
    if was["minutes"] != row["minutes"] and row["minutes"] is not None:
        yield _("%(title)s now takes %(length)s") % {"title": title, "length": how_long(row["minutes"])}
    if was["hosts"] != row["hosts"]:
        yield _("%(title)s has other hosts") % {"title": title}
    yield from _other_people_or_room(was, row)
    if (was["kind"], was["purpose"]) != (row["kind"], row["purpose"]):
        yield _("%(title)s is described in new words") % {"title": title}


# Plans that were published before sessions could be in a slot, in a room or for a team do not say so.
def _other_slot(was, row, names):
    title = row["title"]
    if row.get("any_time") and not was.get("any_time"):
        yield _("%(title)s is now some time on the day") % {"title": title}
    before, now = was.get("alongside", ""), row.get("alongside", "")
    if now and now != before:
        yield _("%(title)s is now at the same time as %(other)s") % {"title": title, "other": names.get(now)}
    elif before and not now and before in names:
        yield _("%(title)s is no longer at the same time as %(other)s") % {
            "title": title,
            "other": names[before],
        }


def _other_people_or_room(was, row):
    title = row["title"]
    if set(was.get("teams", [])) != set(row.get("teams", [])):
        if row.get("teams"):
            yield _("%(title)s is for other teams now") % {"title": title}
        else:
            yield _("%(title)s is for everybody now") % {"title": title}
    before, now = was.get("room", ""), row.get("room", "")
    if now and now != before:
        yield _("%(title)s is now in %(room)s") % {"title": title, "room": now}
    elif before and not now:
        yield _("%(title)s has no room of its own now") % {"title": title}


def newest_publication(day):
    """The newest DayPublication of a day, or None."""
    return DayPublication.objects.filter(programme=day.programme_id, day=day).first()


def unpublished_changes(day, rows):
    """Sentences on what publishing would change; None for a day that was never published."""
    if not hasattr(day, "published_plan"):  # read with the day, where a page needs both
        newest = newest_publication(day)
        day.published_plan = newest.plan if newest else None
    return None if day.published_plan is None else what_changes(day.published_plan, snapshot(rows))


def with_published_plan(days):
    """Days that carry `published_plan`: what members see, or None for one that was never published."""
    newest = DayPublication.objects.filter(programme=OuterRef("programme"), day=OuterRef("pk"))
    return days.annotate(published_plan=Subquery(newest.order_by("-number").values("plan")[:1]))


def unpublished_days(programme):
    """Ids of published days whose draft has gone on, in four queries for the whole programme."""
    newest = DayPublication.objects.filter(programme=programme).order_by("day_id", "-number")
    published = {each.day_id: each.plan for each in newest.distinct("day_id")}
    if not published:
        return set()
    items = sessions_by_day(programme)
    hosts, teams = who_by_session(programme)
    return {
        day.pk
        for day in programme.days.all()
        if day.pk in published
        and what_changes(published[day.pk], snapshot(rows_from(day, items.get(day.pk, []), hosts, teams)))
    }
