from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.articles.corrections import correct
from claims.verdicts.models import Verdict
from tests.api import world as worlds
from tests.api.asking import API, answered, refused
from tests.api.world import World


@pytest.fixture
def body(world: World) -> dict[str, Any]:
    return {
        "rating": {"scale": "two-steps", "key": "right"},
        "wordings": [
            {"language": "ko", "statement": "노조가 거부했다.", "summary": "회의록이 있다."}
        ],
        "claims": [str(world.refused.public_id)],
        "evidence": [
            {"stance": "supports", "note": "회의록", "claim": str(world.refused.public_id)},
            {"stance": "context", "document": str(world.weekly.public_id)},
        ],
    }


def test_a_draft_holds_statement_rating_and_evidence(
    reviewer: APIClient, world: World, body: dict[str, Any]
) -> None:
    response = reviewer.post(f"{API}/verdicts", body)
    verdict = answered(response, 201)
    assert response["ETag"] == '"1"'
    assert verdict["stage"] == "draft"
    assert verdict["current"]["rating"]["label"] == {"ko": "맞음", "en": "Right"}
    assert verdict["current"]["evidence"][0]["version"] == 1
    assert verdict["current"]["evidence"][1]["document"] == str(world.weekly.public_id)
    assert verdict["current"]["approval"] is None
    assert [row["claim"]["id"] for row in verdict["appearances"]] == body["claims"]


def test_a_revision_holds_what_was_asked_answered_and_seen(
    reviewer: APIClient, world: World, body: dict[str, Any]
) -> None:
    seen = str(world.weekly.latest_snapshot.public_id)
    questions = [{"question": "언제?", "answer": "3일", "source_url": "https://yard.example/a"}]
    replies = [
        {"asked": "회사", "asked_on": "2026-01-02", "answer": "맞다", "answered_on": "2026-01-03"},
        {"asked": "노조", "asked_on": "2026-01-02"},
    ]
    body["evidence"][1] |= {"weight": "decisive", "snapshot": seen}
    made = answered(
        reviewer.post(f"{API}/verdicts", body | {"questions": questions, "replies": replies}), 201
    )
    current = made["current"]
    assert current["questions"] == questions
    assert current["replies"][0] == replies[0]
    assert current["replies"][1] == replies[1] | {"answer": "", "answered_on": None}
    assert [row["weight"] for row in current["evidence"]] == ["strong", "decisive"]
    assert [row["snapshot"] for row in current["evidence"]] == [None, seen]
    assert made["revisions"][0]["questions"] == questions


def test_a_verdict_is_given_to_somebody(
    reviewer: APIClient, editor: APIClient, world: World
) -> None:
    verdict = worlds.drafted(world)
    url = f"{API}/verdicts/{verdict.public_id}/assign"
    made = answered(reviewer.post(url, {"to": str(world.editor.public_id)}))
    assert made["assignee"]["id"] == str(world.editor.public_id)
    refused(reviewer.post(url, {"to": str(world.contributor.public_id)}), 400)
    query = {"assignee": str(world.editor.public_id)}
    assert len(answered(editor.get(f"{API}/verdicts", query))["results"]) == 1
    query = {"assignee": str(world.reviewer.public_id)}
    assert answered(editor.get(f"{API}/verdicts", query))["results"] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rating": {"scale": "two-steps", "key": "perhaps"}}, "rating"),
        ({"rating": "right"}, "rating"),
        ({"wordings": []}, "wordings"),
        ({"wordings": [{"language": "ko"}]}, "wordings"),
        ({"wordings": [{"language": "fr", "statement": "x", "summary": "y"}]}, "wordings"),
        ({"claims": []}, "claims"),
        ({"claims": ["00000000-0000-0000-0000-000000000000"]}, "claims"),
        ({"evidence": [{"stance": "maybe"}]}, "evidence"),
        ({"evidence": [{"stance": "supports", "version": 1}]}, "evidence"),
        ({"evidence": [{"stance": "supports"}]}, "evidence"),
        ({"verdict": "yes"}, "verdict"),
        ({"questions": [{"answer": "3일"}]}, "questions"),
        ({"questions": [{"question": "언제?", "answer": "3일", "source_url": "x"}]}, "questions"),
        ({"replies": [{"asked": "회사", "asked_on": "2026-01-02", "answer": "예"}]}, "replies"),
    ],
)
def test_an_incomplete_draft_is_refused_by_field(
    reviewer: APIClient, body: dict[str, Any], changes: dict[str, Any], field: str
) -> None:
    problem = refused(reviewer.post(f"{API}/verdicts", body | changes), 400)
    assert set(problem["errors"]) == {field}
    assert not Verdict.objects.exists()


