"""An export beside COPY, in a process of its own, so that its memory can be seen.

`python -m benchmarks.exports ROWS` prints the numbers as JSON; the environment is that of benchmarks.place.
"""

import json
import resource
import statistics
import subprocess
import sys
import time

from benchmarks.place import ROOT
from benchmarks.report import Bar

PEOPLE_OF = {20_000: 500, 200_000: 5_000}
DAYS = 40
TIMES_COPY, MEGABYTES = 3.0, 150
ROUNDS = 3


def measure():
    bars = []
    for rows in PEOPLE_OF:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.exports", str(rows)], cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode:
            bars.append(Bar(f"{rows:,} rows", done.stderr.strip().splitlines()[-1], False))
            continue
        bars += _bars(rows, json.loads(done.stdout.splitlines()[-1]))
    return bars


def _bars(rows, found):
    ratio = found["csv"] / found["copy"]
    told = (
        f"CSV {found['csv']:5.2f} s   COPY of the same lines {found['copy']:5.2f} s   ratio {ratio:.2f}   "
        f"(COPY of the bare table {found['table']:5.2f} s, ratio {found['csv'] / found['table']:.2f})"
    )
    memory = (
        f"CSV {found['csv_mb']:.0f} MB, Excel {found['xlsx_mb']:.0f} MB (in {found['xlsx']:.1f} s); "
        f"{found['start_mb']:.0f} MB before either"
    )
    return [
        Bar(f"{rows:,} rows", told, ratio <= TIMES_COPY and found["lines"] == rows),
        Bar("  peak memory", memory, max(found["csv_mb"], found["xlsx_mb"]) < MEGABYTES),
    ]


def _once(rows):
    import django

    django.setup()
    from benchmarks.copies import Copies

    copies = Copies(PEOPLE_OF[rows], DAYS)
    start = _peak()
    taken = {"table": [], "copy": [], "csv": []}
    for _round in range(ROUNDS):
        taken["table"].append(_seconds(copies.whole_table))
        taken["csv"].append(_seconds(copies.csv))
        taken["copy"].append(_seconds(copies.same_lines))
    found = {name: statistics.median(times) for name, times in taken.items()}
    found["start_mb"], found["csv_mb"] = start, _peak()
    found["xlsx"] = _seconds(copies.xlsx)
    found["xlsx_mb"] = _peak()
    found["lines"] = copies.lines
    copies.forget()
    print(json.dumps(found))  # noqa: T201


def _seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _peak():
    """Megabytes this process has had at most."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    _once(int(sys.argv[1]))
