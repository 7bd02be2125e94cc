"""Stories in a real browser: the demo's people, with scripts and without, and no complaint on any page."""

import os
import shutil

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from programmes.models import Programme, User
from tests.conftest import sign_in

# Playwright runs an event loop of its own, in which Django would refuse to ask the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is slow, not wrong.
expect.set_options(timeout=15_000)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("There is no Chromium here, so no story can be told (apt-get install chromium).")
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET}


@pytest.fixture
def demo(transactional_db, settings):
    """The demo programme, loaded anew; today is its third day."""
    settings.DEMO = True
    call_command("load_demo", verbosity=0)
    return Programme.objects.get()


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def visit(browser, live_server, demo, settings):
    """visit("member@demo.invalid") → a page signed in as that person; it fails the test when it complains."""
    settings.BASE_URL = live_server.url
    contexts, complaints = [], []

    def open_as(email=None, *, scripts=True, width=1280, height=900, **more):
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",  # a colour in the middle of a change has no contrast to measure
            **more,
        )
        contexts.append(context)
        if email:
            cookie = sign_in(User.objects.get(email=email)).cookies["session"].value
            context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.complaints = complaints
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def at(demo):
    """The address of a page of the demo: at("days/")."""
    return lambda rest="": f"/p/{demo.slug}/{rest}"
