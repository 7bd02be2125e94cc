"""The demo: believable, invented, the same every time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mindsets.models import Entry, SharedEntry
from programmes.models import Attendance, Organisation, Programme, User


@pytest.fixture
def load(db, settings):
    settings.DEMO = True

    def run(**options):
        call_command("load_demo", stdout=StringIO(), **options)
        return Programme.objects.get()

    return run


def test_it_is_a_programme_in_the_middle_of_its_days(load):
    programme = load()
    today = timezone.localdate(timezone=programme.tz)
    dates = list(programme.days.values_list("date", flat=True))
    assert [(date > today) - (date < today) for date in dates] == [-1, -1, 0, 1]
    assert programme.teams.count() == 6
    assert all(day.is_published and day.publications.exists() for day in programme.days.all())


def test_nobody_came_later_than_now_even_before_breakfast(load, monkeypatch):
    before_breakfast = timezone.now().replace(hour=4, minute=30)
    monkeypatch.setattr(timezone, "now", lambda: before_breakfast)
    load()
    assert not Attendance.objects.filter(recorded_at__gt=before_breakfast).exists()
    assert not Attendance.objects.filter(arrived_at__gt=before_breakfast).exists()


def test_its_people_are_many_and_differ(load):
    people = load().memberships.select_related("person")
    assert people.count() == 45
    assert people.filter(person__email=None).count() == 7
    assert people.filter(came_by="walk_in").count() == 2
    assert {"lived_experience", "carer", "community", "staff"} <= {
        part for each in people for part in each.parts
    }
    assert all(
        address.endswith("demo.invalid")
        for address in people.values_list("person__email", flat=True)
        if address
    )


def test_people_came_online_and_in_person_and_three_sent_apologies(load):
    programme = load()
    gone = Attendance.objects.filter(programme=programme, day__number__lte=2)
    assert {"in_person", "online", "called_away"} <= set(gone.values_list("presence", flat=True))
    assert gone.filter(plan="apologies").count() == 3
    here = Attendance.objects.filter(programme=programme, day__number=3, presence__isnull=False).count()
    assert 10 < here < 45, "today is under way"


def test_reflections_are_sealed_and_most_are_private(load):
    programme = load()
    entries = Entry.objects.filter(programme=programme)
    written = [entry for entry in entries if entry.words]
    assert len(written) > 100
    assert 0 < SharedEntry.objects.filter(programme=programme).count() < len(written) / 2
    assert set(entries.values_list("reflection__worksheet__day__number", flat=True)) == {1, 2}


def test_loading_again_gives_the_same(load):
    def facts(programme):
        return (
            sorted(programme.memberships.values_list("ref", "name", "role")),
            sorted(Attendance.objects.values_list("membership__ref", "day__ref", "presence", "plan")),
            sorted(Entry.objects.values_list("membership__ref", "mindset__key", "place", "sharing")),
        )

    first = facts(load())
    assert facts(load(again=True)) == first
    assert User.objects.count() == 46


def test_what_is_there_is_not_touched(load, organisation):
    call_command("load_demo", if_empty=True, stdout=StringIO())
    assert list(Organisation.objects.all()) == [organisation]


def test_a_second_load_says_how_to_start_over(load):
    load()
    with pytest.raises(CommandError, match="--again"):
        load()


def test_a_real_installation_has_no_demo(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not Organisation.objects.exists()
