"""What stands around a plan: tools beside the builder, news on the day's page."""

from programmes.agenda.suggest import suggestion_rows
from programmes.agenda.versions import newest_version
from programmes.panels import Panel, fills

SHOWN = 3


@fills("plan")
def tools_of_the_plan(seat, day):
    waiting = suggestion_rows(seat, day, only_open=True)
    return Panel(
        "programmes/agenda/plan_tools_panel.html",
        {
            "seat": seat,
            "day": day,
            "waiting": len(waiting),
            "suggestions": waiting[:SHOWN],
            "more": max(0, len(waiting) - SHOWN),
        },
    )


@fills("day")
def news_of_the_day(seat, day):
    """What the newest version changed, in three lines at most, and the way to suggest something."""
    if not day.is_published:
        return None
    newest = newest_version(day)
    changes = newest["changes"] if newest else []
    return Panel(
        "programmes/agenda/day_news_panel.html",
        {
            "seat": seat,
            "day": day,
            "newest": newest,
            "changes": changes if len(changes) <= SHOWN else changes[: SHOWN - 1],
            "more": 0 if len(changes) <= SHOWN else len(changes) - SHOWN + 1,
            "waiting": newest["waiting"] if newest else 0,
        },
    )
