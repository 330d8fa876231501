"""The three doors: the desk, the admin, the API; and the public pages."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from factcheck.health import healthz
from factcheck.metrics import metrics

# Staff sign in where everybody does, with its rate limits and second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("api/", include("factcheck.api.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("demo/", include("seeds.origin")),
    path("", include("claims.urls")),
]

handler400 = "factcheck.api.errors.bad_request"
handler403 = "factcheck.api.errors.permission_denied"
handler404 = "factcheck.api.errors.not_found"
handler500 = "factcheck.api.errors.server_error"
