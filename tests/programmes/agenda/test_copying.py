"""Copies of sessions and days: what goes along, what stays behind, and where a copy may go."""

import pytest

from mindsets.models import Worksheet
from programmes.agenda.actions import set_hosts
from programmes.agenda.lines import MOST_SESSIONS
from programmes.models import AgendaItem, AgendaTeam, AuditEvent, ProgrammeDay, Role
from tests.factories import make_day, make_item, make_member, make_programme
from tests.programmes.agenda.pages import at, positions, titles, words_of


@pytest.fixture
def elsewhere(organisation, asha):
    """Another programme of the organisation, in which Asha runs days, too."""
    found = make_programme("The other one", organisation)
    make_member(found, "Asha Rao", Role.FACILITATOR, person=asha.person)
    return found


def full_plan(day):
    """Tea; a talk with a part, and a walk at the same time that has a part of its own; a song."""
    make_item(day, "Tea", 10)
    talk = make_item(day, "Talk", 30, pinned_start="10:00")
    make_item(day, "Questions", None, part_of=talk)
    walk = make_item(day, "Walk", 20, alongside=talk, room="Garden")
    make_item(day, "Stretch", None, part_of=walk)
    make_item(day, "Song", 5)
    return talk, walk


def place_of(day):
    return f"{day.programme.slug}/{day.ref}"


def shape(day):
    """[(title, title of its session, title of what it is at the same time as), …]"""
    found = AgendaItem.objects.filter(day=day).on_the_plan().select_related("part_of", "alongside")
    return [
        (each.title, each.part_of and each.part_of.title, each.alongside and each.alongside.title)
        for each in found
    ]


def test_a_copy_stands_behind_its_original_with_all_that_goes_along(asha, day):
    talk, _walk = full_plan(day)
    response = asha.post(at("copy_session", day, talk.ref), {"to": place_of(day)})
    assert response.status_code == 302
    group = [
        ("Talk", None, None),
        ("Questions", "Talk", None),
        ("Walk", None, "Talk"),
        ("Stretch", "Walk", None),
    ]
    assert shape(day) == [("Tea", None, None), *group, *group, ("Song", None, None)]
    assert positions(day) == list(range(1, 11))
    copies = AgendaItem.objects.filter(day=day, title="Talk").order_by("position")
    assert [str(each.pinned_start) for each in copies] == ["10:00:00", "None"]
    copied_walk = AgendaItem.objects.filter(day=day, title="Walk").order_by("position").last()
    assert copied_walk.alongside == copies[1] and copied_walk.room == "Garden"


def test_a_part_is_copied_as_another_part_of_its_session(asha, day):
    full_plan(day)
    part = AgendaItem.objects.get(title="Questions")
    asha.post(at("copy_session", day, part.ref), {"to": place_of(day)})
    assert shape(day)[1:4] == [("Talk", None, None), ("Questions", "Talk", None), ("Questions", "Talk", None)]


def test_elsewhere_a_part_stands_for_itself(asha, day, elsewhere):
    full_plan(day)
    there = make_day(elsewhere)
    make_item(there, "Hello")
    part = AgendaItem.objects.get(title="Questions")
    asha.post(at("copy_session", day, part.ref), {"to": place_of(there)})
    assert shape(there) == [("Hello", None, None), ("Questions", None, None)]


def test_hosts_go_where_they_have_a_place_and_teams_and_worksheets_stay(asha, ben, day, elsewhere, team):
    there = make_day(elsewhere)
    item = make_item(day, "Talk", facilitator_notes="Quietly", materials="Pens", purpose="To listen")
    set_hosts(item, [asha.membership, ben.membership])
    AgendaTeam.objects.create(programme=day.programme, item=item, team=team)
    asha.post(at("copy_session", day, item.ref), {"to": place_of(there)})
    copy = AgendaItem.objects.get(day=there)
    assert [host.person for host in copy.hosts.all()] == [asha.person]
    assert copy.programme == elsewhere and not copy.teams.exists()
    assert (copy.facilitator_notes, copy.materials, copy.purpose) == ("Quietly", "Pens", "To listen")
    assert not Worksheet.objects.filter(programme=elsewhere).exists()


def test_a_host_who_has_left_stays_behind(asha, ben, day):
    item = make_item(day, "Talk")
    set_hosts(item, [ben.membership])
    ben.membership.left_on = "2026-01-01"
    ben.membership.save()
    asha.post(at("copy_session", day, item.ref), {"to": place_of(day)})
    assert not AgendaItem.objects.get(day=day, position=2).hosts.exists()


