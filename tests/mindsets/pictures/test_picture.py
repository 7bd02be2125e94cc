"""The programme's picture on the page, on the big screen and for outside."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mindsets.library.shipped import ship_frameworks
from mindsets.models import Worksheet
from mindsets.pictures import jobs
from mindsets.pictures.queries import to_five
from mindsets.pictures.questions import QUESTIONS, shape_of
from tests.factories import make_attendance, make_day, make_member
from tests.mindsets.pictures.people import close, everybody, stand

FOLDED = "Not enough new reflections yet."
ONE = ["gate"] * 3 + ["path"] * 4 + ["brambles"] * 2 + ["bench"] * 2
TWO = ["gate"] * 2 + ["path"] * 3 + ["bench"] * 4 + ["clearing"] * 3


@pytest.fixture
def worksheets(programme, day):
    """Two days with a worksheet each; nothing written."""
    version = ship_frameworks(programme.organisation)["mindsets"]
    return [
        Worksheet.objects.create(programme=programme, day=each, version=version, title="Just now")
        for each in (day, make_day(programme))
    ]


@pytest.fixture
def published(worksheets):
    """Both days' pictures of being in the grey."""
    members = everybody(worksheets[0], ONE)
    for member in members[:9]:
        make_attendance(worksheets[0].day, member)
    everybody(worksheets[1], TWO, start=40)
    for number in range(20):
        make_attendance(worksheets[1].day, make_member(worksheets[1].programme, f"Guest {number}"))
    for worksheet in worksheets:
        close(worksheet.day)
    jobs.publish_pictures()
    return worksheets


def page_of(client, programme, name="picture", **query):
    return client.get(reverse(f"mindsets:{name}", args=[programme.slug]), query)


def text_of(response):
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words).replace(" :", ":").replace(" .", ".")


def test_ben_sees_one_dot_a_person_on_both_sides_of_the_path(ben, programme, published):
    page = page_of(ben, programme).content.decode()
    rings = re.findall(r'<svg class="ring".*?</svg>', page)
    full = re.findall(r'<svg class="full".*?</svg>', page)
    assert [ring.count("<circle") for ring in rings] == [3, 4, 2, 2]
    assert [dots.count("<circle") for dots in full] == [2, 3, 4, 3]


def test_the_same_stands_in_words_and_in_a_table(ben, programme, published):
    said = text_of(page_of(ben, programme))
    assert "At the gate 3, On the path 4, In the brambles 2, On the bench 2, In the clearing 0" in said
    assert "At the gate 2, On the path 3, In the brambles 0, On the bench 4, In the clearing 3" in said
    assert "Number of people at each place" in page_of(ben, programme).content.decode()


def test_it_says_how_many_of_those_who_came_put_a_dot(ben, programme, published):
    said = text_of(page_of(ben, programme))
    assert "12 of 20 people put a dot." in said
    assert "11 people put a dot." in said, "some reflected without having come: no number out of nine"


def test_a_mindset_and_a_day_that_are_folded_say_the_same_whatever_the_reason(ben, programme, published):
    make_day(programme)
    version = published[0].version
    few = Worksheet.objects.create(programme=programme, day=make_day(programme), version=version, title="Few")
    stand(few, make_member(programme, "Ola Only"), "path")
    close(few.day)
    jobs.publish_pictures()
    Worksheet.objects.create(programme=programme, day=make_day(programme), version=version, title="Later")
    said = text_of(page_of(ben, programme))
    assert said.count(FOLDED) == 5 + 1, "five mindsets nobody stood at, and one box for both days"


def test_a_picture_is_never_a_mark(ben, programme, published):
    page = page_of(ben, programme)
    main = text_of(page)[text_of(page).index("Where we were") :]
    assert not re.search(r"%|average|score|total|better|worse|improve", main)


def test_a_second_look_costs_no_more_however_many_people_and_days(ben, programme, published, worksheets):
    page_of(ben, programme)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page_of(ben, programme)
    for number in range(3):
        more = Worksheet.objects.create(
            programme=programme, day=make_day(programme), version=worksheets[0].version, title="More"
        )
        everybody(more, ONE * 2, start=100 * (number + 1))
        close(more.day)
    jobs.publish_pictures()
    with CaptureQueriesContext(connection) as many:
        page_of(ben, programme)
    assert len(many) == len(few) <= 12


