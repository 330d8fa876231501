"""Write verdicts, review them, approve them. Publishing is the next stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles.models import Document
from claims.errors import Conflict, LostUpdate
from claims.extraction.models import Claim, ClaimVersion
from claims.ledger import services as ledger
from claims.links.models import Link, Matter
from claims.people.models import Actor, User, require_person
from claims.people.rules import Act
from claims.reference.models import LANGUAGE_CHOICES, Rating
from claims.verdicts.models import (
    Appearance,
    Approval,
    CorrectionClass,
    EvidenceLine,
    Revision,
    RevisionText,
    Stage,
    Stance,
    Verdict,
)
from claims.work.services import wake_on_commit


@dataclass(frozen=True, slots=True)
class Wording:
    """A revision's text in one language; a translation names its translator."""

    language: str
    statement: str
    summary: str
    reasoning: str = ""
    translator: User | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of evidence: at least one of a claim's version, a link, a document."""

    stance: str
    note: str = ""
    version: ClaimVersion | None = None
    link: Link | None = None
    document: Document | None = None


def draft(
    *,
    by: Actor,
    rating: Rating,
    wordings: Sequence[Wording],
    claims: Sequence[Claim],
    evidence: Sequence[Evidence] = (),
    matter: Matter | None = None,
) -> Verdict:
    """Begin a verdict on the statement that ``claims`` make; its first revision is a draft.

    ``wordings`` begins with the language it is written in. Raises ``ValidationError`` when a
    text is missing or no claim makes the statement.
    """
    person = require_person(by, Act.DRAFT_VERDICT)
    if not claims:
        raise ValidationError(_("Attach at least one claim that makes the statement."))
    _check(wordings, evidence)
    with transaction.atomic():
        verdict = Verdict.objects.create(matter=matter)
        revision = _revision(verdict, 1, person, rating, wordings, evidence)
        verdict.current = revision
        verdict.save(update_fields=["current"])
        attached = list({claim.pk: claim for claim in claims}.values())
        for claim in attached:
            _attach(verdict, claim, person)
        ledger.append(
            "verdict.drafted",
            subject=verdict,
            by=by,
            rating=f"{rating.scale.key}/{rating.key}",
            statement=wordings[0].statement,
            claims=[str(claim.public_id) for claim in attached],
        )
    return verdict


def revise(
    *,
    verdict: Verdict,
    by: Actor,
    expected_revision: int,
    rating: Rating,
    wordings: Sequence[Wording],
    evidence: Sequence[Evidence] = (),
    correction: str = "",
    public_note: str = "",
) -> Revision:
    """Write the next revision, which goes the whole way again: draft, review, approval.

    What is published stays public until then, unless it was withdrawn: then nothing is public
    before this revision is. A revision of something public says what class of correction it is,
    with a public note. Raises ``LostUpdate`` when somebody revised
    since ``expected_revision``.
    """
    person = require_person(by, Act.DRAFT_VERDICT)
    _check(wordings, evidence)
    with transaction.atomic():
        row = _locked(verdict, expected_revision)
        withdrawn = row.stage == Stage.WITHDRAWN
        if row.published_id is not None and not withdrawn:
            if correction not in CorrectionClass.values or correction == CorrectionClass.WITHDRAWN:
                raise ValidationError(
                    {"correction": _("Say what class of correction of the published text it is.")}
                )
            if not public_note.strip():
                raise ValidationError(
                    {"public_note": _("Tell the public what is corrected and why.")}
                )
        elif correction and not withdrawn:
            raise ValidationError({"correction": _("Only what was published can be corrected.")})
        before = row.current
        revision = _revision(
            row,
            expected_revision + 1,
            person,
            rating,
            wordings,
            evidence,
            correction=correction,
            public_note=public_note.strip(),
        )
        row.current = revision
        stage_before = row.stage
        row.stage = Stage.DRAFT
        if withdrawn:
            row.published = None
        row.save(update_fields=["current", "stage", "published"])
        ledger.append(
            "verdict.revised",
            subject=row,
            by=by,
            number=revision.number,
            stage_before=stage_before,
            before=f"{before.rating.scale.key}/{before.rating.key}" if before else "",
            after=f"{rating.scale.key}/{rating.key}",
            correction=correction,
        )
    return revision


