"""The index packs postings and keys otherwise: what is stored is put into it anew."""

from django.db import migrations, models

_EMPTY = """
TRUNCATE claims_generation, claims_index_term, claims_index_block, claims_index_documents,
    claims_index_places, claims_index_waiting, claims_index_waiting_posting
"""


def fill_from_what_is_stored(apps, _editor):
    filling = apps.get_model("claims", "Filling")
    if apps.get_model("claims", "Claim").objects.exists():
        filling.objects.filter(state="waiting").delete()
        filling.objects.create()


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_said_to_be")]

    operations = [
        migrations.RunSQL(_EMPTY, _EMPTY),
        migrations.AddField(
            "Generation", "merges", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.AddField("Documents", "merge", models.IntegerField()),
        migrations.RemoveField("Documents", "keys"),
        migrations.AddField("Documents", "keys", models.BinaryField()),
        migrations.RunPython(fill_from_what_is_stored, migrations.RunPython.noop),
    ]
