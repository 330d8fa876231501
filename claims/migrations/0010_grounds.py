"""What was there before: grounds of published verdicts, the place notices begin, features."""

from collections.abc import Iterable
from typing import Any

from django.db import migrations


def fill(apps: Any, _editor: Any) -> None:
    Verdict = apps.get_model("claims", "Verdict")
    Ground = apps.get_model("claims", "Ground")
    public = Verdict.objects.filter(published__isnull=False).exclude(stage="withdrawn")
    shown = {
        "claim": ("appearances__claim__article", "appearances__claim"),
        "version": (
            "published__evidence__version__claim__article",
            "published__evidence__version__claim",
        ),
        "a": ("published__evidence__link__a__article", "published__evidence__link__a"),
        "b": ("published__evidence__link__b__article", "published__evidence__link__b"),
    }
    for name, (article, claim) in shown.items():
        rows = public.filter(**{f"{claim}__isnull": False})
        if name == "claim":
            rows = public.filter(appearances__removed_at=None, appearances__isnull=False)
        _keep(Ground, rows.values_list("pk", article, claim))
    exhibits = public.filter(published__evidence__document__isnull=False)
    _keep(
        Ground,
        ((v, d, None) for v, d in exhibits.values_list("pk", "published__evidence__document")),
    )


def _keep(Ground: Any, rows: Iterable[tuple[int, int, int | None]]) -> None:
    Ground.objects.bulk_create(
        (
            Ground(verdict_id=verdict, document_id=document, claim_id=claim)
            for verdict, document, claim in rows
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


def begin_at_the_head(apps: Any, _editor: Any) -> None:
    """Nobody is told anew of what happened before anybody was told of anything."""
    last = apps.get_model("claims", "Entry").objects.order_by("-seq").first()
    if last is not None:
        apps.get_model("claims", "LedgerCursor").objects.create(name="notices", position=last.seq)


def keep_features_ready(apps: Any, _editor: Any) -> None:
    """The features of the claims that are there are put beside the index, step by step."""
    waiting = apps.get_model("claims", "Filling").objects
    if apps.get_model("claims", "Claim").objects.exists():
        waiting.get_or_create(state="waiting")


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_ledger_append")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(begin_at_the_head, migrations.RunPython.noop),
        migrations.RunPython(keep_features_ready, migrations.RunPython.noop),
    ]
