"""Excel workbooks, read with suspicion: sizes are checked before anything is unpacked."""

import io
import zipfile
from datetime import date, datetime

from django.utils.translation import gettext as _

MOST_BYTES_UNPACKED = 30_000_000
MOST_PARTS = 500
# Rows may lie far apart on a sheet; the reader fills the gaps between them.
MOST_ROWS_LOOKED_AT = 60_000


class CannotRead(Exception):
    """The list cannot be read; str() is what to tell the person who brought it."""


def rows_of_workbook(data, most_rows, most_columns):
    """[number, cells] of each row that is not blank on the first sheet that has any. Raises CannotRead."""
    import openpyxl  # slow to load, and few requests need it

    _check_sizes(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if rows := _rows_of(sheet, most_rows, most_columns):
                return rows
    except CannotRead:
        raise
    except Exception as error:
        # A workbook can be broken in as many ways as the library has lines; all mean the same to its sender.
        raise CannotRead(_("We could not open this workbook. Save as CSV, and choose it again")) from error
    return []


def _check_sizes(data):
    """Refuse a zip bomb by what its table of contents says; the reader never unpacks more than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise CannotRead(_("We could not open this workbook. Save as CSV, and choose it again")) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
        raise CannotRead(_("This workbook is too large to open. Save as CSV, and choose it again"))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise CannotRead(_("CSV files only, or Excel files that end in .xlsx"))


def _rows_of(sheet, most_rows, most_columns):
    rows, width = [], 0
    looked_at = sheet.iter_rows(
        min_row=1, max_row=MOST_ROWS_LOOKED_AT, max_col=most_columns + 1, values_only=True
    )
    for number, values in enumerate(looked_at, 1):
        cells = [_as_text(value) for value in values]
        if any(cells):
            width = max(width, *(place for place, cell in enumerate(cells, 1) if cell))
            rows.append([number, cells])
        if len(rows) >= most_rows:
            break
    return [[number, (cells + [""] * width)[:width]] for number, cells in rows]


def _as_text(value):
    """A cell as its owner sees it: whole numbers without '.0', dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value).strip()
