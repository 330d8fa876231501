"""Whatever the bytes are: no exception but a clear refusal, and no claim without an exact span."""

from __future__ import annotations

import gzip
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width

from claims.extraction.preview import Preview, preview
from claims.management.view import lines
from claims.text.findings import FoundMention, FoundQuantity, FoundTime

BAN = "정부는 전동 킥보드의 판매를 금지했다."


def seen(raw: bytes) -> Preview:
    """The preview of ``raw``, once everything it found was seen to be in the text exactly."""
    found = preview(raw)
    text, reading = found.copy.page.text, found.reading
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote != ""
        assert claim.sentence in reading.sentences
        facets: list[FoundQuantity | FoundTime | FoundMention] = []
        facets += claim.quantities
        facets += claim.times
        facets += claim.mentions
        for facet in facets:
            assert text[facet.start : facet.end] == facet.original
    return found


@pytest.mark.parametrize(
    "line",
    ["가" * 340_000, "정부는금지했다" * 48_000, "a" * 1_000_000, "1" * 1_000_000, "。" * 340_000],
    ids=["a syllable", "words", "a letter", "a digit", "full stops"],
)
def test_a_megabyte_without_a_space_is_kept_and_claims_nothing(line: str) -> None:
    found = seen(line.encode())
    assert found.copy.page.text == line
    assert found.reading.claims == ()


def test_a_sentence_after_a_megabyte_without_a_space_is_read() -> None:
    found = seen(("가" * 340_000 + f" {BAN}").encode())
    assert [claim.quote for claim in found.reading.claims] == [BAN]


def test_only_emoji() -> None:
    found = seen("😀👩‍👩‍👧‍👦🇰🇷 ".encode() * 3_000)
    assert (found.reading.supported, found.reading.claims) == (False, ())


@pytest.mark.parametrize("first", ["utf-8", "cp949", "utf-16-le"])
@pytest.mark.parametrize("second", ["utf-8", "cp949"])
def test_mixed_encodings_give_a_text_or_a_refusal(first: str, second: str) -> None:
    raw = BAN.encode(first) + b"\n\n" + "시는 다리를 새로 놓았다.".encode(second)
    refusal: ValidationError | None = None
    try:
        seen(raw * 20)
    except ValidationError as error:
        refusal = error
    # UTF-16 without its mark is full of NUL bytes.
    assert refusal is None or first == "utf-16-le"


def test_quotations_that_are_never_closed_do_not_swallow_the_article() -> None:
    raw = ("시장은 “그가 ‘예산을 늘렸다고 말했다. " * 2_000 + f"\n\n{BAN}").encode()
    found = seen(raw)
    assert len(found.reading.sentences) > 50
    assert found.reading.claims[-1].quote == BAN


def test_quotation_marks_alone() -> None:
    assert seen("“‘「『(\"'".encode() * 30_000).reading.claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Le ministère a interdit la vente des trottinettes lundi dernier à Paris.",
        "政府は月曜日に電動キックボードの販売を禁止したと発表した。",
        "Правительство в понедельник запретило продажу электросамокатов.",
        "政府周一宣布禁止销售电动滑板车,并要求企业说明情况。",
    ],
    ids=["fr", "ja", "ru", "zh"],
)
def test_a_third_language_is_kept_and_nothing_is_claimed(text: str) -> None:
    found = seen(text.encode() * 3)
    assert text in found.copy.page.text
    assert not found.reading.supported
    assert found.reading.claims == ()


def test_ten_thousand_numbers_in_one_sentence() -> None:
    raw = " ".join(f"{number * 37}억 {number}만원" for number in range(5_000)).encode()
    assert seen(raw).reading.claims == ()


def test_ten_thousand_numbers_in_as_many_sentences() -> None:
    sentences = [f"예산은 {number}억원이다." for number in range(1, 2_501)]
    found = seen(" ".join(sentences).encode())
    values = [one.value for claim in found.reading.claims for one in claim.quantities]
    assert values == [number * 10**8 for number in range(1, 2_501)]


@pytest.mark.parametrize("tag", ["div", "b", "table"])
@pytest.mark.parametrize("closed", [True, False])
def test_a_hundred_thousand_nested_tags(tag: str, closed: bool) -> None:
    end = f"</{tag}>" * 100_000 if closed else ""
    found = seen((f"<{tag}>" * 100_000 + BAN + end).encode())
    assert [claim.quote for claim in found.reading.claims] == [BAN]


@pytest.mark.parametrize("layers", [1, 2])
def test_what_is_compressed_is_not_unpacked(layers: int) -> None:
    bomb = b" " * 10_000_000
    for _layer in range(layers):
        bomb = gzip.compress(bomb)
    with pytest.raises(ValidationError) as error:
        preview(bomb)
    assert error.value.code == "binary"


@pytest.mark.parametrize(
    "piece",
    ["정부는, ", "정부는 ", "The ministry, ", "A's ", "said ", "a ", ". ", "( ", "1 ", "정부는\n"],
)
def test_a_piece_of_a_sentence_over_and_over(piece: str) -> None:
    seen(piece.encode() * (100_000 // len(piece)))


@pytest.mark.parametrize("text", ["가" * 100_000, "“‘「『(\"'" * 10_000, "시장은 “그가 " * 2_000])
def test_a_terminal_shows_it_in_lines(text: str) -> None:
    for line in lines("bad", seen(text.encode()), columns=80):
        assert width(line) <= 80


@given(st.lists(st.sampled_from([*"“”‘’\"'()「」.,?!…·-\n 가a1%", BAN, "<p>", "&#0;", "\ud55c"])))
def test_any_mixture_is_read_or_refused(parts: list[str]) -> None:
    with suppress(ValidationError):
        seen("".join(parts).encode())
