"""What tests expect of answers."""

from __future__ import annotations

from typing import Any

API = "/api/v1"


def refused(response: Any, status: int, code: str | None = None) -> dict[str, Any]:
    """The problem that the response is, which says what it has to say."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert {"type", "title", "status", "code", "detail"} <= set(problem)
    assert problem["status"] == status
    assert problem["detail"]
    if code is not None:
        assert problem["code"] == code, problem
    return problem


def answered(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def each_page(client: Any, address: str, *, page_size: int = 1) -> list[Any]:
    """The rows of all the pages of a list, which tell of each other there and back."""
    rows: list[Any] = []
    page = answered(client.get(address, {"page_size": page_size}))
    assert page["previous"] is None
    while page["next"]:
        assert len(page["results"]) == page_size
        rows += page["results"]
        after = answered(client.get(page["next"]))
        assert answered(client.get(after["previous"]))["results"] == page["results"]
        page = after
    return rows + list(page["results"])
