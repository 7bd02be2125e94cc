"""Every member reads how a day's plan changed."""

from programmes.agenda import actions
from programmes.models import AgendaItem, DayPublication
from tests.factories import make_day, make_item, make_programme
from tests.programmes.agenda.pages import at, words_of


def publish_three_times(day, person):
    talk = make_item(day, "Talk", 30)
    actions.publish_day(day, by=person)
    AgendaItem.objects.filter(pk=talk.pk).update(minutes=40)
    make_item(day, "Song", 10)
    actions.publish_day(day, by=person)
    AgendaItem.objects.filter(pk=talk.pk).update(title="A talk")
    actions.publish_day(day, by=person)
    DayPublication.objects.filter(number=2).update(name="After the phone call")


def test_ben_reads_every_version_and_what_it_changed(asha, ben, day):
    publish_three_times(day, asha.person)
    page = words_of(ben.get(at("versions", day)))
    third, second, first = (page.index(f"Version {number}") for number in (3, 2, 1))
    assert third < second < first
    assert third < page.index("“Talk” is now called “A talk”") < second
    assert second < page.index("After the phone call") < page.index("Talk now takes 40 minutes") < first
    assert second < page.index("New: Song") < first < page.index("The first plan for everybody.")


def test_the_day_s_page_says_the_newest_in_three_lines(asha, ben, day):
    item = make_item(day, "Talk", 30)
    actions.publish_day(day, by=asha.person)
    assert "Nothing since the plan was first published." in words_of(ben.get(at("day", day)))
    for number in range(5):
        make_item(day, f"Song {number}", 10)
    AgendaItem.objects.filter(pk=item.pk).update(minutes=35)
    actions.publish_day(day, by=asha.person)
    page = ben.get(at("day", day))
    words = words_of(page)
    assert "Talk now takes 35 minutes" in words and "New: Song 0" in words
    assert "New: Song 1" not in words and "and 4 more things" in words
    assert at("versions", day) in page.content.decode()


def test_the_versions_of_a_day_that_is_not_published_are_hidden(asha, ben, programme):
    draft = make_day(programme, published_at=None)
    assert ben.get(at("versions", draft)).status_code == 404
    assert "This plan was not published yet." in words_of(asha.get(at("versions", draft)))


def test_a_draft_s_words_are_not_among_the_versions(asha, ben, day):
    publish_three_times(day, asha.person)
    AgendaItem.objects.filter(title="Song").update(title="Secret surprise")
    assert "Secret surprise" not in words_of(ben.get(at("versions", day)))


def test_cora_finds_no_versions(cora, day):
    assert cora.get(at("versions", day)).status_code == 404
    assert cora.get(at("versions", make_day(make_programme("Third")))).status_code == 404
