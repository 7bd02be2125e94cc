"""Lock private texts again with the first of TEXT_KEYS, a few rows at a time, while the site runs.

There is no note of how far it got: a row says by its key id whether it is done. So an interrupted run loses
at most the rows of one batch, which are still as they were, and the next run goes on from there.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import BinaryField
from django.db.models.functions import Substr

from copro.crypto import CannotOpen, SealedText, first_key_id, key_id_of, seal, unseal

# Long enough to be quick, short enough that a writer hardly waits for a lock.
BATCH = 200


@dataclass
class Done:
    """What one run did: texts locked again, and rows by table that none of the keys opens."""

    rotated: int = 0
    closed: Counter = field(default_factory=Counter)


def sealed_fields():
    """(model, name of the stored field) for every SealedText of every table."""
    return [
        (model, text.field)
        for model in apps.get_models()
        if not model._meta.proxy
        for text in _texts_of(model)
    ]


def _texts_of(model):
    found = {}
    for ancestor in reversed(model.__mro__):
        found.update({name: text for name, text in vars(ancestor).items() if isinstance(text, SealedText)})
    return found.values()


def texts_by_key():
    """How many texts each key id locks, in the whole database."""
    counts = Counter()
    for model, name in sealed_fields():
        heads = model._base_manager.exclude(**{name: b""}).annotate(
            head=Substr(name, 1, 64, output_field=BinaryField())
        )
        counts.update(key_id_of(head) for head in heads.values_list("head", flat=True).iterator())
    return counts


def rotate(batch=BATCH):
    """Lock every text that another key locks with the first key."""
    key_id, done = first_key_id(settings.TEXT_KEYS), Done()
    for model, name in sealed_fields():
        last = None
        while (last := _rotate_batch(model, name, key_id, last, batch, done)) is not None:
            pass
    return done


@transaction.atomic
def _rotate_batch(model, name, key_id, after, batch, done):
    """Do the next few rows; the answer is the last of them, or None when there was none."""
    rows = list(_behind(model, name, key_id, after).select_for_update(of=("self",))[:batch])
    rotated, closed = 0, 0
    for row in rows:
        try:
            again = seal(unseal(getattr(row, name), row, name), row, name)
        except CannotOpen:
            closed += 1
            continue
        # Past save(): a row that may not change otherwise is locked again all the same.
        model._base_manager.filter(pk=row.pk).update(**{name: again})
        rotated += 1
    done.rotated += rotated
    if closed:
        done.closed[model._meta.label] += closed
    return rows[-1].pk if rows else None


def _behind(model, name, key_id, after):
    head = bytes([len(key_id.encode())]) + key_id.encode()
    rows = model._base_manager.exclude(**{name: b""}).annotate(
        head=Substr(name, 1, len(head), output_field=BinaryField())
    )
    rows = rows.exclude(head=head).only("pk", name).order_by("pk")
    return rows if after is None else rows.filter(pk__gt=after)
