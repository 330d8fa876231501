"""Using a tool of the admin as a browser does: open its page, fill it in, send it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse


def page(row: Any, tool: str = "change") -> str:
    return reverse(f"admin:claims_{row._meta.model_name}_{tool}", args=[row.pk])


def add_page(model: type[Any]) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_add")


def filled(response: Any, **typed: Any) -> dict[str, Any]:
    """What a browser sends back: the form as it came, and what was typed."""
    form = {field.html_name: field.value() for field in response.context["form"]}
    return {name: value for name, value in (form | typed).items() if value is not None}


def use(client: Client, row: Any, tool: str, **typed: Any) -> Any:
    """Open a tool's page, fill it in and send it."""
    address = page(row, tool)
    opened = client.get(address)
    assert opened.status_code == 200
    return client.post(address, filled(opened, **typed))


def act(client: Client, model: type[Any], action: str, *rows: Any) -> Any:
    address = reverse(f"admin:claims_{model._meta.model_name}_changelist")
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]})


def errors(response: Any, field: str | None = None) -> str:
    form = response.context["form"]
    return " ".join(form.non_field_errors() if field is None else form.errors[field])
