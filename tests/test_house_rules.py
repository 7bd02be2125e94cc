"""Taste and promises that can be checked by reading the source."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LISTED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=True,
).stdout.split("\n")
FILES = [ROOT / name for name in LISTED if name and (ROOT / name).is_file()]
TOP = (
    "manage.py copro programmes mindsets templates static tests pyproject.toml README.md LICENSE "
    "CHANGELOG.md Makefile requirements docs deploy benchmarks"
)


def files(*endings, under=""):
    return [
        path
        for path in FILES
        if path.suffix in endings
        and str(path.relative_to(ROOT)).startswith(under)
        and "vendor" not in path.parts
    ]


def named(paths):
    return {"argvalues": paths, "ids": lambda path: str(path.relative_to(ROOT))}


CODE = [path for path in files(".py", ".html", ".css", ".js") if "migrations" not in path.parts]
TEMPLATES = files(".html", under="templates")


@pytest.mark.parametrize("path", **named(CODE))
def test_files_stay_short(path):
    assert len(path.read_text().splitlines()) <= 300


def test_the_top_level_holds_only_what_belongs_there():
    found = {path.relative_to(ROOT).parts[0] for path in FILES}
    assert {name for name in found if not name.startswith(".")} <= set(TOP.split())


def imports(path):
    """Every dotted module name that a source file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", **named(files(".py", under="programmes")))
def test_programmes_never_imports_mindsets(path):
    assert not [name for name in imports(path) if name.split(".")[0] == "mindsets"]


@pytest.mark.parametrize("path", **named([p for p in files(".py", under="copro") if p.name != "urls.py"]))
def test_the_site_knows_no_domain(path):
    assert not [name for name in imports(path) if name.split(".")[0] in {"mindsets", "programmes"}]


@pytest.mark.parametrize(
    "path",
    **named(
        [p for p in CODE if p.suffix == ".py" and "tests" not in p.parts and not p.stem.endswith("urls")]
    ),
)
def test_only_urls_import_views(path):
    own = [name for name in imports(path) if name.split(".")[0] in {"copro", "programmes", "mindsets"}]
    assert not [name for name in own if "views" in name.split(".")]


FORBIDDEN = {
    "an inline style": r"\sstyle=",
    "a style block": r"<style",
    "an inline script": r"<script(?![^>]*(\bsrc=|application/json))",
    "an inline handler": r"\son[a-z]+=",
    "hx-on": r"hx-on",
    "evaluated values": r"\bjs:|javascript:",
    "a trigger filter": r"hx-trigger=\"[^\"]*\[",
    "unescaped text": r"\|safe\b|autoescape off",
}


@pytest.mark.parametrize("path", **named(TEMPLATES))
@pytest.mark.parametrize("what", FORBIDDEN)
def test_templates_keep_to_the_content_security_policy(path, what):
    assert not re.search(FORBIDDEN[what], path.read_text()), what


@pytest.mark.parametrize("path", **named([p for p in files(".py") if "tests" not in p.parts]))
def test_nothing_is_marked_safe(path):
    assert "mark_safe" not in path.read_text()


@pytest.mark.parametrize("path", **named([p for p in files(".py") if "tests" not in p.parts]))
def test_links_are_built_from_the_base_url_setting(path):
    assert "build_absolute_uri" not in path.read_text()


@pytest.mark.parametrize("path", **named([p for p in files(".py") if p.name.endswith("views.py")]))
def test_every_fragment_that_a_view_names_exists(path):
    source = path.read_text()
    every_template = "\n".join(template.read_text() for template in TEMPLATES)
    for name in re.findall(r"fragment=\"([\w-]+)\"", source):
        assert re.search(rf"partialdef {re.escape(name)}\b", every_template), name


WORDS_FOR_PEOPLE = re.compile(r">\s*([A-Za-z][a-z’']+ [a-z][^<>{}]*)<")


@pytest.mark.parametrize("path", **named(TEMPLATES))
def test_words_on_screens_can_be_translated(path):
    text = re.sub(r"\{% blocktrans(?:late)?.*?endblocktrans(?:late)? %\}", "", path.read_text(), flags=re.S)
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.S)
    assert not WORDS_FOR_PEOPLE.findall(text)


@pytest.mark.parametrize("path", **named(files(".js", under="static/js")))
def test_own_scripts_are_small_and_evaluate_nothing(path):
    source = path.read_text()
    assert len(source.encode()) <= 3 * 1024
    assert not re.search(r"\beval\(|new Function|innerHTML\s*=|document\.write", source)
