import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import copro.keys


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("ref", models.CharField(default=copro.keys.new_ref, editable=False, max_length=8)),
                ("sealed_rows", models.BinaryField(default=bytes)),
                ("encoding", models.CharField(blank=True, max_length=12)),
                ("columns", models.JSONField(default=list)),
                ("has_headings", models.BooleanField(default=False)),
                ("fingerprint", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="import_drafts",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "ref"), name="programmes_importdraft_ref")
                ],
            },
        ),
    ]
