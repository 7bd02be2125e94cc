"""Who hosts each session and whom it is for, for a whole plan in one question to the database."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Value

from programmes.agenda.rows import ForTeam, Host
from programmes.models import AgendaHost, AgendaTeam

HOST, TEAM = "host", "team"
_words = CharField()


def who_by_session(programme, **of):
    """({session id: [Host, …]}, {session id: [ForTeam, …]}), each by name; `of` narrows the sessions."""
    hosts = AgendaHost.objects.filter(programme=programme, **of).order_by()
    teams = AgendaTeam.objects.filter(programme=programme, **of).order_by()
    nothing = Value([], output_field=ArrayField(CharField()))
    rows = hosts.values_list(
        Value(HOST, output_field=_words),
        "item_id",
        "membership__ref",
        "membership__name",
        "membership__sort_name",
        "membership__called",
        "membership__parts",
    ).union(
        teams.values_list(
            Value(TEAM, output_field=_words),
            "item_id",
            "team__ref",
            "team__name",
            "team__name",
            Value("", output_field=_words),
            nothing,
        ),
        all=True,
    )
    found = {HOST: {}, TEAM: {}}
    for kind, item, ref, name, _sort, called, parts in sorted(rows, key=lambda row: (row[4], row[2])):
        who = (
            Host(ref, called or name.split(" ")[0], name, tuple(parts))
            if kind == HOST
            else ForTeam(ref, name)
        )
        found[kind].setdefault(item, []).append(who)
    return found[HOST], found[TEAM]


def who_of(day):
    return who_by_session(day.programme_id, item__day=day)
