"""How two claims relate, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.links.features import Features
from claims.links.rules import compare
from tests.links.world import (
    BAN,
    BASE,
    CHINA,
    CHINESE_GOVERNMENT,
    FEBRUARY_25,
    GUIDANCE,
    H20,
    H200,
    NVIDIA,
    OTHER_WORDS,
    PERMIT,
    SEPTEMBER_24,
    SEPTEMBER_25,
    SUSPEND,
    US_GOVERNMENT,
    WORDS,
    number,
    said,
)

PAIRS: list[tuple[str, Features, Features, str, str]] = [
    ("a sentence and itself repeat each other", BASE, BASE, "repeats", ""),
    (
        "two reports in other words corroborate",
        BASE,
        said(lemmas=WORDS - {"지시", "요구"} | {"중단", "통보"}),
        "corroborates",
        "",
    ),
    ("two products are two subjects", BASE, said(names=(H200, NVIDIA)), "not_comparable", ""),
    (
        "a product beside another that both name is one subject",
        BASE,
        said(names=(H20, H200)),
        "repeats",
        "",
    ),
    (
        "nothing shared, nothing to say",
        BASE,
        said(names=(CHINA,), lemmas=OTHER_WORDS),
        "not_comparable",
        "",
    ),
    (
        "one shared company and other words are not one subject",
        said(names=(NVIDIA,)),
        said(names=(NVIDIA,), lemmas=OTHER_WORDS),
        "not_comparable",
        "",
    ),
    (
        "a denial of the same at the same time contradicts",
        BASE,
        said(polarity="negative"),
        "contradicts",
        "",
    ),
    (
        "a copied sentence repeats whenever it was printed",
        said(order=BAN, about=SEPTEMBER_24),
        said(order=BAN),
        "repeats",
        "",
    ),
    (
        "a denial a year later does not contradict",
        said(about=SEPTEMBER_24),
        said(polarity="negative"),
        "not_comparable",
        "",
    ),
    (
        "a denial in quite other words does not contradict",
        said(numbers=(number("15"),)),
        said(polarity="negative", lemmas=OTHER_WORDS | {"칩"}, numbers=(number("15"),)),
        "not_comparable",
        "",
    ),
    (
        "another number of the same thing at the same time contradicts",
        said(numbers=(number("15"),)),
        said(numbers=(number("20"),)),
        "contradicts",
        "",
    ),
    (
        "another number of another year says nothing of the first",
        said(numbers=(number("15"),), about=SEPTEMBER_24),
        said(numbers=(number("20"),)),
        "not_comparable",
        "",
    ),
    (
        "a number in another unit does not",
        said(numbers=(number("15"),)),
        said(numbers=(number("20", unit="USD"),)),
        "repeats",
        "",
    ),
    (
        "a bare number without a unit does not",
        said(numbers=(number("15", unit=""),)),
        said(numbers=(number("20", unit=""),)),
        "repeats",
        "",
    ),
    (
        "more than fifteen and twenty go together",
        said(numbers=(number("15", "more_than"),)),
        said(numbers=(number("20"),)),
        "repeats",
        "",
    ),
    (
        "at most fifteen and twenty do not",
        said(numbers=(number("15", "at_most"),)),
        said(numbers=(number("20"),)),
        "contradicts",
        "",
    ),
    (
        "a range that holds the number goes with it",
        said(numbers=(number("10", high="20"),)),
        said(numbers=(number("15"),)),
        "repeats",
        "",
    ),
    (
        "two numbers of one unit on a side are not told apart, so nothing is said of them",
        said(numbers=(number("15"), number("30"))),
        said(numbers=(number("20"),)),
        "repeats",
        "",
    ),
    (
        "what one asserts and the other supposes is qualified",
        BASE,
        said(hedge="speculative"),
        "qualifies",
        "",
    ),
    (
        "what one reports and the other asserts is not",
        BASE,
        said(hedge="reported"),
        "repeats",
        "",
    ),
    (
        "another language shares names and numbers, not words",
        said(numbers=(number("15"),)),
        said(language="en", lemmas=frozenset({"china", "chip"}), numbers=(number("15"),)),
        "corroborates",
        "",
    ),
    (
        "a denial in another language of the same time contradicts",
        said(numbers=(number("15"),)),
        said(language="en", polarity="negative", lemmas=frozenset(), numbers=(number("15"),)),
        "contradicts",
        "",
    ),
    (
        "another language and names alone is too little",
        BASE,
        said(language="en", lemmas=frozenset({"china", "chip"})),
        "not_comparable",
        "",
    ),
    (
        "guidance and a ban of one month are two wordings: they qualify",
        said(order=GUIDANCE),
        said(order=BAN),
        "qualifies",
        "",
    ),
    (
        "guidance in 2024 and a suspension in 2025 are two states: the later supersedes",
        said(order=GUIDANCE, about=SEPTEMBER_24),
        said(order=SUSPEND, about=SEPTEMBER_25),
        "supersedes",
        "b",
    ),
    (
        "a permission in 2025 supersedes a ban of 2024 and does not contradict it",
        said(order=PERMIT, about=SEPTEMBER_25),
        said(order=BAN, about=SEPTEMBER_24),
        "supersedes",
        "a",
    ),
    (
        "what one state permits does not supersede what another forbade",
        said(order=replace(BAN, issuer="중국 당국"), names=(H20, CHINA), about=FEBRUARY_25),
        said(order=replace(PERMIT, issuer="미국 정부"), names=(H20, US_GOVERNMENT)),
        "not_comparable",
        "",
    ),
    (
        "what a state permits supersedes what its authorities forbade, named otherwise",
        said(order=replace(BAN, issuer="중국 당국"), names=(H20, CHINA), about=FEBRUARY_25),
        said(order=replace(PERMIT, issuer="중국 정부"), names=(H20, CHINESE_GOVERNMENT)),
        "supersedes",
        "b",
    ),
    (
        "an issuer that is not named leaves the two states of one subject",
        said(order=replace(BAN, issuer="중국 당국"), names=(H20, CHINA), about=FEBRUARY_25),
        said(order=PERMIT, names=(H20, US_GOVERNMENT)),
        "supersedes",
        "b",
    ),
    (
        "the same order reported again a year later corroborates",
        said(order=SUSPEND, about=SEPTEMBER_24),
        said(order=SUSPEND, about=SEPTEMBER_25, lemmas=WORDS - {"지시", "요구"} | {"중단", "통보"}),
        "corroborates",
        "",
    ),
    (
        "a permission and a ban of one month qualify each other",
        said(order=PERMIT),
        said(order=BAN),
        "qualifies",
        "",
    ),
    (
        "an order and its denial in one month contradict",
        said(order=BAN),
        said(order=BAN, polarity="negative"),
        "contradicts",
        "",
    ),
    (
        "two reports of one strength corroborate",
        said(order=BAN),
        said(order=BAN, lemmas=WORDS | OTHER_WORDS),
        "corroborates",
        "",
    ),
    (
        "an order on another product is another subject",
        said(order=BAN),
        said(order=GUIDANCE, names=(H200, NVIDIA)),
        "not_comparable",
        "",
    ),
]


@pytest.mark.parametrize(
    ("sentence", "a", "b", "relation", "later"), PAIRS, ids=[row[0] for row in PAIRS]
)
def test_a_pair_relates_as_the_sentence_says(
    sentence: str, a: Features, b: Features, relation: str, later: str
) -> None:
    outcome = compare(a, b)
    assert (outcome.relation, outcome.later) == (relation, later), sentence
