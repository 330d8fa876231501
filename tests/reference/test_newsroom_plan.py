"""The plan of the demonstration newsroom names only what exists, and claims by unique words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from claims.articles import cleaning, decoding
from claims.links.models import Independence, Relation
from claims.people.rules import Act, Role, roles_allow
from claims.reference.models import EntityKind
from claims.text.findings import BlockClass
from claims.verdicts.models import Stance, Weight

ROOT = Path(__file__).resolve().parents[2]
PLAN: dict[str, Any] = json.loads((ROOT / "seeds" / "newsroom.json").read_text(encoding="utf-8"))
RATINGS = {
    (*row["fields"]["scale"], row["fields"]["key"])
    for row in json.loads((ROOT / "fixtures" / "scales.json").read_text(encoding="utf-8"))
    if row["model"] == "claims.rating"
}


@cache
def page(file: str) -> cleaning.Page:
    raw = (ROOT / "seeds" / "articles" / file).read_bytes()
    content_type = "text/plain" if file.endswith(".txt") else "text/html"
    return cleaning.clean(decoding.decode(raw, content_type, limit=1_000_000).text)


def body(file: str) -> list[str]:
    read = page(file)
    return [read.text[b.start : b.end] for b in read.blocks if b.kind is BlockClass.BODY]


def named_claims(part: object) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        if "quote_contains" in part:
            yield part["article"], part["quote_contains"]
        else:
            yield from chain.from_iterable(map(named_claims, part.values()))
    elif isinstance(part, list):
        yield from chain.from_iterable(map(named_claims, part))


def role(username: str) -> frozenset[str]:
    (account,) = (a for a in PLAN["accounts"] if a["username"] == username)
    return frozenset({account["role"]})


@pytest.mark.parametrize(("file", "words"), sorted(set(named_claims(PLAN))))
def test_the_words_that_name_a_claim_stand_once_and_in_the_body(file: str, words: str) -> None:
    assert page(file).text.count(words) == 1
    assert sum(words in block for block in body(file)) == 1


def test_every_article_in_the_folder_is_planned_and_the_other_way_round() -> None:
    planned = {a["file"] for a in PLAN["articles"]}
    later = {a["changed_file"] for a in PLAN["articles"] if "changed_file" in a}
    assert planned | later == {p.name for p in (ROOT / "seeds" / "articles").iterdir()}
    assert len(planned) >= 12


def test_keys_named_are_keys_defined() -> None:
    outlets = {o["key"] for o in PLAN["outlets"]}
    links = {link["key"] for link in PLAN["links"]}
    matters = {m["key"] for m in PLAN["matters"]}
    assert {a["outlet"] for a in PLAN["articles"]} == outlets
    assert {v["matter"] for v in PLAN["verdicts"]} <= matters | {None}
    assert {(v["scale"], v["rating"]) for v in PLAN["verdicts"]} <= RATINGS
    used = {line["link"] for v in PLAN["verdicts"] for line in v["evidence"] if "link" in line}
    assert used <= links
    assert {e["kind"] for e in PLAN["entities"]} <= set(EntityKind.values)


def test_links_use_every_relation_and_only_supersedes_has_a_later_side() -> None:
    assert {link["relation"] for link in PLAN["links"]} == set(Relation.values)
    for link in PLAN["links"]:
        assert link["independence"] in Independence.values
        assert (link["later"] is not None) == (link["relation"] == Relation.SUPERSEDES)
        assert link["a"]["article"] != link["b"]["article"]


def test_nobody_in_the_plan_does_what_their_role_may_not() -> None:
    for article in PLAN["articles"]:
        assert roles_allow(role(article["added_by"]), Act.ADD_ARTICLE)
        assert roles_allow(role(article["corrected_by"]), Act.CORRECT_ARTICLE)
    for link in PLAN["links"]:
        assert roles_allow(role(link["decided_by"]), Act.DECIDE_LINK)
    for verdict in PLAN["verdicts"]:
        assert roles_allow(role(verdict["author"]), Act.DRAFT_VERDICT)
        if verdict["approver"]:
            assert verdict["approver"] != verdict["author"]
            assert roles_allow(role(verdict["approver"]), Act.PUBLISH_VERDICT)
    assert {a["role"] for a in PLAN["accounts"]} == {*Role, None}


def test_verdicts_stand_at_every_stage_and_carry_both_languages() -> None:
    assert [v["state"] for v in PLAN["verdicts"]].count("published") >= 2
    states = {v["state"] for v in PLAN["verdicts"]}
    assert states == {"published", "withdrawn", "in_review", "draft"}
    assert any("correction" in v for v in PLAN["verdicts"])
    for verdict in PLAN["verdicts"]:
        assert verdict["appearances"]
        assert {line["stance"] for line in verdict["evidence"]} <= set(Stance.values)
        assert {line.get("weight") for line in verdict["evidence"]} <= {*Weight.values, None}
        for part in ("statement", "summary", "reasoning"):
            assert set(verdict[part]) == {"ko", "en"}


def test_the_silent_change_touches_a_published_verdict_and_nothing_but_its_wordings() -> None:
    change = PLAN["silent_change"]
    before, after = page(change["article"]).text, page(change["changed_file"]).text
    for wording in change["changed"]:
        assert before.count(wording["before"]) == 1
        assert wording["before"] not in after
        before = before.replace(wording["before"], wording["after"])
    assert before == after

    (touched,) = (v for v in PLAN["verdicts"] if v["key"] == change["touches_verdict"])
    assert touched["state"] == "published"
    assert change["article"] in {file for file, _ in named_claims(touched)}


def test_the_korean_page_in_euc_kr_is_not_utf_8() -> None:
    (file,) = (a["file"] for a in PLAN["articles"] if "euc-kr" in a["file"])
    raw = (ROOT / "seeds" / "articles" / file).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "도널드 트럼프 미국 대통령은" in page(file).text
