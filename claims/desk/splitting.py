"""Which claims of a question move to a new one, ticked on a list of many pages.

A matter may have thousands of claims. The form shows one page of those that some words find; what
is chosen on the others comes along in one hidden field, so that it lasts whatever is looked for or
leafed to, and one field however many there are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from claims.extraction.models import Claim
from claims.links.models import Matter

PICKS = 50
"""Claims that one page of the form shows."""
_LOOKING = ("look", "choose", "page")  # the buttons that show other claims and split nothing


@dataclass(frozen=True, slots=True)
class Picking:
    """The list as the form shows it."""

    page: Page[Claim]
    rows: Sequence[tuple[Claim, bool]]
    """The claims of the page, and whether each is chosen."""
    words: str
    only_chosen: bool
    chosen: int
    elsewhere: str
    """The public ids of those that are chosen and not on the page, apart by a space."""
    gone: int
    """How many were chosen that are not under the question any more."""


def is_looking(sent: QueryDict) -> bool:
    """Whether the form was sent to show other claims, and not to split."""
    return any(name in sent for name in _LOOKING)


def chosen_in(sent: QueryDict) -> set[str]:
    """The public ids that the form says are chosen, as they were sent."""
    return {*sent.getlist("claim"), *sent.get("elsewhere", "").split()}


def picking(matter: Matter, sent: QueryDict, chosen: Collection[str]) -> Picking:
    """What the form shows after ``sent``; ``choose`` takes or leaves all claims that were found.

    ``look`` asks for other claims: those with the words of ``q``, or the chosen ones. Else the list
    stays as it was shown, whatever is typed by now: a button does what its page said.
    """
    look = sent.get("look", "")
    only_chosen = look == "chosen" or (not look and bool(sent.get("only_chosen")))
    typed = {"": sent.get("words", ""), "words": sent.get("q", "")}
    words = typed.get(look, "").strip()[:200]
    members = Claim.objects.filter(
        memberships__matter=matter, memberships__removed_at=None
    ).order_by("memberships__pk")
    present = _ids(members)
    picked = present & set(chosen)
    gone = len(set(chosen) - present)
    found = _with_words(members, words)
    if only_chosen:
        found = found.filter(public_id__in=picked)
    match sent.get("choose"):
        case "all":
            picked |= _ids(found)
        case "none":
            picked -= _ids(found)
    shown = found.select_related("current", "article__source__entity").prefetch_related(
        "article__source__entity__names"
    )
    page = Paginator(shown, PICKS).get_page(sent.get("page"))
    rows = [(claim, str(claim.public_id) in picked) for claim in page]
    here = {str(claim.public_id) for claim, _is_chosen in rows}
    return Picking(
        page=page,
        rows=rows,
        words=words,
        only_chosen=only_chosen,
        chosen=len(picked),
        elsewhere=" ".join(sorted(picked - here)),
        gone=gone,
    )


def _with_words(claims: QuerySet[Claim], words: str) -> QuerySet[Claim]:
    for word in words.split()[:8]:
        claims = claims.filter(current__statement__icontains=word)
    return claims


def _ids(claims: QuerySet[Claim]) -> set[str]:
    return {str(key) for key in claims.values_list("public_id", flat=True)}
