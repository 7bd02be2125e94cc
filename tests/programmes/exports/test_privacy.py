"""What must never be in a file that leaves: reflections, places, what helps people take part."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

import programmes.exports
from programmes.exports.tables import COLUMNS
from programmes.models import AccessNeed
from tests.factories import make_attendance
from tests.programmes.exports.conftest import body_of

CANARY = "zanzibar"


@pytest.fixture
def ben_with_secrets(ben, past_day):
    """Everything about Ben that no file may hold carries one word."""
    from mindsets.library.shipped import ship_frameworks
    from mindsets.models import Entry, Reflection, SharedEntry, Worksheet

    programme, place = ben.membership.programme, ben.membership
    make_attendance(past_day, place)
    place.reach_by = f"{CANARY} 01632"
    place.save()
    need = AccessNeed(programme=programme, membership=place, helps=["quiet"], agreed_at=timezone.now())
    need.words = f"{CANARY} needs"
    need.save()
    version = ship_frameworks(programme.organisation)["mindsets"]
    mindset = version.mindsets.first()
    sheet = Worksheet.objects.create(
        programme=programme, version=version, day=past_day, title=f"{CANARY} sheet"
    )
    reflection = Reflection.objects.create(programme=programme, worksheet=sheet, membership=place)
    entry = Entry(programme=programme, reflection=reflection, membership=place, mindset=mindset, place=CANARY)
    entry.words = f"{CANARY} words"
    entry.save()
    shared = SharedEntry(programme=programme, entry=entry, membership=place, audience="team", place=CANARY)
    shared.words = f"{CANARY} words"
    shared.save()
    return ben


@pytest.mark.parametrize("shape", ["lines", "grid"])
@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_no_file_with_every_column_holds_what_ben_wrote_or_needs(
    lena, ben_with_secrets, past_day, file, shape
):
    url = reverse("programmes:export", args=[past_day.programme.slug])
    everything = [column.key for column in COLUMNS]
    data = {"days": [past_day.ref], "file": file, "shape": shape, "columns": everything}
    content = body_of(lena.post(url, data))
    if file == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    text = content.decode("utf-8", "replace").lower()
    assert "carter" in text
    for secret in [CANARY, "quiet", "hearing loop"]:
        assert secret not in text


def test_exports_read_no_table_of_reflections_or_needs():
    folder = Path(programmes.exports.__file__).parent
    code = "\n".join(path.read_text() for path in folder.glob("*.py"))
    assert re.findall(r"\b(mindsets_\w+|programmes_accessneed|AccessNeed|reach_by)\b", code) == []
