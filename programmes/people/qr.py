"""QR codes as one path to draw, so that pages need no picture files and no inline styles."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around it, which scanners need


@dataclass(frozen=True)
class Qr:
    """`<svg viewBox="0 0 {{ qr.size }} {{ qr.size }}"><path d="{{ qr.path }}"/></svg>`"""

    size: int
    path: str


def qr_of(text):
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    runs = []
    for y, line in enumerate(matrix):
        x = 0
        while x < len(line):
            start = x
            while x < len(line) and line[x] & 1:
                x += 1
            if x > start:
                runs.append(f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z")
            x += 1
    return Qr(len(matrix) + 2 * QUIET, "".join(runs))
