"""``manage.py compare``: pairs of texts in, answers out, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

A = {
    "text": "통계청은 지난해 출생아가 24만명이었다고 밝혔다.",
    "source": "연합뉴스",
    "published": "2026-03-10",
    "language": "ko",
}
B = {"text": "지난해 출생아는 22만명이라고 통계청이 발표했다."}
PAIR = {"id": "p1", "a": A, "b": B}


def run(tmp_path: Path, *lines: str) -> list[dict[str, Any]]:
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "pred.jsonl"
    pairs.write_text("\n".join(lines), encoding="utf-8")
    call_command("compare", str(pairs), "--out", str(out))
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_each_pair_is_answered_in_its_order_with_reasons_in_both_languages(
    tmp_path: Path,
) -> None:
    later = {
        "id": 7,
        "a": {"text": "The ferry disaster has killed 41 people.", "published": "2026-03-12"},
        "b": {"text": "The ferry disaster has killed 17 people.", "published": "2026-03-11"},
    }
    first, second = run(tmp_path, json.dumps(PAIR), "", json.dumps(later))
    assert (first["id"], first["relation"], first["direction"]) == ("p1", "contradicts", None)
    assert (second["id"], second["relation"], second["direction"]) == (7, "supersedes", "a")
    assert set(first) == {
        "id",
        "relation",
        "direction",
        "independence",
        "confidence",
        "reasons",
    }
    [why] = [reason for reason in first["reasons"] if reason["code"] == "other_number"]
    assert A["text"][slice(*why["a"])] == "24만명"
    assert set(why["text"]) == {"ko", "en"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        (json.dumps({"a": A, "b": B}), "id:"),
        (json.dumps({"id": "x", "a": A}), "b: an object is needed"),
        (json.dumps({"id": "x", "a": A, "b": {"text": " "}}), "b.text"),
        (json.dumps({"id": "x", "a": A | {"published": "May"}, "b": B}), "a.published"),
        (json.dumps({"id": "x", "a": A | {"language": "fr"}, "b": B}), "a.language"),
        (json.dumps({"id": "x", "a": A | {"source": 3}, "b": B}), "a.source"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_field_and_nothing_is_written(
    tmp_path: Path, line: str, told: str
) -> None:
    out = tmp_path / "pred.jsonl"
    out.write_text("what was there before")
    with pytest.raises(CommandError) as refused:
        run(tmp_path, json.dumps(PAIR), line)
    assert refused.value.returncode == 2
    assert "line 2" in str(refused.value)
    assert told in str(refused.value)
    assert out.read_text() == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pairs.jsonl", "pred.jsonl"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("compare", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    assert refused.value.returncode == 2
