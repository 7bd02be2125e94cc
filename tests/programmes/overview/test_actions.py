import pytest

from programmes.models import AgendaItem, AuditEvent, EntryCode, Membership, Programme, Role, User
from programmes.overview import actions
from programmes.overview.templates import SHAPES
from tests.factories import make_admin, make_day, make_item, make_member, make_person, make_team


@pytest.fixture
def dee(db):
    return make_person("Dee Marsh", "dee@example.org")


def test_dee_leads_the_programme_she_creates(organisation, dee):
    programme = actions.create_programme(organisation, "Waiting well", by=dee)
    seat = Membership.objects.get(programme=programme)
    assert (seat.person, seat.role, seat.name) == (dee, Role.LEAD, "Dee Marsh")
    assert programme.is_draft
    assert programme.slug == "waiting-well"


def test_ada_names_somebody_else_as_the_lead_and_gets_no_place_herself(organisation):
    ada = make_admin(organisation)
    lead = actions.NamedLead("Ravi Shah", "ravi@example.org")
    programme = actions.create_programme(organisation, "Waiting well", by=ada, lead=lead)
    seat = Membership.objects.get(programme=programme)
    assert (seat.name, seat.role, seat.person.email) == ("Ravi Shah", Role.LEAD, "ravi@example.org")


def test_a_named_lead_who_is_known_already_keeps_their_one_person(organisation, dee):
    lead = actions.NamedLead("Dee M", "DEE@example.org")
    programme = actions.create_programme(organisation, "Again", by=make_admin(organisation), lead=lead)
    assert Membership.objects.get(programme=programme).person == dee


@pytest.mark.parametrize(("template", "titles"), [
    ("blank", []),
    ("two_days", ["Day one", "Day two"]),
    ("four_days", ["Day one", "Day two", "Day three", "Day four"]),
])  # fmt: skip
def test_a_shape_gives_days_without_dates(organisation, dee, template, titles):
    programme = actions.create_programme(organisation, "Shaped", by=dee, template=template)
    days = list(programme.days.all())
    assert [day.title for day in days] == titles
    assert all(day.date is None and day.starts_at is None and not day.is_published for day in days)


def test_suggested_sessions_fill_their_day_to_the_minute():
    for shape in SHAPES.values():
        for day in shape.days:
            hours = day.end.hour - day.start.hour
            assert sum(session.minutes for session in day.sessions) == hours * 60, day.title


def test_a_new_programme_has_a_join_code_and_is_written_down(organisation, dee):
    programme = actions.create_programme(organisation, "Coded", by=dee, template="four_days")
    assert len(EntryCode.objects.live().get(programme=programme, day=None).symbols) == 6
    event = AuditEvent.objects.get(verb="programme_created")
    assert (event.actor, event.programme, event.facts) == (dee, programme, {"template": "four_days"})


def test_two_programmes_of_one_name_get_different_addresses(organisation, dee):
    slugs = {actions.create_programme(organisation, "Same name", by=dee).slug for _twice in range(2)}
    assert slugs == {"same-name", "same-name-2"}


@pytest.fixture
def last_year(programme):
    programme.agreement, programme.purpose = "Everyone speaks", "To wait less"
    programme.save()
    day = make_day(programme, title="Day one", room="Blue room", online_link="https://meet.example.org/a")
    session = make_item(day, "Teams meet", 60, "team_time", facilitator_notes="Ring Ravi")
    make_item(day, "First, in pairs", None, part_of=session)
    make_item(day, "Taken out", 10, position=None)
    make_team(programme, "First words", area="Speech", aim="Their aim")
    host = make_member(programme, "Hannah Blythe", Role.FACILITATOR)
    session.hostings.create(programme=programme, membership=host)
    return programme


def test_a_copy_brings_days_sessions_and_teams_without_dates_or_people(last_year, dee):
    copy = actions.copy_programme(last_year, "This year", by=dee)
    day = copy.days.get()
    assert (day.title, day.date, day.starts_at, day.published_at) == ("Day one", None, None, None)
    assert (day.venue, day.room, day.online_link) == ("Harbour Hall", "Blue room", "")
    items = list(AgendaItem.objects.filter(programme=copy).on_the_plan())
    assert [item.title for item in items] == ["Teams meet", "First, in pairs"]
    assert items[1].part_of == items[0]
    assert items[0].facilitator_notes == "Ring Ravi"
    assert items[0].hostings.count() == 0
    assert [(team.name, team.area, team.aim) for team in copy.teams.all()] == [("First words", "Speech", "")]
    assert [seat.person for seat in copy.memberships.all()] == [dee]
    assert (copy.agreement, copy.purpose, copy.state) == ("Everyone speaks", "To wait less", "draft")


def test_a_copy_leaves_the_earlier_programme_as_it_was(last_year, dee):
    before = list(AgendaItem.objects.filter(programme=last_year).values_list("pk", "part_of", "day"))
    actions.copy_programme(last_year, "This year", by=dee)
    assert list(AgendaItem.objects.filter(programme=last_year).values_list("pk", "part_of", "day")) == before
    assert last_year.days.get().date is not None


def test_publishing_twice_is_written_down_once(programme, dee):
    programme.state = "draft"
    programme.save()
    for stale in [Programme.objects.get(pk=programme.pk) for _twice in range(2)]:
        actions.publish_programme(stale, by=dee)
    programme.refresh_from_db()
    assert programme.is_published
    assert AuditEvent.objects.filter(verb="programme_published").count() == 1


def test_publishing_does_not_open_a_closed_programme_again(programme, dee):
    programme.state = "closed"
    programme.save()
    actions.publish_programme(programme, by=dee)
    programme.refresh_from_db()
    assert programme.is_closed


def test_somebody_known_by_email_becomes_an_admin_once(organisation, dee):
    ada = make_admin(organisation)
    assert actions.add_admin(organisation, "Dee", "Dee@Example.org", by=ada)
    assert not actions.add_admin(organisation, "Dee", "dee@example.org", by=ada)
    assert organisation.admins.count() == 2
    assert User.objects.filter(email__iexact="dee@example.org").count() == 1


def test_the_last_admin_cannot_be_taken_away(organisation):
    ada = make_admin(organisation)
    with pytest.raises(actions.LastAdmin):
        actions.take_away_admin(organisation.admins.get(), by=ada)
    assert organisation.admins.count() == 1


def test_somebody_taken_away_is_signed_out_everywhere(organisation, dee):
    ada = make_admin(organisation)
    actions.add_admin(organisation, "Dee", "dee@example.org", by=ada)
    before = dee.session_salt
    actions.take_away_admin(organisation.admins.get(person=dee), by=ada)
    dee.refresh_from_db()
    assert dee.session_salt != before
    assert AuditEvent.objects.filter(verb="admin_taken_away").count() == 1
