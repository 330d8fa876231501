"""What happens to verdicts, told through the ledger as the stages do, and who hears of it."""

from __future__ import annotations

from django.db import transaction

from claims.ledger import services as ledger
from claims.notices import sending, telling
from claims.notices.models import Delivery, Notice
from claims.people.models import Machine, User
from claims.rechecks.models import Finding, Recheck
from claims.verdicts.models import Verdict
from claims.work.following import follow_together
from claims.work.services import drain

KEY = "webhooks-of-tests-" + "0123456789" * 3


def listen() -> None:
    """Let the notices read the ledger on."""
    follow_together("notices", telling.follow)


def send() -> int:
    """Send what is due, as a worker would."""
    return drain(Delivery, sending.perform)


def rechecked(verdict: Verdict, *severities: str, outcome: str = "needs_person") -> Recheck:
    """A re-check that filed a finding of each severity, and is heard of."""
    recheck = Recheck.objects.create(verdict=verdict, cause="event", state="done", outcome=outcome)
    for severity in severities:
        Finding.objects.create(
            verdict=verdict,
            recheck=recheck,
            kind=Finding.Kind.QUOTE_ALTERED,
            severity=severity,
            key=f"{severity}:{Finding.objects.count()}",
        )
    ended(recheck)
    listen()
    return recheck


def ended(recheck: Recheck) -> None:
    with transaction.atomic():
        ledger.append(
            "recheck.finished",
            subject=recheck.verdict,
            by=Machine("rechecks"),
            recheck=str(recheck.public_id),
            outcome=recheck.outcome,
        )


def told(user: User) -> list[tuple[str, str]]:
    """Kind and severity of a person's notices, oldest first."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", "severity"))
