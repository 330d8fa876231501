"""The schema in git is the schema that is served, and the documentation needs no exception."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from rest_framework.test import APIClient

SNAPSHOT = Path("factcheck/api/openapi.yaml")


@pytest.fixture
def schema() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(SNAPSHOT.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_schema_in_git_is_up_to_date(tmp_path: Path, language: str) -> None:
    """After a wanted change: ./run manage spectacular --file factcheck/api/openapi.yaml"""
    fresh = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(fresh), validate=True, fail_on_warn=True, lang=language)
    assert fresh.read_text(encoding="utf-8") == SNAPSHOT.read_text(encoding="utf-8")


def test_every_operation_describes_its_errors_and_its_need(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert "application/problem+json" in operation["responses"]["default"]["content"], where
            public = path.startswith("/api/v1/publications") or path == "/api/v1/me"
            assert public or "Needs the act" in operation["description"], where


def test_a_page_is_never_said_to_be_of_lists(schema: dict[str, Any]) -> None:
    shapes = schema["components"]["schemas"]
    pages = [shape for name, shape in shapes.items() if name.startswith("Paginated")]
    assert pages
    for page in pages:
        row = shapes[page["properties"]["results"]["items"]["$ref"].rpartition("/")[2]]
        assert "results" not in row.get("properties", {}), row


def test_a_form_may_leave_an_address_empty(schema: dict[str, Any]) -> None:
    """As browsers send what was not filled in; the serializer takes it, so the schema must."""
    for kind in ("articles", "exhibits"):
        body = schema["paths"][f"/api/v1/{kind}"]["post"]["requestBody"]["content"]
        form = body["multipart/form-data"]["schema"]["$ref"].rpartition("/")[2]
        assert "minLength" not in schema["components"]["schemas"][form]["properties"]["url"]


def test_an_address_never_ends_with_a_slash(schema: dict[str, Any]) -> None:
    assert not [path for path in schema["paths"] if path.endswith("/")]


def test_the_schema_is_served_to_anybody(db: None) -> None:
    response = APIClient().get("/api/v1/schema")
    assert response.status_code == 200
    assert yaml.safe_load(response.content)["openapi"] == "3.1.0"


def test_the_documentation_has_no_inline_script_or_style(db: None) -> None:
    page = Client().get("/api/v1/docs")
    html = page.content.decode()
    assert "<style" not in html
    assert "style=" not in html
    assert html.count("<script") == html.count("<script src=") == 3
    assert "//" not in html.replace("<!DOCTYPE html>", ""), "nothing comes from another host"
    policy = page["Content-Security-Policy"]
    assert "unsafe" not in policy
    script = Client().get("/api/v1/docs", {"script": ""})
    assert script["Content-Type"].startswith("application/javascript")
