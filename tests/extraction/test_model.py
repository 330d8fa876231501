"""A model behind an OpenAI-compatible server: what is taken from it, and what never is."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from claims import tasks
from claims.extraction import model_server
from claims.extraction.grounding import grounded
from claims.extraction.models import Claim, Run
from claims.ledger.models import Entry
from claims.text.findings import Block, BlockClass, Reading, Sentence
from claims.text.names import Gazetteer
from factcheck import checks
from tests.factories import article, content_of

BRIDGE = "가온시는 강변다리 공사에 12억 원을 들였다고 20일 밝혔다."
PEOPLE = "개통식에는 주민 이백 명이 모였으며 시장이 축사를 했다."
TEXT = f"{BRIDGE}\n\n{PEOPLE}"
COST = {
    "quote": "강변다리 공사에 12억 원을 들였다",
    "statement": "가온시는 강변다리 공사에 12억 원을 들였다",
    "kind": "quantity",
    "hedge": "reported",
    "polarity": "affirmative",
    "check_worthiness": 3,
    "sources": ["가온시"],
}
CROWD = COST | {
    "quote": "개통식에는 주민 이백 명이 모였",
    "statement": "강변다리 개통식에 주민 이백 명이 모였다",
    "hedge": "asserted",
    "check_worthiness": 2,
    "sources": [],
}


def answer(*claims: dict[str, Any], finish: str = "stop") -> str:
    content = json.dumps({"claims": list(claims)}, ensure_ascii=False)
    return json.dumps({"choices": [{"message": {"content": content}, "finish_reason": finish}]})


@pytest.fixture
def model(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.EXTRACTOR_URL = httpserver.url_for("/v1")
    settings.EXTRACTOR_MODEL = "local-ko"
    settings.EXTRACTOR_KEY = "s3cret"
    settings.EXTRACTOR_SECONDS = 5.0
    return httpserver


def serve(model: HTTPServer, reply: str | Callable[[Request], Response], status: int = 200) -> None:
    handler = model.expect_request("/v1/chat/completions", method="POST")
    if isinstance(reply, str):
        handler.respond_with_data(reply, status=status, content_type="application/json")
    else:
        handler.respond_with_handler(reply)


def read() -> Run:
    kept = article(TEXT)
    tasks.settle()
    return Run.objects.get(snapshot__document=kept)


def quotes() -> set[str]:
    return {
        anchor.quote
        for claim in Claim.objects.select_related("current")
        if claim.current
        for anchor in claim.current.anchors.all()
    }


@pytest.mark.django_db
def test_nothing_is_sent_unless_a_server_is_named(httpserver: HTTPServer) -> None:
    assert read().extractor == "rules"
    assert not httpserver.log


@pytest.mark.django_db
def test_its_claims_are_marked_as_the_models_and_stand_in_the_text(model: HTTPServer) -> None:
    serve(model, answer(CROWD, COST))
    run = read()
    assert (run.extractor, run.version, run.note) == ("model:local-ko", "prompt-1", "")
    assert quotes() == {COST["quote"], CROWD["quote"]}
    cost = Claim.objects.select_related("current").order_by("pk")[0].current
    assert cost is not None
    assert cost.statement == COST["statement"]
    assert cost.reasons == ["by_model"]
    assert [q.value for q in cost.quantities.all()] == [1_200_000_000]
    assert [a.name for a in cost.attributions.all()] == ["가온시"]
    for anchor in cost.anchors.select_related("snapshot"):
        assert anchor.snapshot.text[anchor.start : anchor.end] == anchor.quote
    told = content_of(Entry.objects.get(kind="extraction.finished"))
    assert told["extractor"] == "model:local-ko prompt-1"


@pytest.mark.django_db
def test_the_protocol_is_spoken(model: HTTPServer) -> None:
    serve(model, answer(COST))
    read()
    [(request, _response)] = model.log
    asked = request.get_json()
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert asked["model"] == "local-ko"
    assert asked["response_format"]["json_schema"]["schema"] == model_server.SCHEMA
    system, user = asked["messages"]
    first, *inside, last = user["content"].split("\n")
    assert first == last
    assert first in system["content"]
    assert "\n".join(inside) == f"{BRIDGE}\n{PEOPLE}"


HOSTILE: dict[str, dict[str, Any]] = {
    "an invented quote": COST | {"quote": "가온시가 다리 공사비를 빼돌렸다"},
    "a quote with one letter changed": COST | {"quote": "강변다리 공사에 13억 원을 들였다"},
    "a quote over two paragraphs": COST | {"quote": f"{BRIDGE}\n\n{PEOPLE}"},
    "a quote with other spaces": COST | {"quote": "강변다리 공사에  12억 원을 들였다"},
    "a quote of no word": COST | {"quote": ". "},
    "a quote of one letter": COST | {"quote": "시"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("claim", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_does_not_stand_in_the_text_is_no_claim(
    model: HTTPServer, claim: dict[str, Any]
) -> None:
    serve(model, answer(claim, CROWD))
    run = read()
    assert quotes() == {CROWD["quote"]}
    assert run.note == "quotes refused: 1"


@pytest.mark.django_db
def test_an_article_that_gives_orders_gets_nothing_into_the_statement(model: HTTPServer) -> None:
    serve(
        model,
        answer(COST | {"statement": "가온시는 공사비 99억 원을 빼돌렸다", "sources": ["검찰"]}),
    )
    read()
    version = Claim.objects.select_related("current").get().current
    assert version is not None
    assert version.statement == COST["quote"]
    assert version.reasons == ["by_model", "statement_refused"]
    assert not version.attributions.exists()


def slowly(_request: Request) -> Response:
    time.sleep(3)
    return Response(answer(COST), content_type="application/json")


def endlessly(_request: Request) -> Response:
    return Response(b" " * 3_000_000, content_type="application/json")


def packed(_request: Request) -> Response:
    bomb = gzip.compress(b" " * 200_000_000)
    return Response(bomb, content_type="application/json", headers={"Content-Encoding": "gzip"})


FAILURES: dict[str, tuple[str | Callable[[Request], Response], int, str]] = {
    "truncated JSON": (answer(COST)[:-40], 200, "not what the protocol says"),
    "a list cut off inside": (answer(COST, finish="length"), 200, "cut off"),
    "words": ("I cannot help with that.", 200, "not what the protocol says"),
    "no choice": ('{"choices": []}', 200, "not what the protocol says"),
    "null": ("null", 200, "not what the protocol says"),
    "a refusal": (
        '{"choices": [{"message": {"content": null, "refusal": "no"}}]}',
        200,
        "not what the protocol says",
    ),
    "an unknown kind": (answer(COST | {"kind": "rumour"}), 200, "fit the schema"),
    "a worth of 9": (answer(COST | {"check_worthiness": 9}), 200, "fit the schema"),
    "a field too many": (answer(COST | {"offset": 5}), 200, "fit the schema"),
    "no quote": (answer({"statement": "x"}), 200, "fit the schema"),
    "too many claims": (answer(*[COST] * 401), 200, "fit the schema"),
    "an error": ('{"error": "overloaded"}', 503, "status 503"),
    "a redirect": ("", 302, "status 302"),
    "no answer in time": (slowly, 200, "timed out"),
    "an endless answer": (endlessly, 200, "too large"),
    "a bomb": (packed, 200, "not what the protocol says"),
    "nested lists": ("[" * 100_000, 200, "not what the protocol says"),
    "only inventions": (answer(HOSTILE["an invented quote"]), 200, "no claim stands in the text"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("reply", "status", "why"), FAILURES.values(), ids=FAILURES.keys())
def test_when_it_fails_the_rules_reading_stands(
    model: HTTPServer,
    settings: Settings,
    reply: str | Callable[[Request], Response],
    status: int,
    why: str,
) -> None:
    settings.EXTRACTOR_SECONDS = 1.0 if reply is slowly else 30.0
    serve(model, reply, status)
    run = read()
    assert run.extractor == "rules"
    assert run.note.startswith("model: ")
    assert why in run.note
    assert Claim.objects.exists()


@pytest.mark.django_db
def test_a_server_that_is_away_costs_nothing_but_its_note(settings: Settings) -> None:
    settings.EXTRACTOR_URL = "http://127.0.0.1:9/v1"
    settings.EXTRACTOR_MODEL = "local-ko"
    run = read()
    assert run.extractor == "rules"
    assert "not reached" in run.note


@pytest.mark.django_db
def test_a_server_that_never_ends_its_headers_is_left(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, ThreadPoolExecutor(1) as pool:
        settings.EXTRACTOR_URL = f"http://127.0.0.1:{door.getsockname()[1]}/v1"
        settings.EXTRACTOR_MODEL = "local-ko"
        settings.EXTRACTOR_SECONDS = 1.0
        over = threading.Event()

        def drip() -> None:
            connection, _peer = door.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                while not over.wait(0.1):
                    connection.sendall(b"x")

        dripping = pool.submit(drip)
        try:
            run = read()
        finally:
            over.set()
        dripping.result()
    assert (run.extractor, run.note) == ("rules", "model: timed out")


@pytest.mark.django_db
def test_a_key_that_no_header_can_hold_leaves_the_rules_and_is_told_to_nobody(
    model: HTTPServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    for key in ("비밀열쇠", "s3cret\nX-Other: 1"):
        settings.EXTRACTOR_KEY = key
        with pytest.raises(model_server.Unusable, match="not reached") as failed:
            model_server.ask(TEXT, [Block(0, len(TEXT), BlockClass.BODY)])
        assert key not in str(failed.value) + caplog.text
    assert not model.log


@pytest.mark.parametrize(
    ("url", "model_name", "faults"),
    [
        ("", "", 0),
        ("http://127.0.0.1:11434/v1", "local-ko", 0),
        ("http://127.0.0.1:11434/v1", "", 1),
        ("", "local-ko", 1),
        ("127.0.0.1:11434", "local-ko", 1),
    ],
)
def test_the_settings_are_checked(url: str, model_name: str, faults: int) -> None:
    with override_settings(EXTRACTOR_URL=url, EXTRACTOR_MODEL=model_name):
        assert len(checks.a_model_server_is_named_in_full(None)) == faults


@given(
    st.lists(
        st.builds(
            lambda q, s, n: COST | {"quote": q, "statement": s, "sources": n},
            st.one_of(
                st.text(min_size=1),
                st.sampled_from([TEXT[a:b] for a in range(0, 30, 3) for b in range(31, 60, 5)]),
            ),
            st.text(min_size=1),
            st.lists(st.text(min_size=1), max_size=3),
        ),
        max_size=6,
    )
)
def test_whatever_it_proposes_every_claim_is_an_exact_slice(
    proposals: list[dict[str, Any]],
) -> None:
    blocks = [
        Block(0, len(BRIDGE), BlockClass.BODY),
        Block(len(BRIDGE) + 2, len(TEXT), BlockClass.BODY),
    ]
    rules = Reading("ko", True, sentences=(Sentence(0, len(BRIDGE)),))
    result = grounded(proposals, TEXT, blocks, rules, Gazetteer([]))
    assert len(result.claims) + result.refused == len(proposals)
    for claim in result.claims:
        assert TEXT[claim.start : claim.end] == claim.quote
        assert any(b.start <= claim.start and claim.end <= b.end for b in blocks)
        for voice in claim.attribution:
            assert TEXT[voice.start : voice.end] == voice.name
