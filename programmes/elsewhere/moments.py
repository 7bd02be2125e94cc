"""Times as other tools write them, in the order and the signs of whoever made the file."""

import re
from datetime import date, datetime, time, timedelta

_NUMBERS = re.compile(r"\d+")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?\s*(?P<half>[ap])?\.?\s?m?\b", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+)\s*([hms])", re.IGNORECASE)


def moment(text, near=None):
    """A naive datetime, or None. Where day and month could change places, the date nearer to `near` is meant.

    >>> moment("3/4/26, 2:05:00 PM", date(2026, 4, 3))
    datetime.datetime(2026, 4, 3, 14, 5)
    """
    found = _CLOCK.search(_after_the_date(text))
    day = _date(text, near)
    if day is None or found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3))
    half = (found["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime.combine(day, time(hour, minute, second))
    except ValueError:
        return None


def _after_the_date(text):
    """'03.03.26 09.58' has two things with dots; the clock is the later one."""
    parts = re.split(r"[,T]\s*|\s+", text.strip(), maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _date(text, near):
    numbers = [int(number) for number in _NUMBERS.findall(text)[:3]]
    if len(numbers) < 3:
        return None
    found = {each for order in ("dmy", "mdy", "ymd") if (each := _ordered(numbers, order))}
    if not found:
        return None
    if near is None:
        return _ordered(numbers, "ymd") or _ordered(numbers, "dmy") or min(found)
    return min(found, key=lambda each: (abs(each - near), each))


def _ordered(numbers, order):
    given = dict(zip(order, numbers, strict=True))
    year = given["y"] + (2000 if given["y"] < 100 else 0)
    try:
        return date(year, given["m"], given["d"]) if 2000 <= year <= 2100 else None
    except ValueError:
        return None


def length(text):
    """A duration as a timedelta: '1h 30m 52s', '00:42:10' or whole minutes; None when it is none of these."""
    text = text.strip()
    if parts := _LENGTH.findall(text):
        units = {"h": "hours", "m": "minutes", "s": "seconds"}
        return timedelta(**{units[unit.lower()]: int(number) for number, unit in parts})
    if text.isdigit():
        return timedelta(minutes=int(text))
    if re.fullmatch(r"\d{1,2}:\d{2}:\d{2}", text):
        hours, minutes, seconds = map(int, text.split(":"))
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return None
