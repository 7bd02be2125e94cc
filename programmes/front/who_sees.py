"""Who can see what, as the access rules have it (programmes.access and the reflections' own rules)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Sight:
    """One kind of thing, who sees it, and what else there is to know."""

    what: str
    who: str
    note: str = ""


def rows():
    return [
        Sight(
            _("A reflection you keep to yourself"),
            _("Only you"),
            _("Each one starts like this. Nobody sees that you wrote it, or when."),
        ),
        Sight(_("A reflection you share with your team"), _("You and your team")),
        Sight(
            _("A reflection you share with the people running the days"),
            _("You and the people running the days"),
        ),
        Sight(
            _("Words that may be quoted"),
            _("Anybody"),
            _("With your name or without it, as you say. You can take it back until it is printed."),
        ),
        Sight(
            _("Your dots in the programme's picture"),
            _("Nobody can tell which are yours"),
            _("Only if you tick the box, and only when ten people or more did."),
        ),
        Sight(
            _("Your name and your team"),
            _("You, your team, the people running the days, and the admins"),
            _("Door helpers see it on a day, to check you in."),
        ),
        Sight(
            _("Whether you came on a day"),
            _("You, the people running the days, and the admins"),
            _("Door helpers see it on that day. Admins may take it out as a file, and that is written down."),
        ),
        Sight(
            _("What helps you take part"),
            _("You and the people running the days"),
            _(
                "The door sees “please greet” and that somebody comes with you; the fire list says who needs "
                "help to leave. It is in no file that leaves Copro, and goes on the date we promised."
            ),
        ),
        Sight(
            _("Whether you would like payment, or what it costs you"),
            _("You, those who lead the programme, and the admins"),
            _(
                "If you choose one of these, finance gets your name, the day, whole or half, and whether you "
                "travelled."
            ),
        ),
        Sight(
            _("Your private calendar address"),
            _("Whoever you give it to"),
            _("It shows the days, and on which of them you sent apologies. You can stop it at any time."),
        ),
        Sight(
            _("Your email and how to reach you"),
            _("You, the people running the days, and the admins"),
        ),
        Sight(_("How you take part, in your words"), _("You, the people running the days, and the admins")),
    ]