def test_ben_chooses_which_day_stands_beside_the_first(ben, programme, published):
    third = Worksheet.objects.create(
        programme=programme, day=make_day(programme), version=published[0].version, title="Third"
    )
    everybody(third, ["unsure"] * 5 + ["depends"] * 5 + ["gate"] * 3, start=200)
    close(third.day)
    jobs.publish_pictures()
    newest = page_of(ben, programme).content.decode()
    assert re.findall(r'<svg class="full".*?</svg>', newest)[1].count("<circle") == 5
    second = page_of(ben, programme, beside=published[1].ref).content.decode()
    full = re.findall(r'<svg class="full".*?</svg>', second)
    assert [dots.count("<circle") for dots in full] == [2, 3, 4, 3]
    assert page_of(ben, programme, beside="nonsense").status_code == 200


def test_the_big_screen_shows_one_mindset_and_no_names(ben, programme, published):
    page = page_of(ben, programme, "picture_screen", mindset="grey")
    assert "Being in the grey" in text_of(page)
    assert "Ben Carter" not in text_of(page)


def test_the_big_screen_without_a_picture_says_the_same_sentence(ben, programme, worksheets):
    assert FOLDED in text_of(page_of(ben, programme, "picture_screen"))


def test_what_lena_takes_outside_is_rounded_to_fives(lena, programme, published):
    page = page_of(lena, programme, "picture_outside")
    numbers = {int(number) for number in re.findall(r'<td class="n">(\d+)</td>', page.content.decode())}
    assert numbers == {0, 5}
    assert "about 10 of 20 people put a dot" in text_of(page)
    assert "rounded to the nearest five" in text_of(page)
    assert [to_five(number) for number in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]


@pytest.mark.parametrize("who", ["ben", "asha", "hal"])
def test_only_lena_and_ada_take_numbers_outside(request, programme, who):
    assert page_of(request.getfixturevalue(who), programme, "picture_outside").status_code == 403


def test_lived_experience_stands_beside_staff_on_the_page(ben, programme, worksheets):
    spread = ["gate", "path", "brambles", "bench", "clearing"] * 3
    everybody(worksheets[0], spread, parts=["lived_experience"])
    everybody(worksheets[0], spread, parts=["staff"], start=50)
    close(worksheets[0].day)
    jobs.publish_pictures()
    assert "Lived experience beside staff" in text_of(page_of(ben, programme))


def test_cora_cannot_see_it_and_sees_none_of_it_in_her_own(cora, programme, published):
    assert page_of(cora, programme).status_code == 404
    assert "Being in the grey" not in text_of(page_of(cora, cora.programme))


def test_bea_finds_it_from_her_path_and_asha_from_the_overview(ben, asha, programme):
    address = reverse("mindsets:picture", args=[programme.slug])
    assert address in asha.get(reverse("programmes:overview", args=[programme.slug])).content.decode()
    assert address in ben.get(reverse("mindsets:path", args=[programme.slug])).content.decode()


class Somewhere:
    def __init__(self, key, off_the_path=False):
        self.key, self.off_the_path = key, off_the_path


ALL = [*map(Somewhere, ("gate", "path", "brambles", "bench")), Somewhere("depends", off_the_path=True)]


@pytest.mark.parametrize(
    ("shape", "counts", "before"),
    [
        ("spread", {"gate": 3, "path": 3, "brambles": 3, "bench": 2}, None),
        ("bunched", {"gate": 2, "path": 8, "brambles": 2, "bench": 1}, None),
        ("empty", {"gate": 4, "path": 4, "brambles": 3, "depends": 1}, None),
        ("off", {"gate": 4, "path": 3, "depends": 4}, None),
        ("surprising", {"gate": 3, "path": 4, "brambles": 3, "bench": 2}, {"gate": 9, "path": 2}),
    ],
)
def test_the_question_follows_the_shape_and_is_a_question(shape, counts, before):
    assert shape_of(counts, ALL, before) == shape
    assert str(QUESTIONS[shape]).rstrip().endswith("?")
