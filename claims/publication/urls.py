"""The public addresses of verdicts."""

from __future__ import annotations

from django.urls import path

from claims.publication import views

app_name = "public"
urlpatterns = [
    path("", views.verdicts, name="verdicts"),
    path("<uuid:public_id>/", views.verdict, name="verdict"),
    path("<uuid:public_id>/versions/<int:number>/", views.version, name="version"),
    path("<uuid:public_id>/versions/<int:number>/changes/", views.changes, name="changes"),
    path("<uuid:public_id>/<str:slug>", views.verdict_slug, name="verdict-slug"),
]
