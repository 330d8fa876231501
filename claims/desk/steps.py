"""The way of a verdict from draft to the public: who took which step, and what a person may do now.

What may be done is decided by the verbs; here it is said beforehand, with the reason where it may
not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.ledger.models import Entry
from claims.people.rules import Act
from claims.publication.models import Publication
from claims.verdicts.models import Stage

if TYPE_CHECKING:
    from claims.desk.wording import Words

PATH = (Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED, Stage.PUBLISHED)
TAKEN_BY: dict[str, Stage] = {
    "verdict.drafted": Stage.DRAFT,
    "verdict.revised": Stage.DRAFT,
    "verdict.submitted": Stage.IN_REVIEW,
    "verdict.approved": Stage.APPROVED,
    "verdict.published": Stage.PUBLISHED,
    "verdict.corrected": Stage.PUBLISHED,
    "verdict.withdrawn": Stage.WITHDRAWN,
}
"""The kinds of ledger entries that take a step, and to which stage."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to publication: ``done``, ``here`` or ``ahead``; ``entry`` says who
    took it and when."""

    stage: str
    label: Words
    state: str
    entry: Entry | None = None


def steps_of(stage: str, revision: int, entries: Iterable[Entry]) -> list[Step]:
    """The steps of a revision, by its number. ``entries`` are those of ``TAKEN_BY``, newest first,
    with their bodies."""
    taken: dict[Stage, Entry] = {}
    for entry in entries:
        if _number(entry) in (revision, None):
            taken.setdefault(TAKEN_BY[entry.kind], entry)
    here = PATH.index(Stage(stage)) if stage in PATH else -1
    return list(_steps(stage, here, taken))


def _steps(stage: str, here: int, taken: dict[Stage, Entry]) -> Iterator[Step]:
    for place, each in enumerate(PATH):
        entry = taken.get(each)
        is_over = stage == Stage.WITHDRAWN
        was_taken = place < here or (is_over and entry is not None)
        if place > here and not is_over:
            entry = None  # taken once, and taken back
        label: Words = each.label
        if entry is not None and entry.kind == "verdict.corrected":
            label = Publication.Kind.CORRECTED.label
        yield Step(
            each.value,
            label,
            "here" if place == here else "done" if was_taken else "ahead",
            entry,
        )
    if stage == Stage.WITHDRAWN:
        yield Step(stage, Stage.WITHDRAWN.label, "here", taken.get(Stage.WITHDRAWN))


def _number(entry: Entry) -> int | None:
    """The revision that an entry is about; None where it is about none or was erased."""
    said = entry.body.content or {}
    if entry.kind == "verdict.drafted":
        return 1
    if entry.kind in ("verdict.published", "verdict.corrected"):
        number = said.get("revision")
    else:
        number = None if entry.kind == "verdict.withdrawn" else said.get("number")
    return number if isinstance(number, int) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a verdict and a person stand to each other.

    ``own_tie`` and ``others_tie`` say in words which declared interest keeps the person, or the
    author or approver, from handling it; ``authors_lack`` that the author, who is somebody else,
    has no statement of interests. Empty where there is none.
    """

    stage: str
    is_own: bool = False
    was_approved: bool = False
    is_public: bool = False
    has_statement: bool = True
    authors_lack: str = ""
    own_tie: str = ""
    others_tie: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done with a verdict; ``why_not`` is empty where this person may now.

    ``here`` is whether it belongs to the stage where the verdict is. ``needs_statement`` is whether
    a statement of interests is all that is missing.
    """

    name: str
    label: Words
    here: bool
    why_not: str = ""
    needs_statement: bool = False


_LABELS: dict[str, Words] = {
    "revise": gettext_lazy("Revise"),
    "submit": gettext_lazy("Hand in for review"),
    "send_back": gettext_lazy("Send back"),
    "approve": gettext_lazy("Approve"),
    "publish": gettext_lazy("Publish"),
    "withdraw": gettext_lazy("Withdraw"),
    "recheck": gettext_lazy("Re-check now"),
    "assign": gettext_lazy("Assign"),
    "resolve": gettext_lazy("Resolve"),
}
_ACTS = {
    "revise": Act.DRAFT_VERDICT,
    "submit": Act.DRAFT_VERDICT,
    "send_back": Act.DRAFT_VERDICT,
    "approve": Act.APPROVE_VERDICT,
    "publish": Act.PUBLISH_VERDICT,
    "withdraw": Act.WITHDRAW_VERDICT,
    "recheck": Act.REQUEST_RECHECK,
    "assign": Act.DRAFT_VERDICT,
    "resolve": Act.RESOLVE_FINDING,
}
_STAGES: dict[str, tuple[Stage, ...]] = {
    "submit": (Stage.DRAFT,),
    "send_back": (Stage.IN_REVIEW, Stage.APPROVED),
    "approve": (Stage.IN_REVIEW,),
    "publish": (Stage.APPROVED,),
}


def offers(standing: Standing, may: Callable[[Act], bool]) -> list[Offer]:
    """Everything that can be done with a verdict, each with the reason where it cannot be."""
    return [_offer(name, standing, may) for name in _LABELS]


def _offer(name: str, standing: Standing, may: Callable[[Act], bool]) -> Offer:
    here = standing.stage in _STAGES.get(name, (standing.stage,))
    if name in ("withdraw", "recheck"):
        here = standing.is_public
    if not may(_ACTS[name]):
        why_not = _("Your role does not allow this.")
    elif not here:
        why_not = _wrong_stage(name)
    else:
        why_not = _kept_from(name, standing)
    lacks = here and may(_ACTS[name]) and not standing.has_statement
    return Offer(name, _LABELS[name], here, why_not, lacks and why_not == _no_statement())


def _wrong_stage(name: str) -> str:
    return {
        "submit": _("Only a draft is handed in."),
        "send_back": _("Only what was handed in is sent back."),
        "approve": _("Only what was handed in is approved."),
        "publish": _("Only what is approved is published."),
    }.get(name, _("Nothing of it is published."))


def _kept_from(name: str, standing: Standing) -> str:
    """Why somebody whose role and stage fit may not; the order is that of the verbs."""
    if name == "approve" and standing.is_own:
        return _("Nobody approves their own revision.")
    if name in ("submit", "approve", "publish") and not standing.has_statement:
        return _no_statement()
    if name in ("submit", "approve", "publish") and standing.authors_lack:
        return standing.authors_lack
    if name in ("revise", "submit", "approve", "publish") and standing.own_tie:
        return standing.own_tie
    if name in ("submit", "approve", "publish") and standing.others_tie:
        return standing.others_tie
    if name == "submit" and standing.was_approved:
        return _("This revision was sent back after its approval: revise it first.")
    return ""


def _no_statement() -> str:
    return _("No statement of your interests is on file, or it has run out.")
