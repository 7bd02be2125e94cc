"""Reflections on the programme's own pages: what to carry on with, and what was shared with a team."""

from django.urls import reverse

from mindsets.moves.queries import try_rows
from mindsets.reflections import queries, shared
from programmes.panels import Panel, fills


@fills("member_home")
def my_reflections(seat):
    """The worksheet to carry on with: the newest open one. Ticks only, so it needs no unlocking."""
    if seat.membership is None or not seat.can_take_part:
        return None
    rows = [row for row in queries.worksheet_rows(seat) if row.state == "open" and row.steps]
    row = rows[-1] if rows else None
    return Panel(
        "mindsets/reflections/home_panel.html",
        {
            "row": row,
            "base": _start(seat, row.worksheet) if row else "",
            "worksheets": reverse("mindsets:worksheets", args=[seat.programme.slug]),
        },
    )


def _start(seat, worksheet):
    return reverse("mindsets:start", args=[seat.programme.slug, worksheet.ref])


@fills("day")
def worksheets_of_the_day(seat, day):
    if not seat.can_take_part:
        return None
    found = [sheet for sheet in queries.worksheets_for(seat) if sheet.day_id == day.pk]
    sheets = [{"title": sheet.title, "address": _start(seat, sheet)} for sheet in found]
    return Panel("mindsets/reflections/day_panel.html", {"sheets": sheets}) if sheets else None


@fills("teams_shared")
def shared_with_the_team(seat, team):
    """For people in this team only, whatever else their seat may do."""
    if seat.membership is None or seat.membership.team_id != team.pk:
        return None
    return Panel("mindsets/reflections/team_panel.html", {"rows": shared.shared_with_team(team)})


@fills("teams_shared")
def what_the_team_tries(seat, team):
    """The moves that this team will try, for the people in it."""
    if seat.membership is None or seat.membership.team_id != team.pk:
        return None
    rows = [row for row in try_rows(seat) if not row.is_done]
    address = reverse("mindsets:moves", args=[seat.programme.slug])
    return Panel("mindsets/moves/team_panel.html", {"rows": rows, "moves": address}) if rows else None


@fills("overview")
def what_people_shared(seat):
    """A door only: how many wrote, and who, is nobody's to see."""
    if not seat.can_set_up:
        return None
    address = reverse("mindsets:shared", args=[seat.programme.slug])
    return Panel("mindsets/reflections/overview_panel.html", {"address": address})


@fills("member_home")
def six_mindsets(seat):
    """Links only: it asks the database nothing."""
    slug = [seat.programme.slug]
    ways = {"poster": reverse("mindsets:poster", args=slug), "moves": reverse("mindsets:moves", args=slug)}
    return Panel("mindsets/poster/home_panel.html", ways)


@fills("card_pages")
def poster_to_print(seat):
    slug = [seat.programme.slug]
    papers = {
        "paper": reverse("mindsets:poster_paper", args=slug),
        "cards": reverse("mindsets:move_cards", args=slug),
    }
    return Panel("mindsets/poster/card_panel.html", papers)
