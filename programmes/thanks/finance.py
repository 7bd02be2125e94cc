"""The file for finance: who is thanked for which day. No amounts, no bank details, no team and no role."""

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from psycopg import sql

from programmes.exports.actions import TYPES, WRITERS, as_download, file_name
from programmes.exports.cells import sql_case, sql_safe
from programmes.exports.queries import Table
from programmes.models import AuditEvent, Portion, ThanksState, ThankYou
from programmes.thanks.rules import SHORT, WANT_SOMETHING


def rows_for(programme, days):
    """The thank-yous of these days, of people who chose payment or what it costs them."""
    return ThankYou.objects.filter(
        programme=programme,
        day__in=days,
        membership__recognition_choices__programme=programme,
        membership__recognition_choices__choice__in=WANT_SOMETHING,
    )


def send(programme, days, file, *, by):
    """A response that streams the file; written down before the first byte."""
    AuditEvent.objects.record(
        "thanks_exported",
        actor=by,
        programme=programme,
        days=len(days),
        rows=rows_for(programme, days).count(),
        file=file,
    )
    chunks = WRITERS[file](_table(programme, days, defused=file == "csv"))
    first = next(chunks)  # so that what goes wrong at once is an error page, not half a file

    def stream():
        yield first
        yield from chunks

    name = file_name(programme, days, "thank-yous")
    return as_download(StreamingHttpResponse(stream(), content_type=TYPES[file]), f"{name}.{file}")


def _table(programme, days, *, defused):
    headings = [
        _("Name"), _("Date"), _("Day"), _("How much of the day"), _("Travel"), _("Wants"), _("State")
    ]  # fmt: skip
    kinds = ["text", "date", "text", "text", "text", "text", "text"]
    typed = sql_safe if defused else lambda expression: expression
    query = sql.SQL(
        "SELECT {name}, to_char(d.date, 'YYYY-MM-DD'), {day}, {portion}, {travel}, {wants}, {state}"
        " FROM programmes_thankyou y"
        " JOIN programmes_programmeday d ON d.programme_id = y.programme_id AND d.id = y.day_id"
        " JOIN programmes_membership m ON m.programme_id = y.programme_id AND m.id = y.membership_id"
        " JOIN programmes_recognitionchoice c"
        "  ON c.programme_id = y.programme_id AND c.membership_id = y.membership_id"
        " WHERE y.programme_id = {programme} AND y.day_id = ANY({days}) AND c.choice = ANY({wanting})"
        " ORDER BY d.number, m.sort_name, m.id"
    ).format(
        name=typed(sql.SQL("m.name")),
        day=typed(_day_label()),
        portion=sql_case("y.portion", Portion.choices),
        travel=sql.SQL("CASE WHEN y.travel THEN {} ELSE {} END").format(
            sql.Literal(_("Yes")), sql.Literal(_("No"))
        ),
        wants=sql_case("c.choice", [(choice, SHORT[choice]) for choice in WANT_SOMETHING]),
        state=sql_case("y.state", ThanksState.choices),
        programme=sql.Literal(programme.pk),
        days=sql.Literal([day.pk for day in days]),
        wanting=sql.Literal([str(choice) for choice in WANT_SOMETHING]),
    )
    return Table(headings, kinds, query, name=_("Thank-yous"))


def _day_label():
    return sql.SQL("COALESCE(NULLIF(d.title, ''), replace({}, '%(number)s', d.number::text))").format(
        sql.Literal(_("Day %(number)s"))
    )