def test_asha_is_offered_only_what_she_sets_up(asha, day, organisation, elsewhere):
    takes_part = make_programme("Takes part only", organisation)
    make_member(takes_part, "Asha Rao", Role.MEMBER, person=asha.person)
    has_left = make_programme("Has left", organisation)
    make_member(has_left, "Asha Rao", Role.LEAD, person=asha.person, left_on="2026-01-01")
    is_over = make_programme("Is over", organisation, state="closed")
    make_member(is_over, "Asha Rao", Role.LEAD, person=asha.person)
    other_house = make_programme("Another house")
    make_member(other_house, "Asha Rao", Role.LEAD, person=asha.person)
    foreign = [
        make_day(each)
        for each in (takes_part, has_left, is_over, other_house, make_programme("Not hers", organisation))
    ]
    item = make_item(day, "Talk")
    make_day(elsewhere)
    page = asha.get(at("copy_session", day, item.ref)).content.decode()
    assert "The other one" in page
    for name in ("Takes part only", "Has left", "Is over", "Another house", "Not hers"):
        assert name not in page
    for where in foreign:
        assert asha.post(at("copy_session", day, item.ref), {"to": place_of(where)}).status_code == 422
        assert asha.post(at("copy_day", day), {"to": where.programme.slug}).status_code == 422
        assert titles(where) == []


def test_nothing_is_copied_into_a_closed_day(asha, day, programme):
    item = make_item(day, "Talk")
    closed = make_day(programme, closed_at="2027-01-20T12:00Z")
    assert asha.post(at("copy_session", day, item.ref), {"to": place_of(closed)}).status_code == 422


def test_a_session_that_was_taken_out_is_not_copied(asha, day):
    item = make_item(day, "Talk", position=None)
    assert asha.get(at("copy_session", day, item.ref)).status_code == 404


def test_a_full_day_says_so_and_takes_nothing(asha, day):
    AgendaItem.objects.bulk_create(
        AgendaItem(programme=day.programme, day=day, title=f"S{n}", position=n)
        for n in range(1, MOST_SESSIONS + 1)
    )
    item = AgendaItem.objects.filter(day=day).first()
    response = asha.post(at("copy_session", day, item.ref), {"to": place_of(day)})
    assert response.status_code == 422 and "That day is full" in words_of(response)
    assert len(titles(day)) == MOST_SESSIONS


def test_a_day_is_copied_to_the_end_without_date_and_online_link(asha, day, programme):
    full_plan(day)
    day.online_link, day.quiet_space, day.notes = "https://meet.example.org/x", "The small room", "Ring first"
    day.save()
    make_day(programme)
    response = asha.post(at("copy_day", day), {"to": programme.slug, "title": "Once more"}, follow=True)
    copy = ProgrammeDay.objects.get(title="Once more")
    assert "Copied. Now its date and place." in words_of(response)
    assert shape(copy) == shape(day)
    assert (copy.number, copy.date, copy.online_link, copy.published_at) == (3, None, "", None)
    assert (copy.venue, copy.quiet_space, copy.notes) == ("Harbour Hall", "The small room", "Ring first")
    assert AgendaItem.objects.get(day=copy, title="Talk").pinned_start.isoformat() == "10:00:00"
    event = AuditEvent.objects.get(verb="day_copied")
    assert (event.object_ref, event.facts) == (copy.ref, {"sessions": 6})


def test_a_day_is_copied_to_another_programme_in_its_zone(asha, day, elsewhere):
    elsewhere.zone = "Europe/Paris"
    elsewhere.save()
    item = make_item(day, "Talk")
    set_hosts(item, [asha.membership])
    asha.post(at("copy_day", day), {"to": elsewhere.slug})
    copy = ProgrammeDay.objects.get(programme=elsewhere)
    assert (copy.zone, copy.number, titles(copy)) == ("Europe/Paris", 1, ["Talk"])
    assert [host.programme for host in AgendaItem.objects.get(day=copy).hosts.all()] == [elsewhere]


def test_ben_cannot_copy_anything(ben, day):
    item = make_item(day, "Talk")
    assert ben.post(at("copy_session", day, item.ref), {"to": place_of(day)}).status_code == 403
    assert ben.post(at("copy_day", day), {"to": day.programme.slug}).status_code == 403
    assert titles(day) == ["Talk"]
