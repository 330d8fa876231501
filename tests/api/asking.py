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
