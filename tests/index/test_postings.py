"""The index in PostgreSQL answers as the plain one in memory, whatever was put, dropped, merged
and rebuilt before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index.postings import Postings
from claims.index.services import Hit
from tests.index.oracle import Oracle

pytestmark = pytest.mark.django_db

KEYS = st.integers(1, 12) | st.sampled_from([64, 65, 2**31 - 1])
TERMS = st.lists(st.sampled_from("칩 금지 중국 @h20 #15 ~2025".split()), max_size=6)
ROWS = st.dictionaries(KEYS, TERMS, max_size=6)
STEPS = st.lists(
    st.tuples(st.just("put"), ROWS)
    | st.tuples(st.just("drop"), st.lists(KEYS, max_size=4))
    | st.tuples(st.sampled_from(["merge", "rebuild"]), st.none()),
    max_size=12,
)


def nothing(_done: int) -> None:
    pass


def agree(found: Mapping[int, Sequence[Hit]], expected: Mapping[int, Sequence[Hit]]) -> None:
    """The same keys with the same scores, whatever the order of equals."""
    assert found.keys() == expected.keys()
    for query, hits in expected.items():
        by_key = {hit.key: hit.score for hit in found[query]}
        assert by_key == pytest.approx({hit.key: hit.score for hit in hits})
        scores = [hit.score for hit in found[query]]
        assert scores == sorted(scores, reverse=True)


@settings(max_examples=120)
@given(STEPS, st.lists(TERMS, min_size=1, max_size=4), st.sets(KEYS, max_size=3))
def test_it_answers_as_the_plain_index(
    steps: list[tuple[str, Any]], asked: list[list[str]], exclude: set[int]
) -> None:
    index, oracle = Postings(), Oracle()
    queries = dict(enumerate(asked))
    with transaction.atomic():
        for step, given_ in steps:
            for one in (index, oracle):
                if step == "put":
                    one.put(given_)
                elif step == "drop":
                    one.drop(given_)
                elif step == "merge":
                    one.merge_tail()
                else:
                    one.rebuild([{k: list(own) for k, own in oracle.terms.items()}], nothing)
            agree(index.search(queries, exclude=exclude), oracle.search(queries, exclude=exclude))
        transaction.set_rollback(True)
