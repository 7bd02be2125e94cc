"""Calendar files as two programs that know nothing of each other read them."""

from datetime import UTC

import icalendar
import vobject


def lines(content):
    """The unfolded lines; each raw one ends in CRLF and has at most 75 octets."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    raw = content.split(b"\r\n")
    assert max(map(len, raw)) <= 75
    for line in raw:
        line.decode()  # a fold never falls into the middle of a character
    return content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def events(content):
    """[{uid, sequence, summary, starts, ends, …}] as icalendar reads them; vobject must agree."""
    lines(content)
    one = [_by_icalendar(event) for event in icalendar.Calendar.from_ical(content).events]
    other = vobject.readOne(content.decode())
    for mine, theirs in zip(one, other.contents.get("vevent", []), strict=True):
        assert mine == _by_vobject(theirs), (mine, _by_vobject(theirs))
    assert icalendar.Calendar.from_ical(content).get_missing_tzids() == set()
    return one


def _instant(value):
    """Moments compare as UTC; a date stays a date."""
    if value is None or not hasattr(value, "hour"):
        return value
    return value.astimezone(UTC)


def _by_icalendar(event):
    def text(name):
        return str(event[name]) if name in event else None

    def moment(name):
        return _instant(event[name].dt) if name in event else None

    return {
        "uid": text("uid"),
        "sequence": int(event["sequence"]),
        "summary": text("summary"),
        "starts": moment("dtstart"),
        "ends": moment("dtend"),
        "status": text("status"),
        "transp": text("transp"),
        "place": text("location"),
        "words": text("description"),
        "url": text("url"),
        "stamp": moment("dtstamp"),
        "changed": moment("last-modified"),
    }


def _by_vobject(event):
    def value(name):
        return getattr(event, name).value if hasattr(event, name) else None

    return {
        "uid": value("uid"),
        "sequence": int(value("sequence")),
        "summary": value("summary"),
        "starts": _instant(value("dtstart")),
        "ends": _instant(value("dtend")),
        "status": value("status"),
        "transp": value("transp"),
        "place": value("location"),
        "words": value("description"),
        "url": value("url"),
        "stamp": _instant(value("dtstamp")),
        "changed": _instant(value("last_modified")),
    }
