"""The site's own settings, as in production, with the bare views beside its own."""

import os

from copro.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = os.environ["BENCHMARK_STATIC"]
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]  # noqa: F405
