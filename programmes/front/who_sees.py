"""Who can see what, as the access rules have it (programmes.access and the reflections' own rules)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Sight:
    """One kind of thing: seen by you, your team, the people running the days, admins, anyone outside."""

    what: str
    cells: list
    note: str = ""


def rows():
    yes, no = _("Yes"), _("No")
    if_you = _("Only if you choose it")
    return [
        Sight(
            _("A reflection you keep to yourself"),
            [yes, no, no, no, no],
            _("That is what each one starts as"),
        ),
        Sight(_("A reflection you share with your team"), [yes, yes, no, no, no]),
        Sight(_("A reflection you share with the people running the days"), [yes, no, yes, no, no]),
        Sight(
            _("Words that may be quoted"),
            [yes, yes, yes, yes, if_you],
            _("With or without your name, as you say"),
        ),
        Sight(
            _("Your dots in the programme's picture"),
            [yes, _("As a number")] + [_("As a number")] * 2 + [_("Rounded")],
            _("Only if you tick it, and only when ten people or more did"),
        ),
        Sight(_("Your name and team"), [yes, yes, yes, yes, no]),
        Sight(_("Whether you came on a day"), [yes, no, yes, yes, no], _("Door helpers see it on the day")),
        Sight(_("What helps you take part"), [yes, no, yes, no, no], _("It is in no list that leaves Copro")),
        Sight(_("How to reach you"), [yes, no, yes, no, no]),
        Sight(_("Your email"), [yes, no, yes, yes, no]),
    ]
