import base64
import os
import signal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, models

from copro import rotation
from mindsets.models import Entry
from programmes.models import ImportDraft
from tests.factories import make_person, make_programme

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
BATCH, TEXTS = 3, 30


@pytest.fixture
def written(request, settings):
    """Thirty texts, locked with the old key, in a site that now has a new one."""
    settings.TEXT_KEYS = OLD
    programme, asha = make_programme(), make_person("Asha")
    for number in range(TEXTS):
        draft = ImportDraft(programme=programme, made_by=asha, fingerprint=str(number))
        draft.rows_text = f"text {number}"
        draft.save()
    settings.TEXT_KEYS = f"{NEW},{OLD}"


def _said(*arguments):
    out = StringIO()
    call_command("rotate_keys", *arguments, stdout=out)
    return out.getvalue()


def _killed_after(texts):
    """Rotate in a process of its own that is killed, as by kill -9, in the middle of a step."""
    connections.close_all()
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    real, sealed = rotation.seal, []

    def seal(*arguments):
        sealed.append(1)
        if len(sealed) > texts:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments)

    rotation.seal = seal
    try:
        rotation.rotate(BATCH)
    finally:
        os._exit(0)


@pytest.mark.django_db(transaction=True)
def test_changing_the_key_can_be_killed_five_times_and_every_text_still_opens(written, settings):
    for time in range(1, 6):
        status = _killed_after(texts=BATCH + 1)
        assert os.WTERMSIG(status) == signal.SIGKILL
        # The whole step before the kill stays; the step that was cut off is as it was.
        assert rotation.texts_by_key() == {"new": BATCH * time, "old": TEXTS - BATCH * time}
    assert "Key new: 30 texts." in _said()
    settings.TEXT_KEYS = NEW
    assert {draft.rows_text for draft in ImportDraft.objects.all()} == {f"text {n}" for n in range(TEXTS)}
    assert rotation.texts_by_key() == {"new": TEXTS}


@pytest.mark.django_db
def test_the_operator_is_told_how_many_texts_each_key_locks_and_when_the_old_one_can_go(written):
    assert "Still needed: old. Run rotate_keys." in _said("--count")
    said = _said()
    assert "Locked again: 30." in said
    assert "No text needs any key but new." in said
    assert "Locked again: 0." in _said()


@pytest.mark.django_db
def test_a_text_whose_key_is_missing_is_left_as_it_is_and_the_operator_is_told(written, settings):
    before = list(ImportDraft.objects.order_by("pk").values_list("sealed_rows", flat=True))
    settings.TEXT_KEYS = NEW
    with pytest.raises(CommandError, match="programmes.ImportDraft 30"):
        _said()
    after = list(ImportDraft.objects.order_by("pk").values_list("sealed_rows", flat=True))
    assert [bytes(text) for text in after] == [bytes(text) for text in before]


def test_every_locked_field_of_every_table_is_found():
    found = rotation.sealed_fields()
    assert (Entry, "sealed_words") in found
    every = {
        (model, field.name)
        for model in rotation.apps.get_models()
        for field in model._meta.fields
        if isinstance(field, models.BinaryField) and field.name.startswith("sealed_")
    }
    assert set(found) == every
