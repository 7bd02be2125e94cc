"""Work that comes round by itself. The worker calls it; every job is safe to run twice, and at once."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

log = logging.getLogger("copro.jobs")


@dataclass(frozen=True)
class Job:
    do: Callable
    every: timedelta

    @property
    def name(self):
        return f"{self.do.__module__}.{self.do.__name__}"


_jobs = []


def regularly(*, every):
    """Let the worker call the function this often (a timedelta); its answer, a number, goes to the log."""

    def register(function):
        _jobs.append(Job(function, every))
        return function

    return register


@dataclass
class Rounds:
    """One worker's memory of what it did when."""

    jobs: list = field(default_factory=lambda: _jobs)
    done: dict = field(default_factory=dict)

    def run_due(self, now=None):
        """Call every job whose time has come. One that fails is tried again at its next time."""
        now = time.monotonic() if now is None else now
        for job in self.jobs:
            if now - self.done.get(job.name, float("-inf")) < job.every.total_seconds():
                continue
            self.done[job.name] = now
            try:
                count = job.do()
            except Exception:
                log.exception("job %s failed", job.name)
            else:
                if count:
                    log.info("job %s: %s", job.name, count)
