"""Who sees what: nothing until its writer says so, and nothing any more once they take it back."""

import pytest
from django.db import connection
from django.urls import reverse

from mindsets.models import Entry, SharedEntry
from tests.access.test_matrix import OURS, address, worksheet_values
from tests.access.world import furnish
from tests.conftest import sign_in
from tests.factories import make_member

CANARY = "canary-7f3a-only-ben"


@pytest.fixture
def mate(programme, team):
    membership = make_member(programme, "Mo Hall", team=team, email="mo@example.org")
    return sign_in(membership.person, membership)


def team_page(programme, team):
    return reverse("programmes:team", args=[programme.slug, team.ref])


def shared_page(programme):
    return reverse("mindsets:shared", args=[programme.slug])


def test_only_ben_finds_what_ben_kept_for_himself(
    request, programme, team, worksheet, ben, mate, page, answer, caplog
):
    """Everybody opens every page there is, exports included; his own words are found in his pages only."""
    ben.post(page(), answer(ben, words=CANARY, typed_by=f"{CANARY}-typist"))
    values = furnish(programme) | {
        "worksheet": worksheet.ref,
        "team": team.ref,
        "person": ben.membership.ref,
        "entry": Entry.objects.get(membership=ben.membership).ref,
    }
    others = [
        mate,
        *(request.getfixturevalue(name) for name in ("bea", "asha", "lena", "ada", "otto", "cora")),
    ]
    leaks = []
    for name, route, _view in OURS:
        where = address(route, worksheet_values(name, values))
        for client in others:
            for answered in (client.get(where), client.post(where)):
                content = b"".join(answered) if answered.streaming else answered.content
                if CANARY.encode() in content:
                    leaks.append((name, client.person.name))
    assert not leaks
    assert CANARY not in caplog.text
    assert CANARY in ben.get(page()).text


