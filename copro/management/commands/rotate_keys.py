"""`manage.py rotate_keys`: every private text, locked again with the first of TEXT_KEYS."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from copro.crypto import first_key_id
from copro.rotation import BATCH, rotate, texts_by_key


class Command(BaseCommand):
    help = (
        "Locks every private text again with the first key of TEXT_KEYS. The site may run meanwhile. "
        "Stopped in the middle, it goes on where it was when it is started again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--count", action="store_true", help="only count what each key locks")
        parser.add_argument("--batch", type=int, default=BATCH, help="texts in one step (%(default)s)")

    def handle(self, *, count, batch, **options):
        if batch < 1:
            raise CommandError("--batch must be 1 or more.")
        closed = {}
        if not count:
            done = rotate(batch)
            closed = done.closed
            self.stdout.write(f"Locked again: {done.rotated}.")
        self._say(texts_by_key(), first_key_id(settings.TEXT_KEYS), only_counted=count)
        if closed:
            tables = ", ".join(f"{table} {number}" for table, number in sorted(closed.items()))
            raise CommandError(f"No key in TEXT_KEYS opens these, and they were left as they are: {tables}")

    def _say(self, counts, first, only_counted):
        others = sorted(set(counts) - {first})
        for key_id in [first, *others]:
            self.stdout.write(f"Key {key_id}: {counts[key_id]} texts.")
        if others:
            self.stdout.write(
                f"Still needed: {', '.join(others)}. Run rotate_keys{'' if only_counted else ' again'}."
            )
        else:
            self.stdout.write(
                f"No text needs any key but {first}. The older ones may leave TEXT_KEYS. "
                "Keep them as long as you keep backups from before today."
            )
