"""One process that does what waits its turn: letters, and what comes round by itself."""

import logging
import os
import signal
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from copro.jobs import Rounds

PAUSE = 2  # seconds between looks, when there is nothing to do
log = logging.getLogger("copro.worker")


class Command(BaseCommand):
    help = "Send letters and do what comes due by itself, until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is there now, then stop")
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the process that started this one is gone"
        )

    def handle(self, *, once, with_parent, **options):
        # It says every two seconds that there is nothing to do.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        if once:
            Rounds().run_due()
            _work_through(get_random_string(32))
            return
        self.stopping = False
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)
        rounds, name, parent = Rounds(), get_random_string(32), os.getppid()
        while not (self.stopping or (with_parent and os.getppid() != parent)):
            _one_round(rounds, name)
            time.sleep(PAUSE)

    def _stop(self, _number, _frame):
        # What is being done is finished first: a letter is never half sent.
        self.stopping = True


def _one_round(rounds, name):
    """The database may be away for a while; what waits in it is still there afterwards."""
    try:
        close_old_connections()
        rounds.run_due()
        _work_through(name)
    except (OperationalError, InterfaceError) as error:
        log.warning("the database did not answer: %s", type(error).__name__)


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
