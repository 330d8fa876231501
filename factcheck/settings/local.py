"""One machine, one person at the door: what ``./run`` starts."""

from __future__ import annotations

from factcheck.settings.base import *  # noqa: F403  (a settings module extends another)
from factcheck.settings.base import env, secret

DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SILENCED_SYSTEM_CHECKS: list[str] = []
