"""What several pages around a plan show: lines as rows, and which days a visitor may look at."""

from datetime import time

from django.http import Http404
from django.shortcuts import get_object_or_404

from programmes.agenda.plan_times import Block, clock, place
from programmes.agenda.published import PublishedRow
from programmes.agenda.words import iso, kind_picture, twelve_hours
from programmes.models import ItemKind


def day_seen_by(seat, ref):
    """A day that this seat may look at. Raises Http404 for members while it is not published."""
    day = get_object_or_404(seat.programme.days, ref=ref)
    if not seat.can_set_up and not (day.is_published and seat.programme.is_published):
        raise Http404
    return day


def rows_of_lines(lines, start=None):
    """Lines as a published plan is shown, with the times that follow from the day's start."""
    placed = place([block_of(line) for line in lines], clock(start))
    sizes = slot_sizes(lines)
    return [
        PublishedRow(
            title=line.title,
            kind=ItemKind(line.kind).label,
            picture=kind_picture(line.kind),
            starts=twelve_hours(where.start),
            starts_iso=iso(where.start),
            ends=twelve_hours(where.end),
            minutes=line.minutes,
            hosts=(),
            purpose=line.purpose,
            is_break=line.kind == ItemKind.BREAK,
            is_part=line.part,
            kind_key=line.kind,
            any_time=line.any_time,
            alongside="same" if line.alongside else "",
            room=line.room,
            slot_size=size,
        )
        for line, where, size in zip(lines, placed, sizes, strict=True)
    ]


def block_of(line):
    return Block(
        minutes=line.minutes,
        pinned=clock(time.fromisoformat(line.start)) if line.start else None,
        is_part=line.part,
        is_alongside=line.alongside,
        any_time=line.any_time,
    )


def slot_sizes(lines):
    """How many sessions are at the time of each line."""
    sizes, slots = [], []
    for line in lines:
        if not slots or not (line.part or line.alongside):
            slots.append(0)
        slots[-1] += not line.part
        sizes.append(len(slots) - 1)
    return [slots[number] for number in sizes]
