"""What the pages about teams show."""

from dataclasses import dataclass

from django.db.models import Count, Q

from programmes.models import Membership, Team


@dataclass(frozen=True)
class TeamRow:
    ref: str
    name: str
    area: str
    has_aim: bool
    people: int
    is_mine: bool


def team_rows(seat):
    """The programme's teams with how many people they have, in one query."""
    here = Count("memberships", filter=Q(memberships__left_on__isnull=True))
    mine = seat.membership.team_id if seat.membership else None
    found = Team.objects.filter(programme=seat.programme).annotate(people=here).order_by("name", "id")
    return [
        TeamRow(team.ref, team.name, team.area, bool(team.aim), team.people, team.pk == mine)
        for team in found
    ]


def people_without_team(programme):
    """How many people who take part are in no team yet. Those who run the days need none."""
    return Membership.objects.current().filter(programme=programme, team=None, role="member").count()


@dataclass(frozen=True)
class TeamMate:
    """Somebody as their team knows them: what they are called, never what they do for a living."""

    says: str
    name: str


def team_mates(team):
    members = Membership.objects.current().filter(programme=team.programme_id, team=team)
    return [TeamMate(member.says, member.name) for member in members.order_by("sort_name", "id")]
