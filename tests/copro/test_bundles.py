"""Scripts that belong together are fetched as one file, with nothing in it that only people read."""

from pathlib import Path

import pytest
from django.conf import settings

from copro import bundles

STATIC = Path(settings.STATICFILES_DIRS[0])


def test_squeezing_a_script_keeps_every_word_that_runs():
    script = '/* Why.\n   More. */\n(function () {\n  var a = "/* stays */";\n  /* x */\n  a += 1;\n})();\n'
    assert bundles.squeeze_script(script) == '(function () {\nvar a = "/* stays */";\na += 1;\n})();'


@pytest.mark.parametrize("joined", bundles.SCRIPTS)
def test_every_part_of_a_joined_script_is_there_and_stands_alone(joined):
    for part in bundles.SCRIPTS[joined]:
        lines = bundles.squeeze_script((STATIC / part).read_text()).splitlines()
        assert (lines[0], lines[-1]) == ("(function () {", "})();")
