"""The path as a program takes it: two keys, the API, the command line, and a worker behind it."""

from __future__ import annotations

import datetime as dt
import io
import sys
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from claims.people.models import User
from claims.people.services import issue_key
from tests.flows.newsroom import HANBIT, NARU
from tests.workers import Workshop

API = "/api/v1"


class Program:
    """A client with a key. ``get`` and ``post`` answer with the JSON of a success."""

    def __init__(self, owner: User, *scopes: str) -> None:
        until = timezone.now() + dt.timedelta(days=1)
        _key, secret = issue_key(
            user=owner, name="tests", scopes=["read", *scopes], expires_at=until, by=owner
        )
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path: str, **query: str) -> Any:
        answer = self.client.get(API + path, query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.client.post(API + path, body, content_type="application/json")
        assert answer.status_code in (200, 201, 202), answer.content
        return answer.json()


def test_a_program_goes_the_whole_way(
    workshop: Workshop, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.start()
    reviewer = Program(people["minjun"], "articles", "links", "verdicts", "rechecks")
    editor = Program(people["seoyeon"], "verdicts", "publish")

    def claim(words: str) -> dict[str, Any] | None:
        results: list[dict[str, Any]] = reviewer.get("/claims", q=words)["results"]
        return results[0] if results else None

    # One article by the API, one by the command; a worker reads and links them.
    reviewer.post("/articles", {"html": HANBIT.format(shelters=120)})

    class Standard:
        buffer = io.BytesIO(NARU.encode())

    monkeypatch.setattr(sys, "stdin", Standard())
    call_command("ingest", "-", "--by", "minjun")
    workshop.until(lambda: claim("120곳") and claim("95곳"))
    first, second = claim("120곳"), claim("95곳")
    assert first is not None
    assert second is not None
    workshop.until(lambda: reviewer.get("/links", claim=first["id"])["results"])

    # Decide, draft, hand in; approved and published by somebody else.
    link = reviewer.post("/links", {"first": first["id"], "second": second["id"]})
    decision = {"expected_revision": 0, "relation": "contradicts", "rationale": "수가 다르다."}
    reviewer.post(f"/links/{link['id']}/decisions", decision)
    wording = {"language": "ko", "statement": "쉼터는 120곳이다.", "summary": "95곳이 확인된다."}
    verdict = reviewer.post(
        "/verdicts",
        {
            "rating": {"scale": "korean-newsroom", "key": "half-true"},
            "wordings": [wording],
            "claims": [first["id"]],
            "evidence": [{"stance": "refutes", "link": link["id"], "claim": second["id"]}],
        },
    )
    path, seen = f"/verdicts/{verdict['id']}", {"expected_revision": 1}
    reviewer.post(f"{path}/submit", seen)
    assert reviewer.client.post(f"{API}{path}/approve", seen, "application/json").status_code == 403
    read = {"as_of": editor.get(path)["as_of"]}
    editor.post(f"{path}/approve", seen | read)
    editor.post(f"{path}/publish", seen)

    # The world reads it without a key; a re-check comes due, looks and says what it could not.
    document = Client().get(f"{API}/publications/{verdict['id']}").json()
    assert document["summary"]["ko"] == "95곳이 확인된다."
    assert document["rating"]["key"] == "half-true"
    reviewer.post(f"{path}/rechecks", {"reason": "다시 본다"})
    workshop.until(
        lambda: [
            row
            for row in reviewer.get("/rechecks", verdict=verdict["id"])["results"]
            if row["outcome"]
        ]
    )
    findings = reviewer.get("/findings", verdict=verdict["id"])["results"]
    assert {row["kind"] for row in findings} == {"source_not_looked_at"}
