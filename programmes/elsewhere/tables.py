"""A file of another tool as rows of cells, however it was written: UTF-16 with tabs, semicolons, a workbook.

Reports have several blocks of different widths, so nothing is expected of the rows here.
"""

import csv
import io

from django.utils.translation import gettext as _

from programmes.people.reading import decoded
from programmes.people.workbooks import CannotRead, rows_of_workbook

MOST_ROWS = 5_000
MOST_COLUMNS = 120
MOST_LETTERS = 2_000  # of one cell


def rows_of(data):
    """Every row as a list of cells; a blank row is an empty list. Raises CannotRead."""
    if data.startswith(b"PK\x03\x04"):
        return [cells for _number, cells in rows_of_workbook(data, MOST_ROWS, MOST_COLUMNS)]
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"GIF8", b"\x89PNG", b"\xff\xd8\xff\xe0")):
        raise CannotRead(_("Save it as CSV, or as .xlsx, and choose it again"))
    text, encoding = decoded(data)
    if encoding:
        text = text.encode("latin-1").decode(encoding, "replace")
    text = text.replace("\0", "")
    if text.lstrip().startswith("<"):
        raise CannotRead(_("This is a web page, not a file of rows. Choose the CSV file"))
    rows = list(_read(text))
    if not any(rows):
        raise CannotRead(_("This file has no rows"))
    if len(rows) > MOST_ROWS:
        raise CannotRead(_("At most 5,000 rows. Split the file, and bring in the parts one after another"))
    return rows


def _read(text):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            cells = [cell.strip()[:MOST_LETTERS] for cell in cells[:MOST_COLUMNS]]
            while cells and not cells[-1]:
                cells.pop()
            yield cells
    except csv.Error as error:
        raise CannotRead(_("We could not read row %(number)s") % {"number": reader.line_num}) from error


def _delimiter(text):
    """The sign that parts most lines into most columns; a comma in a date does not count against a tab."""
    lines = [line for line in text[:40_000].splitlines() if line.strip()][:80]
    if sum("\t" in line for line in lines) * 2 >= len(lines):
        return "\t"
    return max(",;", key=lambda sign: sum(line.count(sign) for line in lines))
