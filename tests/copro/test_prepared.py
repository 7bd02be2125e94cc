from uuid import UUID

import pytest
from django.db.models import Count

from copro.prepared import Prepared
from programmes.models import Membership
from tests.factories import make_member, make_programme, make_team

of_programme = Prepared(
    lambda programme: (
        Membership.objects.select_related("programme__organisation", "team")
        .annotate(days=Count("attendances"))
        .filter(programme=programme)
        .order_by("name")
    ),
    programme=UUID(int=1),
)
names_of = Prepared(
    lambda slug: (
        Membership.objects.filter(programme__slug=slug).order_by("name").values_list("name", "parts")
    ),
    slug="-slug-",
)


@pytest.fixture
def two_people(programme):
    make_member(programme, "Ben", team=make_team(programme, "Waiting well"), parts=["carer"])
    make_member(programme, "Cal")
    return programme


def test_people_come_as_from_an_ordinary_query(two_people, django_assert_num_queries):
    with django_assert_num_queries(1):
        ben, cal = of_programme(programme=two_people.pk)
        assert (ben.name, ben.team.name, ben.days) == ("Ben", "Waiting well", 0)
        assert ben.programme.organisation.name == "Eastmere Health"
        assert cal.team is None
    assert ben == Membership.objects.get(programme=two_people, name="Ben")
    assert ben.programme.imported_notes == []


def test_each_call_asks_with_its_own_values(two_people):
    other = make_programme("Elsewhere")
    make_member(other, "Dee")
    assert [person.name for person in of_programme(programme=other.pk)] == ["Dee"]
    assert [person.name for person in of_programme(programme=two_people.pk)] == ["Ben", "Cal"]


def test_people_that_were_read_can_be_saved(two_people):
    ben, _cal = of_programme(programme=two_people.pk)
    ben.called = "Benny"
    ben.save()
    assert Membership.objects.get(programme=two_people, pk=ben.pk).called == "Benny"


def test_values_come_as_tuples(two_people):
    assert names_of(slug=two_people.slug) == [("Ben", ["carer"]), ("Cal", [])]
    assert names_of(slug="'; DROP TABLE programmes_user; --") == []


def test_a_value_that_the_query_does_not_use_is_a_mistake():
    wrong = Prepared(lambda slug: Membership.objects.all(), slug="-slug-")
    with pytest.raises(ValueError, match="slug"):
        wrong(slug="x")
