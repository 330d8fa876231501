"""Claims that were stored before ``last_run`` count as found by the newest reading of their article.

Without it no later reading could lose them.
"""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def found_by_the_newest(apps: Any, _editor: Any) -> None:
    claims, runs = apps.get_model("claims", "Claim"), apps.get_model("claims", "Run")
    ended = runs.objects.filter(snapshot__document=OuterRef("article"), state="done")
    newest = ended.order_by("-pk").values("pk")[:1]
    claims.objects.filter(last_run=None).update(last_run=Subquery(newest))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_intake_and_corrections"),
    ]
    operations = [
        migrations.RunPython(found_by_the_newest, migrations.RunPython.noop),
    ]
