"""System checks that keep decisions from eroding."""

from django.apps import apps
from django.core.checks import Error, register
from django.db.models import UniqueConstraint

OWNERS = ("programme", "organisation")


def _leads_with_owner(fields):
    return fields and fields[0] in OWNERS


@register()
def promises_start_with_the_owner(app_configs, **kwargs):
    """Unique constraints and indexes of tenant tables begin with programme or organisation.

    Otherwise Postgres cannot distribute or partition these tables (decision 13).
    """
    problems = []
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields}
        if model._meta.app_label not in {"programmes", "mindsets"} or not names & set(OWNERS):
            continue
        if getattr(model, "FOUND_WITHOUT_OWNER", ""):
            continue
        promises = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
        for promise in [*promises, *model._meta.indexes]:
            fields = list(promise.fields) or [
                getattr(expression, "name", "") for expression in promise.expressions
            ]
            if not _leads_with_owner([name.lstrip("-") for name in fields]):
                problems.append(
                    Error(f"{model.__name__}: {promise.name} must start with its programme", id="copro.E001")
                )
        for field in model._meta.fields:
            if field.unique and not field.primary_key:
                problems.append(
                    Error(f"{model.__name__}.{field.name} is unique across programmes", id="copro.E002")
                )
    return problems
