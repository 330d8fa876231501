"""The pages: what is public, and the desk."""

from __future__ import annotations

from django.urls import include, path

from claims.desk.views.home import front

urlpatterns = [
    path("", front, name="front"),
    path("desk/", include("claims.desk.urls")),
    path("verdicts/", include("claims.publication.urls")),
    path("ledger/", include("claims.ledger.urls")),
]
