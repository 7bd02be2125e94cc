"""Publishing a day: what changed in sentences, and what members see of it."""

from programmes.agenda import actions
from programmes.agenda.changes import what_changes
from programmes.models import AgendaItem, AuditEvent, DayPublication
from tests.factories import make_day, make_item, make_programme
from tests.programmes.agenda.pages import at, words_of


def test_asha_publishes_a_day_and_ben_sees_its_plan(asha, ben, programme):
    day = make_day(programme, published_at=None)
    make_item(day, "Doors", 20)
    assert ben.get(at("day", day)).status_code == 404
    response = asha.post(at("publish_day", day), follow=True)
    assert "Everyone taking part sees this plan now." in words_of(response)
    words = words_of(ben.get(at("day", day)))
    assert "9:30am" in words and "Doors" in words


def test_ben_sees_nothing_of_the_draft_that_follows(asha, ben, day):
    item = make_item(day, "Doors", 20)
    asha.post(at("publish_day", day))
    AgendaItem.objects.filter(pk=item.pk).update(title="Secret plan")
    make_item(day, "New idea", 20)
    words = words_of(ben.get(at("day", day)))
    assert "Doors" in words and "Secret plan" not in words and "New idea" not in words


def test_asha_reads_what_publishing_changes(asha, day):
    talk, lunch = make_item(day, "Talk", 195), make_item(day, "Lunch", 50)
    gone = make_item(day, "Song", 10)
    asha.post(at("publish_day", day))
    AgendaItem.objects.filter(pk=talk.pk).update(minutes=200)
    actions.take_out(day, gone)
    make_item(day, "Walk", 20)
    words = words_of(asha.get(at("plan", day)))
    for sentence in (
        "Lunch moves from 12:45pm to 12:50pm",
        "Talk now takes 3 hours 20 minutes",
        "New: Walk",
        "Taken out: Song",
    ):
        assert sentence in words
    assert lunch.title == "Lunch"


def test_publications_are_numbered_and_kept(asha, day):
    item = make_item(day, "Doors", 20)
    asha.post(at("publish_day", day))
    AgendaItem.objects.filter(pk=item.pk).update(title="Doors and tea")
    asha.post(at("publish_day", day))
    first, second = DayPublication.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert second.changes == ["“Doors” is now called “Doors and tea”"]
    assert first.plan[0]["title"] == "Doors"
    assert second.published_by == asha.person


def test_publishing_what_is_published_makes_no_new_number(asha, day):
    make_item(day, "Doors", 20)
    for _tap in range(2):
        asha.post(at("publish_day", day))
    assert DayPublication.objects.count() == 1


def test_the_audit_says_that_a_day_was_published_and_nothing_of_its_plan(asha, day):
    make_item(day, "Private title", 20)
    asha.post(at("publish_day", day))
    event = AuditEvent.objects.get(verb="day_published")
    assert (event.object_ref, event.facts) == (day.ref, {"number": 1})


def test_asha_is_told_when_the_programme_is_still_a_draft(asha, ben, programme, day):
    programme.state = "draft"
    programme.save()
    make_item(day, "Doors", 20)
    response = asha.post(at("publish_day", day), follow=True)
    assert "People see it once the programme is published." in words_of(response)
    assert ben.get(at("day", day)).status_code == 404


def test_the_list_of_days_says_which_have_changes_to_publish(asha, programme, day):
    other = make_day(programme)
    for each in (day, other):
        make_item(each, "Doors", 20)
        actions.publish_day(each, by=asha.person)
    make_item(day, "More", 20)
    words = words_of(asha.get(f"/p/{programme.slug}/days/"))
    assert words.count("Changes not published") == 1


def test_a_published_plan_holds_nothing_that_only_facilitators_see(asha, day):
    make_item(day, "Doors", facilitator_notes="canary-note", materials="canary-thing")
    asha.post(at("publish_day", day))
    assert "canary" not in str(DayPublication.objects.get().plan)


def test_a_host_who_is_called_something_else_now_is_shown_so(asha, ben, day):
    item = make_item(day, "Doors")
    actions.set_hosts(item, [ben.membership])
    asha.post(at("publish_day", day))
    assert "Ben" not in str(DayPublication.objects.get().plan)
    ben.membership.called = "Benny"
    ben.membership.save()
    assert "Benny" in words_of(asha.get(at("day", day)))


def row(ref, **more):
    return {
        "ref": ref, "title": ref, "kind": "other", "start": 570, "end": 590, "minutes": 20, "hosts": [],
        "purpose": "", "is_part": False, "new_date": False, **more,
    }  # fmt: skip


def test_every_kind_of_change_has_its_sentence():
    old = [row("a"), row("b", start=None), row("c"), row("d"), row("e")]
    new = [row("a", hosts=["x"]), row("b"), row("c", start=None), row("d", purpose="Why"), row("e")]
    assert what_changes(old, new) == [
        "a has other hosts",
        "b now has a time: 9:30am",
        "c has no time for now",
        "d is described in new words",
    ]
    assert what_changes([row("a"), row("b")], [row("b"), row("a")]) == ["The order changes."]
    assert what_changes(old, old) == []


def test_what_is_at_the_same_time_for_whom_and_where_has_its_sentence():
    old = [row("a"), row("b"), row("c", alongside="a"), row("d", teams=["x"], room="Garden"), row("e")]
    new = [
        row("a"),
        row("b", alongside="a"),
        row("c"),
        row("d", teams=[], room=""),
        row("e", any_time=True, start=None, teams=["y"], room="Attic"),
    ]
    assert what_changes(old, new) == [
        "b is now at the same time as a",
        "c is no longer at the same time as a",
        "d is for everybody now",
        "d has no room of its own now",
        "e is now some time on the day",
        "e is for other teams now",
        "e is now in Attic",
    ]
    assert what_changes(new[-1:], old[-1:])[0] == "e now has a time: 9:30am"


def test_a_plan_published_before_there_were_slots_has_not_changed():
    old = row("a")
    assert what_changes([old], [old | {"any_time": False, "alongside": "", "room": "", "teams": []}]) == []


def test_asha_names_a_version(asha, day):
    make_item(day, "Doors", 20)
    asha.post(at("publish_day", day), {"name": "After the working group met"})
    assert DayPublication.objects.get().name == "After the working group met"
    asha.post(at("publish_day", day), {"name": "Final"})
    assert [each.name for each in DayPublication.objects.all()] == ["Final"]


def test_a_name_that_is_too_long_publishes_nothing(asha, day):
    make_item(day, "Doors", 20)
    response = asha.post(at("publish_day", day), {"name": "x" * 81})
    assert response.status_code == 422
    assert "Shorten by 1" in words_of(response) and "x" * 81 in response.content.decode()
    assert not DayPublication.objects.exists()


def test_a_day_of_another_programme_cannot_be_published(asha):
    foreign = make_day(make_programme("Other"))
    assert asha.post(f"/p/{asha.membership.programme.slug}/days/{foreign.ref}/publish/").status_code == 404
    assert not DayPublication.objects.exists()
