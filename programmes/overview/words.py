"""Counts and distances as people say them."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_SAID = 14
WEEKS_SAID = 13 * 7


def count_words(number):
    """'two'; '14' from ten on."""
    return str(apnumber(number))


def days_words(days):
    """'Four days', as a heading."""
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": capfirst(count_words(days))}


def teams_words(teams):
    return ngettext("%(count)s team", "%(count)s teams", teams) % {"count": capfirst(count_words(teams))}


def where_we_are(overview):
    """'Two of four days done. Day three is in eight weeks.'"""
    total, coming = len(overview.days), overview.next
    if not total:
        return _("No days yet.")
    sentences = [_done_words(overview.done, total)]
    if coming and coming.days_off is not None:
        when = until(coming.days_off)
        sentences.append(_("%(day)s is %(when)s.") % {"day": coming.day.label, "when": when})
    elif coming:
        sentences.append(_("%(day)s has no date yet.") % {"day": coming.day.label})
    return " ".join(sentences)


def _done_words(done, total):
    if not done:
        to_come = ngettext("%(count)s day to come.", "%(count)s days to come.", total)
        return to_come % {"count": capfirst(count_words(total))}
    if done == total:
        return ngettext("The day is done.", "All %(count)s days done.", total) % {"count": count_words(total)}
    return _("%(done)s of %(total)s days done.") % {
        "done": capfirst(count_words(done)),
        "total": count_words(total),
    }


def told_of(facts):
    """What the overview says of one day's people: who came, or who says they will."""
    counts = facts.counts
    if facts.is_past:
        return _("%(came)s of %(people)s came") % {"came": counts.came, "people": facts.people}
    if facts.days_off == 0 and counts.recorded:
        return _("%(came)s of %(people)s are here") % {"came": counts.came, "people": facts.people}
    if not facts.people:
        return _("Nobody has a place yet")
    if counts.yes or counts.sorry:
        return _("%(yes)s say yes, %(sorry)s can’t, %(not_said)s not said") % {
            "yes": counts.yes,
            "sorry": counts.sorry,
            "not_said": facts.not_said,
        }
    return _("Nobody has said yet")


def wall_clock(wall):
    """'3:30pm': a time as it was typed, in the day's own zone."""
    half = _("am") if wall.hour < 12 else _("pm")
    return f"{wall.hour % 12 or 12}:{wall.minute:02}{half}"


def until(days):
    """How far off something is: 'today', 'tomorrow', 'in five days', 'in eight weeks', 'in four months'."""
    if days < 2:
        return _("tomorrow") if days else _("today")
    if days < DAYS_SAID:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": count_words(days)}
    if days < WEEKS_SAID:
        weeks = round(days / 7)
        return ngettext("in %(count)s week", "in %(count)s weeks", weeks) % {"count": count_words(weeks)}
    months = round(days / 30.4)
    return ngettext("in %(count)s month", "in %(count)s months", months) % {"count": count_words(months)}
