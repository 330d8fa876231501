"""One machine, one person at the door: what ``./run`` starts."""

from __future__ import annotations

from factcheck.settings.base import *  # noqa: F403  (a settings module extends another)
from factcheck.settings.base import ALLOWED_PRIVATE_ORIGINS, PUBLIC_URL, env, secret

DEBUG = False
# Without one Django refuses to sign anything; reading an article needs none.
SECRET_KEY = secret("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# The demonstration's articles are fetched from this very server.
DEMO_PAGES = env.bool("FACTCHECK_DEMO", default=False)
if DEMO_PAGES:
    ALLOWED_PRIVATE_ORIGINS = [*ALLOWED_PRIVATE_ORIGINS, PUBLIC_URL]
