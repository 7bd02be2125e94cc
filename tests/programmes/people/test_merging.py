"""Two places that are one person's."""

from datetime import date

import pytest
from django.urls import reverse

from mindsets.models import Reflection, Worksheet
from programmes.attendance.actions import put_right, record_plan
from programmes.models import (
    AccessNeed,
    Attendance,
    AttendanceChange,
    AuditEvent,
    How,
    Membership,
    Merge,
    Role,
    SessionTick,
)
from programmes.people.merging import CannotJoin, join, take_apart
from tests.factories import make_attendance, make_day, make_item, make_member, make_team


@pytest.fixture
def ann(programme):
    return make_member(programme, "Ann Lee", email="ann@example.org")


@pytest.fixture
def twin(programme):
    return make_member(programme, "Ann Lee", came_by="walk_in", belongs_to="Harbour group")


def standing(membership):
    rows = Attendance.objects.filter(programme=membership.programme, membership=membership)
    return {row.day.number: row.presence or row.plan for row in rows.select_related("day")}


def test_her_days_come_together_and_what_the_place_has_wins(programme, ann, twin, lena):
    first, second = make_day(programme, on=date(2027, 1, 19)), make_day(programme, on=date(2027, 2, 2))
    make_attendance(first, ann, "online")
    make_attendance(first, twin, "in_person")
    make_attendance(second, twin, "in_person")
    join(ann, twin, by=lena.person)
    assert standing(ann) == {1: "online", 2: "in_person"}
    assert standing(twin) == {}
    change = AttendanceChange.objects.get(programme=programme, membership=ann, day=second)
    assert (change.how, change.by) == ("merge", lena.person)


def test_taken_apart_both_stand_as_before(programme, day, ann, twin, lena):
    second = make_day(programme, on=date(2027, 2, 2))
    make_attendance(day, twin, "in_person")
    record_plan(second, twin, "coming", by=lena.person)
    merge = join(ann, twin, by=lena.person)
    assert standing(ann) == {1: "in_person", 2: "coming"}
    take_apart(merge, by=lena.person)
    assert standing(twin) == {1: "in_person", 2: "coming"}
    assert Attendance.objects.get(programme=programme, membership=ann, day=day).presence is None
    assert Membership.objects.get(pk=twin.pk, programme=programme).left_on is None


def test_what_was_put_right_since_then_stays(programme, day, ann, twin, lena):
    make_attendance(day, twin, "in_person")
    merge = join(ann, twin, by=lena.person)
    put_right(day, ann, "part", by=lena.person, how=How.DESK)
    take_apart(merge, by=lena.person)
    assert standing(ann) == {1: "part"}


def test_blanks_are_filled_and_emptied_again(programme, ann, twin, lena):
    twin.team = make_team(programme, "Waiting well")
    twin.parts = ["carer"]
    twin.save()
    merge = join(ann, twin, by=lena.person)
    ann.refresh_from_db()
    assert (ann.team, ann.belongs_to, ann.parts) == (twin.team, "Harbour group", ["carer"])
    take_apart(merge, by=lena.person)
    ann.refresh_from_db()
    assert (ann.team, ann.belongs_to, ann.parts) == (None, "", [])


def test_ticks_and_needs_go_over_unless_there_is_one(programme, day, ann, twin, lena):
    item, other = make_item(day), make_item(day)
    for each in (item, other):
        SessionTick.objects.create(programme=programme, day=day, item=each, membership=twin, was_there=True)
    SessionTick.objects.create(programme=programme, day=day, item=item, membership=ann, was_there=False)
    AccessNeed.objects.create(
        programme=programme, membership=twin, helps=["loop"], agreed_at="2026-01-01T00:00Z"
    )
    merge = join(ann, twin, by=lena.person)
    ticks = SessionTick.objects.filter(programme=programme, membership=ann)
    assert dict(ticks.values_list("item__ref", "was_there")) == {item.ref: False, other.ref: True}
    assert AccessNeed.objects.filter(programme=programme, membership=ann).exists()
    take_apart(merge, by=lena.person)
    assert AccessNeed.objects.filter(programme=programme, membership=twin).exists()


def test_private_words_never_go_to_somebody_else(programme, day, ann, twin, lena):
    from mindsets.library.shipped import ship_frameworks

    six = ship_frameworks(programme.organisation)["mindsets"]
    sheet = Worksheet.objects.create(programme=programme, day=day, version=six, title="Just now")
    Reflection.objects.create(programme=programme, worksheet=sheet, membership=twin)
    join(ann, twin, by=lena.person)
    assert Reflection.objects.get(programme=programme).membership == twin


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.LEAD])
def test_somebody_who_runs_the_days_is_not_joined_away(programme, ann, role, lena):
    staff = make_member(programme, "Ann Lee", role)
    with pytest.raises(CannotJoin):
        join(ann, staff, by=lena.person)


def test_a_place_with_its_own_email_in_use_stays(programme, ann, twin, lena):
    ann.person.last_login = "2026-01-01T00:00Z"
    ann.person.save()
    with pytest.raises(CannotJoin, match="own email"):
        join(twin, ann, by=lena.person)


def test_twice_is_once(programme, ann, twin, lena):
    merge = join(ann, twin, by=lena.person)
    with pytest.raises(CannotJoin):
        join(ann, twin, by=lena.person)
    take_apart(merge, by=lena.person)
    take_apart(merge, by=lena.person)
    assert AuditEvent.objects.filter(programme=programme, verb="places_taken_apart").count() == 1


def test_lena_finds_the_double_joins_it_and_takes_it_apart(programme, ann, twin, lena):
    slug = programme.slug
    found = lena.get(reverse("programmes:doubles", args=[slug])).content.decode()
    address = f"{reverse('programmes:same_person', args=[slug, ann.ref])}?other={twin.ref}"
    assert f"other={twin.ref}" in found
    assert "Harbour" not in found
    unsure = lena.post(address, {"other": twin.ref})
    assert unsure.status_code == 422 and "Ask them first" in unsure.content.decode()
    lena.post(address, {"other": twin.ref, "sure": "on"})
    merge = Merge.objects.get(programme=programme)
    assert "Made one" in lena.get(reverse("programmes:doubles", args=[slug])).content.decode()
    lena.post(reverse("programmes:take_apart", args=[slug, merge.ref]))
    assert Membership.objects.current().filter(programme=programme, name="Ann Lee").count() == 2


def test_two_people_of_other_names_are_no_pair(programme, ann, lena):
    make_member(programme, "Ann Leigh")
    assert (
        "No name is on the list twice"
        in lena.get(reverse("programmes:doubles", args=[programme.slug])).content.decode()
    )
