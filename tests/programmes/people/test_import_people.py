"""Bringing in a list: look first, agree, and only then is anything written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programmes.models import AuditEvent, ImportDraft, Membership, Team, User
from tests.factories import make_member
from tests.programmes.people.lists import bring_in, draft_of, names, preview_at, upload, workbook


def test_asha_pastes_names_one_a_line(asha, programme):
    response = upload(asha, programme, "Dilys Morgan\n\n  Madonna  \nMei-Ling Chan\n")
    assert response.status_code == 302 and names(programme) == {"Asha Rao"}
    page = asha.get(response.url).content.decode()
    assert "Dilys Morgan" in page and "Nothing is written yet" in page and "Bring in 3 people" in page
    assert names(programme) == {"Asha Rao"}
    asha.post(response.url)
    assert names(programme) == {"Asha Rao", "Dilys Morgan", "Madonna", "Mei-Ling Chan"}
    member = programme.memberships.get(name="Dilys Morgan")
    assert (member.role, member.came_by, member.sort_name) == ("member", "imported", "morgan dilys")


def test_a_csv_with_many_columns_fills_in_what_is_known(asha, programme, team):
    data = (
        "Last name,First name,Email address,Team,Name used,Seat,Organisation,Phone,Shoes\n"
        'Chan,Mei-Ling,mei@example.org,WAITING WELL,Mei,"Carer; staff; juggler","Eastmere, Ltd",01632,5\n'
    )
    bring_in(asha, programme, data.encode())
    member = programme.memberships.select_related("person", "team").get(name="Mei-Ling Chan")
    assert member.person.email == "mei@example.org" and member.team == team and member.called == "Mei"
    assert member.parts == ["carer", "staff", "other"] and member.part_in_own_words == "juggler"
    assert member.belongs_to == "Eastmere, Ltd" and member.reach_by == "01632"


def test_a_workbook_is_read_like_a_csv(asha, programme):
    data = workbook(
        ["Name", "Email", "Phone"], ["Dilys Morgan", None, 1632960003], ["Joe", "joe@example.org", None]
    )
    bring_in(asha, programme, data, "list.xlsx")
    assert programme.memberships.get(name="Dilys Morgan").reach_by == "1632960003"
    assert programme.memberships.get(name="Joe").person.email == "joe@example.org"


def test_asha_puts_the_columns_right(asha, programme):
    response = upload(asha, programme, b"Who,Where\nDilys Morgan,Eastmere\nJoe Hartley,Westmere\n")
    page = response.content.decode()
    assert response.status_code == 422 and "No “name” column; found: Who, Where" in page
    draft = draft_of(programme)
    columns = reverse("programmes:import_columns", args=[programme.slug, draft.ref])
    response = asha.post(columns, {"has_headings": "on", "column-0": "name", "column-1": "belongs_to"})
    assert response.status_code == 302
    asha.post(response.url)
    assert names(programme) == {"Asha Rao", "Dilys Morgan", "Joe Hartley"}
    assert programme.memberships.get(name="Joe Hartley").belongs_to == "Westmere"


def test_a_column_that_cannot_be_is_refused(asha, programme):
    upload(asha, programme, "Dilys Morgan")
    columns = reverse("programmes:import_columns", args=[programme.slug, draft_of(programme).ref])
    assert asha.post(columns, {"column-0": "role"}).status_code == 422
    assert asha.post(columns, {"column-0": ""}).status_code == 422


def test_people_who_are_here_by_email_are_left_alone(asha, programme, ben):
    page = upload(asha, programme, "Benjamin C, BEN@example.org\nJoe Hartley, joe@example.org")
    preview = asha.get(page.url).context["preview"]
    assert [row.name for row in preview.here] == ["Benjamin C"] and [r.name for r in preview.new] == [
        "Joe Hartley"
    ]
    asha.post(page.url)
    ben.membership.refresh_from_db()
    assert ben.membership.name == "Ben Carter" and programme.memberships.count() == 3


def test_a_name_that_is_here_is_asked_about_one_by_one(asha, programme, ben, bea):
    page = upload(asha, programme, "Ben Carter\nBea Lind\nJoe Hartley")
    assert "Is this the same person?" in asha.get(page.url).content.decode()
    asha.post(page.url, {"others": ["2"]})
    assert sorted(programme.memberships.values_list("name", flat=True)) == [
        "Asha Rao", "Bea Lind", "Bea Lind", "Ben Carter", "Joe Hartley",
    ]  # fmt: skip


def test_the_same_name_twice_in_a_list_is_asked_about(asha, programme):
    page = upload(asha, programme, "Joe Hartley\nJoe Hartley")
    preview = asha.get(page.url).context["preview"]
    assert preview.same_name[0].says == "Same name as row 1"
    asha.post(page.url)
    assert programme.memberships.filter(name="Joe Hartley").count() == 1


def test_an_email_twice_in_a_list_imports_nothing(asha, programme):
    page = upload(asha, programme, "Ann Lee, a@example.org\nJoe, joe@example.org\nAnna Lee, A@example.org")
    response = asha.post(page.url)
    text = response.content.decode()
    assert response.status_code == 422 and names(programme) == {"Asha Rao"}
    assert "Same email as row 3" in text and "Same email as row 1" in text
    asha.post(page.url, {"leave_out_problems": "on"})
    assert names(programme) == {"Asha Rao", "Joe"}


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("Z" + "\u0300" * 200, "Too many accent marks"),
        ("x" * 121, "Shorten by 1"),
        ("Ann\x07Lee", "Remove the hidden character"),
    ],
)
def test_problems_are_listed_by_row(asha, programme, cell, says):
    page = upload(
        asha,
        programme,
        f"Name,Email\nJoe,joe@example.org\n{cell},\n,nobody@example.org\nAnn,not one".encode(),
    )
    problems = {row.number: row.says for row in asha.get(page.url).context["preview"].problems}
    assert problems == {3: says, 4: "Enter a name", 5: "Enter one address"}


def test_teams_of_the_list_are_made_only_when_ticked(asha, programme, team):
    page = upload(asha, programme, "Name\tTeam\nAnn\twaiting well\nBob\tNew team\nCat\tnew TEAM")
    assert asha.get(page.url).context["preview"].new_teams == ["new TEAM"]
    asha.post(page.url)
    assert Team.objects.count() == 1 and programme.memberships.get(name="Bob").team is None
    assert programme.memberships.get(name="Ann").team == team
    bring_in(asha, programme, "Name\tTeam\nDan\tNew team\nEve\tnew TEAM", make_teams="on")
    made = Team.objects.exclude(pk=team.pk).get()
    assert {m.name for m in made.memberships.all()} == {"Dan", "Eve"}


def test_the_same_list_twice_changes_nothing(asha, programme):
    data = b"Name,Email\nDilys Morgan,\nJoe,joe@example.org\n"
    bring_in(asha, programme, data)
    response = upload(asha, programme, data)
    assert response.status_code == 422 and "Already imported on" in response.content.decode()
    page = upload(asha, programme, b"Name,Email,Team\nJoe,joe@example.org,\n")
    assert "Already imported" in asha.get(page.url).content.decode()
    assert asha.post(page.url).status_code == 422
    assert programme.memberships.count() == 3


def test_agreeing_twice_brings_people_in_once(asha, programme):
    page = upload(asha, programme, "Dilys Morgan\nJoe Hartley")
    asha.post(page.url)
    response = asha.post(page.url, follow=True)
    assert "Already imported on" in response.content.decode() and programme.memberships.count() == 3


def test_the_names_do_not_stay_behind(asha, programme):
    page = upload(asha, programme, "Dilys Morgan\nJoe Hartley")
    draft = draft_of(programme)
    assert b"Dilys" not in bytes(draft.sealed_rows)
    asha.post(page.url)
    draft.refresh_from_db()
    assert draft.done_at and bytes(draft.sealed_rows) == b""
    upload(asha, programme, "Somebody Else")
    asha.post(reverse("programmes:import_forget", args=[programme.slug, draft_of(programme).ref]))
    assert ImportDraft.objects.count() == 1


def test_lists_nobody_agreed_to_go_after_a_day(asha, lena, programme):
    upload(asha, programme, "Dilys Morgan")
    ImportDraft.objects.update(created_at=timezone.now() - timezone.timedelta(days=2))
    upload(lena, programme, "Joe Hartley")
    assert draft_of(programme).made_by == lena.person


def test_the_trail_holds_counts_only(asha, programme):
    bring_in(asha, programme, "Name\tTeam\nDilys Morgan\tNew", make_teams="on")
    event = AuditEvent.objects.get(verb="people_imported")
    assert event.facts == {"people": 1, "teams": 1} and event.actor == asha.person


def test_a_formula_is_kept_as_text(asha, programme):
    bring_in(asha, programme, b'Name,Organisation\nAnn,"=HYPERLINK(""http://x"")"\n')
    assert programme.memberships.get(name="Ann").belongs_to == '=HYPERLINK("http://x")'


def test_somebody_known_elsewhere_keeps_their_one_sign_in(asha, programme, cora):
    bring_in(asha, programme, "Cora S, CORA@example.org")
    assert programme.memberships.get(name="Cora S").person == cora.person


def test_a_list_cannot_give_a_role(asha, programme):
    bring_in(asha, programme, b"Name,Role,Email\nJoe,lead,joe@example.org\n")
    assert programme.memberships.get(name="Joe").role == "member"


def test_names_from_an_old_file_are_asked_about(asha, programme):
    page = upload(asha, programme, "Name,Team\nJosé,\nZoë,\n".encode("cp1252"))
    text = asha.get(page.url).content.decode()
    assert "Is “José” right?" in text
    assert asha.post(page.url).status_code == 422
    asha.post(page.url, {"names_are_right": "on"})
    assert names(programme) == {"Asha Rao", "José", "Zoë"}


def test_another_way_to_read_an_old_file_can_be_chosen(asha, programme):
    page = upload(asha, programme, "Name,Team\nJosé,\n".encode("mac_roman"))
    columns = reverse("programmes:import_columns", args=[programme.slug, draft_of(programme).ref])
    sent = {"has_headings": "on", "column-0": "name", "column-1": "team", "encoding": "mac_roman"}
    assert asha.post(columns, sent).status_code == 302
    asha.post(page.url, {"names_are_right": "on"})
    assert "José" in names(programme)


def test_a_list_with_problems_can_be_corrected_on_the_page(asha, programme):
    page = upload(asha, programme, b"Name,Email\nJoe,joe@\nAnn,ann@example.org\n")
    text = asha.get(page.url).content.decode()
    assert "Correct the list here" in text and "Joe\tjoe@" in text
    bring_in(asha, programme, "Name\tEmail\nJoe\tjoe@example.org\nAnn\tann@example.org")
    assert names(programme) == {"Asha Rao", "Joe", "Ann"}


def test_only_who_brought_a_list_sees_it(asha, lena, cora, ben, ada, hal, anyone, programme):
    page = upload(asha, programme, "Dilys Morgan")
    draft = draft_of(programme)
    assert lena.get(page.url).status_code == 404 and lena.post(page.url).status_code == 404
    assert cora.get(page.url).status_code == 404
    theirs = reverse("programmes:import_preview", args=[cora.programme.slug, draft.ref])
    assert cora.get(theirs).status_code == 404
    start = reverse("programmes:import_people", args=[programme.slug])
    for client in (ben, ada, hal):
        assert client.get(page.url).status_code == 403 and client.get(start).status_code == 403
        assert client.post(start, {"pasted": "x"}).status_code == 403
    assert anyone.get(page.url).status_code == 302
    assert names(programme).isdisjoint({"Dilys Morgan", "x"})


def test_two_who_add_the_same_person_at_once_lose_nothing(asha, programme):
    page = upload(asha, programme, "Joe, joe@example.org\nAnn, ann@example.org")
    make_member(programme, "Joe H", email="joe@example.org")
    assert asha.post(page.url).status_code == 302
    assert names(programme) == {"Asha Rao", "Joe H", "Ann"}


def test_a_draft_without_rows_says_so(asha, programme):
    ImportDraft.objects.create(programme=programme, made_by=asha.person, fingerprint="0" * 64)
    response = asha.get(preview_at(programme))
    assert response.status_code == 200 and "This file has no rows" in response.content.decode()


def test_ten_thousand_people_come_in_with_as_few_questions_as_a_hundred(asha, programme):
    hundred = "\n".join(f"Early {n} Name{n},early{n}@example.org,Team {n % 20}" for n in range(100))
    with CaptureQueriesContext(connection) as few:
        bring_in(asha, programme, f"Name,Email,Team\n{hundred}".encode(), make_teams="on")
    rows = "\n".join(f"Person {n} Surname{n},person{n}@example.org,Team {n % 20}" for n in range(10_000))
    with CaptureQueriesContext(connection) as many:
        bring_in(asha, programme, f"Name,Email,Team\n{rows}".encode(), make_teams="on")
    # People are written some thousand at a time: a few statements more are right, one each is not.
    assert len(many) < len(few) + 60
    assert Membership.objects.filter(programme=programme).count() == 10_101
    assert User.objects.filter(email="person9999@example.org").exists() and Team.objects.count() == 20
    response = upload(asha, programme, f"Name,Email,Team\n{rows}\nOne More,,".encode())
    assert response.status_code == 422 and "At most 10,000" in response.content.decode()
