"""What an agenda's files share: columns, and text that survives a spreadsheet and Markdown."""

import re

from programmes.exports.cells import safe

# Stable: other people's sheets and scripts lean on these names (docs/agenda-files.md).
COLUMNS = [
    "date", "start", "end", "minutes", "any_time", "at_the_same_time", "part", "kind", "title", "room",
    "hosts", "teams", "purpose",
]  # fmt: skip
FACILITATORS_COLUMNS = [*COLUMNS, "fixed_start", "materials", "notes"]
YES = "yes"

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~&!])")


def cell(text):
    """A cell no spreadsheet runs, and `read_cell` reads back as it was."""
    bare = text.lstrip("'")
    return f"'{text}" if safe(bare) != bare else text


def read_cell(text):
    bare = text.lstrip("'")
    return text[1:] if text.startswith("'") and safe(bare) != bare else text


def markdown(text):
    """Words as Markdown shows them, whatever somebody typed."""
    return _MARKUP.sub(r"\\\1", text)


def read_markdown(text):
    return _ESCAPED.sub(r"\1", text)
