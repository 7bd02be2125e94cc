"""What each page costs: queries for few people and for many, and bytes of a first view."""

import gzip
import re
import urllib.error
import urllib.request

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.data import session_for
from benchmarks.report import Bar

MOST_QUERIES = 12
FIRST_VIEW, SCRIPTS = 100 * 1024, 25 * 1024
STAFF = [
    "overview/", "settings/", "publish/", "days/", "days/{day}/", "days/{day}/plan/", "people/",
    "people/{person}/", "people/invitations/", "teams/", "teams/{team}/", "days/{day}/check-in/", "register/",
    "register/?view=lines", "days/{day}/sheet/", "export/", "audit/", "mindsets/", "poster/", "cards/",
    "letters/", "days/{day}/letters/", "library/", "days/{day}/ready/", "days/{day}/fire/",
    "days/{day}/visitors/", "days/{day}/run/", "days/{day}/after/", "days/{day}/sessions/",
    "days/{day}/paper/", "days/{day}/check-in/everyone/", "thanks/", "people/doubles/",
]  # fmt: skip
MEMBERS = [
    "", "me/", "me/days/", "me/thanks/", "days/{day}/", "days/{day}/now/", "days/{day}/record/",
    "days/{day}/versions/", "days/{day}/suggestions/", "teams/{team}/", "reflections/",
    "reflections/{worksheet}/{mindset}/", "path/",
]  # fmt: skip
ADMINS = ["", "new/", "settings/", "admins/", "export/", "audit/"]
WEIGHED = ["overview/", "days/{day}/plan/", "days/{day}/check-in/", "days/{day}/run/", "register/"]
WEIGHED_OF_MEMBERS = ["", "days/{day}/", "reflections/{worksheet}/{mindset}/", "path/"]
ASSETS = re.compile(r'(?:href|src)="(/static/[^"#]+)')


def _client(person, kind):
    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.cookies["session"] = session_for(person, kind)
    return client


def _paths(made, paths):
    member = made.people[0]
    parts = {
        "day": made.days[2].ref,
        "person": member.ref,
        "team": member.team.ref,
        "worksheet": made.worksheet.ref,
        "mindset": made.worksheet.version.mindsets.first().key,
    }
    return [f"/p/{made.programme.slug}/{path.format(**parts)}" for path in paths]


def _all_pages(made):
    """[(name, client, address)] of every page that is measured."""
    lead, member = _client(made.lead.person, "staff"), _client(made.people[0].person, "member")
    pages = [(f"staff /{name}", lead, path) for name, path in zip(STAFF, _paths(made, STAFF), strict=True)]
    pages += [
        (f"member /{name}", member, path) for name, path in zip(MEMBERS, _paths(made, MEMBERS), strict=True)
    ]
    pages += [(f"admin /{name}", lead, f"/o/{made.organisation.ref}/{name}") for name in ADMINS]
    return pages


def queries(few, many):
    """A Bar for every page: at most twelve queries, and no more with many people than with few."""
    bars = []
    for (name, *small), (_name, *large) in zip(_all_pages(few), _all_pages(many), strict=True):
        (status, counted), (_status, again) = _count(*small), _count(*large)
        met = status == 200 and counted == again and again <= MOST_QUERIES
        told = f"{counted:3} with {len(few.people) + 1}, {again:3} with {len(many.people) + 1}"
        bars.append(Bar(name, told if status == 200 else f"answered {status}", met))
    return bars


def _count(client, path):
    client.get(path)  # a session's first page writes down that it was seen
    with CaptureQueriesContext(connection) as captured:
        status = client.get(path).status_code
    return status, len(captured)


def weights(made, address):
    """A Bar for the heaviest kinds of page: what a first view fetches, compressed as it is on the wire."""
    staff, member = session_for(made.lead.person, "staff"), session_for(made.people[0].person, "member")
    found = [("front /", "", "/")]
    found += [("staff", staff, path) for path in _paths(made, WEIGHED)]
    found += [("member", member, path) for path in _paths(made, WEIGHED_OF_MEMBERS)]
    return [_weigh(address, *each) for each in found]


def _weigh(address, who, session, path):
    name = f"{who} /{path.split('/', 3)[-1]}" if session else who
    try:
        page = _fetch(address, path, session)
    except urllib.error.HTTPError as error:
        return Bar(name, f"answered {error.code}", False)
    text = page.decode()
    assets = {
        asset: len(_fetch(address, asset, "", wire=True)) for asset in sorted(set(ASSETS.findall(text)))
    }
    scripts = sum(size for asset, size in assets.items() if asset.endswith(".js"))
    whole = len(gzip.compress(page, 6)) + sum(assets.values())
    told = (
        f"{whole / 1024:5.1f} KB, of it scripts {scripts / 1024:4.1f} KB, page {len(page) / 1024:6.1f} KB raw"
    )
    return Bar(name, told, whole < FIRST_VIEW and scripts < SCRIPTS)


def _fetch(address, path, session, *, wire=False):
    request = urllib.request.Request(f"http://{address[0]}:{address[1]}{path}")  # noqa: S310
    if session:
        request.add_header("Cookie", f"session={session}")
    if wire:
        request.add_header("Accept-Encoding", "br, gzip")
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return answer.read()
