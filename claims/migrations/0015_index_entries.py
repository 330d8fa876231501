"""Blocks of the index hold one entry a posting now: what is stored is put into it anew."""

from django.db import migrations

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
        migrations.RunSQL(_EMPTY, migrations.RunSQL.noop),
        migrations.RunPython(fill_from_what_is_stored, migrations.RunPython.noop),
    ]
