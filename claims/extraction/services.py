"""Read snapshots into claims, edit claims, retire them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles.models import Article, Snapshot
from claims.errors import Conflict, LostUpdate
from claims.extraction import aliases, indexing, storing
from claims.extraction.models import Claim, ClaimSuccession, ClaimVersion, Run
from claims.extraction.readers import UNSUPPORTED, improve
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.people.models import Actor, Machine, require, require_person
from claims.people.rules import Act
from claims.reference.queries import directive_vocabulary, gazetteer
from claims.text import aliases as pairs
from claims.text.features import lemmas
from claims.text.reader import READER_NAME, READER_VERSION, SUPPORTED, read
from claims.work.services import demand, finish, wake_on_commit

READER = Machine("extraction")


READ_AGAIN_AFTER = ("snapshot.taken", "article.corrected", "article.classified")
"""What happens to an article that was read, and makes its reading out of date."""


def follow(entry: Entry) -> None:
    """What was kept, changed, or corrected in what its reading rests on, is to be read."""
    if entry.kind == "article.added" or entry.kind in READ_AGAIN_AFTER:
        article = Article.objects.filter(public_id=entry.subject_id).first()
        if article is not None:  # an exhibit is kept and looked at, not read
            queue(snapshot=article.latest_snapshot)


def queue(*, snapshot: Snapshot) -> Run:
    """Make the reading of a snapshot due. One waiting run a snapshot is enough."""
    reader = {"extractor": READER_NAME, "version": READER_VERSION}
    run = demand(Run, snapshot=snapshot, defaults=reader)
    wake_on_commit("extraction")
    return run


def perform(run: Run) -> None:
    """Read the run's snapshot and store what it says, all in one transaction with its end.

    Claims that were known keep their ids, their decisions and their persons' versions. A reading
    that was demanded again meanwhile is out of date and not stored: the run is due once more.
    """
    started = timezone.now()
    snapshot = Snapshot.objects.get(pk=run.snapshot_id)
    published = Article.objects.values_list("published_on", flat=True).get(pk=snapshot.document_id)
    blocks, names = snapshot.typed_blocks, gazetteer()
    by_rules = read(
        snapshot.text,
        blocks,
        published=published,
        gazetteer=names,
        vocabulary=directive_vocabulary(),
    )
    made = improve(by_rules, snapshot.text, blocks, names)
    reading = made.reading
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",), no_key=True).get(
            pk=snapshot.document_id
        )
        if not finish(run):
            return
        outcome = storing.store(run, article, snapshot, reading)
        aliases.note(snapshot, pairs.find(snapshot.text, blocks))
        # Of a language that is not read, the page's own word says more than the reading.
        if reading.supported or article.language in SUPPORTED:
            article.language = reading.language
            article.save(update_fields=["language"])
        Run.objects.filter(pk=run.pk).update(
            started_at=started,
            extractor=made.extractor,
            version=made.version,
            claims_found=len(reading.claims),
            note=made.note if reading.supported else UNSUPPORTED,
        )
        ledger.append(
            "extraction.finished",
            subject=article,
            by=READER,
            snapshot=str(snapshot.public_id),
            extractor=f"{made.extractor} {made.version}",
            found=len(reading.claims),
            new=outcome.new,
            changed=outcome.changed,
            lost=outcome.lost,
        )
        wake_on_commit("follow")


def edit_claim(
    *,
    claim: Claim,
    by: Actor,
    expected_version: int,
    statement: str | None = None,
    kind: str | None = None,
    hedge: str | None = None,
    polarity: str | None = None,
    check_worthiness: int | None = None,
) -> ClaimVersion:
    """Say better what a claim states: a new version by a person, beside the machine's.

    Facets and anchors are carried over. Raises ``LostUpdate`` when ``expected_version`` is no
    longer the current one and ``ValidationError`` for values outside their lists.
    """
    person = require_person(by, Act.EDIT_CLAIM)
    given: dict[str, Any] = {
        "statement": statement.strip() if statement is not None else None,
        "kind": kind,
        "hedge": hedge,
        "polarity": polarity,
        "check_worthiness": check_worthiness,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    with transaction.atomic():
        row = Claim.objects.select_for_update(of=("self",), no_key=True).get(pk=claim.pk)
        _require_standing(row)
        current = _current(row)
        if current.number != expected_version:
            raise LostUpdate(
                _("The claim was changed by somebody else meanwhile."), current=current.number
            )
        if not any(map(str.isalnum, changes.get("statement", current.statement))):
            raise ValidationError({"statement": _("A claim states something.")})
        before = {name: getattr(current, name) for name in changes}
        if before == changes:
            return current
        version = storing.copied(
            current,
            number=row.versions.latest("number").number + 1,
            author=person,
            changes=changes
            | {"lemmas": lemmas(changes.get("statement", current.statement), current.language)},
        )
        row.current = version
        row.save(update_fields=["current"])
        indexing.update(Claim.objects.filter(pk=row.pk))
        ledger.append(
            "claim.edited",
            subject=row,
            by=by,
            version=version.number,
            before=before,
            after=changes,
        )
        wake_on_commit("follow")
    return version


def retire(*, claim: Claim, by: Actor, because: str, successors: Sequence[Claim] = ()) -> None:
    """Take a claim out of circulation, naming what takes its place; nothing is deleted."""
    require(by, Act.EDIT_CLAIM)
    if not because.strip():
        raise ValidationError({"because": _("Say why the claim is retired.")})
    with transaction.atomic():
        row = Claim.objects.select_for_update(of=("self",), no_key=True).get(pk=claim.pk)
        _require_standing(row)
        if any(other.article_id != row.article_id or other.pk == row.pk for other in successors):
            raise ValidationError(_("A successor is another claim of the same article."))
        row.retired_at = timezone.now()
        row.retired_because = because.strip()[:200]
        row.save(update_fields=["retired_at", "retired_because"])
        indexing.update(Claim.objects.filter(pk=row.pk))
        ClaimSuccession.objects.bulk_create(
            ClaimSuccession(claim=row, successor=other) for other in successors
        )
        ledger.append(
            "claim.retired",
            subject=row,
            by=by,
            because=row.retired_because,
            successors=[str(other.public_id) for other in successors],
        )
        wake_on_commit("follow")


def _require_standing(claim: Claim) -> None:
    if claim.retired_at is not None:
        raise Conflict(_("This claim was retired."), code="retired")


def _current(claim: Claim) -> ClaimVersion:
    if claim.current is None:
        raise Conflict(_("This claim has no version yet."), code="no_version")
    return claim.current
