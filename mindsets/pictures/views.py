"""The programme's picture: for everybody inside it, for the wall, for the hall, and rounded for outside."""

from django.views.decorators.http import require_safe

from copro.pages import render_page
from mindsets.pictures.queries import gallery
from mindsets.pictures.questions import folded
from programmes.access import for_leads, for_members


def _context(seat, shown):
    is_staff = seat.can_set_up or seat.is_admin
    return {
        "layout": "layout/facilitator.html" if is_staff else "layout/member.html",
        "section": "mindsets" if is_staff else "path",
        "gallery": shown,
        "folded_words": folded(),
    }


@for_members
@require_safe
def picture(request, seat):
    shown = gallery(seat.programme, request.GET.get("beside", ""))
    return render_page(request, "mindsets/pictures/picture.html", _context(seat, shown))


@for_members
@require_safe
def screen(request, seat):
    """One mindset at a time, large enough for the back of a hall."""
    beside = request.GET.get("beside", "")
    shown = gallery(seat.programme, beside)
    multiples = shown.multiples
    asked = request.GET.get("mindset", "")
    here = next((number for number, each in enumerate(multiples) if each.mindset.key == asked), 0)
    context = {
        "multiple": multiples[here] if multiples else None,
        "multiples": multiples,
        "before": multiples[here - 1] if here else None,
        "after": multiples[here + 1] if here + 1 < len(multiples) else None,
        "beside": beside,
        "folded_words": folded(),
    }
    return render_page(request, "mindsets/pictures/screen.html", context)


@for_leads
@require_safe
def outside(request, seat):
    """The same pictures, rounded to fives: the only numbers that may leave the programme."""
    shown = gallery(seat.programme, exact=False)
    return render_page(request, "mindsets/pictures/outside.html", _context(seat, shown))
