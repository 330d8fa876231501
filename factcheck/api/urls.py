"""Version 1 of the API, its schema, and its documentation in the browser."""

from __future__ import annotations

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from factcheck.api.errors import no_such_endpoint

app_name = "api"
urlpatterns = [
    path("v1/schema", SpectacularAPIView.as_view(), name="schema"),
    path(
        "v1/docs",
        SpectacularSwaggerSplitView.as_view(
            url_name="api:schema", template_name="factcheck/swagger.html"
        ),
        name="docs",
    ),
    path("v1/", include("claims.api")),
    re_path("", no_such_endpoint),
]
