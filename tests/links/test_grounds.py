"""What is a new ground for a proposal, and what is the same one as before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from claims.links.features import Features, Voice, When
from claims.links.grounds import ground, ground_by_slugs
from claims.links.rules import Comparison
from tests.links.world import BAN, BASE, GUIDANCE, H20, H200, NVIDIA, number

OUTCOME = Comparison("contradicts", "", "unknown", 0.8, [])
OTHER = replace(BASE, statement="당국은 구매를 막지 않았다.", order=GUIDANCE)


def of(claim: Features, outcome: Comparison = OUTCOME) -> bytes:
    return ground(claim, OTHER, outcome)


@pytest.mark.parametrize(
    "change",
    [
        # Where and how it is printed.
        {"statement": "중국 당국은  기업에 “칩”을 구매하라고 지시했다"},
        {"names": (replace(NVIDIA, label="엔비디아(NVIDIA)", span=(3, 9)), H20)},
        # What is made of the words, beside the words.
        {"lemmas": frozenset({"당국", "지시"})},
        # Who reports it bears on independence, not on the relation.
        {"voices": (Voice("로이터", "outlet", "reuters"),), "outlet": "yonhap"},
        # The stated time counts, not the day on which it was printed.
        {"published": dt.date(2025, 9, 18)},
    ],
    ids=lambda change: "+".join(change),
)
def test_the_same_ground(change: dict[str, object]) -> None:
    assert of(replace(BASE, **change)) == of(BASE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"statement": "중국 당국은 기업에 칩을 구매하라고 지시하지 않았다."},
        {"polarity": "negative"},
        {"hedge": "speculative"},
        {"kind": "directive"},
        {"names": (H200, NVIDIA)},
        {"names": (replace(H20, key="nvidia-h20"), NVIDIA)},
        {"numbers": (number("15"),)},
        {"numbers": (number("15", "about"),)},
        {"numbers": (number("15", high="20"),)},
        {"order": GUIDANCE},
        {"order": BAN},
        {"about": When(dt.date(2025, 9, 17), dt.date(2025, 9, 17))},
        {"about": None, "published": dt.date(2025, 9, 18)},
    ],
    ids=lambda change: "+".join(change),
)
def test_another_ground(change: dict[str, object]) -> None:
    assert of(replace(BASE, **change)) != of(BASE)  # type: ignore[arg-type]


def test_what_both_name_counts_as_shared_whatever_it_is_called() -> None:
    renamed = replace(H20, key="nvidia-h20")
    a, b = (replace(one, names=(renamed, NVIDIA)) for one in (BASE, OTHER))
    assert ground(a, b, OUTCOME) == ground(BASE, OTHER, OUTCOME)
    assert ground_by_slugs(a, b, OUTCOME) != ground_by_slugs(BASE, OTHER, OUTCOME)
    a, b = (replace(one, names=(H20,)) for one in (BASE, OTHER))
    assert ground(a, b, OUTCOME) != ground(BASE, OTHER, OUTCOME)


def test_the_relation_is_part_of_the_ground_and_its_confidence_is_not() -> None:
    assert of(BASE, replace(OUTCOME, confidence=0.6, reasons=[])) == of(BASE)
    assert of(BASE, replace(OUTCOME, relation="qualifies")) != of(BASE)
    later = replace(OUTCOME, relation="supersedes", later="a")
    assert of(BASE, later) != of(BASE, replace(later, later="b"))
    assert ground(BASE, OTHER, OUTCOME) != ground(OTHER, BASE, OUTCOME)
