"""What the framework pages show."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from mindsets.models import Framework, FrameworkVersion, Mindset, Place, Prompt, Worksheet


@dataclass(frozen=True)
class FrameworkRow:
    framework: Framework
    published: FrameworkVersion | None
    draft: FrameworkVersion | None
    mindset_count: int


def framework_rows(organisation):
    """Every framework with its newest published version and its draft, in two queries."""
    counted = FrameworkVersion.objects.filter(organisation=organisation).annotate(
        mindset_count=Count("mindsets")
    )
    rows = []
    for framework in organisation.frameworks.prefetch_related(Prefetch("versions", counted)):
        versions = list(framework.versions.all())
        published = next((version for version in versions if version.is_published), None)
        draft = next((version for version in versions if not version.is_published), None)
        rows.append(FrameworkRow(framework, published, draft, (published or draft).mindset_count))
    return rows


@dataclass(frozen=True)
class MindsetRow:
    mindset: Mindset
    me: list = field(default_factory=list)
    us: list = field(default_factory=list)


def mindset_rows(version):
    """The version's mindsets with their prompts for me and for us, in two queries."""
    if version is None:
        return []
    own = {"organisation": version.organisation_id, "version": version}
    prompts = {}
    for prompt in Prompt.objects.filter(**own):
        prompts.setdefault((prompt.mindset_id, prompt.for_us), []).append(prompt.text)
    return [
        MindsetRow(mindset, prompts.get((mindset.pk, False), []), prompts.get((mindset.pk, True), []))
        for mindset in Mindset.objects.filter(**own)
    ]


def place_rows(version):
    return (
        list(Place.objects.filter(organisation=version.organisation_id, version=version)) if version else []
    )


def published_versions(organisation):
    """The newest published version of each framework: what a new worksheet can use."""
    return (
        FrameworkVersion.objects.filter(organisation=organisation, published_at__isnull=False)
        .select_related("framework")
        .order_by("framework_id", "-number")
        .distinct("framework_id")
    )


def worksheet_rows(programme, day):
    """A day's worksheets, and whether anybody has begun one: it cannot be taken away then."""
    return (
        Worksheet.objects.filter(programme=programme, day=day)
        .select_related("version__framework", "agenda_item")
        .annotate(begun=Count("reflections", filter=Q(reflections__programme=programme)))
        .order_by("title")
    )
