"""What helps Ben is on no page of anybody who does not run the days: every route is walked."""

import pytest
from django.conf import settings

from programmes.models import AccessJob, AccessNeed, Membership, PersonalCard
from tests.access.matrix import OK, ROW_OF, ROWS
from tests.access.test_matrix import OURS, address, worksheet_values
from tests.access.world import furnish

CANARY = "zanzibar by the window"
# As Ben's own pages, and those of the people running the days, say it.
KINDS = ("loop", "quiet", "parking", "easy_read", "companion")
LABELS = (
    "A hearing loop",
    "A quiet room to go to",
    "Parking close to the door",
    "easy to read, with pictures",
    "Somebody stays with Ben",
)
# Where somebody is asked what helps themselves: there the labels stand beside empty boxes.
ASKING = {"programmes:my_details", "front:about_you"}


@pytest.fixture
def world(programme, lena, ben, asha):
    """Mia, whom every address names, has needs; a job of hers has been given to Asha and done."""
    found = furnish(programme, by=lena.person)
    mia = Membership.objects.get(programme=programme, ref=found["person"])
    need = AccessNeed(
        programme=programme,
        membership=mia,
        helps=list(KINDS),
        agreed_at="2027-01-01T00:00Z",
        please_greet=True,
        help_to_leave=True,
    )
    need.words = CANARY
    need.save()
    day = programme.days.get(ref=found["day"])
    job = AccessJob(
        programme=programme,
        day=day,
        membership=mia,
        help="loop",
        who=asha.membership,
        done_by=asha.membership,
    )
    job.save()
    for_all = AccessJob(programme=programme, day=day)
    for_all.words = CANARY
    for_all.save()
    PersonalCard.objects.filter(programme=programme).delete()
    return found


# After these there is nobody to walk on.
THE_END = {"front:sign_out", "front:not_me", "programmes:leave"}


def pages(client, world):
    """(route, answer) of everything that this person is answered: first to looking, then to empty forms."""
    ways = [(name, address(route, worksheet_values(name, world))) for name, route, _view in OURS]
    for name, where in ways:
        yield name, client.get(where)
    for name, where in ways:
        if name not in THE_END:
            yield name, client.post(where, {})
    assert client.get("/here-i-am/").wsgi_request.user == client.person


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


@pytest.mark.parametrize("who", ["hal", "ben", "ada", "cora"])
def test_no_page_tells_what_helps_mia(request, world, who):
    client, told = request.getfixturevalue(who), []
    for name, response in pages(client, world):
        text = body(response)
        secrets = [CANARY] if name in ASKING else [CANARY, *LABELS]
        told += [(name, secret) for secret in secrets if secret in text]
    assert not told


def test_those_who_run_the_day_do_see_it(world, asha):
    """The same walk finds it where it belongs, so it would find it elsewhere."""
    seen = {name for name, response in pages(asha, world) if CANARY in body(response)}
    assert {"programmes:person", "programmes:access_need", "programmes:getting_ready"} <= seen
    assert seen <= {name for name, row in ROW_OF.items() if row == "set up"} | {"programmes:person"}


def test_an_admin_who_reads_the_register_has_no_page_of_it():
    """The table of access gives admins no row in which needs stand."""
    for name in ("getting_ready", "ready_job", "access_need", "need_reviewed"):
        assert ROWS[ROW_OF[f"programmes:{name}"]][5] == 403 != OK


def test_nothing_that_can_be_logged_names_a_need(world, asha, caplog):
    caplog.set_level("DEBUG")
    list(pages(asha, world))
    assert CANARY not in caplog.text
    assert settings.DEBUG is False
