"""Writing down a reflection: one entry a mindset, compared before it is changed, shared only as chosen."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from copro.crypto import seal
from copro.prepared import A_KEY, ANOTHER_KEY, Prepared
from mindsets.models import Entry, Reflection, SharedEntry, Sharing

TEXTS = ("place", "sharing", "quote_with_name", "talked_instead", "typed_by")


class Stale(Exception):
    """The entry has changed since it was read; `entry` is how it stands now."""

    def __init__(self, entry):
        super().__init__()
        self.entry = entry


@dataclass(frozen=True)
class Answer:
    """What a member wants to stand there. `words` is plain text; nothing but spaces counts as nothing."""

    place: str = ""
    words: str = ""
    sharing: str = Sharing.ME
    quote_with_name: bool = False
    talked_instead: bool = False
    typed_by: str = ""

    @property
    def is_blank(self):
        return not (self.place or self.words.strip() or self.talked_instead)


def save_answer(worksheet, membership, mindset, answer, *, base_version, client_id, after=(), count_me=None):
    """Save one mindset's answer; returns the Entry, or None where there is nothing to keep.

    `base_version` is the version that was read (0: there was none). `client_id` is the device's id of
    this save: the same one again is answered again and changes nothing; `after` are its earlier saves,
    whose answers may have been lost. Raises Stale when somebody else, or the same
    person in another window, has saved since.
    """
    try:
        with transaction.atomic():
            return _save(worksheet, membership, mindset, answer, base_version, client_id, after, count_me)
    except IntegrityError:  # two windows made the first save at the same moment
        with transaction.atomic():
            return _save(worksheet, membership, mindset, answer, base_version, client_id, after, count_me)


def _save(worksheet, membership, mindset, answer, base_version, client_id, after, count_me):
    entry = _locked(worksheet, membership, mindset)
    if entry and client_id and entry.last_save == client_id:
        return entry
    is_ours = entry is not None and entry.last_save in after
    if (entry.version if entry else 0) != base_version and not is_ours:
        raise Stale(entry)
    _set_count_me(worksheet, membership, count_me)
    if answer.is_blank:
        if entry:
            forget(entry)
        return None
    if entry is None:
        entry = Entry(
            programme_id=worksheet.programme_id,
            reflection=_reflection(worksheet, membership),
            membership=membership,
            mindset=mindset,
            version=0,
        )
    was_shared = entry.sharing != Sharing.ME
    for name in TEXTS:
        setattr(entry, name, getattr(answer, name))
    entry.words = answer.words
    entry.version += 1
    entry.last_save = client_id
    entry.save()
    if was_shared or entry.sharing != Sharing.ME:
        _share(entry, answer.words)
    return entry


def _locked(worksheet, membership, mindset):
    found = _own_entry(
        programme=worksheet.programme_id,
        membership=membership.pk,
        worksheet=worksheet.pk,
        mindset=mindset.pk,
    )
    return found[0] if found else None


_own_entry = Prepared(
    lambda programme, membership, worksheet, mindset: Entry.objects.select_for_update(of=("self",)).filter(
        programme=programme, membership=membership, reflection__worksheet=worksheet, mindset=mindset
    ),
    programme=A_KEY,
    membership=ANOTHER_KEY,
    worksheet=UUID(int=3),
    mindset=UUID(int=4),
)


def _reflection(worksheet, membership):
    reflection, _made = Reflection.objects.get_or_create(
        programme_id=worksheet.programme_id, worksheet=worksheet, membership=membership
    )
    return reflection


def _set_count_me(worksheet, membership, count_me):
    """The yes to the picture is kept once for the whole worksheet; None means it was not asked."""
    if count_me is None:
        return
    own = {"programme_id": worksheet.programme_id, "worksheet": worksheet, "membership": membership}
    if count_me:
        Reflection.objects.update_or_create(**own, defaults={"count_me": True})
    else:
        Reflection.objects.filter(**own, count_me=True).update(count_me=False)


def _share(entry, words):
    """Keep the shared copy exactly as chosen: written, changed or gone, in the entry's own transaction."""
    own = SharedEntry.objects.filter(programme=entry.programme_id, entry=entry)
    # A quote is words; a place beside them would tell more than their writer lent.
    place = "" if entry.sharing == Sharing.QUOTE else entry.place
    if entry.sharing == Sharing.ME or not (place or words.strip()):
        own.delete()
        return
    shared = own.first() or SharedEntry(
        programme_id=entry.programme_id, entry=entry, membership_id=entry.membership_id
    )
    shared.audience = entry.sharing
    shared.with_name = entry.sharing != Sharing.QUOTE or entry.quote_with_name
    shared.place = place
    shared.sealed_words = seal(words, shared, "sealed_words")
    shared.save()


@transaction.atomic
def unshare(entry):
    """Only its writer sees the entry again, from this moment on.

    Its last save is forgotten too: a window still open elsewhere is then asked, and does not share it anew.
    """
    SharedEntry.objects.filter(programme=entry.programme_id, entry=entry).delete()
    Entry.objects.filter(programme=entry.programme_id, pk=entry.pk).update(
        sharing=Sharing.ME, quote_with_name=False, version=F("version") + 1, last_save=None
    )


@transaction.atomic
def forget(entry):
    """Delete an entry and its shared copy, and the reflection with its last entry."""
    reflection = entry.reflection_id
    entry.delete()
    Reflection.objects.filter(
        programme=entry.programme_id, pk=reflection, entries__isnull=True, count_me=False
    ).delete()
