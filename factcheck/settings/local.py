"""One machine, one person at the door: what ``./run`` starts."""

from __future__ import annotations

from factcheck.settings.base import *  # noqa: F403  (a settings module extends another)
from factcheck.settings.base import ALLOWED_PRIVATE_ORIGINS, DATA_DIR, PUBLIC_URL, env, secret

DEBUG = False
# Without one Django refuses to sign anything; reading an article needs none.
SECRET_KEY = secret("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Without a mail server, mails are files to look at.
if env.str("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

# The demonstration's articles are fetched from this very server.
DEMO_PAGES = env.bool("FACTCHECK_DEMO", default=False)
if DEMO_PAGES:
    ALLOWED_PRIVATE_ORIGINS = [*ALLOWED_PRIVATE_ORIGINS, PUBLIC_URL]
