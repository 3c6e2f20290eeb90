import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_unit_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonMerge",
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
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(max_length=300)),
                ("handed", models.JSONField(default=list)),
                ("pointed", models.JSONField(default=list)),
                ("set_aside", models.JSONField(default=list)),
                (
                    "taken",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=12)),
                ("filed", models.JSONField(default=list)),
                (
                    "gone",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merge",
                        to="people.person",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absorbed",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
    ]
