"""Who somebody in a file is here: by email, by name, or asked about. Nobody is matched by a guess."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches

from programmes.models import Membership
from programmes.people.names import plain

# 'Amina Osei (Guest)', 'Osei, Amina (EASTMERE TRUST)', 'Amina (Amina Osei)', 'Amina Osei [she/her]'
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]")
LIKELY = 3


@dataclass(frozen=True)
class Place:
    """Somebody on the programme, as far as matching needs them."""

    ref: str
    name: str
    team: str


@dataclass(frozen=True)
class Match:
    """One line of the preview. `found` is None where a person must say who it is; `likely` may be they."""

    number: int
    seen: object
    found: Place | None
    likely: tuple = ()


class People:
    """The programme's people, to be found by email or by name; one query."""

    def __init__(self, programme):
        self.places, self._by_email, self._by_name = [], {}, defaultdict(list)
        rows = Membership.objects.current().filter(programme=programme).order_by("sort_name", "pk")
        wanted = ("ref", "name", "called", "team__name", "person__email")
        for ref, name, called, team, email in rows.values_list(*wanted):
            place = Place(ref, name, team or "")
            self.places.append(place)
            if email:
                self._by_email[email.casefold()] = place
            for each in {_key(name), _key(f"{called} {_last(name)}") if called else _key(name)}:
                self._by_name[each].append(place)
        self._names = list(self._by_name)

    def match(self, number, seen):
        place = self._by_email.get(seen.email.casefold()) if seen.email else None
        if place is None:
            keys = [_key(name) for name in names_in(seen.name)]
            named = {found.ref: found for key in keys for found in self._by_name.get(key, ())}
            if len(named) == 1:  # two people of one name are asked about
                place = next(iter(named.values()))
        return Match(number, seen, place, () if place else self._likely(seen))

    def _likely(self, seen):
        close = [
            near
            for name in names_in(seen.name)
            for near in get_close_matches(_key(name), self._names, 3, 0.7)
        ]
        exact = [_key(name) for name in names_in(seen.name) if _key(name) in self._by_name]
        found = {place.ref: place for key in [*exact, *close] for place in self._by_name[key]}
        return tuple(found.values())[:LIKELY]


def names_in(written):
    """The names that a line may mean: with and without what is in brackets, 'Last, First' turned round."""
    asides = [aside.strip() for aside in _ASIDE.findall(written)]
    bare = " ".join(_ASIDE.sub(" ", written).split())
    if bare.count(",") == 1:
        last, first = bare.split(",")
        bare = f"{first.strip()} {last.strip()}".strip()
    return [name for name in [bare, *asides] if name]


def _key(name):
    """Words in any order, small, without accents and dots."""
    return " ".join(sorted(plain(re.sub(r"[.,’'`-]+", " ", name)).split()))


def _last(name):
    return name.split()[-1] if " " in name else ""
