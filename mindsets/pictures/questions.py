"""A question under each picture, by its shape. It asks, and never says what people are like."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SPREAD, BUNCHED, EMPTY, SURPRISING, OFF_THE_PATH = "spread", "bunched", "empty", "surprising", "off"

QUESTIONS = {
    SPREAD: gettext_lazy(
        "What could somebody at one place tell somebody at another about “%(mindset)s”? "
        "What would you ask them?"
    ),
    BUNCHED: gettext_lazy(
        "When many of us choose the same word for “%(mindset)s”, do we all mean the same by it? "
        "What makes it easy, or hard, to be somewhere else?"
    ),
    EMPTY: gettext_lazy(
        "Is there a place for “%(mindset)s” that would be hard to choose, or hard to say out loud? "
        "What would make it easier?"
    ),
    SURPRISING: gettext_lazy(
        "What has been going on around “%(mindset)s” between these days? What would help us stay with it?"
    ),
    OFF_THE_PATH: gettext_lazy(
        "What does “%(mindset)s” depend on, for us? What would we need to try before we could tell?"
    ),
}


def shape_of(counts, places, before=None):
    """The shape of one picture: how its dots lie, never how well."""
    total = sum(counts.values())
    off = sum(counts.get(place.key, 0) for place in places if place.off_the_path)
    if off * 3 >= total:
        return OFF_THE_PATH
    fullest = _fullest(counts)
    if before and _fullest(before).isdisjoint(fullest):
        return SURPRISING
    if any(counts[place] * 5 >= total * 2 for place in fullest):
        return BUNCHED
    if any(not counts.get(place.key) for place in places if not place.off_the_path):
        return EMPTY
    return SPREAD


def _fullest(counts):
    most = max(counts.values())
    return {place for place, number in counts.items() if number == most}


def question(shape, mindset):
    return QUESTIONS[shape] % {"mindset": mindset}


def folded():
    """The one sentence for every picture that is not there, whatever the reason."""
    return _("Not enough new reflections yet.")
