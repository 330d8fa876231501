"""Questions and the claims under them: what a person may do to a matter.

``revision`` counts the changes of the question; who edits it names the one they saw. Putting claims
under a question and taking them away is free of it: two people who do the same at once agree.

Every verb locks the matter, several of them in the order of their keys, and a claim after its
matter, so that none waits for another in a ring. A merged matter takes no further change: its
members stay as they were when it was merged, beside those that the other one took over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Conflict, LostUpdate
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.links.merges import brought_by
from claims.links.models import Matter, MatterMember, MatterRefusal
from claims.people.models import Actor, User, require_person
from claims.people.rules import Act

_LONGEST = 300


@transaction.atomic
def open_matter(*, by: Actor, question_ko: str = "", question_en: str = "") -> Matter:
    """Open a question, in at least one language."""
    person = require_person(by, Act.KEEP_MATTER)
    ko, en = _question(question_ko, question_en)
    matter = Matter.objects.create(question_ko=ko, question_en=en, created_by=person)
    ledger.append("matter.opened", subject=matter, by=by, ko=ko, en=en)
    return matter


@transaction.atomic
def ask_otherwise(
    *,
    matter: Matter,
    by: Actor,
    expected_revision: int,
    question_ko: str | None = None,
    question_en: str | None = None,
) -> Matter:
    """Change the wording of the question; a language that is not given stays as it is.

    The same words again change nothing. Raises ``LostUpdate`` when somebody changed them since
    ``expected_revision`` and ``Conflict`` when the matter was merged.
    """
    require_person(by, Act.KEEP_MATTER)
    row = _locked(matter)
    if row.revision != expected_revision:
        now = " / ".join(filter(None, (row.question_ko, row.question_en)))
        raise LostUpdate(
            _("Somebody changed the question meanwhile. It is now: %(question)s")
            % {"question": now},
            current=row.revision,
        )
    before = (row.question_ko, row.question_en)
    after = _question(
        row.question_ko if question_ko is None else question_ko,
        row.question_en if question_en is None else question_en,
    )
    if after == before:
        return row
    row.question_ko, row.question_en = after
    row.revision += 1
    row.save(update_fields=["question_ko", "question_en", "revision"])
    ledger.append(
        "matter.question_changed",
        subject=row,
        by=by,
        before={"ko": before[0], "en": before[1]},
        after={"ko": after[0], "en": after[1]},
        revision=row.revision,
    )
    return row


@transaction.atomic
def place(*, matter: Matter, claim: Claim, by: Actor) -> MatterMember:
    """Put a claim under a question, which takes back that it was refused there.

    Doing so twice changes nothing. Raises ``Conflict`` for a retired claim or a merged matter.
    """
    person = require_person(by, Act.KEEP_MATTER)
    row = _locked(matter)
    if Claim.objects.select_for_update(no_key=True).get(pk=claim.pk).retired_at:
        raise Conflict(_("This claim was retired."), code="retired")
    present = MatterMember.objects.filter(matter=row, claim=claim, removed_at=None).first()
    if present is not None:
        return present
    member = MatterMember.objects.create(matter=row, claim=claim, added_by=person)
    _allow(row, [claim.pk])
    ledger.append("matter.claim_placed", subject=row, by=by, claim=str(claim.public_id))
    return member


@transaction.atomic
def remove(*, matter: Matter, claim: Claim, by: Actor) -> None:
    """Take a claim from under a question; that it was there stays on record."""
    require_person(by, Act.KEEP_MATTER)
    row = _locked(matter)
    if not _present(row).filter(claim=claim).update(removed_at=timezone.now()):
        raise Conflict(_("This claim is not under the question."), code="not_a_member")
    ledger.append("matter.claim_removed", subject=row, by=by, claim=str(claim.public_id))


@transaction.atomic
def refuse(*, matter: Matter, claim: Claim, by: Actor) -> MatterRefusal:
    """Say that a claim does not belong under a question: it is not suggested there again.

    Doing so twice changes nothing. Raises ``Conflict`` for a claim that is under the question.
    """
    person = require_person(by, Act.KEEP_MATTER)
    row = _locked(matter)
    if _present(row).filter(claim=claim).exists():
        raise Conflict(_("This claim is under the question already."), code="already_a_member")
    refusal, is_new = MatterRefusal.objects.get_or_create(
        matter=row, claim=claim, taken_back_at=None, defaults={"by": person}
    )
    if is_new:
        ledger.append("matter.claim_refused", subject=row, by=by, claim=str(claim.public_id))
    return refusal


@transaction.atomic
def take_back_refusal(*, matter: Matter, claim: Claim, by: Actor) -> None:
    """Let a refused claim be suggested again. Raises ``Conflict`` where none is refused."""
    require_person(by, Act.KEEP_MATTER)
    row = _locked(matter)
    if not _allow(row, [claim.pk]):
        raise Conflict(_("This claim is not refused here."), code="not_refused")
    ledger.append("matter.refusal_taken_back", subject=row, by=by, claim=str(claim.public_id))


@transaction.atomic
def merge(*, winner: Matter, loser: Matter, by: Actor) -> Matter:
    """Two questions are one: the winner takes the loser's claims and refusals over.

    The loser stays readable with what was under it, and points to the winner, as do those that
    were merged into it before. Verdicts keep the question they were written under. Splitting them
    off again as what the loser was (``of``) takes it back. Returns the winner. Raises ``Conflict``
    when either was merged already.
    """
    person = require_person(by, Act.KEEP_MATTER)
    if winner.pk == loser.pk:
        raise ValidationError(_("A matter is not merged into itself."))
    rows = Matter.objects.select_for_update(no_key=True).filter(
        Q(pk__in=[winner.pk, loser.pk]) | Q(merged_into=loser.pk)
    )
    locked = {row.pk: row for row in rows.order_by("pk")}
    first, second = locked[winner.pk], locked[loser.pk]
    for row in (first, second):
        _refuse_merged(row)
    theirs = list(_present(second).order_by("pk").select_related("claim"))
    known = set(_present(first).values_list("claim", flat=True))
    moved = [row.claim for row in theirs if row.claim_id not in known]
    _put(first, moved, person)
    allowed = list(_refused(first).filter(pk__in=[row.claim_id for row in theirs]))
    _allow(first, [claim.pk for claim in allowed])
    in_both = _refused(first).values("pk")
    refused = list(_refused(second).exclude(pk__in=known).exclude(pk__in=in_both))
    _refuse(first, refused, person)
    Matter.objects.filter(merged_into=second).update(merged_into=first)
    second.merged_into = first
    second.save(update_fields=["merged_into"])
    ledger.append("matter.merged", subject=second, by=by, into=str(first.public_id))
    ledger.append(
        "matter.took_over",
        subject=first,
        by=by,
        out_of=str(second.public_id),
        claims=_ids(moved),
        allowed=_ids(allowed),
        refused=_ids(refused),
    )
    return first


@transaction.atomic
def split(
    *,
    matter: Matter,
    claims: Sequence[Claim],
    by: Actor,
    question_ko: str = "",
    question_en: str = "",
    of: Matter | None = None,
) -> Matter:
    """Move some of a question's claims under a new question, which points to where they were.

    ``of`` is a matter that was merged into this one: the merge is taken back. What was under this
    one before it stays here too, what this one refused is refused again, and what the other refused
    is refused by the new one. Returns the new matter. Raises ``ValidationError`` when the claims
    are none or, where no merge is taken back, all of those under the question, or one is not under
    it, or ``of`` was not merged into it.
    """
    person = require_person(by, Act.KEEP_MATTER)
    ko, en = _question(question_ko, question_en)
    row = _locked(matter)
    if of is not None and not row.merged.filter(pk=of.pk).exists():
        raise ValidationError({"of": _("It was not merged into this question.")})
    wanted = {claim.pk: claim for claim in claims}
    present = set(_present(row).values_list("claim", flat=True))
    if not wanted:
        raise ValidationError({"claims": _("Choose the claims that the new question is about.")})
    if not wanted.keys() <= present:
        raise ValidationError({"claims": _("One of the claims is not under this question.")})
    if wanted.keys() == present and of is None:
        raise ValidationError(
            {"claims": _("Leave at least one claim here, or change the question instead.")}
        )
    made = Matter.objects.create(question_ko=ko, question_en=en, split_from=row, created_by=person)
    leaving = list(wanted.values()) if of is None else _taken_back(row, made, of, wanted, person)
    _present(row).filter(claim__in=leaving).update(removed_at=timezone.now())
    _put(made, wanted.values(), person)
    ledger.append("matter.opened", subject=made, by=by, ko=ko, en=en, split_from=str(row.public_id))
    ledger.append(
        "matter.split",
        subject=row,
        by=by,
        into=str(made.public_id),
        claims=_ids(wanted.values()),
        takes_back=str(of.public_id) if of else None,
        stay=_ids(claim for claim in wanted.values() if claim not in leaving),
    )
    return made


def _taken_back(
    row: Matter, made: Matter, of: Matter, wanted: Mapping[int, Claim], person: User
) -> list[Claim]:
    """Give both questions the refusals they would have without the merge; return which of the
    ``wanted`` claims came with it and leave."""
    leaving = list(wanted.values())
    if (brought := brought_by(of, row)) is not None:
        leaving = [claim for claim in leaving if str(claim.public_id) in brought.claims]
        carried = _refused(row).filter(public_id__in=brought.refused)
        _allow(row, list(carried.values_list("pk", flat=True)))
        _refuse(row, [one for one in leaving if str(one.public_id) in brought.allowed], person)
    _refuse(made, _refused(of).exclude(pk__in=wanted), person)
    return leaving


def _question(question_ko: str, question_en: str) -> tuple[str, str]:
    ko, en = question_ko.strip(), question_en.strip()
    if not ko and not en:
        raise ValidationError(_("A matter is a question: write it in at least one language."))
    too_long = {
        name: _("Say it in at most %(limit)d characters.") % {"limit": _LONGEST}
        for name, text in (("question_ko", ko), ("question_en", en))
        if len(text) > _LONGEST
    }
    if too_long:
        raise ValidationError(too_long)
    return ko, en


def _locked(matter: Matter) -> Matter:
    """The row as it is now, held until the transaction ends; merged ones are refused."""
    row = Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
    _refuse_merged(row)
    return row


def _refuse_merged(row: Matter) -> None:
    if row.merged_into_id:
        raise Conflict(_("This matter was merged into another."), code="merged_already")


def _present(matter: Matter) -> QuerySet[MatterMember]:
    return MatterMember.objects.filter(matter=matter, removed_at=None)


def _refused(matter: Matter) -> QuerySet[Claim]:
    return Claim.objects.filter(refusals__matter=matter, refusals__taken_back_at=None).order_by(
        "pk"
    )


def _ids(claims: Iterable[Claim]) -> list[str]:
    return [str(claim.public_id) for claim in claims]


def _refuse(matter: Matter, claims: Iterable[Claim], person: User) -> None:
    MatterRefusal.objects.bulk_create(
        [MatterRefusal(matter=matter, claim=claim, by=person) for claim in claims]
    )


def _put(matter: Matter, claims: Iterable[Claim], person: User) -> None:
    MatterMember.objects.bulk_create(
        [MatterMember(matter=matter, claim=claim, added_by=person) for claim in claims]
    )


def _allow(matter: Matter, claims: Iterable[int]) -> int:
    """Take back refusals in force of these claims, given by their keys; how many there were."""
    return MatterRefusal.objects.filter(
        matter=matter, claim__in=list(claims), taken_back_at=None
    ).update(taken_back_at=timezone.now())
