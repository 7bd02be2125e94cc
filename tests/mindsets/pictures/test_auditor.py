"""Our own pictures attacked: 10,000 random histories, edits, withdrawals and erasures included."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mindsets.pictures import rules
from tests.mindsets.pictures import auditor
from tests.mindsets.pictures.auditor import PLACES, History, Sheet, again_and_again, pinned

HISTORIES = 10_000
# How dots lie: how many places are used, how likely the fullest is, whether one side stands nearly as one.
CROWDS = ((3, 0.2, False), (5, 0.3, False), (7, 0.0, False), (4, 0.7, False), (5, 0.3, True), (7, 0.1, True))


def make_history(seed, people, days, crowd):
    chance = Random(seed)
    weights = chance.choice([(1, 1, 0), (2, 1, 1), (1, 1, 1), (3, 3, 1)])
    sides = {who: chance.choices(auditor.SIDES, weights)[0] for who in range(people)}
    return History(sides, [_make_sheet(chance, sides, crowd) for _day in range(days)])


def _make_sheet(chance, sides, crowd):
    used, fullest, nearly_as_one = crowd
    open_to = chance.sample(PLACES, used)
    places = {}
    for who, side in sides.items():
        if chance.random() < 0.06:
            continue
        together = 0.9 if nearly_as_one and side == rules.LIVED else fullest
        places[who] = open_to[0] if chance.random() < together else chance.choice(open_to)
    later = [
        (who, chance.choice([None, None, chance.choice(PLACES)]))
        for who in chance.sample(sorted(sides), min(3, len(sides)))
    ]
    return Sheet(places, later)


def test_nobody_can_be_pinned_by_three_others(figures):
    looked_at, shown, found = [], [], []

    @settings(
        max_examples=HISTORIES,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        seed=st.integers(0, 2**48),
        people=st.sampled_from((8, 10, 10, 11, 11, 12, 12, 13, 14, 22)),
        days=st.sampled_from((1, 1, 1, 2, 3)),
        crowd=st.sampled_from(CROWDS),
    )
    def attack(seed, people, days, crowd):
        history = make_history(seed, people, days, crowd)
        looked_at.append(sum(len(sheet.places) for sheet in history.sheets))
        shown.extend(bool(auditor.once(sheet, history.sides)[0][1]) for sheet in history.sheets)
        found.extend(pinned(history, seed=seed))
        assert not found

    attack()
    assert sum(shown) > HISTORIES / 4, "pictures must open, or nothing was attacked"
    figures.append(
        f"Disclosure auditor: {len(found)} of {sum(looked_at):,} places pinned in {len(looked_at):,} "
        f"histories, in which {sum(shown):,} pictures opened."
    )


def one_day(lived, staff="", later=()):
    """Places by their first letters: gate, path, (b)rambles, bench as B, clearing, depends, unsure."""
    letters = dict(zip("gpbBcdu", PLACES, strict=True))
    places = {who: letters[letter] for who, letter in enumerate(lived + staff)}
    sides = {who: rules.LIVED if who < len(lived) else rules.STAFF for who in places}
    return History(sides, [Sheet(places, list(later))])


def without_the_four_outside(counts):
    shown = [number for number in counts.values() if number]
    return sum(shown) >= 10 and len(shown) >= 3


def with_two_places(counts):
    return sum(counts.values()) >= 10 and len(+counts) >= 2


@pytest.mark.parametrize(
    ("rule", "dots"), [(without_the_four_outside, "p" * 9 + "gbc"), (with_two_places, "p" * 9 + "g")]
)
def test_the_auditor_sees_a_rule_that_is_too_kind(monkeypatch, rule, dots):
    monkeypatch.setattr(rules, "passes", rule)
    assert pinned(one_day(dots))


def test_the_auditor_sees_what_a_missing_pair_of_sides_tells(monkeypatch):
    """The whole opens, the sides do not: only the first ten can be why, and three of them know the rest."""
    history = one_day("p" * 7 + "gbc", "gggbbbBBccdduu")
    assert not pinned(history)
    monkeypatch.setattr(rules, "sides_may_wait", lambda whole, sizes: True)
    assert pinned(history) == {(0, 0)}, "one stands for the seven that are alike"


def test_the_auditor_sees_a_picture_that_is_drawn_again():
    history = one_day("ppppggggbbbbcc", later=[(0, None)])
    assert not pinned(history)
    assert (0, 0) in pinned(history, again_and_again)


def test_four_outside_the_fullest_place_are_enough_and_three_are_not():
    assert rules.release(("lived", place) for place in ["path"] * 6 + ["gate", "gate", "bench", "unsure"])
    assert not rules.release(("lived", place) for place in ["path"] * 7 + ["gate", "bench", "unsure"])
