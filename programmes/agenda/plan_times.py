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
    """What a session brings along. `minutes` None: nobody knows yet.

    A part has no time of its own; nor has a session that is at some time on the day. One that is alongside
    begins with the last one that is not, and they are a slot.
    """

    minutes: int | None = None
    pinned: int | None = None
    is_part: bool = False
    is_break: bool = False
    is_alongside: bool = False
    any_time: bool = False
    is_input: bool = False
    is_arrival: bool = False


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

    A session follows the slot above it, when the longest of that slot has ended; a pinned one waits for its
    time, and says so when it comes late. After a session of unknown length nothing is known until the next
    pinned start, which is never before what is known already.
    """
    reached = known = start
    slot = None
    placed = []
    for block in blocks:
        if block.is_part or block.any_time:
            placed.append(Placed())
            continue
        if block.is_alongside and slot:
            where = _next(block, slot.start)
            reached = None if reached is None or where.end is None else max(reached, where.end)
        else:
            where = _pinned(block, reached, known) if block.pinned is not None else _next(block, reached)
            slot, reached = where, where.end
        placed.append(where)
        known = max(
            (moment for moment in (known, where.start, where.end) if moment is not None), default=None
        )
    return placed


def end_of(blocks, placed):
    """When the last slot ends, or None while that is not known."""
    slots = timed_slots(blocks, placed)
    ends = [where.end for _block, where in slots[-1]] if slots else [None]
    return None if None in ends else max(ends)


def timed_slots(blocks, placed):
    """[[(block, where), …], …]: what has a place in the run of times, slot by slot."""
    slots = []
    for block, where in zip(blocks, placed, strict=True):
        if block.is_part or block.any_time:
            continue
        if block.is_alongside and slots:
            slots[-1].append((block, where))
        else:
            slots.append([(block, where)])
    return slots


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
    """The longest Stretch without a break or a gap of ten minutes.

    Of a slot its longest session counts, and it is a break only when everything in it is one.
    """
    longest = stretch = Stretch()
    for slot in timed_slots(blocks, placed):
        is_break = all(block.is_break for block, _where in slot)
        _first, where = slot[0]
        if is_break or where.gap >= REST:
            stretch = Stretch()
        if is_break:
            continue
        begins = stretch.begins if stretch.minutes else where.start
        stretch = Stretch(stretch.minutes + _longest(block for block, _where in slot), begins)
        longest = max(longest, stretch, key=lambda each: each.minutes)
    return longest


def _longest(blocks):
    return max((block.minutes or 0 for block in blocks), default=0)


def listening(blocks, placed):
    """(minutes in one go at most, minutes in all) of being talked at, for whoever gets the most of it."""
    in_one_go = run = total = 0
    for slot in timed_slots(blocks, placed):
        minutes = _longest(block for block, _where in slot if block.is_input)
        run = run + minutes if minutes and slot[0][1].gap < REST else minutes
        total += minutes
        in_one_go = max(in_one_go, run)
    return in_one_go, total
