"""Keep which entity each merged one was said to be, as origins do. It is on the ledger, where its
bodies were not erased."""

import django.db.models.deletion
from django.db import migrations, models


def merges(apps, schema):
    bodies = apps.get_model("claims", "EntryBody").objects.filter(
        entry__kind="entity.merged", content__isnull=False
    )
    said = dict(bodies.order_by("pk").values_list("entry__subject_id", "content"))
    entities = apps.get_model("claims", "Entity").objects
    keys = {str(public_id): pk for public_id, pk in entities.values_list("public_id", "pk")}
    for row in entities.filter(merged_into__isnull=False):
        named = keys.get(said.get(row.public_id, {}).get("into", ""), row.merged_into_id)
        entities.filter(pk=row.pk).update(said_to_be=named)
    # Or the constraint that follows cannot be added to the table.
    schema.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_names_and_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="entity",
            name="said_to_be",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.entity",
                verbose_name="said to be",
            ),
        ),
        migrations.RunPython(merges, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    ("said_to_be", None),
                )
                | models.Q(
                    ("merged_into__isnull", False),
                    ("said_to_be__isnull", False),
                ),
                name="entity_merged_is_said_to_be_another",
            ),
        ),
    ]
