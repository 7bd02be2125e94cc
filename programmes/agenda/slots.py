"""Which sessions belong together: a session with its parts, and what happens at the same time as it."""


def slots_of(items):
    """[slot, …] in order; a slot is [[session, its parts …], [one at the same time, its parts …], …].

    What belongs together is read from the rows, never from their order: a part or a session whose own one is
    not among `items` stands for itself.
    """
    sessions = {item.pk: [item] for item in items if not item.part_of_id}
    for item in items:
        if item.part_of_id:
            sessions.setdefault(item.part_of_id, []).append(item)
    slots = {pk: [line] for pk, line in sessions.items() if not line[0].alongside_id}
    for pk, line in sessions.items():
        if line[0].alongside_id:
            slots.setdefault(line[0].alongside_id if line[0].alongside_id in slots else pk, []).append(line)
    return list(slots.values())


def flat(slots):
    """The rows of slots, in order."""
    return [item for slot in slots for line in slot for item in line]


def line_of(slots, item):
    """Where a session can move: (the list it stands in, its place there), or None when it is not there.

    A part moves among the parts of its session, a session that is at the same time as another among those,
    and any other session with its whole slot.
    """
    for place, slot in enumerate(slots):
        for number, line in enumerate(slot):
            if line[0].pk == item.pk:
                return (slots, place) if number == 0 else (slot, number)
            for part_number, part in enumerate(line):
                if part.pk == item.pk:
                    return line, part_number
    return None


def slot_with(slots, pk):
    """The number of the slot that a session or a part is in, or None."""
    return next((place for place, slot in enumerate(slots) if pk in {item.pk for item in flat([slot])}), None)
