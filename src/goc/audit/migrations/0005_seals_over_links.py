# Nothing of an event's values stands in its header any more; seals are of runs of links.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_values_apart")]

    operations = [
        migrations.RemoveField("event", "text"),
        migrations.RemoveField("event", "before"),
        migrations.RemoveField("event", "after"),
        migrations.DeleteModel("Seal"),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("first_position", models.PositiveBigIntegerField(unique=True)),
                ("last_position", models.PositiveBigIntegerField()),
                ("events", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
            ],
            options={"ordering": ["id"]},
        ),
    ]
