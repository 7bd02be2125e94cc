"""The one way attendance leaves: streamed, from one instant, every cell text.

A file is read inside one REPEATABLE READ, READ ONLY transaction that begins with the first byte and ends with
the last: check-ins go on meanwhile, and the file shows none of them half. Memory stays flat, because COPY
hands over rows as they come and a workbook grows in a temporary file that has no name.
"""

import csv
import io
import tempfile
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql
from xlsxwriter import Workbook

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # so that Excel reads the names right
CHUNK = 64 * 1024
ROWS_OF_A_SHEET = 1_048_576

WORKBOOK_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def one_instant():
    """A cursor that sees the database as it is now, however long reading takes."""
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not nested:  # within somebody's transaction, the instant is theirs
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL datestyle TO ISO")
        yield cursor


def csv_file(table):
    """Chunks of UTF-8 CSV. The table's cells must be defused."""
    yield BYTE_ORDER_MARK + csv_lines([table.headings])
    copied = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(table.query)
    with one_instant() as cursor:
        waiting = bytearray()
        with cursor.copy(copied) as rows:
            for row in rows:
                waiting += row
                if len(waiting) >= CHUNK:
                    yield bytes(waiting)
                    waiting.clear()
        table.rows = cursor.rowcount
    yield bytes(waiting) + csv_lines(table.below)


def xlsx_file(table):
    """Chunks of a workbook. Every text is a text cell, dates are dates and counts are numbers."""
    with tempfile.TemporaryFile() as file:
        with Workbook(file, WORKBOOK_OPTIONS) as workbook, one_instant() as cursor:
            copied = sql.SQL("COPY ({}) TO STDOUT").format(table.query)
            with cursor.copy(copied) as rows:
                rows.set_types(["text"] * len(table.headings))
                _fill(workbook, table, rows.rows())
            table.rows = cursor.rowcount
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _fill(workbook, table, rows):
    write_row = _row_writer(workbook, table.kinds)
    sheet, at = _new_sheet(workbook, table), 1
    for row in rows:
        if at == ROWS_OF_A_SHEET:
            sheet, at = _new_sheet(workbook, table), 1
        write_row(sheet, at, row)
        at += 1
    for row in table.below:
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
        at += 1


def _new_sheet(workbook, table):
    number = len(workbook.worksheets()) + 1
    name = table.name or _("Attendance")
    sheet = workbook.add_worksheet(name if number == 1 else f"{name} {number}")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.headings) - 1, 16)
    bold = workbook.add_format({"bold": True})
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, bold)
    return sheet


def _row_writer(workbook, kinds):
    iso = workbook.add_format({"num_format": "yyyy-mm-dd"})

    def write_row(sheet, at, row):
        for column, text in enumerate(row):
            if text is None:
                continue
            if kinds[column] == "text":
                sheet.write_string(at, column, text)
            elif kinds[column] == "date":
                sheet.write_datetime(at, column, date.fromisoformat(text), iso)
            else:
                sheet.write_number(at, column, int(text))

    return write_row


def csv_lines(lines):
    """Lines of CSV for cells that are text and safe already."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(lines)
    return file.getvalue().encode()