def test_the_way_of_a_verdict_takes_two_people(
    reviewer: APIClient, editor: APIClient, world: World, body: dict[str, Any]
) -> None:
    verdict = reviewer.post(f"{API}/verdicts", body).json()
    url = f"{API}/verdicts/{verdict['id']}"
    seen = {"expected_revision": 1}
    read = {"as_of": editor.get(url).json()["as_of"]}
    refused(reviewer.post(f"{url}/submit", {}), 428)
    refused(editor.post(f"{url}/approve", seen), 400)
    refused(editor.post(f"{url}/approve", seen | read), 409, "wrong_stage")
    assert answered(reviewer.post(f"{url}/submit", seen))["stage"] == "in_review"
    refused(reviewer.post(f"{url}/approve", seen), 403)
    back = answered(editor.post(f"{url}/send-back", seen | {"note": "출처를 더 밝혀 주세요."}))
    assert back["stage"] == "draft"
    revise = {key: body[key] for key in ("rating", "wordings", "evidence")}
    revised = answered(reviewer.post(f"{url}/revisions", revise | seen), 201)
    assert [row["number"] for row in revised["revisions"]] == [1, 2]
    refused(reviewer.post(f"{url}/submit", seen), 409, "changed_meanwhile")
    seen = {"expected_revision": 2}
    reviewer.post(f"{url}/submit", seen)
    correct(article=world.daily, by=world.reviewer, expected_revision=0, title="고친 제목")
    problem = refused(editor.post(f"{url}/approve", seen | read), 409, "changed_meanwhile")
    assert "고친 제목" in problem["detail"]
    read = {"as_of": editor.get(url).json()["as_of"]}
    approved = answered(editor.post(f"{url}/approve", seen | read | {"note": "좋습니다."}))
    assert approved["stage"] == "approved"
    assert approved["current"]["approval"]["by"]["id"] == str(world.editor.public_id)


def test_nobody_approves_their_own(editor: APIClient, body: dict[str, Any]) -> None:
    verdict = editor.post(f"{API}/verdicts", body).json()
    url = f"{API}/verdicts/{verdict['id']}"
    editor.post(f"{url}/submit", {"expected_revision": 1})
    seen = {"expected_revision": 1, "as_of": editor.get(url).json()["as_of"]}
    refused(editor.post(f"{url}/approve", seen), 403, "permission_denied")
    assert Verdict.objects.get().stage == "in_review"


def test_of_two_revisions_the_second_is_refused(
    reviewer: APIClient, editor: APIClient, body: dict[str, Any]
) -> None:
    verdict = reviewer.post(f"{API}/verdicts", body).json()
    url = f"{API}/verdicts/{verdict['id']}/revisions"
    revise = {key: body[key] for key in ("rating", "wordings")}
    assert reviewer.post(url, revise, headers={"If-Match": '"1"'}).status_code == 201
    late = editor.post(url, revise, headers={"If-Match": '"1"'})
    assert refused(late, 412, "changed_meanwhile")["current_revision"] == 2


def test_what_was_published_is_revised_as_a_correction(
    reviewer: APIClient, world: World, body: dict[str, Any]
) -> None:
    verdict = worlds.published(world).verdict
    url = f"{API}/verdicts/{verdict.public_id}/revisions"
    revise = {key: body[key] for key in ("rating", "wordings")} | {"expected_revision": 1}
    refused(reviewer.post(url, revise), 400)
    correction = {"correction": "clarification", "public_note": "날짜를 밝혔다."}
    revised = answered(reviewer.post(url, revise | correction), 201)
    assert (revised["stage"], revised["published"]) == ("draft", 1)


def test_appearances_are_attached_and_taken_back(reviewer: APIClient, world: World) -> None:
    verdict = worlds.drafted(world)
    url = f"{API}/verdicts/{verdict.public_id}/appearances"
    both = answered(reviewer.post(url, {"claim": str(world.accepted.public_id)}), 201)
    assert len(both["appearances"]) == 2
    assert reviewer.delete(f"{url}/{world.refused.public_id}").status_code == 204
    refused(reviewer.delete(f"{url}/{world.refused.public_id}"), 409, "not_attached")
    refused(reviewer.delete(f"{url}/{world.accepted.public_id}"), 409, "last_claim")


def test_verdicts_are_filtered(contributor: APIClient, world: World) -> None:
    draft, public = worlds.drafted(world), worlds.published(world).verdict

    def ids(**query: Any) -> list[str]:
        rows = answered(contributor.get(f"{API}/verdicts", query))["results"]
        return [row["id"] for row in rows]

    assert ids() == [str(public.public_id), str(draft.public_id)]
    assert ids(stage="draft") == [str(draft.public_id)]
    assert ids(stage=["draft", "published"]) == ids()
    assert ids(claim=world.refused.public_id) == ids()
    assert ids(claim=world.accepted.public_id) == []
