"""When a picture of one mindset may open. Pure functions of places and sides, so that they can be attacked.

Three people may sit together, subtract their own dots and know who else put one down. What is left must still
hold two different places, whoever the three are: then any two of the others could have swapped, and the
picture would look the same. It holds only one when the three are the only ones outside the fullest place; so
at least four people must be outside it. A mindset that fails stays folded.

A picture says something by what it does not show, too. A whole that opens without its two sides says that one
of the sides did not pass. So the sides are looked at only where that could tell nobody's place. Whether it
could (`sides_may_wait`) follows from what everybody sees anyway: the whole, and who took part.
"""

from collections import Counter
from functools import lru_cache
from itertools import combinations, combinations_with_replacement

CONTRIBUTORS = 10
DISTINCT = 3
COLLUDERS = 3
LIVED, STAFF, NEITHER = "lived", "staff", "neither"
WHOLE = "whole"


def passes(counts):
    """True when these people (place → how many) may be shown, even to three who compare notes."""
    shown = [number for number in counts.values() if number]
    return sum(shown) >= CONTRIBUTORS and len(shown) >= DISTINCT and sum(shown) - max(shown) > COLLUDERS


def side_of(parts):
    """Lived experience, staff, or neither: whoever is both, or describes themselves otherwise, is no side."""
    parts = set(parts)
    lived = bool(parts & {"lived_experience", "carer"})
    if "staff" in parts:
        return STAFF if parts == {"staff"} else NEITHER
    return LIVED if lived else NEITHER


def release(answers):
    """What may be shown of one mindset: {} or {"whole": counts} or that with both sides.

    `answers` are (side, place) of everybody who said yes and chose a place.
    """
    whole, by_side = Counter(), {side: Counter() for side in (LIVED, STAFF, NEITHER)}
    for (side, place), number in Counter(answers).items():
        whole[place] += number
        by_side[side][place] += number
    if not passes(whole):
        return {}
    shown = {WHOLE: dict(whole)}
    if _sides_may_open(whole, by_side):
        shown |= {side: dict(by_side[side]) for side in (LIVED, STAFF)}
    return shown


def _sides_may_open(whole, by_side):
    sizes = {side: sum(counts.values()) for side, counts in by_side.items()}
    if sizes[LIVED] < CONTRIBUTORS or sizes[STAFF] < CONTRIBUTORS or 0 < sizes[NEITHER] < CONTRIBUTORS:
        return False  # known from who took part alone
    groups = [side for side in by_side if sizes[side]]
    if not sides_may_wait(tuple(sorted(whole.values())), tuple(sizes[side] for side in groups)):
        return False  # known from the whole alone
    return all(passes(by_side[side]) for side in groups)


@lru_cache(maxsize=4096)
def sides_may_wait(whole, sizes):
    """True when "one of the sides did not pass" tells nobody's place to any three who compare notes.

    For all threes that there could be (in which groups, at which places): if some division of the others
    fails at all, every group can be mixed in a failing one, so none of its people is known to be at
    one place. A division fails when a group has three or fewer outside its fullest place, or fits into two.
    """
    places = range(len(whole))
    spots = [(group, place) for group in range(len(sizes)) for place in places]
    for three in combinations_with_replacement(spots, COLLUDERS):
        left = [whole[place] - sum(at == place for _group, at in three) for place in places]
        room = [size - sum(group == of for of, _at in three) for group, size in enumerate(sizes)]
        if min(left) >= 0 and not _all_can_be_mixed(left, room, three):
            return False
    return True


def _all_can_be_mixed(left, room, three):
    mixed, can_fail = set(), False
    for group in range(len(room)):
        inside = Counter(place for of, place in three if of == group)
        for taken in _ways_to_fail(left, room[group], inside):
            can_fail = True
            if sum(number > 0 for number in taken) > 1:
                mixed.add(group)
            if sum(number > gone for number, gone in zip(left, taken, strict=True)) > 1:
                mixed.update(set(range(len(room))) - {group})
            if len(mixed) == len(room):
                return True
    return not can_fail


def _ways_to_fail(left, room, inside):
    """Ways in which the `room` others of a group may stand, so that it does not pass."""
    places = range(len(left))
    for pair in combinations(places, 2):
        if set(inside) <= set(pair):
            first, second = pair
            for number in range(max(0, room - left[second]), min(left[first], room) + 1):
                yield [number if p == first else room - number if p == second else 0 for p in places]
    for fullest in places:
        outside = COLLUDERS - sum(number for place, number in inside.items() if place != fullest)
        for loose in range(outside + 1):
            yield from _nearly_all_at(fullest, left, room, loose)


def _nearly_all_at(fullest, left, room, loose):
    """All but `loose` people at one place; the loose ones come from the places with most people."""
    if left[fullest] < room - loose or sum(left) - left[fullest] < loose:
        return
    taken, spare = [0] * len(left), list(left)
    taken[fullest], spare[fullest] = room - loose, 0
    for _each in range(loose):
        place = max(range(len(left)), key=spare.__getitem__)
        taken[place], spare[place] = taken[place] + 1, spare[place] - 1
    yield taken