def attach(*, verdict: Verdict, claim: Claim, by: Actor) -> Appearance:
    """Say that a claim makes the reviewed statement. Doing so twice changes nothing.

    Raises ``Conflict`` while a revision is with its approver, who would approve something else.
    """
    person = require_person(by, Act.DRAFT_VERDICT)
    with transaction.atomic():
        row = _with_open_appearances(verdict)
        standing = row.appearances.filter(claim=claim, removed_at=None).first()
        if standing is not None:
            return standing
        appearance = _attach(row, claim, person)
        ledger.append("verdict.claim_attached", subject=row, by=by, claim=str(claim.public_id))
    return appearance


def detach(*, verdict: Verdict, claim: Claim, by: Actor) -> None:
    """Take an appearance back; the last one stays, since a verdict is about something.

    Raises ``Conflict`` as ``attach``.
    """
    require_person(by, Act.DRAFT_VERDICT)
    with transaction.atomic():
        row = _with_open_appearances(verdict)
        standing = row.appearances.filter(removed_at=None)
        if not standing.filter(claim=claim).exists():
            raise Conflict(_("This claim is not attached."), code="not_attached")
        if standing.count() == 1:
            raise Conflict(_("A verdict needs at least one claim."), code="last_claim")
        standing.filter(claim=claim).update(removed_at=timezone.now())
        ledger.append("verdict.claim_detached", subject=row, by=by, claim=str(claim.public_id))


def submit(*, verdict: Verdict, by: Actor, expected_revision: int) -> Verdict:
    """Hand the draft in for review. A revision whose approval was taken back is revised first."""
    require_person(by, Act.DRAFT_VERDICT)
    with transaction.atomic():
        row = _locked(verdict, expected_revision)
        if Approval.objects.filter(revision=row.current_id).exists():
            raise Conflict(
                _("This revision was sent back after its approval: revise it first."),
                code="sent_back",
            )
        move(row, Stage.IN_REVIEW, allowed=(Stage.DRAFT,))
        ledger.append("verdict.submitted", subject=row, by=by, number=expected_revision)
    return row


def send_back(*, verdict: Verdict, by: Actor, expected_revision: int, note: str) -> Verdict:
    """Give a revision back to its author with a note; an approval, if any, no longer counts."""
    require_person(by, Act.DRAFT_VERDICT)
    if not note.strip():
        raise ValidationError({"note": _("Say what is to be done.")})
    with transaction.atomic():
        row = _locked(verdict, expected_revision)
        move(row, Stage.DRAFT, allowed=(Stage.IN_REVIEW, Stage.APPROVED))
        ledger.append(
            "verdict.sent_back", subject=row, by=by, number=expected_revision, note=note.strip()
        )
    return row


def approve(*, verdict: Verdict, by: Actor, expected_revision: int, note: str = "") -> Approval:
    """Approve exactly the revision that was read. Nobody approves their own."""
    person = require_person(by, Act.APPROVE_VERDICT)
    with transaction.atomic():
        row = _locked(verdict, expected_revision)
        revision = _current(row)
        if revision.author_id == person.pk:
            raise PermissionDenied(_("Nobody approves their own revision."))
        if row.stage == Stage.APPROVED:
            raise Conflict(_("This revision is approved already."), code="approved_already")
        move(row, Stage.APPROVED, allowed=(Stage.IN_REVIEW,))
        approval = Approval.objects.create(revision=revision, by=person, note=note.strip())
        ledger.append("verdict.approved", subject=row, by=by, number=revision.number, note=note)
    return approval


def release(verdict: Verdict, *, expected_revision: int) -> Verdict:
    """For the publication stage, in its transaction: the approved revision becomes the
    published one."""
    row = _locked(verdict, expected_revision)
    revision = _current(row)
    if not Approval.objects.filter(revision=revision).exists():
        raise Conflict(_("This revision is not approved."), code="not_approved")
    row.published = revision
    move(row, Stage.PUBLISHED, allowed=(Stage.APPROVED,), also=("published",))
    return row


