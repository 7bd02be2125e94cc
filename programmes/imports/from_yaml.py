"""A programme or a list of days as YAML (docs/import.md has the keys)."""

import yaml
from django.utils.translation import gettext as _

from programmes.imports.shapes import DayDraft, ProgrammeDraft, SessionDraft
from programmes.imports.values import (
    CannotRead,
    as_words,
    read_date,
    read_kind,
    read_text,
    read_time,
    read_whole,
    read_zone,
)

DAY_KEYS = {
    "label", "title", "case_id", "source", "date", "date_window", "start", "end", "timezone", "max_places",
    "online_rule", "sessions", "day_no",
}  # fmt: skip
SESSION_KEYS = {"title", "kind", "start", "end", "materials", "parts"}
PROGRAMME_KEYS = {"days", "name", "title", "purpose", "case_id", "kind"}


class Lined(dict):
    """A mapping that knows the line it starts on."""

    line = 0


class Loader(yaml.SafeLoader):
    """The safe loader, with lines, and without aliases: a few of them can grow to billions of values."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(
                None, None, _("aliases are not read"), self.peek_event().start_mark
            )
        return super().compose_node(parent, index)

    def lined(self, node):
        mapping = Lined(self.construct_mapping(node, deep=True))
        mapping.line = node.start_mark.line + 1
        return mapping


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, Loader.lined)


def read_yaml(text):
    """The draft of a programme; what could not be read stands in `draft.problems` by line."""
    draft = ProgrammeDraft()
    try:
        data = yaml.load(text, Loader)  # noqa: S506  a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        draft.cannot(mark.line + 1 if mark else 1, _("This is not YAML that we can read"))
        return draft
    except (ValueError, RecursionError):
        draft.cannot(1, _("This is not YAML that we can read"))
        return draft
    if not isinstance(data, Lined) or not isinstance(data.get("days"), list):
        draft.cannot(1, _("No list of days; expected “days:”"))
        return draft
    _programme(draft, data)
    for number, day in enumerate(data["days"], 1):
        if isinstance(day, Lined):
            draft.days.append(_day(draft, day, number))
        else:
            draft.cannot(data.line, _("Day %(number)s is not a day") % {"number": number})
    return draft


def _taking(draft, line):
    """A reader that notes a problem instead of raising it, so that one run lists them all."""

    def take(reader, *given, default=None):
        try:
            return reader(*given)
        except CannotRead as error:
            draft.cannot(line, str(error))
            return default

    return take


def _programme(draft, data):
    take = _taking(draft, data.line)
    source = data.get("source")
    first = source[0] if isinstance(source, list) and source else source
    named = data.get("name") or data.get("title") or (first.get("title") if isinstance(first, Lined) else "")
    draft.name = take(read_text, str(named or "").split(" (")[0], 120, default="")
    draft.purpose = take(read_text, data.get("purpose"), 2_000, default="")
    draft.notes = [
        f"{key.replace('_', ' ')}: {as_words(value)}"
        for key, value in data.items()
        if key not in PROGRAMME_KEYS
    ]


def _day(draft, data, number):
    take = _taking(draft, data.line)
    source = data.get("source")
    named = (
        data.get("label") or data.get("title") or (source.get("title") if isinstance(source, Lined) else "")
    )
    window = data.get("date_window") or {}
    if not isinstance(window, dict):
        draft.cannot(data.line, _("A date window needs “from” and “to”"))
        window = {}
    day = DayDraft(
        title=str(named or _("Day %(number)s") % {"number": number}).split(" (")[0][:80],
        line=data.line,
        date=take(read_date, data.get("date")),
        window_from=take(read_date, window.get("from")),
        window_to=take(read_date, window.get("to")),
        start=take(read_time, data.get("start")),
        end=take(read_time, data.get("end")),
        zone=take(read_zone, data.get("timezone"), default=""),
        capacity=take(read_whole, data.get("max_places")),
        online_note=take(read_text, data.get("online_rule"), 300, default=""),
        notes="\n".join(
            f"{key.replace('_', ' ')}: {as_words(value)}"
            for key, value in data.items()
            if key not in DAY_KEYS and value is not None
        )[:4000],
    )
    sessions = data.get("sessions") or []
    if not isinstance(sessions, list):
        draft.cannot(data.line, _("“sessions” is not a list"))
        sessions = []
    for session in sessions:
        if isinstance(session, Lined):
            day.sessions.append(_session(draft, session))
        else:
            draft.cannot(data.line, _("A session needs at least a title"))
    return day


def _session(draft, data):
    take = _taking(draft, data.line)
    title = take(read_text, data.get("title"), 200, default="")
    if not title:
        draft.cannot(data.line, _("A session needs at least a title"))
    parts = data.get("parts") or []
    if not isinstance(parts, list):
        draft.cannot(data.line, _("“parts” is not a list"))
        parts = []
    kept = {key: value for key, value in data.items() if key not in SESSION_KEYS and value is not None}
    return SessionDraft(
        title=title,
        kind=take(read_kind, data.get("kind"), default="other"),
        line=data.line,
        start=take(read_time, data.get("start")),
        end=take(read_time, data.get("end")),
        materials=take(
            read_text, as_words(data["materials"]) if data.get("materials") else "", 2_000, default=""
        ),
        notes="\n".join(f"{key.replace('_', ' ')}: {as_words(value)}" for key, value in kept.items()),
        parts=[str(part)[:200] for part in parts],
    )
