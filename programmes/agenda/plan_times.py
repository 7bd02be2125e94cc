"""When each session starts: worked out from the day's start and the minutes. Pure arithmetic.

Clock times are minutes after midnight of the day's date; 1470 is half past midnight of the next date.
"""

from dataclasses import dataclass
from datetime import time

A_DAY = 24 * 60
LONG_STRETCH = 100  # minutes without a break, after which people ask for one


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
    a session of unknown length nothing is known until the next pinned start.
    """
    reached, placed = start, []
    for block in blocks:
        if block.is_part:
            placed.append(Placed())
            continue
        begins, gap, late = reached, 0, 0
        if block.pinned is not None:
            pinned = _after_midnight(block.pinned, reached)
            begins = pinned if reached is None else max(reached, pinned)
            gap = 0 if reached is None else max(0, pinned - reached)
            late = 0 if reached is None else max(0, reached - pinned)
        ends = None if begins is None or block.minutes is None else begins + block.minutes
        placed.append(Placed(begins, ends, gap, late))
        reached = ends
    return placed


def _after_midnight(pinned, reached):
    """0:30 pinned after a session that ends at 23:50 is meant for the next date, not as 23 hours late."""
    if reached is not None and pinned < reached - A_DAY // 2:
        return pinned + A_DAY * ((reached - pinned + A_DAY // 2) // A_DAY)
    return pinned


def longest_stretch(blocks, placed):
    """The most minutes that pass without a break or a gap."""
    longest = stretch = 0
    for block, where in zip(blocks, placed, strict=True):
        if block.is_part:
            continue
        if block.is_break or where.gap >= 10:
            stretch = 0
        if not block.is_break:
            stretch += block.minutes or 0
        longest = max(longest, stretch)
    return longest
