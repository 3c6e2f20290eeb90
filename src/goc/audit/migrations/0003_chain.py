# The log as a chain: events get where from and a commitment, their values a table of their own; links.

import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_spool_and_runs")]

    operations = [
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True),
                ),
            ],
        ),
        migrations.AddField("event", "unit", models.UUIDField(blank=True, null=True)),
        migrations.AddField("event", "site", models.UUIDField(blank=True, null=True)),
        migrations.AddField(
            "event",
            "session",
            models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            "event",
            "address",
            models.CharField(blank=True, default="", max_length=45),
            preserve_default=False,
        ),
        migrations.AddField(
            "event",
            "commitment",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="EventValues",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="kept",
                        serialize=False,
                        to="audit.event",
                    ),
                ),
                ("salt", models.CharField(max_length=32)),
                ("content", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveBigIntegerField(unique=True)),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("gaps", models.JSONField(default=list)),
                ("late", models.JSONField(default=list)),
                ("events", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("day", models.DateField()),
                ("horizon", models.BigIntegerField(default=0)),
                ("settled", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["position"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled", False)),
                        fields=["position"],
                        name="audit_link_unsettled",
                    )
                ],
            },
        ),
    ]
