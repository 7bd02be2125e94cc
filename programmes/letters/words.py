"""Our own words for each kind of letter. A programme may use its own instead (LetterTemplate)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import Audience, LetterKind, LetterTemplate


@dataclass(frozen=True)
class Words:
    """What a letter says, with its placeholders."""

    subject: str
    body: str
    is_own: bool = False


OURS = {
    LetterKind.INVITATION: (
        gettext_lazy("Come to {programme} on {date}"),
        gettext_lazy(
            """Hello {name},

You are invited to {day} of {programme}.

When: {date}
Times: {times}
Where: {place}
How to get there: {how to get there}
Online: {online link}

Will you come? You can say yes, online, not sure, or sorry. You do not need a password:
{reply link}

You can change your answer until the day is over. Come as you are. You do not need to prepare anything.

{from}"""
        ),
    ),
    LetterKind.REMINDER: (
        gettext_lazy("Will you come on {date}?"),
        gettext_lazy(
            """Hello {name},

{day} of {programme} is on {date}. We have not heard from you yet, and that is fine.

Times: {times}
Where: {place}
Online: {online link}

It helps us to know who comes, so that there is a chair and lunch for everybody. Tell us here:
{reply link}

"Not sure" is an answer too.

{from}"""
        ),
    ),
    LetterKind.CHANGE: (
        gettext_lazy("What changes on {date}"),
        gettext_lazy(
            """Hello {name},

The plan for {day} of {programme} on {date} has changed:

{changes}

Times: {times}
Where: {place}

Does this change whether you can come? Tell us here:
{reply link}

{from}"""
        ),
    ),
    LetterKind.THANKS: (
        gettext_lazy("Thank you for {date}"),
        gettext_lazy(
            """Hello {name},

Thank you for being with us on {date}. What you brought made a difference to {day} of {programme}.

What happens next:
{what happens next}

{from}"""
        ),
    ),
    LetterKind.OTHER: (
        gettext_lazy("News from {programme}"),
        gettext_lazy(
            """Hello {name},



{from}"""
        ),
    ),
}
MISSED = (
    gettext_lazy("We thought of you on {date}"),
    gettext_lazy(
        """Hello {name},

{day} of {programme} was on {date}. We did not see you there, and we hope all is well. If you were there, \
please tell us, so that we can put it right.

You do not need to say why. You are welcome next time.

What happens next:
{what happens next}

{from}"""
    ),
)


# Of a day that moves. What changes in its plan is told by the letter that waits after it was published anew.
MOVED = (
    gettext_lazy("{day} is now on {date}"),
    gettext_lazy(
        """Hello {name},

Something about {day} of {programme} has changed. This is how it is now:

When: {date}
Times: {times}
Where: {place}
How to get there: {how to get there}
Online: {online link}

Does this change whether you can come? Tell us here:
{reply link}

We are sorry if this makes it harder for you. Tell us if we can help.

{from}"""
    ),
)


def moved_words():
    subject, body = MOVED
    return Words(str(subject), str(body))


def our_words(kind, audience=""):
    """What we would write; to those who did not come, other words than to everybody."""
    subject, body = MISSED if audience == Audience.MISSED else OURS[LetterKind(kind)]
    return Words(str(subject), str(body))


def words_for(programme, kind, audience=""):
    """The programme's own words for this kind of letter, or ours."""
    if audience == Audience.MISSED:
        return our_words(kind, audience)
    own = LetterTemplate.objects.filter(programme=programme, kind=kind).first()
    return Words(own.subject, own.body, is_own=True) if own else our_words(kind)


def all_words(programme):
    """[(kind, its Words), …] of a programme, in one query."""
    own = {each.kind: each for each in LetterTemplate.objects.filter(programme=programme)}
    return [
        (kind, Words(own[kind].subject, own[kind].body, is_own=True) if kind in own else our_words(kind))
        for kind in LetterKind
    ]


WHY = {
    "address": gettext_lazy("The email server says that this address does not work. Is it written right?"),
    "refused": gettext_lazy("The email server would not take this letter."),
    "no_server": gettext_lazy("The email server could not be reached, also after several tries."),
    "not_let_in": gettext_lazy(
        "The email server did not let Copro in. The server’s owner can put this right."
    ),
    "other": gettext_lazy("Something went wrong on our side, also after several tries."),
}


def why(trouble):
    """Why a copy could not be sent, in plain words."""
    return str(WHY.get(trouble, WHY["other"]))


def how_many_days(days):
    """'7 days before the day', 'the day after', 'on the day'."""
    if days == 0:
        return _("on the day")
    if days == -1:
        return _("the day before")
    if days == 1:
        return _("the day after")
    pattern = _("%(count)s days before the day") if days < 0 else _("%(count)s days after the day")
    return pattern % {"count": abs(days)}
