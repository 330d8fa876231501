"""The public addresses of the record."""

from __future__ import annotations

from django.urls import path

from claims.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.record, name="record"),
    path("checkpoints.json", views.checkpoints, name="checkpoints"),
    path("headers.jsonl", views.headers, name="headers"),
    path("verifier.py", views.verifier, name="verifier"),
]
