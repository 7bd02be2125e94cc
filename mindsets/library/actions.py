"""Drafts of a framework: copied from what is published, changed, then published as the next version."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from mindsets.library.shipped import write_parts
from mindsets.models import Framework, FrameworkVersion
from programmes.models import AuditEvent

MINDSET_TEXTS = ("key", "look", "name", "short_name", "gloss", "easy_gloss", "strong", "pulls_away")
PLACE_TEXTS = ("key", "name", "literal", "sentence", "off_the_path")


class NothingToPublish(Exception):
    """A draft without a single mindset has nothing to answer."""


def as_data(version):
    """The version's words in the shape of the shipped files (`content/*.yaml`)."""
    prompts = {}
    for prompt in version.prompts.filter(organisation=version.organisation_id):
        prompts.setdefault((prompt.mindset_id, prompt.for_us), []).append(prompt.text)
    return {
        "mindsets": [
            {name: getattr(mindset, name) for name in MINDSET_TEXTS}
            | {"me": prompts.get((mindset.pk, False), []), "us": prompts.get((mindset.pk, True), [])}
            for mindset in version.mindsets.filter(organisation=version.organisation_id)
        ],
        "places": [
            {name: getattr(place, name) for name in PLACE_TEXTS}
            for place in version.places.filter(organisation=version.organisation_id)
        ],
    }


@transaction.atomic
def draft_of(framework):
    """The framework's draft; made as a copy of the newest version when there is none."""
    versions = FrameworkVersion.objects.filter(organisation=framework.organisation_id, framework=framework)
    Framework.objects.select_for_update().get(pk=framework.pk, organisation=framework.organisation_id)
    newest = versions.first()
    if newest and not newest.is_published:
        return newest
    draft = FrameworkVersion.objects.create(
        organisation_id=framework.organisation_id,
        framework=framework,
        number=newest.number + 1 if newest else 1,
        introduction=newest.introduction if newest else "",
    )
    if newest:
        write_parts(draft, as_data(newest))
    return draft


@transaction.atomic
def publish(draft, *, by, programme):
    """Fix the draft's words. Worksheets made from now on use them; older ones keep theirs.

    Raises NothingToPublish.
    """
    if not draft.mindsets.filter(organisation=draft.organisation_id).exists():
        raise NothingToPublish
    draft.published_at = timezone.now()
    draft.save(update_fields=["published_at"])
    AuditEvent.objects.record(
        "framework_published", actor=by, programme=programme, about=draft.framework, version=draft.number
    )


@transaction.atomic
def throw_away(draft):
    """Delete a draft; what is published stays."""
    own = {"organisation": draft.organisation_id}
    draft.prompts.filter(**own).delete()
    draft.mindsets.filter(**own).delete()
    draft.places.filter(**own).delete()
    draft.delete()


@transaction.atomic
def new_framework(organisation, name, credit, *, like=None):
    """A framework of one's own: empty, or starting from the words of another version."""
    taken = set(organisation.frameworks.values_list("key", flat=True))
    stem = slugify(name)[:32] or "framework"
    key = next(k for k in [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))] if k not in taken)
    framework = Framework.objects.create(
        organisation=organisation,
        key=key,
        name=name,
        credit=credit,
        uses_places=like.framework.uses_places if like else False,
    )
    draft = FrameworkVersion.objects.create(
        organisation=organisation,
        framework=framework,
        number=1,
        introduction=like.introduction if like else "",
    )
    if like:
        write_parts(draft, as_data(like))
    return framework
