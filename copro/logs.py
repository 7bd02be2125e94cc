"""Logs that can be shown to anyone: one JSON line each, and nothing that a person typed or is called."""

import json
import logging
from datetime import UTC, datetime

from django.views.debug import SafeExceptionReporterFilter


class JsonLine(logging.Formatter):
    """Time, level, logger, message; on errors the kind and place of the exception, never its values."""

    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._message(record),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = self._where(record.exc_info[2])
        return json.dumps(line)

    @staticmethod
    def _message(record):
        # Django's request logs put the address into the message; an address may hold what somebody searched,
        # or be a key itself, as a calendar's is.
        if record.name.startswith("django.request") and getattr(record, "request", None):
            match = record.request.resolver_match
            return f"{record.request.method} {match.view_name if match else 'unknown'}"
        if record.name == "django.server":
            return "a request to the server for trying things out"
        return record.getMessage()

    @staticmethod
    def _where(traceback):
        steps = []
        while traceback:
            code = traceback.tb_frame.f_code
            steps.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno} {code.co_name}")
            traceback = traceback.tb_next
        return steps[-6:]


class NothingPersonal(SafeExceptionReporterFilter):
    """Error reports carry no form bodies and no local variables."""

    def is_active(self, request):
        return True

    def get_post_parameters(self, request):
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(self, request, tb_frame):
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
