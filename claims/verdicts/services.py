"""Write verdicts, review them, approve them. Publishing is the next stage."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Conflict, LostUpdate
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.links.models import Matter
from claims.people.models import Actor, User, require_person
from claims.people.rules import Act
from claims.people.services import lock_account
from claims.reference.models import Rating
from claims.verdicts.as_approved import require_as_approved, require_as_read, require_standing
from claims.verdicts.contents import Contents
from claims.verdicts.contents import Evidence as Evidence
from claims.verdicts.contents import Inquiry as Inquiry
from claims.verdicts.contents import RightOfReply as RightOfReply
from claims.verdicts.contents import Wording as Wording
from claims.verdicts.interests import (
    require_authors_statement,
    require_free,
    require_statement,
    require_untied,
)
from claims.verdicts.models import (
    Appearance,
    Approval,
    CorrectionClass,
    Revision,
    Stage,
    Verdict,
)
from claims.work.services import wake_on_commit


def draft(
    *,
    by: Actor,
    rating: Rating,
    wordings: Sequence[Wording],
    claims: Sequence[Claim],
    evidence: Sequence[Evidence] = (),
    questions: Sequence[Inquiry] = (),
    replies: Sequence[RightOfReply] = (),
    matter: Matter | None = None,
) -> Verdict:
    """Begin a verdict on the statement that ``claims`` make; its first revision is a draft.

    ``wordings`` begins with the language it is written in. Raises ``ValidationError`` when a
    text is missing or no claim makes the statement, and ``PermissionDenied`` when the person
    declared a tie to what the claims name.
    """
    person = require_person(by, Act.DRAFT_VERDICT)
    if not claims:
        raise ValidationError(_("Attach at least one claim that makes the statement."))
    contents = Contents(rating, wordings, evidence, questions, replies)
    contents.check()
    with transaction.atomic():
        require_untied([person], [claim.current_id for claim in claims])
        verdict = Verdict.objects.create(matter=matter)
        verdict.current = contents.write(verdict, 1, person)
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
    questions: Sequence[Inquiry] = (),
    replies: Sequence[RightOfReply] = (),
    correction: str = "",
    public_note: str = "",
) -> Revision:
    """Write the next revision, which goes the whole way again: draft, review, approval.

    What is published stays public until then, unless it was withdrawn: then nothing is public
    before this revision is. A revision of what was ever public says what class of correction it
    is, with a public note; ``verdict_changed`` is the one whose rating is another. Raises
    ``LostUpdate`` when somebody revised since ``expected_revision``, and ``PermissionDenied``
    when the person declared a tie to what the claims name.
    """
    person = require_person(by, Act.DRAFT_VERDICT)
    contents = Contents(rating, wordings, evidence, questions, replies, correction, public_note)
    contents.check()
    with transaction.atomic():
        row = _locked(verdict, expected_revision)
        require_free(row, [person])
        _check_correction(contents, last_public(row))
        before = row.current
        revision = contents.write(row, expected_revision + 1, person)
        row.current = revision
        stage_before = row.stage
        row.stage = Stage.DRAFT
        if stage_before == Stage.WITHDRAWN:
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


def last_public(verdict: Verdict) -> Revision | None:
    """The revision that the public saw last, withdrawn or not. One query."""
    shown = verdict.revisions.filter(publications__isnull=False).select_related("rating")
    return shown.order_by("-number").first()


def assign(*, verdict: Verdict, to: User, by: Actor) -> Verdict:
    """Let a person look after the verdict: findings go to them. Assigning twice changes nothing.

    Raises ``ValidationError`` for somebody who could not write it, or who was erased.
    """
    require_person(by, Act.DRAFT_VERDICT)
    if not to.may(Act.DRAFT_VERDICT):
        raise ValidationError({"to": _("Choose somebody who may write verdicts.")})
    with transaction.atomic():
        lock_account(to)
        row = Verdict.objects.select_for_update(no_key=True).get(pk=verdict.pk)
        before = row.assignee
        if before == to:
            return row
        row.assignee = to
        row.save(update_fields=["assignee"])
        ledger.append(
            "verdict.assigned",
            subject=row,
            by=by,
            before=before.ledger_name if before else None,
            after=to.ledger_name,
        )
        wake_on_commit("follow")
    return row


def attach(*, verdict: Verdict, claim: Claim, by: Actor) -> Appearance:
    """Say that a claim makes the reviewed statement. Doing so twice changes nothing.

    Raises ``Conflict`` while a revision is with its approver, who would approve something else,
    and ``PermissionDenied`` when the person declared a tie to what the claim names.
    """
    person = require_person(by, Act.DRAFT_VERDICT)
    with transaction.atomic():
        row = _with_open_appearances(verdict)
        require_untied([person], [claim.current_id])
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
    """Hand the draft in for review. A revision whose approval was taken back is revised first, and
    one that is about a retired claim or cites it (``Conflict``, ``evidence_changed``), too.

    Who submits, approves or publishes has a statement of interests on file, and so has the author
    (else ``Conflict``, ``no_statement``); neither has a tie to what the claims name.
    """
    person = require_person(by, Act.DRAFT_VERDICT)
    with transaction.atomic():
        row = _locked(verdict, expected_revision)
        _require_clean_hands(row, person)
        if Approval.objects.filter(revision=row.current_id).exists():
            raise Conflict(
                _("This revision was sent back after its approval: revise it first."),
                code="sent_back",
            )
        move(row, Stage.IN_REVIEW, allowed=(Stage.DRAFT,))
        require_standing(row, _current(row))
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


def approve(
    *,
    verdict: Verdict,
    by: Actor,
    expected_revision: int,
    note: str = "",
    as_of: int | None = None,
) -> Approval:
    """Approve exactly the revision that was read. Nobody approves their own.

    ``as_of`` is the position of the ledger (``ledger.position``) when it was read: where a word
    that will be public was corrected since, ``LostUpdate`` tells which. None: it is read as it
    stands. Asks for a statement of interests, no tie and no retired claim, as ``submit``.
    """
    person = require_person(by, Act.APPROVE_VERDICT)
    if as_of is not None and as_of > ledger.position():
        raise ValidationError({"as_of": _("The ledger has not come so far yet.")})
    with transaction.atomic():
        row = _locked(verdict, expected_revision)
        revision = _current(row)
        if revision.author_id == person.pk:
            raise PermissionDenied(_("Nobody approves their own revision."))
        _require_clean_hands(row, person)
        if row.stage == Stage.APPROVED:
            raise Conflict(_("This revision is approved already."), code="approved_already")
        move(row, Stage.APPROVED, allowed=(Stage.IN_REVIEW,))
        if as_of is None:
            require_standing(row, revision)
        else:
            require_as_read(row, revision, as_of=as_of)
        approval = Approval.objects.create(revision=revision, by=person, note=note.strip())
        ledger.append(
            "verdict.approved", subject=row, by=by, number=revision.number, note=approval.note
        )
    return approval


def release(verdict: Verdict, *, person: User, expected_revision: int) -> Verdict:
    """For the publication stage, in its transaction: the approved revision becomes the
    published one. Its author looks after it where nobody else does.

    Asks for a statement of interests and no tie, as ``submit``; of its approver, too. Raises
    ``Conflict`` (``evidence_changed``) where what the public would read was changed meanwhile.
    """
    row = _locked(verdict, expected_revision)
    revision = _current(row)
    approval = Approval.objects.filter(revision=revision).select_related("by").first()
    if approval is None:
        raise Conflict(_("This revision is not approved."), code="not_approved")
    _require_clean_hands(row, person, others=[approval.by])
    row.published = revision
    if row.assignee is None:
        row.assignee = revision.author
    move(row, Stage.PUBLISHED, allowed=(Stage.APPROVED,), also=("published", "assignee"))
    require_as_approved(row, approval)
    return row


def retract(verdict: Verdict, *, expected_revision: int) -> Verdict:
    """For the publication stage, in its transaction: what is published is withdrawn.

    Nobody is asked for a statement of interests, and no tie counts: what is wrong comes down at
    once, whoever is there. The public note and the ledger say who did it and why.
    """
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


def _require_clean_hands(verdict: Verdict, person: User, *, others: Collection[User] = ()) -> None:
    author = _current(verdict).author
    require_statement(person)
    if author != person:
        require_authors_statement(author)
    require_free(verdict, [person, author, *others])


def _check_correction(contents: Contents, public: Revision | None) -> None:
    """Whether a revision says of what was public last (None: nothing ever) how it corrects it."""
    said = contents.correction
    if public is None:
        if said:
            raise ValidationError({"correction": _("Only what was published can be corrected.")})
        return
    if said not in CorrectionClass.values or said == CorrectionClass.WITHDRAWN:
        raise ValidationError(
            {"correction": _("Say what class of correction of the published text it is.")}
        )
    if not contents.public_note.strip():
        raise ValidationError({"public_note": _("Tell the public what is corrected and why.")})
    changed = contents.rating.pk != public.rating_id
    if changed and said != CorrectionClass.VERDICT_CHANGED:
        raise ValidationError(
            {"correction": _("The rating is another one: say that the verdict is changed.")}
        )
    if not changed and said == CorrectionClass.VERDICT_CHANGED:
        raise ValidationError(
            {"correction": _("The verdict is not changed: the rating is the published one.")}
        )


def _current(verdict: Verdict) -> Revision:
    if verdict.current is None:
        raise Conflict(_("This verdict has no revision yet."), code="no_revision")
    return verdict.current


def _attach(verdict: Verdict, claim: Claim, by: User) -> Appearance:
    if claim.retired_at is not None or claim.current is None:
        raise Conflict(_("This claim was retired."), code="retired")
    return Appearance.objects.create(
        verdict=verdict, claim=claim, version=claim.current, added_by=by
    )
