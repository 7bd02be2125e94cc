"""What each page of a running day shows, fetched before it is drawn."""

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from copro.templatetags.ui import LOOKS, icon_svg
from programmes.agenda.words import when
from programmes.live import words
from programmes.live.actions import last_step, may_start
from programmes.live.following import followed
from programmes.live.queries import live_day
from programmes.models import EntryCode, Step

# What members follow, and the part of it that is drawn anew.
SCREENS = {"day": "programmes/live/_day.html", "home": "programmes/live/_home.html"}
# In the memory of this process and gone in five seconds: a name that somebody takes back is not kept.
drawn_lately = LocMemCache("live", {"TIMEOUT": 5, "OPTIONS": {"MAX_ENTRIES": 100}})


def following(seat, day):
    """A member's screen. The stamp is read first: what changes in between is asked for once more."""
    where = followed(seat.programme, day.ref)
    live = live_day(day, where.now, has_run=where.version > 0)
    return {
        "day": day,
        "live": live,
        "stamp": where.stamp,
        "is_following": where.is_worth_following,
        "clock_words": words.words_for_the_clock(),
    }


def drawn(seat, where, screen, day=None):
    """A screen's changing part. After a step everybody asks within five seconds, and everybody gets the same:
    it holds nobody's own, so it is drawn once.
    """
    about = (seat.programme.pk, where.day_id, screen, where.stamp, where.is_worth_following, get_language())
    name = "~".join(map(str, about))
    found = drawn_lately.get(name)
    if found is None:
        found = render_to_string(SCREENS[screen], _drawing(seat, where, screen, day) | {"seat": seat})
        drawn_lately.set(name, found)
    return found


def _drawing(seat, where, screen, day):
    day = day or seat.programme.days.get(pk=where.day_id)
    if screen == "home" and not where.is_running:
        return {"day": day, "stamp": where.stamp, "is_following": where.is_worth_following}
    return following(seat, day)


def on_home(seat, day):
    """What the home page shows of a day that is today: one question more, until the day runs."""
    return drawn(seat, followed(seat.programme, day.ref), "home", day)


def run_page(seat, day):
    page = following(seat, day)
    live = page["live"]
    last = last_step(live.run) if live.run else None
    return page | {
        "may_start": may_start(day, live.current.at),
        "last": last,
        "last_words": _last_words(last, day) if last else "",
        "words": _row_words(),
        "icons": {"up": icon_svg("up"), "down": icon_svg("down")},
    }


def _row_words():
    """Words that every row repeats, found once."""
    return {
        "min": _("min"),
        "planned": _("Planned for"),
        "booked": _("Booked for"),
        "up": _("Earlier"),
        "down": _("Later"),
        "skip": _("Skip"),
        "back": _("Put back"),
    }


SAID = {
    Step.NEXT: lambda title: _("Began: %(title)s") % title,
    Step.MORE: lambda title: _("More minutes for: %(title)s") % title,
    Step.FINISH: lambda title: _("Finished: %(title)s") % title,
    Step.SKIP: lambda title: _("Left out: %(title)s") % title,
    Step.BACK: lambda title: _("Put back: %(title)s") % title,
    Step.MOVE: lambda title: _("Moved: %(title)s") % title,
}


def _last_words(step, day):
    """The last step in words, with its time."""
    title = {"title": step.item.title if step.item else _("a session")}
    said = {Step.START: _("The day was started"), Step.END: _("The day was ended")}.get(step.what)
    return _("%(what)s, at %(time)s") % {
        "what": said or SAID[step.what](title),
        "time": words.at(step.at, day.zone),
    }


def big_screen(seat, day):
    page = following(seat, day)
    now = page["live"].current
    return page | {
        "when": when(day),
        "begins": words.at(day.starts_at, day.zone),
        "clock": words.at(now.at, day.zone),
        "code": _code(seat, day),
        "looks": LOOKS,
    }


def _code(seat, day):
    """The code to type, where whoever opened the page may show codes: a member at home needs none."""
    if not seat.can_check_in:
        return None
    codes = EntryCode.objects.live().filter(programme=seat.programme)
    found = codes.filter(day=day).first() or codes.filter(day=None).first()
    return found and {
        "symbols": found.symbols,
        "is_check_in": found.day_id is not None,
        "where": settings.BASE_URL.split("://")[-1].rstrip("/"),
    }
