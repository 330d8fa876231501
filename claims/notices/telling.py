"""Turn what the ledger tells of into notices, mails and webhook calls, in the transaction that
moves the reader's cursor; of what one transaction does not take, the rest in the next.

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

TOLD_AT_ONCE = 500
"""Notices and calls that one transaction writes, mails aside. A re-check may have filed thousands
of findings, each of which is told to several people and programs."""


def follow(entries: Sequence[Entry]) -> int:
    """Tell who is to know of these entries; return how many of them are wholly told.

    A constant number of queries for each person and each endpoint told.
    """
    room = TOLD_AT_ONCE
    for number, entry in enumerate(entries):
        room -= _tell_of(entry, room)
        if room <= 0:
            return number  # perhaps not wholly told: what is left, if anything, comes next
    return len(entries)


def _tell_of(entry: Entry, room: int) -> int:
    """Write what is not written yet of all that an entry tells, at most ``room``; return how many
    notices and calls that were."""
    if entry.kind not in rules.SEVERITY_OF or entry.body.content is None:
        return 0
    content: dict[str, Any] = entry.body.content
    verdict = Verdict.objects.select_related("published", "current").get(public_id=entry.subject_id)
    match entry.kind:
        case "verdict.assigned":
            people = _people({entry.body.actor_id}, public_id=_user_id(content.get("after")))
            return _tell(people, verdict, entry, room)
        case "recheck.finished":
            told = 0
            if content["outcome"] == Recheck.Outcome.NEEDS_PERSON:
                # Where who looked after it has left and nobody watches, it is the editors' to take.
                concerned = _concerned(verdict, entry) or _people(
                    set(), groups__name__in=ALLOWED[Act.APPROVE_VERDICT]
                )
                told = _tell_of_findings(concerned, verdict, entry, room)
        case _:
            told = _tell(_concerned(verdict, entry), verdict, entry, room)
    return told + _call(entry, verdict, content, room - told)


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


def _tell(people: Iterable[User], verdict: Verdict, entry: Entry, room: int) -> int:
    """Tell of the entry itself whoever was not told yet."""
    told = set(
        Notice.objects.filter(key=_notice(verdict, entry).key).values_list("user", flat=True)
    )
    new = [person for person in people if person.pk not in told][:room]
    for person in new:
        _write(person, [_notice(verdict, entry)], entry)
    return len(new)


def _tell_of_findings(people: Iterable[User], verdict: Verdict, entry: Entry, room: int) -> int:
    """Tell each of the findings that wait for a person, whoever of them was told of it before, the
    gravest first; where none waits, that somebody is needed all the same."""
    waiting = list(Finding.objects.open().filter(verdict=verdict).defer("detail", "resolution"))
    if not waiting:
        return _tell(people, verdict, entry, room)
    told = 0
    for person in people:
        of_verdict = Notice.objects.filter(user=person, verdict=verdict)
        known = set(of_verdict.values_list("finding", flat=True))
        untold = [finding for finding in waiting if finding.pk not in known]
        new = [
            Notice(
                verdict=verdict,
                finding=finding,
                kind=finding.kind,
                severity=finding.severity,
                key=f"finding:{finding.public_id}",
            )
            for finding in untold[: room - told]
        ]
        if new:
            _write(person, new, entry, more=len(untold) - len(new))
        told += len(new)
    return told


def _write(person: User, new: Sequence[Notice], entry: Entry, *, more: int = 0) -> None:
    """Write a person's notices, and the mail about what the entry tells if one is wanted now: with
    the first of them, which are the gravest, and saying how many ``more`` there are."""
    wanted = getattr(person, "preference", None) or Preference(user=person)
    key = f"mail:{entry.seq}:{person.public_id}"
    has_mail = Delivery.objects.filter(key=key).exists()
    mailed = has_mail or (
        bool(person.email) and rules.is_mailed(wanted.mail, [each.severity for each in new])
    )
    digested = bool(person.email) and not mailed and rules.is_digested(wanted.mail)
    for each in new:
        each.user = person
        each.digested_at = None if digested else timezone.now()
    Notice.objects.bulk_create(new)
    if mailed and not has_mail:
        Delivery.objects.create(
            channel=Delivery.Channel.MAIL,
            user=person,
            key=key,
            body={"notices": [str(each.public_id) for each in new], "more": more},
        )
        wake_on_commit("deliveries")


def _user_id(ledger_name: object) -> uuid.UUID | None:
    """The public id of the person whom the ledger calls ``user:<public id>``."""
    kind, _colon, public_id = str(ledger_name).partition(":")
    return uuid.UUID(public_id) if kind == "user" else None


# --- programs -----------------------------------------------------------------------------


def _call(entry: Entry, verdict: Verdict, content: dict[str, Any], room: int) -> int:
    """Write a call of each endpoint that asks for what happened, at most ``room``; return how many
    are new."""
    events = [(entry.kind, str(entry.seq), _event(entry.kind, verdict, content))]
    if entry.kind == "recheck.finished":
        filed = Finding.objects.filter(recheck__public_id=content["recheck"])
        for finding in filed.exclude(severity=Severity.NOTE).order_by("pk"):
            about = {
                "finding": str(finding.public_id),
                "recheck": content["recheck"],
                "kind": finding.kind,
                "severity": finding.severity,
            }
            event = _event(rules.FILED, verdict, about)
            events.append((rules.FILED, str(finding.public_id), event))
    asking = Endpoint.objects.asking_for({kind for kind, _key, _data in events})
    calls = {
        f"webhook:{endpoint.public_id}:{event}:{key}": (endpoint, event, data)
        for endpoint in asking
        for event, key, data in events
        if event in endpoint.events
    }
    # What an earlier entry of the same re-check told of is left as it is.
    known = set(Delivery.objects.filter(key__in=calls).values_list("key", flat=True))
    new = [
        Delivery(
            channel=Delivery.Channel.WEBHOOK,
            endpoint=endpoint,
            key=key,
            body={"type": event, "timestamp": entry.at.isoformat(), "data": data},
        )
        for key, (endpoint, event, data) in calls.items()
        if key not in known
    ][:room]
    if new:
        Delivery.objects.bulk_create(new)
        wake_on_commit("deliveries")
    return len(new)


def _event(kind: str, verdict: Verdict, content: dict[str, Any]) -> dict[str, Any]:
    """What a program is told of an event: ids, numbers and addresses, and no person's name."""
    data: dict[str, Any] = {"verdict": str(verdict.public_id)}
    match kind:
        case "recheck.finished":
            data |= {"recheck": content["recheck"], "outcome": content["outcome"]}
        case rules.FILED:
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
