"""One process that does what waits its turn: letters, and what comes round by itself."""

import signal
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from copro.jobs import Rounds

PAUSE = 2  # seconds between looks, when there is nothing to do


class Command(BaseCommand):
    help = "Send letters and do what comes due by itself, until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is there now, then stop")

    def handle(self, *, once, **options):
        self.stopping = False
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)
        rounds, name = Rounds(), get_random_string(32)
        while not self.stopping:
            close_old_connections()
            rounds.run_due()
            _work_through(name)
            if once:
                return
            time.sleep(PAUSE)

    def _stop(self, _number, _frame):
        # What is being done is finished first: a letter is never half sent.
        self.stopping = True


def _work_through(name):
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    ).run()
