"""How a day turns into a thank-you, and which steps one may take. No rates and no amounts, anywhere."""

from django.utils.translation import gettext_lazy as _

from programmes.attendance.models import Presence
from programmes.models import Portion, Recognition, ThanksState

# For those who lead, and for finance: what somebody said in the first person on their own page.
SHORT = {
    Recognition.PAYMENT: _("Payment"),
    Recognition.EXPENSES: _("Expenses only"),
    Recognition.DECLINES: _("Neither"),
    Recognition.UNDECIDED: _("Not decided"),
}
WANT_SOMETHING = (Recognition.PAYMENT, Recognition.EXPENSES)

# What may become of each state. Every step can be taken back by somebody who leads.
NEXT = {
    ThanksState.OFFERED: (ThanksState.ACCEPTED, ThanksState.DECLINED),
    ThanksState.ACCEPTED: (ThanksState.PAID, ThanksState.DECLINED, ThanksState.OFFERED),
    ThanksState.DECLINED: (ThanksState.OFFERED, ThanksState.ACCEPTED),
    ThanksState.PAID: (ThanksState.ACCEPTED,),
}


def portion_of(record):
    """Half a day where that is recorded, or where somebody was there for part or called away; else whole."""
    is_half = record.half or record.presence in {Presence.PART, Presence.CALLED_AWAY}
    return Portion.HALF if is_half else Portion.WHOLE


def had_to_travel(record):
    return record.presence not in {Presence.ONLINE, Presence.PHONE}
