"""Letters for tests."""

from programmes.letters import actions
from programmes.models import Audience, LetterCopy, LetterKind


def wait(programme, kind=LetterKind.INVITATION, audience=Audience.EVERYONE, **more):
    """A letter in the outbox that nobody has read yet."""
    return actions.write_letter(programme, kind, by=more.pop("by", None), audience=audience, **more)


def agreed(programme, by, kind=LetterKind.INVITATION, audience=Audience.EVERYONE, **more):
    """One that somebody has read and agreed to."""
    letter = wait(programme, kind, audience, by=by, **more)
    return actions.agree(letter, by=by, mark=actions.mark_of(letter))


def states(letter):
    """{name: state of their copy}."""
    copies = LetterCopy.objects.filter(programme=letter.programme_id, letter=letter)
    return dict(copies.values_list("membership__name", "state"))
