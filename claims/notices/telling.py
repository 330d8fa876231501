"""Turn what the ledger tells of into notices, mails and webhook calls, in one transaction.

Each has a key of what it tells and to whom, so that whatever is read twice is told once.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from claims.ledger.models import Entry
from claims.notices import rules
from claims.notices.models import Delivery, Endpoint, Notice, Preference
from claims.people.models import User
from claims.people.rules import ALLOWED, Act
from claims.rechecks.models import Finding, Recheck, Severity
from claims.verdicts.models import Verdict
from claims.work.services import wake_on_commit


def follow(entry: Entry) -> None:
    """Tell who is to know of an entry; a constant number of queries for each person told."""
    if entry.kind not in rules.SEVERITY_OF or entry.body.content is None:
        return
    content: dict[str, Any] = entry.body.content
    verdict = Verdict.objects.select_related("published", "current").get(public_id=entry.subject_id)
    match entry.kind:
        case "verdict.assigned":
            people = _people({entry.body.actor_id}, public_id=_user_id(content.get("after")))
            _tell(people, [_notice(verdict, entry)], entry)
        case "recheck.finished":
            filed = list(
                Finding.objects.filter(recheck__public_id=content["recheck"])
                .exclude(severity=Severity.NOTE)
                .order_by("pk")
            )
            if content["outcome"] == Recheck.Outcome.NEEDS_PERSON:
                # Where who looked after it has left and nobody watches, it is the editors' to take.
                concerned = _concerned(verdict, entry) or _people(
                    set(), groups__name__in=ALLOWED[Act.APPROVE_VERDICT]
                )
                _tell(concerned, _of_findings(verdict, entry), entry)
            _call(entry, verdict, content, filed)
        case _:
            _tell(_concerned(verdict, entry), [_notice(verdict, entry)], entry)
            _call(entry, verdict, content, ())


# --- people -------------------------------------------------------------------------------


def _concerned(verdict: Verdict, entry: Entry) -> Sequence[User]:
    revision = verdict.published or verdict.current
    told = rules.told(
        assignee=verdict.assignee_id,
        author=revision.author_id if revision else None,
        watchers=verdict.watches.values_list("user", flat=True),
        actor=entry.body.actor_id,
    )
    return _people(set(), pk__in=told)


def _people(but: set[int | None], **who: Any) -> Sequence[User]:
    """Those of them who may still see the desk, with how they want to be told."""
    sees = Q(is_superuser=True) | Q(groups__name__in=ALLOWED[Act.SEE_DESK])
    people = User.objects.filter(sees, is_active=True, **who).select_related("preference")
    return [person for person in people.distinct().order_by("pk") if person.pk not in but]


def _notice(verdict: Verdict, entry: Entry) -> Notice:
    return Notice(
        verdict=verdict,
        kind=entry.kind,
        severity=rules.SEVERITY_OF[entry.kind],
        key=f"{entry.kind}:{entry.seq}",
    )


def _of_findings(verdict: Verdict, entry: Entry) -> list[Notice]:
    """One for each finding that waits for a person, whoever of them was told of it before; where
    none waits, that somebody is needed all the same."""
    return [
        Notice(
            verdict=verdict,
            finding=finding,
            kind=finding.kind,
            severity=finding.severity,
            key=f"finding:{finding.public_id}",
        )
        for finding in Finding.objects.open().filter(verdict=verdict)
    ] or [_notice(verdict, entry)]


def _tell(people: Iterable[User], about: Sequence[Notice], entry: Entry) -> None:
    """Write each person's notices that are new, and the mail about them if one is wanted now."""
    for person in people:
        wanted = getattr(person, "preference", None) or Preference(user=person)
        known = set(
            Notice.objects.filter(user=person, key__in=[each.key for each in about]).values_list(
                "key", flat=True
            )
        )
        new = [each for each in about if each.key not in known]
        mailed = bool(person.email) and rules.is_mailed(
            wanted.mail, [each.severity for each in new]
        )
        digested = bool(person.email) and not mailed and rules.is_digested(wanted.mail)
        made = Notice.objects.bulk_create(
            Notice(
                user=person,
                verdict=each.verdict,
                finding=each.finding,
                kind=each.kind,
                severity=each.severity,
                key=each.key,
                digested_at=None if digested else timezone.now(),
            )
            for each in new
        )
        if mailed:
            Delivery.objects.create(
                channel=Delivery.Channel.MAIL,
                user=person,
                key=f"mail:{entry.seq}:{person.public_id}",
                body={"notices": [str(each.public_id) for each in made]},
            )
            wake_on_commit("deliveries")


def _user_id(ledger_name: object) -> uuid.UUID | None:
    """The public id of the person whom the ledger calls ``user:<public id>``."""
    kind, _colon, public_id = str(ledger_name).partition(":")
    return uuid.UUID(public_id) if kind == "user" else None


# --- programs -----------------------------------------------------------------------------


def _call(
    entry: Entry, verdict: Verdict, content: dict[str, Any], filed: Sequence[Finding]
) -> None:
    """Write a call of each endpoint that asks for what happened."""
    events = [(entry.kind, str(entry.seq), _event(entry.kind, verdict, content))]
    for finding in filed:
        about = {
            "finding": str(finding.public_id),
            "recheck": content["recheck"],
            "kind": finding.kind,
            "severity": finding.severity,
        }
        event = "finding.filed"
        events.append((event, str(finding.public_id), _event(event, verdict, about)))
    asking = Endpoint.objects.asking_for({kind for kind, _key, _data in events})
    calls = [
        Delivery(
            channel=Delivery.Channel.WEBHOOK,
            endpoint=endpoint,
            key=f"webhook:{endpoint.public_id}:{event}:{key}",
            body={"type": event, "timestamp": entry.at.isoformat(), "data": data},
        )
        for endpoint in asking
        for event, key, data in events
        if event in endpoint.events
    ]
    if calls:
        # What an earlier entry of the same re-check told of is left as it is.
        Delivery.objects.bulk_create(calls, ignore_conflicts=True)
        wake_on_commit("deliveries")


def _event(kind: str, verdict: Verdict, content: dict[str, Any]) -> dict[str, Any]:
    """What a program is told of an event: ids, numbers and addresses, and no person's name."""
    data: dict[str, Any] = {"verdict": str(verdict.public_id)}
    match kind:
        case "recheck.finished":
            data |= {"recheck": content["recheck"], "outcome": content["outcome"]}
        case "finding.filed":
            data |= content
        case _:
            data |= {
                "number": content["number"],
                "etag": content["etag"],
                "url": settings.PUBLIC_URL + reverse("public:verdict", args=[verdict.public_id]),
                "document": settings.PUBLIC_URL
                + reverse("api:publication", args=[verdict.public_id]),
            }
    return data
