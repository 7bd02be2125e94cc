"""Backup and restore: one file, never over another, never into a database that holds something."""

import io
import stat

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_the_operator_gets_a_backup_that_only_they_can_read(tmp_path):
    said = io.StringIO()
    call_command("backup", tmp_path / "copro.backup", stdout=said)

    assert (tmp_path / "copro.backup").read_bytes().startswith(b"PGDMP")
    assert stat.S_IMODE((tmp_path / "copro.backup").stat().st_mode) == 0o600
    assert "in another place" in said.getvalue()


def test_a_backup_never_replaces_another_file(tmp_path):
    (tmp_path / "copro.backup").write_text("last week")

    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", tmp_path / "copro.backup")
    assert (tmp_path / "copro.backup").read_text() == "last week"


def test_a_backup_that_fails_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("copro.db.clients._major", lambda path: 9)

    with pytest.raises(CommandError, match="Install the package postgresql-client-"):
        call_command("backup", tmp_path / "copro.backup")
    assert not list(tmp_path.iterdir())


def test_a_restore_never_touches_a_database_that_holds_something(tmp_path):
    (tmp_path / "copro.backup").touch()

    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", tmp_path / "copro.backup")
