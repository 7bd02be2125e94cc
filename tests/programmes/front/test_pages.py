"""Pages for anyone, the demo's guises, where people arrive, and the way out."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from programmes.front import demo
from programmes.models import Role, User
from tests.factories import make_member, make_organisation, make_person, make_programme

PUBLIC = ["home", "join", "sign_in", "card", "invitation", "link", "help", "privacy", "concern", "reading",
          "mindsets", "signed_out"]  # fmt: skip


@pytest.mark.parametrize("name", PUBLIC)
def test_anyone_reads_the_public_pages_and_reading_writes_nothing(
    anyone, name, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2) as seen:
        assert anyone.get(reverse(f"front:{name}")).status_code == 200
    assert not [query["sql"] for query in seen if not query["sql"].startswith("SELECT")]
    assert anyone.head(reverse(f"front:{name}")).status_code == 200


@pytest.mark.parametrize("name", [name for name in PUBLIC if name != "home"])
def test_public_pages_serve_somebody_who_is_signed_in_too(ben, name):
    assert ben.get(reverse(f"front:{name}")).status_code in {200, 302}


def test_the_home_page_names_the_six_mindsets_and_credits_them(anyone):
    page = anyone.get("/").content.decode()
    for name in ("Elevating lived experience", "Being in the grey", "KA McKercher"):
        assert name in page


def test_outside_the_demo_nobody_looks_around_as_somebody(anyone, settings, programme):
    settings.DEMO = False
    make_member(programme, "Lead", Role.LEAD, "lead@demo.invalid")
    assert "Look around as" not in anyone.get("/").content.decode()
    assert anyone.post(reverse("front:demo_enter"), {"who": "lead"}).status_code == 404
    assert "_auth_user_id" not in anyone.session


@pytest.mark.parametrize(
    "asking",
    [{"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}],
)
def test_the_demo_opens_to_this_machine_only(anyone, settings, programme, asking):
    settings.DEMO = True
    make_member(programme, "Lead", Role.LEAD, "lead@demo.invalid")
    assert "Look around as" not in anyone.get("/", **asking).content.decode()
    assert anyone.post(reverse("front:demo_enter"), {"who": "lead"}, **asking).status_code == 404


def test_in_the_demo_one_button_a_person(anyone, settings, programme):
    settings.DEMO = True
    make_member(programme, "Lead", Role.LEAD, "lead@demo.invalid")
    someone = make_person("No email", id=demo.WITHOUT_EMAIL)
    make_member(programme, "No email", person=someone)
    page = anyone.get("/").content.decode()
    assert page.count('name="who"') == 6
    anyone.post(reverse("front:demo_enter"), {"who": "lead"})
    assert anyone.session["kind"] == "staff"
    other = Client()
    other.post(reverse("front:demo_enter"), {"who": "no_email"})
    assert other.session["_auth_user_id"] == str(someone.pk)
    assert other.post(reverse("front:demo_enter"), {"who": "nobody"}).status_code == 404
    assert other.get(reverse("front:demo_enter")).status_code == 405


def test_ben_is_led_to_his_one_programme(ben, programme):
    assert ben.get("/").url == reverse("front:arrive")
    assert ben.get(reverse("front:arrive")).url == programme.get_absolute_url()


@pytest.mark.parametrize("who", ["lena", "asha"])
def test_those_who_run_the_days_are_led_to_the_overview(request, who, programme):
    client = request.getfixturevalue(who)
    assert client.get(reverse("front:arrive")).url == reverse("programmes:overview", args=[programme.slug])


def test_hal_is_led_to_his_own_home(hal, programme):
    assert hal.get(reverse("front:arrive")).url == programme.get_absolute_url()


def test_ada_is_led_to_her_organisation(ada, organisation):
    assert ada.get(reverse("front:arrive")).url == reverse("organisation:programmes", args=[organisation.ref])


def test_with_several_programmes_there_is_a_list_of_one_s_own(
    ben, organisation, cora, django_assert_max_num_queries
):
    for number in range(5):
        make_member(make_programme(f"Programme {number}", organisation), person=ben.person)
    with django_assert_max_num_queries(6):
        page = ben.get(reverse("front:arrive")).content.decode()
    assert "My programmes" in page and "Programme 4" in page
    assert cora.programme.name not in page


def test_a_place_that_has_ended_is_on_nobody_s_list(ben):
    ben.membership.left_on = "2026-01-01"
    ben.membership.save()
    assert "You have no programme yet" in ben.get(reverse("front:arrive")).content.decode()


def test_finishing_ends_the_session_on_the_server(ben):
    old = ben.cookies["session"].value
    response = ben.post(reverse("front:sign_out"))
    assert response["Clear-Site-Data"] == '"cache"'
    assert "You are signed out" in ben.get(response.url).content.decode()
    stolen = Client()
    stolen.cookies["session"] = old
    assert stolen.get(reverse("front:arrive")).status_code == 302
    assert "_auth_user_id" not in stolen.session


def test_a_link_cannot_sign_somebody_out(ben):
    assert ben.get(reverse("front:sign_out")).status_code == 405
    assert ben.get(reverse("front:arrive")).status_code == 302


def test_reading_choices_stay_on_the_device_and_lead_back(anyone):
    page = reverse("front:reading")
    shown = anyone.get(page, HTTP_REFERER="http://testserver/help/").content.decode()
    assert 'name="back" value="/help/"' in shown
    wish = {"scheme": "dark", "text": "larger", "spacing": "wide", "back": "/help/"}
    response = anyone.post(page, wish)
    assert response.url == "/help/"
    assert (response.cookies["reading"].value, response.cookies["reading"]["httponly"]) == (
        "dark-larger-wide",
        True,
    )
    assert 'class="text-larger spacing-wide"' in anyone.get("/help/").content.decode()


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_reading_choices_lead_nowhere_else(anyone, back):
    wish = {"scheme": "dark", "text": "normal", "spacing": "normal", "back": back}
    assert anyone.post(reverse("front:reading"), wish).url == reverse("front:reading")
    page = anyone.get(reverse("front:reading"), HTTP_REFERER=back).content.decode()
    assert 'name="back" value=""' in page


def test_a_reading_choice_that_does_not_exist_is_asked_again(anyone):
    response = anyone.post(
        reverse("front:reading"), {"scheme": "pink", "text": "normal", "spacing": "normal"}
    )
    assert response.status_code == 422 and "reading" not in response.cookies


def test_whoever_is_worried_finds_somebody_without_signing_in(anyone, organisation):
    page = anyone.get(reverse("front:concern")).content.decode()
    assert "Bernie" in page and "01632 960 001" in page and "999" in page


def test_ben_finds_the_listener_of_his_own_programme(ben, programme):
    programme.listener_name, programme.listener_contact = "Sol", "01632 960 777"
    programme.save()
    make_organisation("Elsewhere")
    page = ben.get(reverse("front:concern")).content.decode()
    assert "Sol" in page and "01632 960 777" in page and "Elsewhere" not in page


def test_the_site_says_whether_it_is_well(anyone, monkeypatch):
    assert anyone.get("/healthz").content == b"ok"

    class Away:
        def cursor(self):
            raise OperationalError

    monkeypatch.setattr("programmes.front.views.connection", Away())
    response = anyone.get("/healthz")
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_search_engines_stay_out(anyone):
    assert b"Disallow: /" in anyone.get("/robots.txt").content


def test_far_too_much_at_once_is_413_with_kind_words(anyone, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = anyone.post(reverse("front:join"), {"code": "A" * 2000})
    assert response.status_code == 413
    assert "too much" in response.content.decode()


def test_ten_thousand_boxes_are_400(anyone):
    response = anyone.post(reverse("front:join"), {f"box{number}": "" for number in range(10_000)})
    assert response.status_code == 400


def test_a_database_that_is_away_is_503_and_worth_another_try(ben, monkeypatch, programme):
    def broken(*args, **kwargs):
        raise OperationalError

    ben.raise_request_exception = False
    monkeypatch.setattr("programmes.front.queries.places_of", broken)
    response = ben.get(reverse("front:arrive"))
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_names_are_shown_as_they_are_written(anyone, organisation):
    organisation.listener_name = "<script>alert(1)</script>{{7*7}}"
    organisation.save()
    page = anyone.get(reverse("front:concern")).content.decode()
    assert "<script>alert" not in page and "{{7*7}}" in page


def test_nobody_here_has_a_password(db):
    assert "password" not in {field.name for field in User._meta.get_fields()}
