"""Styles, and scripts that belong together, are small files that people can read; a browser fetches one."""

import re
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SITE = "css/site.css"
PARTS = (
    *("tokens", "base", "layout", "components", "forms", "notices", "bits"),
    *("mindsets", "stones", "trail", "tables", "pages", "adapt"),
)

# What may go, and what must stay as it is written (the first group).
COMMENTS = re.compile(r'("[^"]*")|/\*.*?\*/', re.DOTALL)
SPACES = re.compile(r'("[^"]*")|\s*([{};,])\s*|(:)\s+|\s+')

# The scripts of one thing that is too much for one small file; each has its own beginning and end.
SCRIPTS = {
    "js/door.js": [
        *("js/door-store.js", "js/door-old.js", "js/door-ask.js", "js/door-list.js", "js/door-send.js"),
        *("js/door-taps.js", "js/door-paint.js", "js/door-board.js", "js/door-undo.js"),
    ]
}
WHOLE_COMMENTS = re.compile(r"^\s*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


def part_names():
    return [f"css/{part}.css" for part in PARTS]


def squeeze(css):
    """The same styles without comments and spare spaces."""
    words = COMMENTS.sub(lambda found: found.group(1) or " ", css)
    tight = SPACES.sub(lambda found: "".join(filter(None, found.groups())) or " ", words)
    return tight.replace(";}", "}").strip()


def squeeze_script(script):
    """The same script without indents, and without comments that stand on lines of their own."""
    return re.sub(r"^[ \t]+", "", WHOLE_COMMENTS.sub("", script), flags=re.MULTILINE).strip()


def scripts_of(name):
    """The files to ask for: the joined one once files are collected, its parts while they are written."""
    return [name] if getattr(staticfiles_storage, "bundles", False) else SCRIPTS[name]


class Storage(CompressedManifestStaticFilesStorage):
    """Joins the parts of every page's styles and takes the spare out of all, before they get their names."""

    bundles = True

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            self._join(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _join(self, paths):
        styles = {name: Path(self.path(name)) for name in paths if name.endswith(".css")}
        for path in styles.values():
            path.write_text(squeeze(path.read_text("utf-8")), "utf-8")
        whole = "\n".join(styles[name].read_text("utf-8") for name in part_names())
        Path(self.path(SITE)).write_text(whole, "utf-8")
        paths[SITE] = (self, SITE)
        for joined, parts in SCRIPTS.items():
            texts = [squeeze_script(Path(self.path(part)).read_text("utf-8")) for part in parts]
            Path(self.path(joined)).write_text("\n".join(texts), "utf-8")
            paths[joined] = (self, joined)
