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


def that_break(paths, rule):
    """The files of which `rule(path)` finds something, with what it found."""
    return [f"{path.relative_to(ROOT)}: {found}" for path in paths if (found := rule(path))]


CODE = [path for path in files(".py", ".html", ".css", ".js") if "migrations" not in path.parts]
TEMPLATES = files(".html", under="templates")


def test_files_stay_short():
    def too_long(path):
        lines = len(path.read_text().splitlines())
        return lines if lines > 300 else None

    assert not that_break(CODE, too_long)


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


def imports_of(*apps):
    """A rule: which modules of these apps a file imports."""
    return lambda path: [name for name in imports(path) if name.split(".")[0] in apps]


def test_programmes_never_imports_mindsets():
    assert not that_break(files(".py", under="programmes"), imports_of("mindsets"))


def test_the_site_knows_no_domain():
    own = [path for path in files(".py", under="copro") if path.name != "urls.py"]
    assert not that_break(own, imports_of("mindsets", "programmes"))


def test_only_urls_import_views():
    def views_in(path):
        own = imports_of("copro", "programmes", "mindsets")(path)
        return [name for name in own if any(part.endswith("views") for part in name.split("."))]

    code = [p for p in CODE if p.suffix == ".py" and "tests" not in p.parts and not p.stem.endswith("urls")]
    assert not that_break(code, views_in)


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


@pytest.mark.parametrize("what", FORBIDDEN)
def test_templates_keep_to_the_content_security_policy(what):
    assert not that_break(TEMPLATES, lambda path: re.search(FORBIDDEN[what], path.read_text()))


@pytest.mark.parametrize("word", ["mark_safe", "build_absolute_uri"])
def test_nothing_is_marked_safe_and_links_are_built_from_the_base_url(word):
    own = [path for path in files(".py") if "tests" not in path.parts]
    assert not that_break(own, lambda path: word in path.read_text())


def test_every_fragment_that_a_view_names_exists():
    every_template = "\n".join(template.read_text() for template in TEMPLATES)
    there = set(re.findall(r"partialdef ([\w-]+)", every_template))

    def missing(path):
        return set(re.findall(r"fragment=\"([\w-]+)\"", path.read_text())) - there

    assert not that_break([p for p in files(".py") if p.name.endswith("views.py")], missing)


WORDS_FOR_PEOPLE = re.compile(r">\s*([A-Za-z][a-z’']+ [a-z][^<>{}]*)<")


def test_words_on_screens_can_be_translated():
    def bare(path):
        text = path.read_text()
        text = re.sub(r"\{% blocktrans(?:late)?.*?endblocktrans(?:late)? %\}", "", text, flags=re.S)
        text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.S)
        return WORDS_FOR_PEOPLE.findall(text)

    assert not that_break(TEMPLATES, bare)


def test_own_scripts_are_small_and_evaluate_nothing():
    scripts = files(".js", under="static/js")
    large = that_break(scripts, lambda path: path.stat().st_size > 3 * 1024 and path.stat().st_size)
    evaluating = r"\beval\(|new Function|innerHTML\s*=|document\.write"
    assert not large + that_break(scripts, lambda path: re.search(evaluating, path.read_text()))
