"""Cells that a spreadsheet program takes for text, whatever somebody typed.

A cell that begins with = + - @, a tab or a line end can run as a formula when a CSV file is opened, also
behind spaces and in the full-width forms; such a cell gets a leading apostrophe (OWASP's advice). The rule
is one pattern, used in Python for headings and in SQL for rows, so that COPY can send them untouched.
"""

import re

from psycopg import sql

_UNSEEN = r"\s\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
_STARTS_LIKE_A_FORMULA = (
    rf"^([{_UNSEEN}]*[=+@\uff1d\uff0b\uff0d\uff20\u2212\ufe63\ufe62\ufe66\ufe6b-]|[\t\r\n])"
)
_pattern = re.compile(_STARTS_LIKE_A_FORMULA)


def safe(text):
    """The text of a cell in a CSV file."""
    return f"'{text}" if _pattern.match(text) else text


def sql_safe(expression):
    """The same rule as `safe`, for a text expression in SQL."""
    return sql.SQL("regexp_replace({}, {}, {})").format(
        expression, sql.Literal(_STARTS_LIKE_A_FORMULA), sql.Literal(r"'\1")
    )


def sql_case(expression, choices):
    """CASE expression WHEN key THEN label …: what a stored choice is called, in the reader's language."""
    whens = [
        sql.SQL("WHEN {} THEN {}").format(sql.Literal(str(key)), sql.Literal(str(label)))
        for key, label in choices
    ]
    return sql.SQL("CASE {} {} END").format(sql.SQL(expression), sql.SQL(" ").join(whens))
