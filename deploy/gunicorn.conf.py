"""gunicorn's settings: `gunicorn copro.wsgi -c deploy/gunicorn.conf.py`."""

import logging
import os
import re

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("THREADS", "4"))
# Leaks in any library end with the worker; the spread keeps them from ending all at once.
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 60
graceful_timeout = 30
keepalive = 5
# The heartbeat file on a slow disk would stall every worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# systemd speaks to the master by signals; a socket in the home directory would only be one more door.
control_socket_disable = True
# No access log: addresses of pages tell who was where. Errors go to the journal.
accesslog = None
errorlog = "-"


class NoKeys(logging.Filter):
    """A calendar's address is a key; gunicorn writes addresses down when an answer breaks off."""

    def filter(self, record):
        record.msg, record.args = re.sub(r"/calendar/[^\s'\"]*", "/calendar/…", record.getMessage()), ()
        return True


def on_starting(server):
    """Without DATABASE_URL (a trial), hold the embedded database for as long as the whole server runs."""
    server.log.error_log.addFilter(NoKeys())  # the workers write to the same log
    if not os.environ.get("DATABASE_URL"):
        from copro import embedded

        embedded.hold()
