"""The test settings for a server process that a fuzzer calls as fast as it can."""

from __future__ import annotations

from factcheck.settings.testing import *  # noqa: F403  (a settings module extends another)
from factcheck.settings.testing import REST_FRAMEWORK

REST_FRAMEWORK = REST_FRAMEWORK | {
    "DEFAULT_THROTTLE_RATES": {"caller": "1000000/min", "anonymous": "1000000/min"}
}
