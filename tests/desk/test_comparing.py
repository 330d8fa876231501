"""Two claims facet by facet."""

from __future__ import annotations

import pytest

from claims.desk import comparing, wording
from claims.desk.comparing import Change
from claims.extraction.models import Attribution, Claim, ClaimVersion, Directive, Quantity
from claims.links.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db


def shown(claim: Claim) -> Claim:
    return Claim.objects.for_display().get(pk=claim.pk)


def said(claim: Claim) -> ClaimVersion:
    assert claim.current is not None
    return claim.current


def changes(a: Claim, b: Claim) -> dict[str, Change]:
    return {row.key: row.change for row in comparing.rows(shown(a), shown(b))}


def test_a_number_with_another_comparator_differs() -> None:
    a, b = factories.claim(), factories.claim()
    for claim, comparator in ((a, "exact"), (b, "at_least")):
        Quantity.objects.create(
            version=said(claim), value=120, unit="명", comparator=comparator, original="120명"
        )
    assert changes(a, b)["numbers"] is Change.DIFFERS


def test_what_only_one_side_says_is_no_difference() -> None:
    a, b = factories.claim(), factories.claim()
    Quantity.objects.create(
        version=said(a), value=120, unit="명", comparator="exact", original="120명"
    )
    assert changes(a, b)["numbers"] is Change.ONE_SIDED


def test_strength_is_shown_by_its_step() -> None:
    a, b = factories.claim(), factories.claim()
    for claim, strength in ((a, "guidance"), (b, "ban")):
        Directive.objects.create(
            version=said(claim), strength=strength, direction="restrictive", status="issued"
        )
    row = next(r for r in comparing.rows(shown(a), shown(b)) if r.key == "strength")
    assert (row.level_a, row.level_b, row.change) == (2, 9, Change.DIFFERS)


def test_two_outlets_that_quote_the_same_voice_do_not_differ_in_attribution() -> None:
    a, b = factories.claim(), factories.claim()
    for claim, outlet in ((a, "강변일보"), (b, "나루신문")):
        claim.article.outlet = outlet
        claim.article.save(update_fields=["outlet"])
        Attribution.objects.create(version=said(claim), position=0, voice="named", name="시청")
    assert changes(a, b)["attribution"] is Change.SAME
    assert wording.chain_of(said(shown(a)), shown(a).article) == ["강변일보", "시청"]


def test_facets_that_neither_side_has_are_left_out() -> None:
    assert set(changes(factories.claim(), factories.claim())) == {"kind", "hedge", "polarity"}


def test_what_rests_on_a_whole_claim_marks_none_of_its_words() -> None:
    a, b = shown(factories.claim()), shown(factories.claim())
    wholes = [comparing.whole(claim) or [] for claim in (a, b)]
    proposal = Proposal(
        reasons=[
            {"code": "same_words", "weight": 0.5, "a": wholes[0], "b": wholes[1], "values": []},
            {"code": "narrower", "weight": 1, "a": [wholes[0][0], 2], "b": wholes[1], "values": []},
        ]
    )
    whys = comparing.whys(proposal, wholes)
    assert [why.number for why in whys] == [None, 1]
    for side, claim in enumerate((a, b)):
        pieces = comparing.pieces(claim, said(claim).pk, side, whys)
        assert [bool(piece.marks) for piece in pieces or ()] == [[True, False], [False]][side]
