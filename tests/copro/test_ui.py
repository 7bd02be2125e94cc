"""The parts of a page, the scripts and styles behind them, and the pages for when something went wrong."""

import gzip
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from copro import bundles
from copro.templatetags.ui import LOOKS, initials

ROOT = Path(__file__).resolve().parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
CSS = {path.name: path.read_text() for path in (STATIC / "css").glob("*.css")}
MARKUP = {path: path.read_text() for path in TEMPLATES.rglob("*.html")}
DRAWINGS = set(re.findall(r'id="([^"]+)"', (STATIC / "icons/icons.svg").read_text()))


def drawn(text, **context):
    return Template(text).render(Context(context))


def head(page):
    return page.split("</head>")[0]


def page(template="layout/public.html", **context):
    request = RequestFactory().get("/")
    request.user = context.pop("user", AnonymousUser())
    return render_to_string(template, context, request=request)


# Parts


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        *(("Amara Osei", "AO"), ("Mei-Ling Chan", "MC"), ("Ravi", "R"), ("  dee  marsh ", "DM")),
        *(
            ("محمد علي", "مع"),
            ("李", "李"),
            ("O’Brien Pat (Patsy)", "OP"),
            ("Élodie", "É"),
            ("🌸", "🌸"),
            ("", "?"),
        ),
    ],
)
def test_a_disc_shows_the_first_letters_of_any_name(name, letters):
    assert initials(name) == letters


def test_a_picture_with_words_speaks_and_one_without_is_silent():
    assert 'role="img" aria-label="Done"' in drawn('{% icon "check" "Done" %}')
    assert 'aria-hidden="true"' in drawn('{% icon "check" %}')


def test_a_name_in_a_page_stays_words():
    html = drawn("{% person name %}", name="<b>Amara</b>")
    assert "&lt;b&gt;Amara" in html
    assert "<bdi>" in html


def test_a_note_shows_its_words_as_words():
    html = drawn('{% note "look" "clock" title %}<p>{{ words }}</p>{% endnote %}', title="<i>", words="<i>")
    assert html.count("&lt;i&gt;") == 2
    assert '<div class="note look">' in html


def test_the_brain_has_a_thread_for_each_mindset():
    threads = set(re.findall(r'id="(strand-\w+)"', (STATIC / "icons/brain.svg").read_text()))
    assert {f"strand-{look}" for look in LOOKS} == threads
    assert drawn("{% brain %}").count("<use") == len(LOOKS)
    assert {f"m-{look}" for look in LOOKS} <= DRAWINGS


def test_every_icon_that_a_page_asks_for_is_drawn():
    asked = {
        name for text in MARKUP.values() for name in re.findall(r'{% (?:icon|note "\w*") "([\w-]+)"', text)
    }
    assert asked - DRAWINGS == set()


# The page round them


def test_a_page_speaks_its_language_and_has_one_way_past_the_top():
    html = page()
    assert '<html lang="en-gb"' in html
    assert '<a class="skip btn" href="#main">' in html
    assert html.count("<main ") == 1


def test_a_page_says_in_its_title_that_a_form_needs_another_look():
    wrong = SimpleNamespace(errors={"name": ["Tell us your name"]})
    assert "<title>Error: " in page(form=wrong)
    assert "<title>Error" not in page(form=SimpleNamespace(errors={}))


@pytest.mark.parametrize(
    ("scheme", "link", "meta"),
    [
        ("system", "prefers-color-scheme", "light dark"),
        ("dark", "css/dark.css", "dark"),
        ("light", None, "light"),
    ],
)
def test_the_page_is_as_dark_as_the_person_chose(client, db, scheme, link, meta):
    client.cookies["reading"] = f"{scheme}-larger-wide"
    html = client.get("/help/").content.decode()
    assert f'name="color-scheme" content="{meta}"' in html
    assert ("dark.css" in head(html)) == bool(link)
    assert link is None or link in head(html)
    assert ("prefers-color-scheme" in head(html)) == (scheme == "system")
    assert 'class="text-larger spacing-wide"' in html


def test_paper_is_white_at_night_too():
    assert "dark.css" not in MARKUP[TEMPLATES / "layout/paper.html"]
    assert "{% block dark %}{% endblock %}" in MARKUP[TEMPLATES / "layout/paper.html"]


def test_htmx_keeps_no_copy_of_a_page_and_leaves_a_page_that_failed_as_it_was():
    text = re.search(r"name=\"htmx-config\" content='([^']+)'", page()).group(1)
    config = json.loads(text)
    assert config["history"] is False
    assert config["includeIndicatorCSS"] is False
    assert config["mode"] == "same-origin"
    assert {401, 403, 404, 409, 413, 429, "5xx"} <= set(config["noSwap"])
    assert 422 not in config["noSwap"]
    known = (STATIC / "vendor/htmx.min.js").read_text()
    assert all(name in known for name in config)


def test_somebody_else_signed_in_has_another_mark_and_the_mark_tells_nothing():
    def mark(pk):
        user = SimpleNamespace(pk=pk, is_authenticated=True, name="Amara")
        return drawn("{% reader_mark %}", request=SimpleNamespace(user=user))

    assert mark(1) == mark(1) != mark(2)
    assert re.fullmatch(r"[0-9a-f]{16}", mark(12345))
    assert drawn("{% reader_mark %}") == ""


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_the_page_for_our_own_failure_needs_nothing_to_draw(name):
    html = render_to_string(name)  # no database fixture: a query would fail this test
    assert "<h1>" in html
    assert 'lang="en' in html


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "413.html", "429.html"]
)
def test_a_page_for_a_mistake_shows_a_way_on(name):
    html = page(name)
    assert "<h1>" in html
    assert 'href="/"' in html


# Styles and scripts


def test_what_a_members_page_loads_of_styles_stays_small():
    names = [f"{part}.css" for part in bundles.PARTS]
    whole = "\n".join(bundles.squeeze(CSS[name]) for name in names)
    rest = [bundles.squeeze(CSS[name]) for name in ("dark.css", "print.css")]
    assert sum(len(gzip.compress(text.encode())) for text in [whole, *rest]) < 10_000


def test_squeezing_styles_takes_only_what_nobody_sees():
    before = (
        '.a  >  .b::before {\n  content: "; { }  x: y";\n  top: calc(1px + 2px); /* why */\n}\n.c :hover { }'
    )
    assert bundles.squeeze(before) == '.a > .b::before{content:"; { }  x: y";top:calc(1px + 2px)}.c :hover{}'
    assert bundles.squeeze(bundles.squeeze(before)) == bundles.squeeze(before)


def test_collected_styles_are_one_file_with_every_part(tmp_path, settings):
    from django.core.management import call_command

    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "copro.bundles.Storage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    named = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    site = (tmp_path / named["css/site.css"]).read_text()
    assert "atkinson" in site
    assert all((tmp_path / "css" / font).exists() for font in re.findall(r'url\("([^"]+)"\)', site))
    for words in (".masthead", ".choice", ".stone", ".steps", ".toast", ".t.fold"):
        assert words in site
    assert (tmp_path / f"{named['css/site.css']}.br").exists()


def test_nothing_points_at_a_map_that_is_not_shipped():
    assert "sourceMappingURL" not in (STATIC / "vendor/htmx.min.js").read_text()


@pytest.mark.parametrize("name", sorted(CSS))
def test_styles_are_laid_out_for_reading(name):
    text = CSS[name]
    assert text.count("{") == text.count("}")
    assert not re.search(r";[^\n]*;", re.sub(r"\"[^\"]*\"|/\*.*?\*/|url\([^)]*\)", "", text))
