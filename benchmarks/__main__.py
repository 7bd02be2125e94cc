"""`make bench`: both sides in turns, every bar with whether it is met. Ends with 1 when one is missed."""

import sys

from benchmarks.place import own_database, server
from benchmarks.report import show


def main():
    with own_database():
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        bars = _measure()
    missed = [bar.name.strip() for bar in bars if not bar.met]
    print(f"\n{len(bars) - len(missed)} of {len(bars)} bars met." + (f" Missed: {missed}" if missed else ""))  # noqa: T201
    return 1 if missed else 0


def _measure():
    from benchmarks import data, exports, pages, rates, room

    few, sixty, many = data.make(6, "Few"), data.make(60, "Sixty"), data.make(600, "Many")
    hall = data.make(room.SCREENS, "Hall")
    data.settle()
    with server() as address:
        bars = show("Beside a bare view, 8 connections (a third or more)", rates.measure(sixty, address))
        bars += show("First view (under 100 KB; scripts under 25 KB)", pages.weights(sixty, address))
    with server() as address:
        bars += show("A full hall (no errors; an unchanged poll under a tenth)", room.measure(hall, address))
    bars += show("Queries of a page (12 at most, as many for 600 people as for 6)", pages.queries(few, many))
    bars += show("Attendance export (CSV within 3 times COPY, under 150 MB)", exports.measure())
    return bars


if __name__ == "__main__":
    sys.exit(main())