def test_the_tables_hold_no_word_of_it(ben, page, answer):
    ben.post(page(), answer(ben, words=CANARY, sharing="team"))
    with connection.cursor() as cursor:
        for table in ("mindsets_entry", "mindsets_sharedentry", "programmes_auditevent"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            stored = str(cursor.fetchall())
            assert CANARY not in stored
            assert CANARY.encode().hex() not in stored


def test_a_crash_while_saving_logs_no_word_of_it(ben, page, answer, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError(CANARY)

    monkeypatch.setattr("mindsets.reflections.views.save_answer", broken)
    ben.raise_request_exception = False
    assert ben.post(page(), answer(ben, words=CANARY)).status_code == 500
    from copro.logs import JsonLine

    assert not any(CANARY in JsonLine().format(record) for record in caplog.records)


def test_what_ben_shares_with_his_team_is_read_by_his_team_alone(
    programme, team, ben, mate, bea, asha, lena, page, answer
):
    ben.post(page(), answer(ben, words=CANARY, sharing="team"))
    assert CANARY in mate.get(team_page(programme, team)).text
    for other in (bea, asha, lena):
        assert CANARY not in other.get(team_page(programme, team)).text
    assert CANARY not in asha.get(shared_page(programme)).text


def test_when_ben_changes_team_his_old_team_reads_it_no_more(
    programme, team, other_team, ben, mate, bea, page, answer
):
    ben.post(page(), answer(ben, words=CANARY, sharing="team"))
    ben.membership.team = other_team
    ben.membership.save()
    assert CANARY not in mate.get(team_page(programme, team)).text


def test_what_ben_shares_with_those_who_run_the_days_is_read_by_them_alone(
    programme, team, ben, mate, asha, ada, page, answer
):
    ben.post(page(), answer(ben, words=CANARY, sharing="facilitators"))
    assert CANARY in asha.get(shared_page(programme)).text
    assert CANARY not in mate.get(team_page(programme, team)).text
    assert ada.get(shared_page(programme)).status_code == 403


def test_a_quote_carries_a_name_only_when_ben_says_so(programme, ben, asha, page, answer):
    ben.post(page(), answer(ben, words="Quote me", sharing="quote"))
    text = asha.get(shared_page(programme)).text
    assert "Quote me" in text and "Without a name" in text
    ben.post(page(), answer(ben, words="Quote me", sharing="quote", quote_with_name="on", base_version="1"))
    assert "Without a name" not in asha.get(shared_page(programme)).text


@pytest.mark.parametrize("way", ["worksheet", "path", "delete"])
def test_taken_back_it_is_gone_at_once(programme, team, ben, mate, page, answer, way):
    ben.post(page(), answer(ben, words=CANARY, sharing="team"))
    entry = Entry.objects.get(membership=ben.membership)
    mine = reverse("mindsets:my_entry", args=[programme.slug, entry.ref])
    if way == "worksheet":
        ben.post(page(), answer(ben, words=CANARY, sharing="me", base_version="1"))
    else:
        ben.post(mine, {"delete" if way == "delete" else "unshare": "1"})
    assert CANARY not in mate.get(team_page(programme, team)).text
    assert not SharedEntry.objects.exists()
    assert Entry.objects.exists() is (way != "delete")


def test_nobody_takes_back_or_deletes_ben_s_words_for_him(programme, ben, mate, lena, page, answer):
    ben.post(page(), answer(ben, words=CANARY, sharing="team"))
    entry = Entry.objects.get(membership=ben.membership)
    mine = reverse("mindsets:my_entry", args=[programme.slug, entry.ref])
    for other in (mate, lena):
        assert other.post(mine, {"delete": "1"}).status_code == 404
    assert SharedEntry.objects.exists()


def test_ben_takes_everything_he_wrote_with_him(programme, ben, page, answer):
    ben.post(page(), answer(ben, words=CANARY, typed_by="Pat"))
    copy = ben.get(reverse("mindsets:download", args=[programme.slug]))
    assert copy["Content-Disposition"].startswith("attachment")
    assert copy["Cache-Control"] == "no-store"
    assert CANARY in copy.text and "On the bench" in copy.text and "Typed for me by Pat" in copy.text


def test_the_path_tells_places_in_words_and_never_in_numbers(programme, ben, page, answer):
    ben.post(page(), answer(ben))
    text = ben.get(reverse("mindsets:path", args=[programme.slug])).text
    assert "On the bench" in text and "pausing" in text
    assert "%" not in text.split("<main", 1)[1].split("</main>", 1)[0]


def test_ben_takes_it_back_or_deletes_it_on_the_worksheet_too_also_when_it_is_closed(
    programme, worksheet, ben, page, answer
):
    ben.post(page(), answer(ben, sharing="team"))
    worksheet.closes_at = "2020-01-01T00:00Z"
    worksheet.save()
    text = ben.get(page()).text
    assert "Take it back" in text and "Delete it" in text
    entry = Entry.objects.get(membership=ben.membership)
    where = f"/p/{programme.slug}/path/entry/{entry.ref}/"
    assert ben.post(where, {"unshare": "1", "back": "worksheet"}).url == page()
    assert not SharedEntry.objects.exists()
    assert ben.post(where, {"delete": "1", "back": "worksheet"}).url == page()
    assert not Entry.objects.exists()


def test_who_can_see_it_is_said_in_words_on_the_path(programme, ben, page, answer):
    ben.post(page(), answer(ben, sharing="quote"))
    ben.post(page("doing"), answer(ben))
    text = ben.get(f"/p/{programme.slug}/path/").text
    assert "Anyone may quote this, without your name." in text
    assert "Only you can see this." in text


def test_a_quote_lends_words_and_neither_place_nor_day(programme, ben, asha, page, answer):
    ben.post(page(), answer(ben, sharing="quote", place="brambles", words="Lent words"))
    assert SharedEntry.objects.get().place == ""
    text = asha.get(shared_page(programme)).text
    assert "Lent words" in text and "In the brambles" not in text


def test_a_place_alone_is_no_quote(ben, page, answer):
    ben.post(page(), answer(ben, sharing="quote", words=""))
    assert not SharedEntry.objects.exists()


def test_the_overview_leads_asha_to_what_was_shared_and_ada_not(programme, asha, ada):
    overview = f"/p/{programme.slug}/overview/"
    assert shared_page(programme) in asha.get(overview).text
    assert shared_page(programme) not in ada.get(overview).text
