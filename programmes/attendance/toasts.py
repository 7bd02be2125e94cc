"""What the page says after a tap, with the way back."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from programmes.attendance.words import clock, status_words
from programmes.models import Plan, Presence


@dataclass(frozen=True)
class Toast:
    """`undo` is the change that can be taken back; empty when there is none."""

    name: str
    words: str
    before: str = ""
    undo: str = ""
    ref: str = ""


def refusal(words):
    return Toast("", words)


def toast_of(change, seat, *, is_undo=False):
    """What a change did, and what was there before it."""
    words = _now(change.new, seat.programme.tz)
    if is_undo:
        words = _("back to %(status)s") % {"status": words}
    if not change.stands:
        kept = _("%(status)s. Somebody tapped later: theirs stands, yours is kept in the history")
        return Toast(change.membership.name, kept % {"status": words})
    before = _was(change.old) if change.old != change.new else ""
    return Toast(change.membership.name, words, before, "" if is_undo else change.ref, change.membership.ref)


def _now(kept, zone):
    words = {
        Presence.IN_PERSON: _("here in person"),
        Presence.ONLINE: _("here online"),
        Presence.PHONE: _("here by phone"),
        Presence.PART: _("here for part"),
        Presence.CALLED_AWAY: _("called away"),
        Presence.APOLOGIES: _("apologies"),
        Presence.NOT_HERE: _("not here"),
    }.get(kept["presence"]) or (_("apologies") if kept["plan"] == Plan.APOLOGIES else _("not yet"))
    moment = kept["left_at"] if kept["presence"] == Presence.CALLED_AWAY else kept["arrived_at"]
    return f"{words}, {clock(datetime.fromisoformat(moment), zone)}" if moment else words


def _was(kept):
    if kept["presence"] is None and kept["plan"] != Plan.APOLOGIES:
        return ""
    return status_words(kept["presence"], kept["plan"])
