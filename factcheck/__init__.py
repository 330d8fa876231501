"""How the workbench runs: settings, servers, addresses. It knows nothing about facts."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
