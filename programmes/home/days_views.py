"""My own days, and a confirmation of them to print."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from copro.pages import render_page
from programmes.access import for_participants
from programmes.home import my_days


@for_participants
@require_safe
def my_attendance(request, seat):
    """Every day with what is written down about me."""
    rows = my_days.my_days(seat)
    context = {
        "section": "home",
        "rows": rows,
        "came": sum(bool(row.confirmation) for row in rows),
        "who": my_days.who_can_put_it_right(seat.programme),
    }
    return render_page(request, "programmes/home/days.html", context)


@for_participants
@require_safe
def my_confirmation(request, seat, day):
    """One day on one sheet, where it is recorded that I was there."""
    day = get_object_or_404(seat.programme.days, ref=day)
    return _sheet(request, seat, my_days.confirmed_days(seat, day))


@for_participants
@require_safe
def my_confirmations(request, seat):
    """All days on which I was there, on one sheet."""
    return _sheet(request, seat, my_days.confirmed_days(seat))


def _sheet(request, seat, days):
    if not days:
        context = {"section": "home", "who": my_days.who_can_put_it_right(seat.programme)}
        return render_page(request, "programmes/home/nothing_to_confirm.html", context)
    context = {"days": days, "today": timezone.localdate(timezone=seat.programme.tz)}
    return render_page(request, "programmes/home/confirmation.html", context)
