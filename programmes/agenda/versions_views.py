from django.views.decorators.http import require_safe

from copro.pages import render_page
from programmes.access import for_members
from programmes.agenda.seen import day_seen_by
from programmes.agenda.versions import versions_of


@for_members
@require_safe
def versions(request, seat, day):
    """Every published version of a day, and what each one changed."""
    day = day_seen_by(seat, day)
    context = {
        "day": day,
        "versions": versions_of(day),
        "section": "days" if seat.can_set_up else "home",
    }
    return render_page(request, "programmes/agenda/versions.html", context)
