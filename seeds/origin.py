"""The web site that the demonstration's articles are fetched from, and which changes one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

ARTICLES = Path(__file__).parent / "articles"


def address(file: str) -> str:
    """Where the demonstration's own origin serves an article."""
    return f"{settings.PUBLIC_URL}/demo/pages/{file}"


def change(file: str) -> bool:
    """From now on serve the later version of a page; False when it is served already."""
    mark = _mark(file)
    if mark.exists():
        return False
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    return True


@require_safe
def page(request: HttpRequest, file: str) -> HttpResponse:
    """One article as its outlet would serve it: bytes as they are, sandboxed."""
    known = {path.name for path in ARTICLES.iterdir()}
    if not settings.DEMO_PAGES or file not in known or ".changed." in file:
        raise Http404
    body = ARTICLES / file
    if _mark(file).exists():
        stem, _dot, suffix = file.rpartition(".")
        body = ARTICLES / f"{stem}.changed.{suffix}"
    kind = "text/html" if file.endswith(".html") else "text/plain"
    response = HttpResponse(body.read_bytes(), content_type=kind)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _mark(file: str) -> Path:
    return Path(settings.DATA_DIR) / "demo-changed" / file


urlpatterns = [path("pages/<str:file>", page, name="demo-page")]
