"""Whatever goes wrong under /api/, the answer is a problem document that says it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import path
from rest_framework.test import APIClient

from factcheck import urls
from tests.api.asking import API, refused
from tests.api.world import World


@pytest.mark.parametrize(
    "address",
    [
        "/api/",
        "/api/v1",
        "/api/v2/claims",
        f"{API}/nothing",
        f"{API}/claims/",
        f"{API}/claims/17",
        f"{API}/claims/not-a-uuid",
        f"{API}/claims/01970000-0000-7000-8000-000000000000/nothing",
        f"{API}/claims/%00",
    ],
)
@pytest.mark.django_db
def test_an_address_nobody_answers(anyone: APIClient, address: str) -> None:
    refused(anyone.get(address), 404, "not_found")


def test_a_row_that_is_not_there(contributor: APIClient) -> None:
    refused(contributor.get(f"{API}/claims/{uuid4()}"), 404, "not_found")


@pytest.mark.parametrize("method", ["put", "delete", "options", "trace"])
def test_a_method_nobody_answers(contributor: APIClient, method: str) -> None:
    response = contributor.generic(method.upper(), f"{API}/claims")
    refused(response, 405, "method_not_allowed")
    assert "GET" in response["Allow"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"\xff\xfe",
        b'{"question_ko": "\\ud800"}',
        b'{"question_ko": NaN}',
        b"[" * 100_000,
        b'{"\\u0000": 1}',
        b'{"question_ko": "a\\u0000b"}',
        b'{"question_ko": 5}' * 2,
    ],
)
def test_a_body_that_is_no_question(reviewer: APIClient, body: bytes) -> None:
    response = reviewer.generic(
        "POST",
        f"{API}/matters",
        body,  # type: ignore[arg-type]
        content_type="application/json",
    )
    refused(response, 400)


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense"],
)
def test_a_body_in_a_form_nobody_reads(reviewer: APIClient, content_type: str) -> None:
    response = reviewer.generic("POST", f"{API}/matters", "x", content_type=content_type)
    refused(response, 415, "unsupported_media_type")


def test_an_answer_in_a_form_nobody_writes(contributor: APIClient) -> None:
    refused(contributor.get(f"{API}/claims", headers={"Accept": "text/csv"}), 406, "not_acceptable")


def test_a_body_over_the_limit(reviewer: APIClient) -> None:
    body = '{"question_ko": "' + "a" * 1_000_000 + '"}'
    response = reviewer.generic("POST", f"{API}/matters", body, content_type="application/json")
    refused(response, 413, "too_large")


@pytest.mark.parametrize(
    "query",
    [
        {"article": "seventeen"},
        {"article": "\x00"},
        {"kind": "rumour"},
        {"min_check_worthiness": "many"},
        {"min_check_worthiness": "NaN"},
        {"q": "\x00"},
        {"q": "a" * 201},
        {"entity": "1"},
        {"entity": ""},
        {"retired": "perhaps"},
        {"kindd": "event"},
        {"page_size": "0"},
        {"page_size": "201"},
        {"page_size": "many"},
    ],
)
def test_a_filter_with_no_such_value(contributor: APIClient, query: dict[str, str]) -> None:
    problem = refused(contributor.get(f"{API}/claims", query), 400, "invalid")
    assert set(problem["errors"]) == set(query)


@pytest.mark.parametrize("cursor", ["x", "cD0xNw==", "cD0lMDA=", "가", "", "bz0tMQ=="])
@pytest.mark.parametrize("place", ["claims", "ledger", "articles"])
def test_a_cursor_that_was_never_given(contributor: APIClient, place: str, cursor: str) -> None:
    response = contributor.get(f"{API}/{place}", {"cursor": cursor})
    assert response.status_code in (200, 404)
    if response.status_code == 404:
        refused(response, 404)


def test_a_key_nobody_knows(anyone: APIClient, world: World) -> None:
    for secret in ("Bearer fc_unknown", "Bearer ", "Bearer \x7f\xff"):
        response = anyone.get(f"{API}/claims", headers={"Authorization": secret})
        refused(response, 401, "authentication_failed")


def test_too_many_calls_are_put_off(
    anyone: APIClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.api.throttles import PerCaller

    monkeypatch.setattr(PerCaller, "THROTTLE_RATES", {"anonymous": "2/min", "caller": "2/min"})
    for _attempt in range(2):
        assert anyone.get(f"{API}/publications").status_code == 200
    response = anyone.get(f"{API}/publications")
    refused(response, 429, "throttled")
    assert int(response["Retry-After"]) > 0


def test_messages_come_in_the_language_asked_for(contributor: APIClient) -> None:
    address = f"{API}/claims/{uuid4()}"
    english = refused(contributor.get(address, headers={"Accept-Language": "en"}), 404)
    assert english["detail"] == "There is nothing at this address."
    assert english["code"] == "not_found"


def fails(request: Any) -> Any:
    raise RuntimeError("a secret of the house")


def test_a_fault_of_ours_tells_nothing(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(urls, "urlpatterns", [path("api/v1/fails", fails), *urls.urlpatterns])
    from django.urls import clear_url_caches

    clear_url_caches()
    try:
        response = Client(raise_request_exception=False).get("/api/v1/fails")
    finally:
        monkeypatch.undo()
        clear_url_caches()
    problem = refused(response, 500, "server_error")
    assert "secret" not in str(problem)
