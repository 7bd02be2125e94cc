"""The two frameworks that every organisation starts with, as data to edit.

The six mindsets are named and credited after KA McKercher, Beyond Sticky Notes (2020); the five values are
those of a programme run in 2023. Every explanation and prompt is our own.
"""

from pathlib import Path

import yaml
from django.db import transaction
from django.utils import timezone

from mindsets.models import Framework, FrameworkVersion, Mindset, Place, Prompt

FILES = ("mindsets", "values")


def read(key):
    """The shipped framework as plain data; see the files in content for its shape."""
    return yaml.safe_load((Path(__file__).parent / "content" / f"{key}.yaml").read_text(encoding="utf-8"))


@transaction.atomic
def ship_frameworks(organisation):
    """Give an organisation the shipped frameworks it lacks; returns {key: newest published version}."""
    versions = {}
    for key in FILES:
        framework = organisation.frameworks.filter(key=key).first()
        if framework is None:
            framework = _ship(organisation, key, read(key))
        versions[key] = framework.versions.filter(
            organisation=organisation, published_at__isnull=False
        ).first()
    return versions


def _ship(organisation, key, data):
    framework = Framework.objects.create(
        organisation=organisation,
        key=key,
        name=data["name"],
        credit=data["credit"],
        uses_places=bool(data.get("places")),
    )
    version = FrameworkVersion.objects.create(
        organisation=organisation, framework=framework, number=1, introduction=data["introduction"]
    )
    write_parts(version, data)
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    return framework


def write_parts(version, data):
    """Fill a draft version with the mindsets, prompts and places of `data` (in their files' shape)."""
    own = {"organisation_id": version.organisation_id, "version": version}
    for position, item in enumerate(data["mindsets"], 1):
        prompts = {False: item.pop("me", []), True: item.pop("us", [])}
        mindset = Mindset.objects.create(**own, position=position, **item)
        Prompt.objects.bulk_create(
            Prompt(**own, mindset=mindset, position=number, text=text, for_us=for_us)
            for for_us, texts in prompts.items()
            for number, text in enumerate(texts, 1)
        )
    Place.objects.bulk_create(
        Place(**own, position=position, **place) for position, place in enumerate(data.get("places", []), 1)
    )