def retract(verdict: Verdict, *, expected_revision: int) -> Verdict:
    """For the publication stage, in its transaction: what is published is withdrawn."""
    row = _locked(verdict, expected_revision)
    if row.published_id is None:
        raise Conflict(_("Nothing of this verdict is published."), code="not_published")
    move(
        row,
        Stage.WITHDRAWN,
        allowed=(Stage.PUBLISHED, Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED),
    )
    return row


def move(
    verdict: Verdict, to: Stage, *, allowed: Sequence[Stage], also: Sequence[str] = ()
) -> None:
    """Change the stage of a locked row, or raise ``Conflict`` naming where it stands."""
    if verdict.stage not in allowed:
        raise Conflict(
            _("This is not possible now: the verdict is at “%(stage)s”.")
            % {"stage": verdict.get_stage_display()},
            code="wrong_stage",
        )
    verdict.stage = to
    verdict.save(update_fields=["stage", *also])
    wake_on_commit("follow")


def _locked(verdict: Verdict, expected_revision: int) -> Verdict:
    # What the row points to is read after the lock: joined, it would be as before the wait.
    row = Verdict.objects.select_for_update(no_key=True).get(pk=verdict.pk)
    current = _current(row)
    if current.number != expected_revision:
        raise LostUpdate(
            _("The verdict was revised by somebody else meanwhile."), current=current.number
        )
    return row


def _with_open_appearances(verdict: Verdict) -> Verdict:
    row = Verdict.objects.select_for_update(of=("self",), no_key=True).get(pk=verdict.pk)
    if row.stage in (Stage.IN_REVIEW, Stage.APPROVED):
        raise Conflict(
            _("The verdict is with its approver: its claims change in a draft only."),
            code="wrong_stage",
        )
    return row


def _current(verdict: Verdict) -> Revision:
    if verdict.current is None:
        raise Conflict(_("This verdict has no revision yet."), code="no_revision")
    return verdict.current


def _check(wordings: Sequence[Wording], evidence: Sequence[Evidence]) -> None:
    languages = [wording.language for wording in wordings]
    known = {language for language, _name in LANGUAGE_CHOICES}
    if not wordings or len(set(languages)) != len(languages) or not set(languages) <= known:
        raise ValidationError(_("Give the text once for each language."))
    for wording in wordings:
        if not any(map(str.isalnum, wording.statement)):
            raise ValidationError({"statement": _("Write the reviewed statement.")})
        if not any(map(str.isalnum, wording.summary)):
            raise ValidationError({"summary": _("Write a summary.")})
    for line in evidence:
        if line.stance not in Stance.values:
            raise ValidationError({"evidence": _("Choose one of the stances.")})
        if not (line.version or line.link or line.document):
            raise ValidationError({"evidence": _("A line of evidence names something.")})


def _revision(
    verdict: Verdict,
    number: int,
    author: User,
    rating: Rating,
    wordings: Sequence[Wording],
    evidence: Sequence[Evidence],
    *,
    correction: str = "",
    public_note: str = "",
) -> Revision:
    revision = Revision.objects.create(
        verdict=verdict,
        number=number,
        rating=rating,
        language=wordings[0].language,
        author=author,
        correction=correction,
        public_note=public_note,
    )
    RevisionText.objects.bulk_create(
        RevisionText(
            revision=revision,
            language=wording.language,
            statement=wording.statement.strip(),
            summary=wording.summary.strip(),
            reasoning=wording.reasoning.strip(),
            translator=(wording.translator or author) if position else None,
        )
        for position, wording in enumerate(wordings)
    )
    EvidenceLine.objects.bulk_create(
        EvidenceLine(
            revision=revision,
            position=position,
            stance=line.stance,
            note=line.note.strip(),
            version=line.version,
            link=line.link,
            document=line.document,
        )
        for position, line in enumerate(evidence)
    )
    return revision


def _attach(verdict: Verdict, claim: Claim, by: User) -> Appearance:
    if claim.retired_at is not None or claim.current is None:
        raise Conflict(_("This claim was retired."), code="retired")
    return Appearance.objects.create(
        verdict=verdict, claim=claim, version=claim.current, added_by=by
    )
