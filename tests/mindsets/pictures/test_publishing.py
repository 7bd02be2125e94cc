"""When pictures publish themselves, who is in them, and that nothing draws them again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mindsets.library.shipped import ship_frameworks
from mindsets.models import Entry, Picture, Reflection, Worksheet
from mindsets.pictures import jobs, rules
from mindsets.pictures.models import PictureIsFixed
from programmes.models import AuditEvent
from tests.factories import make_attendance, make_day, make_member, make_programme
from tests.mindsets.pictures.people import close, everybody, stand

MIXED = ["gate"] * 3 + ["path"] * 4 + ["brambles"] * 2 + ["bench"] * 2


@pytest.fixture
def worksheet(programme, day):
    version = ship_frameworks(programme.organisation)["mindsets"]
    return Worksheet.objects.create(programme=programme, day=day, version=version, title="Just now")


def picture_of(worksheet):
    return Picture.objects.get(programme=worksheet.programme, worksheet=worksheet)


def test_a_picture_opens_a_day_after_the_day_is_closed_and_not_before(worksheet):
    everybody(worksheet, MIXED)
    assert jobs.publish_pictures() == 0, "the day is open"
    close(worksheet.day, hours=23)
    assert jobs.publish_pictures() == 0, "it is closed since this morning"
    close(worksheet.day, hours=25)
    assert jobs.publish_pictures() == 1
    assert picture_of(worksheet).counts["grey"] == {
        "whole": {"gate": 3, "path": 4, "brambles": 2, "bench": 2}
    }


def test_it_waits_while_people_can_still_answer(worksheet):
    everybody(worksheet, MIXED)
    close(worksheet.day)
    worksheet.closes_at = timezone.now() + timedelta(hours=1)
    worksheet.save()
    assert jobs.publish_pictures() == 0


def test_only_those_who_said_yes_are_counted(worksheet):
    members = everybody(worksheet, MIXED)
    more = make_member(worksheet.programme, "Quiet Quinn")
    stand(worksheet, more, "clearing", count_me=False)
    close(worksheet.day)
    jobs.publish_pictures()
    picture = picture_of(worksheet)
    assert "clearing" not in picture.counts["grey"]["whole"]
    assert picture.dots == len(members)


def test_somebody_who_wrote_without_choosing_a_place_has_no_dot(worksheet):
    everybody(worksheet, MIXED)
    stand(worksheet, make_member(worksheet.programme, "Wes Words"), "")
    close(worksheet.day)
    jobs.publish_pictures()
    assert picture_of(worksheet).dots == len(MIXED)


def test_it_says_how_many_came_as_it_was_then(worksheet):
    members = everybody(worksheet, MIXED)
    for member in members[:8]:
        make_attendance(worksheet.day, member)
    make_attendance(worksheet.day, members[8], "not_here")
    close(worksheet.day)
    jobs.publish_pictures()
    make_attendance(worksheet.day, members[9])
    assert picture_of(worksheet).came == 8


@pytest.mark.parametrize(
    "places",
    [
        ["gate", "path", "bench"] * 3,
        ["gate"] * 6 + ["path"] * 6,
        ["gate"] * 8 + ["path", "path", "bench"],
        [],
    ],
    ids=["nine people", "two places", "three outside the fullest", "nobody"],
)
def test_what_would_give_somebody_away_stays_folded_for_good(worksheet, places):
    members = everybody(worksheet, places)
    close(worksheet.day)
    assert jobs.publish_pictures() == 1
    folded = picture_of(worksheet)
    assert (folded.counts, folded.dots, folded.came) == ({}, None, None)
    everybody(worksheet, MIXED, start=len(members))
    assert jobs.publish_pictures() == 0
    assert picture_of(worksheet).counts == {}


def test_one_mindset_may_stay_folded_beside_another(worksheet):
    members = everybody(worksheet, MIXED)
    for member in members:
        stand(worksheet, member, "path", mindset="doing")
    close(worksheet.day)
    jobs.publish_pictures()
    assert set(picture_of(worksheet).counts) == {"grey"}


def test_taking_back_changing_and_erasing_leave_it_as_it_was(worksheet):
    members = everybody(worksheet, MIXED)
    close(worksheet.day)
    jobs.publish_pictures()
    before = picture_of(worksheet).counts
    Reflection.objects.filter(programme=worksheet.programme, membership=members[0]).update(count_me=False)
    Entry.objects.filter(programme=worksheet.programme, membership=members[1]).update(place="clearing")
    members[2].delete()
    worksheet.day.closed_at = None
    worksheet.day.save()
    close(worksheet.day)
    assert jobs.publish_pictures() == 0
    assert picture_of(worksheet).counts == before


def test_a_picture_cannot_be_written_twice_by_two_workers(worksheet):
    everybody(worksheet, MIXED)
    close(worksheet.day)
    found = list(jobs.due())
    assert jobs.publish(found[0])
    assert not jobs.publish(found[0]), "the other worker was quicker"
    assert AuditEvent.objects.filter(verb="picture_looked_at").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(
            programme=worksheet.programme,
            worksheet=worksheet,
            day=worksheet.day,
            version=worksheet.version,
        )


def test_a_picture_cannot_be_changed(worksheet):
    everybody(worksheet, MIXED)
    close(worksheet.day)
    jobs.publish_pictures()
    picture = picture_of(worksheet)
    with pytest.raises(PictureIsFixed):
        picture.save()
    with pytest.raises(PictureIsFixed):
        Picture.objects.filter(programme=worksheet.programme).update(counts={})


def test_another_programme_of_the_organisation_has_its_own(worksheet, programme, organisation):
    elsewhere = make_programme("Elsewhere", organisation)
    theirs = Worksheet.objects.create(
        programme=elsewhere, day=make_day(elsewhere), version=worksheet.version, title="Theirs"
    )
    everybody(theirs, MIXED)
    everybody(worksheet, ["gate"])
    close(worksheet.day)
    close(theirs.day)
    assert jobs.publish_pictures() == 2
    assert picture_of(worksheet).counts == {}
    assert picture_of(theirs).counts


@pytest.mark.parametrize(
    ("parts", "side"),
    [
        (["lived_experience"], rules.LIVED),
        (["carer", "community"], rules.LIVED),
        (["staff"], rules.STAFF),
        (["staff", "carer"], rules.NEITHER),
        (["staff", "community"], rules.NEITHER),
        (["other"], rules.NEITHER),
        ([], rules.NEITHER),
    ],
)
def test_a_side_is_what_people_say_of_themselves_and_both_is_neither(parts, side):
    assert rules.side_of(parts) == side


SPREAD = ["gate", "path", "brambles", "bench", "clearing"] * 3


def test_lived_experience_stands_beside_staff_where_both_sides_hide_their_people(worksheet):
    everybody(worksheet, SPREAD, parts=["carer"])
    everybody(worksheet, SPREAD, parts=["staff"], start=50)
    close(worksheet.day)
    jobs.publish_pictures()
    shown = picture_of(worksheet).counts["grey"]
    assert set(shown) == {"whole", "lived", "staff"}
    assert shown["lived"]["gate"] == shown["staff"]["gate"] == 3


@pytest.mark.parametrize("others", [1, 9])
def test_a_few_who_are_neither_keep_the_sides_folded(worksheet, others):
    everybody(worksheet, SPREAD, parts=["carer"])
    everybody(worksheet, SPREAD, parts=["staff"], start=50)
    everybody(worksheet, SPREAD[:others], start=100)
    close(worksheet.day)
    jobs.publish_pictures()
    assert set(picture_of(worksheet).counts["grey"]) == {"whole"}


def test_a_side_whose_people_stand_together_is_not_shown(worksheet):
    everybody(worksheet, ["path"] * 9 + ["gate", "bench"], parts=["carer"])
    everybody(worksheet, SPREAD, parts=["staff"], start=50)
    close(worksheet.day)
    jobs.publish_pictures()
    assert set(picture_of(worksheet).counts["grey"]) == {"whole"}
