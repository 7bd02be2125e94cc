"""Reading single values: a date, a time, a kind. Each raises CannotRead with a sentence for the reader."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.models import ItemKind
from programmes.overview.models import check_zone

# Words that published programmes use, and the kind of session they mean here.
KINDS = {
    "registration": ItemKind.ARRIVE,
    "arrival": ItemKind.ARRIVE,
    "plenary": ItemKind.INPUT,
    "talk": ItemKind.INPUT,
    "team_sharing": ItemKind.SHARING,
    "breakout": ItemKind.TEAM_TIME,
    "lunch": ItemKind.BREAK,
    **{kind.value: kind for kind in ItemKind},
}


class CannotRead(ValueError):
    """What stands there is not what the field means."""


def is_unknown(value):
    return value is None or (
        isinstance(value, str) and value.strip().lower() in {"", "null", "unknown", "tbc", "?"}
    )


def read_date(value):
    """A date from an ISO text or a YAML date; None when unknown."""
    if is_unknown(value):
        return None
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        try:
            value = date.fromisoformat(str(value).strip())
        except ValueError as error:
            raise CannotRead(_("“%(value)s” is not a date like 2027-01-19") % {"value": value}) from error
    if not 1990 <= value.year <= 2100:
        raise CannotRead(_("Check the year of %(value)s") % {"value": value})
    return value


def read_time(value):
    """A wall time from 'HH:MM'; None when unknown.

    YAML 1.1 reads an unquoted 9:30 as the number 570 (minutes in base 60), so that counts as a time too.
    """
    if is_unknown(value):
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24 * 60:
        return time(value // 60, value % 60)
    try:
        return datetime.strptime(str(value).strip(), "%H:%M").time()
    except ValueError as error:
        raise CannotRead(_("“%(value)s” is not a time like 09:30") % {"value": value}) from error


def read_kind(value):
    if is_unknown(value):
        return ItemKind.OTHER
    try:
        return KINDS[str(value).strip().lower().replace(" ", "_").replace("-", "_")]
    except KeyError as error:
        raise CannotRead(_("“%(value)s” is not a kind of session we know") % {"value": value}) from error


def read_zone(value):
    if is_unknown(value):
        return ""
    try:
        check_zone(str(value))
    except ValidationError as error:
        raise CannotRead(_("“%(value)s” is not a time zone") % {"value": value}) from error
    return str(value)


def read_whole(value):
    if is_unknown(value):
        return None
    if isinstance(value, bool) or not str(value).strip().isdigit() or int(value) > 10_000:
        raise CannotRead(_("“%(value)s” is not a number up to 10,000") % {"value": value})
    return int(value)


def read_text(value, at_most):
    text = "" if value is None else " ".join(str(value).split())
    if len(text) > at_most:
        raise CannotRead(_("Shorten this by %(count)s letters") % {"count": len(text) - at_most})
    return text


def as_words(value):
    """Any value of the file as plain words, to keep what has no field of its own."""
    if isinstance(value, dict):
        return "; ".join(f"{str(key).replace('_', ' ')}: {as_words(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(as_words(item) for item in value)
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
