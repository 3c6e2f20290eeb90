# A quota is a row of its own; that of a course goes on as one.

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


def to_rows(apps, schema_editor):
    """The number of a course becomes the row of its organiser."""
    Course, Quota = apps.get_model("training", "Course"), apps.get_model("training", "Quota")
    for course in Course.objects.exclude(quota=None):
        Quota.objects.create(
            unit_id=course.organiser_id,
            year=course.opened_on.year,
            level=course.level,
            course=course,
            number=course.quota,
        )
    _check_now(schema_editor)


def to_column(apps, schema_editor):
    """What was allotted to a course is its number again; quotas without a course are lost."""
    Quota = apps.get_model("training", "Quota")
    for quota in Quota.objects.exclude(course=None).select_related("course"):
        quota.course.refresh_from_db()
        quota.course.quota = (quota.course.quota or 0) + quota.number
        quota.course.save()
    _check_now(schema_editor)


def _check_now(schema_editor):
    """PostgreSQL alters no table while what was written waits to be checked."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0001_first"),
        ("training", "0001_first"),
        ("units", "0003_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Quota",
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
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("level", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("assigned_by", models.CharField(blank=True, max_length=200)),
                ("paper", models.CharField(blank=True, max_length=200)),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotas",
                        to="training.course",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.document",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỉ tiêu đào tạo",
                "verbose_name_plural": "Chỉ tiêu đào tạo",
                "ordering": ["-year", "pk"],
            },
        ),
        migrations.RunPython(to_rows, to_column),
        migrations.RemoveField(
            model_name="course",
            name="quota",
        ),
    ]
