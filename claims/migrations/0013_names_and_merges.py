"""Keep the names of files that came as exhibits, and which origin each was said to be.

Both are on the ledger, where its bodies were not erased.
"""

import django.db.models.deletion
from django.db import migrations, models

from claims.articles.file_names import shown_name


def said_before(apps, kind):
    """What entries of this kind say, by the public id of their subject; the last of each."""
    bodies = apps.get_model("claims", "EntryBody").objects.filter(
        entry__kind=kind, content__isnull=False
    )
    return dict(bodies.order_by("pk").values_list("entry__subject_id", "content"))


def names(apps, _schema):
    said = said_before(apps, "exhibit.kept")
    documents = apps.get_model("claims", "Document").objects
    for exhibit in documents.filter(public_id__in=said):
        if name := shown_name(said[exhibit.public_id].get("file", "")):
            documents.filter(pk=exhibit.pk).update(file_name=name)


def merges(apps, schema):
    said = said_before(apps, "origin.merged")
    origins = apps.get_model("claims", "Origin").objects
    keys = {str(public_id): pk for public_id, pk in origins.values_list("public_id", "pk")}
    for row in origins.filter(merged_into__isnull=False):
        named = keys.get(said.get(row.public_id, {}).get("into", ""), row.merged_into_id)
        origins.filter(pk=row.pk).update(said_to_be=named)
    # Or the constraint that follows cannot be added to the table.
    schema.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_trusted_retractions"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="file_name",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="of an exhibit that came as a file, as it may be shown",
                max_length=120,
                verbose_name="file name",
            ),
        ),
        migrations.RunPython(names, migrations.RunPython.noop),
        migrations.AddField(
            model_name="origin",
            name="said_to_be",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.origin",
                verbose_name="said to be",
            ),
        ),
        migrations.RunPython(merges, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    ("said_to_be", None),
                )
                | models.Q(
                    ("merged_into__isnull", False),
                    ("said_to_be__isnull", False),
                ),
                name="origin_merged_is_said_to_be_another",
            ),
        ),
    ]
