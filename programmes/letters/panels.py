"""Letters that need somebody, on the overview."""

from programmes.letters.queries import needs_somebody
from programmes.panels import Panel, fills


@fills("overview")
def letters_to_read(seat):
    if not seat.can_set_up:
        return None
    waiting, failed = needs_somebody(seat.programme)
    if not (waiting or failed):
        return None
    context = {"slug": seat.programme.slug, "waiting": waiting, "failed": failed}
    return Panel("programmes/letters/_overview_panel.html", context)
