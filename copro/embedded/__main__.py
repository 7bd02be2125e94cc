"""`python copro/embedded BASE PROGRAMS DATA` is the keeper; see keeper.py."""

import sys
from pathlib import Path

# Started by path, Python put this directory first; the package is two levels up.
sys.path[0] = str(Path(__file__).resolve().parents[2])

from copro.embedded.keeper import main  # noqa: E402

main(*map(Path, sys.argv[1:4]))
