from __future__ import annotations

import datetime as dt

from django.utils import timezone
from rest_framework.test import APIClient

from claims.people.models import InterestStatement
from claims.people.rules import Scope
from tests.api import world as worlds
from tests.api.asking import API, answered, refused
from tests.api.world import World

MINE = f"{API}/me/interests"


def test_people_declare_their_own_interests(reviewer: APIClient, world: World) -> None:
    until = (timezone.localdate() + dt.timedelta(days=30)).isoformat()
    body = {"text": "주식", "entities": [str(world.yard.public_id)], "valid_until": until}
    made = answered(reviewer.post(MINE, body), 201)
    assert made["user"]["id"] == str(world.reviewer.public_id)
    assert (made["entities"], made["valid_until"]) == (body["entities"], until)
    assert answered(reviewer.get(MINE))[0]["id"] == made["id"]
    draft = {
        "rating": {"scale": "two-steps", "key": "right"},
        "wordings": [{"language": "ko", "statement": "노조가 거부했다.", "summary": "그랬다."}],
        "claims": [str(world.refused.public_id)],
    }
    problem = refused(reviewer.post(f"{API}/verdicts", draft), 403, "permission_denied")
    assert "해송조선" in problem["detail"]


def test_a_statement_that_cannot_be_is_refused_by_field(reviewer: APIClient, world: World) -> None:
    for body, field in (
        ({}, "valid_until"),
        ({"valid_until": "2999-01-01"}, "valid_until"),
        ({"valid_until": "2999-01-01", "user": "x"}, "user"),
        ({"valid_until": "2999-01-01", "entities": ["x"]}, "entities"),
    ):
        assert field in refused(reviewer.post(MINE, body), 400)["errors"]


def test_curators_see_everybodys_and_others_their_own(reviewer: APIClient, world: World) -> None:
    curator = worlds.program(world.curator)
    refused(reviewer.get(f"{API}/interests"), 403)
    rows = answered(curator.get(f"{API}/interests"))["results"]
    assert len(rows) == InterestStatement.objects.count()
    wanted = {"user": str(world.reviewer.public_id)}
    [row] = answered(curator.get(f"{API}/interests", wanted))["results"]
    assert row["user"]["id"] == wanted["user"]
    assert [row["user"]["id"] for row in answered(reviewer.get(MINE))] == [wanted["user"]]


def test_without_a_statement_a_verdict_is_not_submitted(world: World) -> None:
    verdict = worlds.drafted(world)
    today = timezone.localdate()
    InterestStatement.objects.create(
        user=world.reviewer,
        made_on=today - dt.timedelta(days=9),
        valid_until=today - dt.timedelta(days=1),
    )
    client = worlds.program(world.reviewer, [Scope.VERDICTS])
    url = f"{API}/verdicts/{verdict.public_id}/submit"
    refused(client.post(url, {"expected_revision": 1}), 409, "no_statement")
    answered(client.post(MINE, {"valid_until": today.isoformat()}), 201)
    assert answered(client.post(url, {"expected_revision": 1}))["stage"] == "in_review"
