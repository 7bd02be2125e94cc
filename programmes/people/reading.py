"""Lists of people as they come: pasted, CSV in several encodings, or a workbook. Nothing is kept of the file.

The result is a `Listed`: rows of cells, each with the row's number as the sender sees it.
"""

import csv
import io
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from programmes.people.workbooks import CannotRead, rows_of_workbook

MOST_PEOPLE = 10_000
MOST_COLUMNS = 40
# Where a file is not UTF-8: how its bytes may be meant. Its sender says which reading of the names is right.
OLD_ENCODINGS = ("cp1252", "cp1250", "mac_roman", "cp850")
_PICTURES = (b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"RIFF", b"{\\rtf")
_QUOTED = re.compile(r'"(?:[^"]|"")*"', re.DOTALL)
_NAME_AND_EMAIL = re.compile(r"^\s*(?P<name>[^<>]+?)\s*<(?P<email>[^<>\s]+@[^<>\s]+)>[\s,;]*$")


@dataclass
class Listed:
    """Rows as [number, cells]. With `encoding`, cells hold raw bytes as Latin-1, still to be understood."""

    rows: list = field(default_factory=list)
    encoding: str = ""


def read_file(data, called=""):
    """A CSV or XLSX file's rows. `called` only helps to say what is wrong. Raises CannotRead."""
    if data.startswith(b"PK\x03\x04"):
        if called.lower().endswith(".csv"):
            raise CannotRead(_("This is a workbook named like a CSV file. Save as CSV, and choose it again"))
        return _checked(Listed(rows_of_workbook(data, MOST_PEOPLE + 2, MOST_COLUMNS)))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotRead(_("This is an old Excel file. Save as CSV, or as .xlsx, and choose it again"))
    text, encoding = decoded(data)
    if text.lstrip().startswith("<") or data.startswith(_PICTURES) or text.count("\0") * 20 > len(text):
        raise CannotRead(_("CSV files only, or Excel files that end in .xlsx"))
    return _checked(Listed(_rows_of_csv(text), encoding))


def read_pasted(text):
    """A list somebody typed or pasted: one name a line, or columns. Raises CannotRead."""
    delimiter = delimiter_of(text)
    if delimiter:
        rows = list(_csv_rows(text, delimiter))
        width = max((len(cells) for _number, cells in rows), default=0)
        # Typed lists are ragged by nature: somebody without an email has one value fewer.
        return _checked(Listed([[number, cells + [""] * (width - len(cells))] for number, cells in rows]))
    rows = [[number, [line.strip()]] for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return _checked(Listed(_split_addresses(rows)))


def understood(listed_rows, encoding):
    """The cells in the encoding that was chosen; they were kept as raw bytes."""
    if not encoding:
        return listed_rows
    return [
        [number, [cell.encode("latin-1", "replace").decode(encoding, "replace") for cell in cells]]
        for number, cells in listed_rows
    ]


def decoded(data):
    """(text, "") or, when the bytes are in some old encoding, (bytes as Latin-1, the likeliest one)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    if len(data) > 3 and data[1::2].count(0) * 3 > len(data[1::2]):  # UTF-16 that lost its mark
        return data.decode("utf-16-le", "replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("latin-1"), OLD_ENCODINGS[0]


def _rows_of_csv(text):
    delimiter = delimiter_of(text)
    if text[:4].lower() == "sep=" and len(text) > 4:
        delimiter, text = text[4], text.split("\n", 1)[-1]
    rows = list(_csv_rows(text, delimiter or ","))
    expected = len(rows[0][1]) if rows else 0
    for number, cells in rows:
        while len(cells) > expected and not cells[-1]:
            cells.pop()
        if len(cells) != expected:
            raise CannotRead(
                _("Row %(number)s has %(found)s values, expected %(expected)s")
                % {"number": number, "found": len(cells), "expected": expected}
            )
    return rows


def _csv_rows(text, delimiter):
    """[number, cells] of each row that is not blank; rows are counted as a spreadsheet counts them."""
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, 1):  # noqa: B007 - the number is needed after the loop
            cells = [cell.strip() for cell in cells]
            if any(cells):
                yield [number, cells]
    except csv.Error as error:
        raise CannotRead(_("Row %(number)s: quotation mark not closed") % {"number": number + 1}) from error


def delimiter_of(text):
    """What parts the columns: tab, semicolon or comma, outside quotation marks; None for a single column."""
    plain = _QUOTED.sub('""', text[:20_000])
    lines = [line for line in plain.splitlines() if line.strip()][:50]
    likely = []
    for place, candidate in enumerate("\t;,"):
        counts = [line.count(candidate) for line in lines]
        if sum(map(bool, counts)) * 2 >= len(lines) and any(counts):
            likely.append((not counts[0], len(set(counts)), place, candidate))
    return min(likely)[-1] if likely else None


def _split_addresses(rows):
    """'Ann Lee <ann@example.org>' on each line, as mail programs copy it, becomes two columns."""
    if not any(_NAME_AND_EMAIL.match(cells[0]) for _number, cells in rows):
        return rows
    split = []
    for number, (cell,) in rows:
        match = _NAME_AND_EMAIL.match(cell)
        split.append([number, [match["name"].strip('" '), match["email"]] if match else [cell, ""]])
    return split


def _checked(listed):
    if not listed.rows:
        raise CannotRead(_("This file has no rows"))
    if max(len(cells) for _number, cells in listed.rows) > MOST_COLUMNS:
        raise CannotRead(_("At most %(most)s columns. Take out the others") % {"most": MOST_COLUMNS})
    if len(listed.rows) > MOST_PEOPLE + 1:
        raise CannotRead(too_many())
    return listed


def too_many():
    return _("At most 10,000 people at a time. Split the list and bring in the parts one after another")
