"""A plan published anew: one letter waits, for those it concerns, with everything they do not know yet."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.letters import actions, sending
from programmes.letters.audience import people_for
from programmes.letters.preview import preview_of
from programmes.models import Audience, DayPublication, Letter, LetterKind, LetterState
from programmes.signals import day_published
from tests.factories import make_day

pytestmark = pytest.mark.django_db


def session(ref, title, start=570, **more):
    return {
        "ref": ref, "title": title, "kind": "input", "start": start, "end": start + 30, "minutes": 30,
        "hosts": [], "purpose": "", "is_part": False, "new_date": False, **more,
    }  # fmt: skip


@pytest.fixture
def day(programme):
    return make_day(programme, on=timezone.localdate() + timedelta(days=20))


@pytest.fixture
def publish(day, lena):
    def publish_it(*plan, changes=("something",)):
        number = day.publications.filter(programme=day.programme_id).count() + 1
        publication = DayPublication.objects.create(
            programme=day.programme, day=day, number=number, plan=list(plan), changes=list(changes)
        )
        day_published.send(DayPublication, publication=publication, by=lena.person)
        return publication

    return publish_it


def letter():
    return Letter.objects.get(state=LetterState.WAITING)


def names(about):
    return [each.name for each in people_for(about)]


def test_the_first_plan_needs_no_letter(publish):
    publish(session("aaaaaaaa", "Hello"))
    assert not Letter.objects.exists()


def test_a_change_makes_one_letter_that_waits(publish, lena, day, ben):
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello", start=600))
    made = letter()
    assert (made.kind, made.audience, made.day) == (LetterKind.CHANGE, Audience.AFFECTED, day)
    assert "- Hello moves from 9:30am to 10:00am" in preview_of(made).filled.body
    assert mail.outbox == []


def test_a_plan_that_nobody_outside_sees_yet_needs_no_letter(publish, programme, day):
    programme.state = "draft"
    programme.save()
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello", start=600))
    assert not Letter.objects.exists()


def test_publishing_the_same_plan_again_makes_none(publish):
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello"), changes=())
    assert not Letter.objects.exists()


def test_a_second_change_goes_into_the_letter_that_waits(publish, lena, ben):
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello", start=600))
    actions.change(letter(), subject="Please read")
    publish(session("aaaaaaaa", "Hello", start=600), session("cccccccc", "Song", start=660))
    body = preview_of(letter()).filled.body
    assert "Hello moves" in body and "New: Song" in body
    assert letter().subject == "Please read"


def test_somebody_who_has_read_the_letter_before_the_second_change_reads_it_again(publish, lena):
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello", start=600))
    read = actions.mark_of(letter())
    publish(session("aaaaaaaa", "Hello", start=630))
    with pytest.raises(actions.CannotGo):
        actions.agree(letter(), by=lena.person, mark=read)


def test_a_change_that_is_taken_back_needs_no_letter(publish):
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello", start=600))
    publish(session("aaaaaaaa", "Hello"))
    assert Letter.objects.get().state == LetterState.THROWN_AWAY


def test_a_letter_after_one_that_went_tells_only_what_is_new(publish, lena, ben):
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello", start=600))
    actions.agree(letter(), by=lena.person, mark=actions.mark_of(letter()))
    sending.send_letter(Letter.objects.get().pk)
    publish(session("aaaaaaaa", "Hello", start=600), session("cccccccc", "Song", start=660))
    body = preview_of(letter()).filled.body
    assert "New: Song" in body and "Hello moves" not in body


def test_a_change_to_one_team_s_session_concerns_that_team_and_its_hosts(publish, team, ben, bea, asha, lena):
    mine = {"teams": [team.ref], "hosts": [asha.membership.ref]}
    both = session("aaaaaaaa", "Hello")
    publish(both, session("cccccccc", "Team time", start=600, **mine))
    publish(both, session("cccccccc", "Team time", start=630, **mine))
    assert names(letter()) == ["Ben Carter", "Asha Rao"]
    publish(session("aaaaaaaa", "Hello", start=580), session("cccccccc", "Team time", start=630, **mine))
    assert len(names(letter())) == 4


def test_those_who_sent_apologies_are_not_told_of_changes(publish, ben, bea, day):
    record_plan(day, ben.membership, "apologies", by=ben.person)
    record_plan(day, bea.membership, "not_sure", by=bea.person)
    publish(session("aaaaaaaa", "Hello"))
    publish(session("aaaaaaaa", "Hello", start=600))
    assert names(letter()) == ["Lena Fox", "Bea Lind"]
