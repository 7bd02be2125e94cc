"""PostgreSQL, started when the first connection is wanted: reading the settings starts nothing."""

from django.core.management.base import CommandError
from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from copro import embedded


class NoDatabase(CommandError, OperationalError):
    """The embedded database cannot run; a CommandError too, so that the command line says it in one line."""


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        try:
            embedded.hold()
        except embedded.CannotStart as error:
            raise NoDatabase(str(error)) from error
        return super().get_connection_params()

    def get_new_connection(self, conn_params):
        try:
            return super().get_new_connection(conn_params)
        except base.Database.OperationalError:
            if not embedded.restart_if_dead():
                raise
            return super().get_new_connection(conn_params)
