"""The moments that every organisation starts with, as data to edit."""

from pathlib import Path

import yaml
from django.db import transaction

from mindsets import library
from mindsets.models import Moment, MomentState, Move

CONTENT = Path(library.__file__).parent / "content" / "moments.yaml"


@transaction.atomic
def ship_moments(organisation):
    """Give an organisation the shipped moments that it lacks; what it changed or put away stays so."""
    known = set(organisation.moments.values_list("key", flat=True))
    for data in yaml.safe_load(CONTENT.read_text(encoding="utf-8"))["moments"]:
        if data["key"] in known:
            continue
        moment = Moment.objects.create(
            organisation=organisation,
            key=data["key"],
            title=data["title"],
            story=data["story"],
            state=MomentState.SHOWN,
        )
        write_moves(moment, [(move["text"], move["side"]) for move in data["moves"]])


def write_moves(moment, moves):
    """Fill a moment with its moves, (text, side) each."""
    Move.objects.bulk_create(
        Move(organisation_id=moment.organisation_id, moment=moment, position=number, text=text, side=side)
        for number, (text, side) in enumerate(moves, 1)
    )
