"""Rows of the board and of the register, written fast: these pages are long and asked for most.

A template renders one row, or one cell of each kind, with the person left open; filling that in for sixty
people costs a twentieth of a template loop (decisions, "Speed"). `format_html` escapes every value, as a
template does.
"""

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

BOARD = "programmes/attendance/board.html"
REGISTER = "programmes/attendance/register.html"


def write_rows(seat, day, rows, *, is_answer=False):
    """The board's rows as markup. `is_answer` marks each to take the place of the one that is shown."""
    if not rows:
        return ""
    about = {"seat": seat, "day": day, "is_answer": is_answer}
    row = render_to_string(f"{BOARD}#row", about)
    greet = {True: render_to_string(f"{BOARD}#greet"), False: ""}
    return format_html_join("", row, (each._asdict() | {"greet": greet[each.greet]} for each in rows))


def open_row(seat, day):
    """One row with the person left open, and the words beside those to greet: a door fills in its own."""
    row = render_to_string(f"{BOARD}#row", {"seat": seat, "day": day})
    return row, render_to_string(f"{BOARD}#greet")


def write_register_rows(seat, rows):
    """The register's rows as markup: each kind of cell is rendered once."""
    cells = {}
    for row in rows:
        for cell in row.cells:
            if (cell.kind, cell.day) not in cells:
                about = {"seat": seat, "cell": cell}
                cells[cell.kind, cell.day] = render_to_string(f"{REGISTER}#cell", about)
    head = render_to_string(f"{REGISTER}#person")
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html(
                    "".join([head, *(cells[cell.kind, cell.day] for cell in row.cells), "</tr>"]),
                    ref=row.ref,
                    name=row.name,
                    team=row.team,
                    left=row.left,
                ),
            )
            for row in rows
        ),
    )
