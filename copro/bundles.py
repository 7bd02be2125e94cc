"""Styles are many small files, so that people can read them; a browser fetches one."""

import re
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

SITE = "css/site.css"
PARTS = (
    *("tokens", "base", "layout", "components", "forms", "notices", "bits"),
    *("mindsets", "stones", "trail", "tables", "pages", "adapt"),
)

# What may go, and what must stay as it is written (the first group).
COMMENTS = re.compile(r'("[^"]*")|/\*.*?\*/', re.DOTALL)
SPACES = re.compile(r'("[^"]*")|\s*([{};,])\s*|(:)\s+|\s+')


def part_names():
    return [f"css/{part}.css" for part in PARTS]


def squeeze(css):
    """The same styles without comments and spare spaces."""
    words = COMMENTS.sub(lambda found: found.group(1) or " ", css)
    tight = SPACES.sub(lambda found: "".join(filter(None, found.groups())) or " ", words)
    return tight.replace(";}", "}").strip()


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
