"""What every way of running shares. Addresses and secrets come from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.str("FACTCHECK_DATA", default=str(BASE_DIR / "var")))


def secret(name: str, default: str | None = None) -> str:
    """The secret ``NAME``, or the content of the file that ``NAME_FILE`` points to."""
    path = env.str(f"{name}_FILE", default="")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    value: str = env.str(name) if default is None else env.str(name, default=default)
    return value


# The secret whose SHA-256 is the Ed25519 key that signs the ledger's head once a day. Without
# one no checkpoint is made. Keep it where who writes to the database cannot read it.
LEDGER_SIGNING_KEY = secret("LEDGER_SIGNING_KEY", default="")

# The secret that webhooks' secrets are made of, one for each endpoint; without one there are no
# webhooks. Not Django's key: when that is changed, receivers would have to change theirs.
WEBHOOK_KEY = secret("WEBHOOK_KEY", default="")
# Whoever sends it as a bearer token reads /metrics, besides those who may see the desk.
METRICS_TOKEN = secret("METRICS_TOKEN", default="")

# --- applications -------------------------------------------------------------------------
INSTALLED_APPS = [
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "factcheck",
    "pgtrigger",
    "rest_framework",
    "seeds",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- servers ------------------------------------------------------------------------------


def database(prefix: str, default: str) -> dict[str, Any]:
    """Whom ``<prefix>_URL`` and ``<prefix>_PASSWORD`` name."""
    named: dict[str, Any] = env.db_url(f"{prefix}_URL", default=default)
    # a percent-encoded folder names a unix socket, as in libpq
    named["HOST"] = unquote(str(named.get("HOST", "")))
    if password := secret(f"{prefix}_PASSWORD", default=""):
        named["PASSWORD"] = password
    return named | {"ENGINE": "django.db.backends.postgresql"}


DATABASES = {
    "default": database("DATABASE", "postgresql:///factcheck")
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
# Who owns the tables, for the commands that need it (factcheck/rights.py); nobody else is told.
OWNER_DATABASE = database("OWNER_DATABASE", "") if env.str("OWNER_DATABASE_URL", default="") else {}

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
if REDIS_URL.startswith("unix://"):
    _socket = REDIS_URL.removeprefix("unix://").partition("?")[0]
    CELERY_BROKER_URL = f"redis+socket://{_socket}?virtual_host=0"
    _cache_url = f"unix://{_socket}?db=1"
else:
    CELERY_BROKER_URL = REDIS_URL
    _cache_url = REDIS_URL.rpartition("/")[0] + "/1"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": _cache_url,
        "KEY_PREFIX": "factcheck",
        # A server that does not answer must not hold a request.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}

# The database is the queue of record; a message only wakes a worker, so nothing is kept for
# results, and what a dead worker held comes back through its lease and not through the broker.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 1,
    "socket_timeout": 3,  # a worker's own blocking pop waits for 1 s
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "max_retries": 0,  # a request does not wait for a broker that is not there; the tick wakes too
}
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "claims.tick", "schedule": 5.0, "options": {"expires": 5}},
}
LEASE_SECONDS = env.float("FACTCHECK_LEASE_SECONDS", default=20.0)
WORK_ATTEMPTS = 8

# --- people -------------------------------------------------------------------------------
AUTH_USER_MODEL = "claims.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "claims.people.adapters.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the desk's scripts send the token with their requests

# --- index --------------------------------------------------------------------------------
CANDIDATE_INDEX = "claims.index.postings.Postings"
# Postings read for one claim, rarest terms first. Among a million claims 4,000 find as many planted
# paraphrases (recall@50 0.999) and partners of pairs judged by hand (0.742) as 20,000 do, for less
# than half the time; 1,000 lose 0.007 of the latter. For ten million give it 20,000 or more.
CANDIDATE_BUDGET = env.int("FACTCHECK_CANDIDATE_BUDGET", default=4_000)

# --- links --------------------------------------------------------------------------------
# A pair is proposed from this confidence on, and at most so many pairs for one claim in one
# search: a list that nobody can read through helps nobody. Within the ten annotated stories of
# tests/links/stories, each left out of what was fitted (2026-11-22), of the proposals
#   from 0.3: 36 % are links of the annotator's with a relation that is accepted, 20 % of all links
#   from 0.35: 38 %, 17 %; from 0.4: 44 %, 16 %; from 0.5: 53 %, 13 %
# Of pairs that must never be linked, from 0.35 on 0 to 2 of the 14 to 25 of each of six annotated
# sets were proposed.
LINKS_PROPOSED_FROM = env.float("FACTCHECK_LINKS_PROPOSED_FROM", default=0.35)
LINKS_A_CLAIM = env.int("FACTCHECK_LINKS_A_CLAIM", default=5)
# Whether workers also look for partners by likeness of meaning. Each worker
# process that does loads an encoder (about 125 MB, from an installed package).
LINKS_SECOND_LOOK = env.bool("FACTCHECK_LINKS_SECOND_LOOK", default=True)

# --- publication --------------------------------------------------------------------------
PUBLIC_URL = env.str("FACTCHECK_PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
PUBLISHER = {
    "ko": env.str("FACTCHECK_PUBLISHER_KO", default="팩트체크 데스크"),
    "en": env.str("FACTCHECK_PUBLISHER_EN", default="Factcheck Desk"),
}

# --- mail ---------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("FACTCHECK_MAIL_FROM", default="factcheck@localhost")
EMAIL_TIMEOUT = 10  # seconds; a server that does not answer must not hold a worker
# The local hour from which on the day's digest is sent.
DIGEST_HOUR = env.int("FACTCHECK_DIGEST_HOUR", default=8)

# --- re-checks ----------------------------------------------------------------------------
# Least seconds between two requests to one host, unless a rule for the host says otherwise.
SECONDS_BETWEEN_REQUESTS = env.float("FACTCHECK_SECONDS_BETWEEN_REQUESTS", default=1.0)

# --- language and time --------------------------------------------------------------------
LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
USE_I18N = True
FORMAT_MODULE_PATH = ["factcheck.formats"]
USE_TZ = True
TIME_ZONE = env.str("FACTCHECK_TIME_ZONE", default="Asia/Seoul")

# --- files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("FACTCHECK_STATIC", default=str(DATA_DIR / "static")))
MEDIA_ROOT = DATA_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
ARTICLE_MAX_BYTES = 10_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * ARTICLE_MAX_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A server that speaks the OpenAI chat protocol may read beside the rules. Off unless named: the
# text of every article is sent there. The address ends before /chat/completions.
EXTRACTOR_URL = env.str("FACTCHECK_EXTRACTOR_URL", default="").rstrip("/")
EXTRACTOR_MODEL = env.str("FACTCHECK_EXTRACTOR_MODEL", default="")
EXTRACTOR_KEY = secret("FACTCHECK_EXTRACTOR_KEY", default="")
EXTRACTOR_SECONDS = env.float("FACTCHECK_EXTRACTOR_SECONDS", default=60.0)

# --- security -----------------------------------------------------------------------------
# Origins such as http://127.0.0.1:8123 that the fetcher may reach although they are not
# public: tests, benchmarks and the demonstration newsroom. Empty in production.
ALLOWED_PRIVATE_ORIGINS: list[str] = env.list("FACTCHECK_ALLOWED_PRIVATE_ORIGINS", default=[])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

DEMO_PAGES = False  # whether this installation serves the demonstration's own pages

# --- API ----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.api.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["factcheck.api.authentication.MayUseApi"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
        "rest_framework.parsers.FormParser",
    ],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.pagination.NewestFirst",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.api.throttles.PerCaller"],
    "DEFAULT_THROTTLE_RATES": {"caller": "600/min", "anonymous": "120/min"},
    "EXCEPTION_HANDLER": "factcheck.api.errors.problem_response",
    "PAGE_SIZE": 50,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck Workbench API",
    "DESCRIPTION": "Claims, links, verdicts and their publication.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "DEFAULT_GENERATOR_CLASS": "factcheck.api.schema.EnglishSchema",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "AnchorState": "claims.extraction.models.AnchorState",
        "BlockClass": "claims.articles.api.BLOCK_CLASSES",
        "ClaimKind": "claims.extraction.models.ClaimKind",
        "EntityKind": "claims.reference.models.EntityKind",
        "FindingKind": "claims.rechecks.models.Finding.Kind",
        "PublicationKind": "claims.publication.models.Publication.Kind",
        "Stage": "claims.verdicts.models.Stage",
        "WorkState": "claims.work.models.WorkState",
    },
}

# --- logs ---------------------------------------------------------------------------------
_shared_processors: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]
structlog.configure(
    processors=[
        *_shared_processors,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
            "foreign_pre_chain": _shared_processors,
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    # A line for every message to a worker would drown what commands print.
    "loggers": {"django_structlog.celery": {"level": "WARNING"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.str("FACTCHECK_LOG_LEVEL", default="INFO"),
    },
}
DJANGO_STRUCTLOG_CELERY_ENABLED = True
