"""On my pages: is what helps me still right, before each day."""

from programmes.care.need_words import said_in
from programmes.care.needs import ASKED_BEFORE, is_checked_for, need_of, promise_for, today_in
from programmes.panels import Panel, fills


@fills("member_home")
def is_it_still_right(seat):
    """Asked from two weeks before a day, until they say so; nobody else sees this panel."""
    if seat.membership is None or (need := need_of(seat.membership)) is None:
        return None
    day = _day_to_come(seat.programme)
    if day is None:
        return None
    day.programme = seat.programme
    if is_checked_for(need, day):
        return None
    until = promise_for(seat.programme)
    return Panel(
        "programmes/care/_still_right.html",
        {
            "day": day,
            "slug": seat.programme.slug,
            "said": said_in(need),
            "until": until,
            "is_longer": need.delete_on is None or until > need.delete_on,
        },
    )


def _day_to_come(programme):
    today = today_in(programme)
    soon = programme.days.filter(
        date__gte=today, date__lte=today + ASKED_BEFORE, published_at__isnull=False, closed_at__isnull=True
    )
    return soon.order_by("date").first()
