"""An attacker of our own pictures, with exact reasoning and no luck.

It knows everything that was ever published and when, who put down a dot each time and on which side they
stand, the rules by which pictures open, and the own answers of up to three who compare notes. Somebody's
place is pinned when it is the same in every world that would have shown all of this. So for each place the
auditor looks for one other world: it moves the others' dots, publishes everything again, and compares. A
place without such a world is pinned; for one that is not, the world is the proof.

Of all threes only those need trying that leave a side, or the whole, with one place among the others. With
any other three, two people of one side could have swapped. One three by chance is tried besides.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from random import Random

from mindsets.pictures import rules

PLACES = ("gate", "path", "brambles", "bench", "clearing", "depends", "unsure")
SIDES = (rules.LIVED, rules.STAFF, rules.NEITHER)


@dataclass
class Sheet:
    """One worksheet and mindset: who stood where when it was published, and what happened afterwards."""

    places: dict
    later: list = field(default_factory=list)  # (who, new place or None: withdrawn or erased)


@dataclass
class History:
    """Several days of partly the same people."""

    sides: dict
    sheets: list


def once(sheet, sides):
    """What our publisher shows of a sheet, round by round: it looks once."""
    return [_shown(sheet.places, sides)]


def again_and_again(sheet, sides):
    """A publisher as ours must never be: it draws anew after every change."""
    now, seen = dict(sheet.places), [_shown(sheet.places, sides)]
    for who, place in sheet.later:
        now.pop(who, None)
        if place:
            now[who] = place
        seen.append(_shown(now, sides))
    return seen


def _shown(places, sides):
    return frozenset(places), rules.release((sides[who], place) for who, place in places.items())


def pinned(history, publisher=once, seed=0):
    """(day, who) of everybody whose place three others could tell. Days share people, never an answer."""
    found = set()
    for day, sheet in enumerate(history.sheets):
        seen = publisher(sheet, history.sides)
        proofs = {}  # who → those who moved in another world: it serves every three that has none of them
        for three in _threes(sheet.places, history.sides, Random(seed)):
            for who in _one_of_each(sheet.places, history.sides, three):
                if any(moved.isdisjoint(three) for moved in proofs.get(who, ())):
                    continue
                moved = _moved_in_another_world(who, three, sheet, history.sides, seen, publisher)
                if moved:
                    proofs.setdefault(who, []).append(moved)
                else:
                    found.add((day, who))
    return found


def _one_of_each(places, sides, three):
    """People of one side at one place are alike: what holds for one holds for all."""
    alike = {}
    for who, place in places.items():
        if who not in three:
            alike.setdefault((sides[who], place), who)
    return alike.values()


def _threes(places, sides, chance):
    people = sorted(places)
    yield set()
    yield set(chance.sample(people, min(3, len(people))))
    alike = {}
    for who in people:
        alike.setdefault((sides[who], places[who]), []).append(who)
    for group in [people, *([who for who in people if sides[who] == side] for side in SIDES)]:
        for place in {places[who] for who in group}:
            outside = [who for who in group if places[who] != place]
            if len(outside) <= rules.COLLUDERS:
                yield from _filled_up(outside, alike)


def _filled_up(outside, alike):
    """Those outside, and as many more of any kind as make three."""
    for kinds in combinations_with_replacement(sorted(alike), rules.COLLUDERS - len(outside)):
        three = set(outside)
        for kind in kinds:
            three.update([who for who in alike[kind] if who not in three][:1])
        yield three


def _moved_in_another_world(who, three, sheet, sides, seen, publisher):
    """Who stands elsewhere in a world that would have shown the same; nobody, if there is no such world."""
    for world in _worlds(who, three, sheet.places, sides):
        if world[who] != sheet.places[who] and publisher(Sheet(world, sheet.later), sides) == seen:
            return {other for other, place in world.items() if place != sheet.places[other]}
    return set()


def _worlds(who, three, places, sides):
    """Other worlds: one swap, everybody in one other place, then every division of the dots there is."""
    free = [other for other in places if other not in three]
    for other in sorted(free, key=lambda other: sides[other] != sides[who]):
        if places[other] != places[who]:
            yield places | {who: places[other], other: places[who]}
    for place in PLACES:
        yield places | dict.fromkeys(free, place)
    dots = Counter(places[other] for other in free)
    groups = [[other for other in free if sides[other] == side] for side in SIDES]
    groups.sort(key=lambda group: who not in group)
    for place in dots:
        if place != places[who]:
            rest = dots - Counter([place])
            yield from _divided(places | {who: place}, [[o for o in g if o != who] for g in groups], rest)


def _divided(world, groups, dots):
    """Every way to hand the dots to the groups; within a group it does not matter who has which."""
    if not groups:
        yield world
        return
    group, *others = groups
    for taken in _handfuls(dict(dots), len(group)):
        handed = dict(zip(group, Counter(taken).elements(), strict=True))
        yield from _divided(world | handed, others, dots - Counter(taken))


def _handfuls(dots, size):
    if not dots:
        if size == 0:
            yield {}
        return
    place, *others = dots
    left = sum(dots[other] for other in others)
    for number in range(max(0, size - left), min(size, dots[place]) + 1):
        for rest in _handfuls({other: dots[other] for other in others}, size - number):
            yield {place: number, **rest}
