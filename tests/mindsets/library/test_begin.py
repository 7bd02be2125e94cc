"""A new programme begins with worksheets: those of its template, or those of the programme it copies."""

import pytest

from mindsets.library.actions import draft_of, publish
from mindsets.library.shipped import ship_frameworks
from mindsets.models import Entry, Reflection, Worksheet
from programmes.overview.actions import copy_programme, create_programme


@pytest.fixture
def six(organisation):
    return ship_frameworks(organisation)["mindsets"]


def test_a_template_s_reflection_sessions_come_with_the_six_mindsets(organisation, six, lena):
    programme = create_programme(organisation, "Spring", by=lena.person, template="two_days")
    sheets = Worksheet.objects.filter(programme=programme)
    sessions = programme.agenda_items.filter(kind="reflection")
    assert sheets.count() == sessions.count() > 0
    assert {sheet.version for sheet in sheets} == {six}
    assert all(sheet.agenda_item.day_id == sheet.day_id for sheet in sheets)


def test_a_blank_programme_has_none(organisation, six, lena):
    programme = create_programme(organisation, "Spring", by=lena.person, template="blank")
    assert not Worksheet.objects.filter(programme=programme).exists()


def test_a_copy_brings_the_worksheets_with_the_newest_words_and_nobody_s_reflections(
    organisation, six, lena, ben
):
    first = create_programme(organisation, "Spring", by=lena.person, template="two_days")
    sheet = Worksheet.objects.filter(programme=first).first()
    membership = first.memberships.get(person=lena.person)
    reflection = Reflection.objects.create(programme=first, worksheet=sheet, membership=membership)
    Entry.objects.create(
        programme=first,
        reflection=reflection,
        membership=membership,
        mindset=six.mindsets.first(),
        place="gate",
    )
    draft = draft_of(six.framework)
    publish(draft, by=lena.person, programme=first)

    copy = copy_programme(first, "Autumn", by=lena.person)
    sheets = Worksheet.objects.filter(programme=copy)
    assert sheets.count() == Worksheet.objects.filter(programme=first).count()
    assert {each.version for each in sheets} == {draft}
    assert all(each.day.programme == copy and each.agenda_item.programme == copy for each in sheets)
    assert not Entry.objects.filter(programme=copy).exists()
