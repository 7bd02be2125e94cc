"""When each session starts: worked out from the day's start and the minutes. Pure arithmetic.

Clock times are minutes after midnight of the day's date; 1470 is half past midnight of the next date.
"""

from dataclasses import dataclass
from datetime import time

A_DAY = 24 * 60
LONG_STRETCH = 100  # minutes without a break, after which people ask for one
REST = 10  # free minutes that are as good as a break


@dataclass(frozen=True)
class Block:
    """What a session brings along. `minutes` None: nobody knows yet. A part has no time of its own."""

    minutes: int | None = None
    pinned: int | None = None
    is_part: bool = False
    is_break: bool = False


@dataclass(frozen=True)
class Placed:
    """Where it falls. `gap` minutes are free before it; it comes `late` minutes after its pinned start."""

    start: int | None = None
    end: int | None = None
    gap: int = 0
    late: int = 0


def clock(wall):
    """A wall time in minutes after midnight, or None."""
    return None if wall is None else wall.hour * 60 + wall.minute


def wall(minutes):
    """The wall time of a clock time, of whichever date, or None."""
    return None if minutes is None else time(minutes // 60 % 24, minutes % 60)


def place(blocks, start):
    """A Placed for every Block, in order. `start` None: the day's start is not known.

    A session follows the one above it; a pinned one waits for its time, and says so when it comes late. After
    a session of unknown length nothing is known until the next pinned start, which is never before what is
    known already.
    """
    reached = known = start
    placed = []
    for block in blocks:
        if block.is_part:
            placed.append(Placed())
            continue
        where = _pinned(block, reached, known) if block.pinned is not None else _next(block, reached)
        placed.append(where)
        reached = where.end
        known = next((moment for moment in (where.end, where.start, known) if moment is not None), None)
    return placed


def _next(block, reached):
    ends = None if reached is None or block.minutes is None else reached + block.minutes
    return Placed(reached, ends)


def _pinned(block, reached, known):
    pinned = _after_midnight(block.pinned, known)
    begins = pinned if known is None else max(known, pinned)
    ends = None if block.minutes is None else begins + block.minutes
    gap = 0 if reached is None else begins - reached
    return Placed(begins, ends, gap, late=begins - pinned)


def _after_midnight(pinned, known):
    """0:30 pinned after a session that ends at 23:50 is meant for the next date, not as 23 hours late."""
    if known is not None and pinned < known - A_DAY // 2:
        return pinned + A_DAY * ((known - pinned + A_DAY // 2) // A_DAY)
    return pinned


@dataclass(frozen=True)
class Stretch:
    """Minutes that pass without a break, and the clock time they begin at, where that is known."""

    minutes: int = 0
    begins: int | None = None


def longest_stretch(blocks, placed):
    """The longest Stretch without a break or a gap of ten minutes."""
    longest = stretch = Stretch()
    for block, where in zip(blocks, placed, strict=True):
        if block.is_part:
            continue
        if block.is_break or where.gap >= REST:
            stretch = Stretch()
        if block.is_break:
            continue
        begins = stretch.begins if stretch.minutes else where.start
        stretch = Stretch(stretch.minutes + (block.minutes or 0), begins)
        longest = max(longest, stretch, key=lambda each: each.minutes)
    return longest
