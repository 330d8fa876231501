"""The test suite: real servers, quick password hashes, no manifest for static files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-only-" + "0123456789" * 5)
os.environ.setdefault("FACTCHECK_DATA", str(Path(tempfile.gettempdir()) / "factcheck-tests"))

from factcheck.settings.base import *  # noqa: F403  (a settings module extends another)
from factcheck.settings.base import CACHES, INSTALLED_APPS, STORAGES, secret

DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]
FIRST_PARTY_APPS = ["claims"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# Processes that test side by side share a server but neither counts nor marks: a database of their
# own each, of the 16 that a server has; 0 is the broker's.
_process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["LOCATION"] = f"{CACHES['default']['LOCATION'][:-1]}{1 + _process % 15}"
# Tests ask one host again and again; those of turns set it.
SECONDS_BETWEEN_REQUESTS = 0.0
