"""The compose file runs what ./run runs, and keeps what it promises about secrets and rights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.local import commands

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "beat"]


@pytest.mark.parametrize(
    ("service", "command"),
    [
        ("migrate", commands.UPGRADE),
        ("web", commands.web("0.0.0.0:8000")),
        ("worker", commands.WORKER),
        ("beat", commands.beat("/tmp/beat-schedule")),  # noqa: S108  (a tmpfs of the container)
    ],
)
def test_a_service_runs_the_command_that_run_starts(
    service: str, command: commands.Command
) -> None:
    assert SERVICES[service]["command"] == ["python", *command]


def test_every_part_is_there_and_the_lasting_ones_are_watched_and_restarted() -> None:
    assert SERVICES.keys() == {"postgres", "redis", *OURS}
    for name in SERVICES.keys() - {"migrate"}:
        assert SERVICES[name]["healthcheck"]["test"], name
        assert SERVICES[name]["restart"] == "unless-stopped", name
    assert SERVICES["migrate"]["restart"] == "no"


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_nothing_starts_before_the_database_is_up_to_date(service: str) -> None:
    waits = {name: wait["condition"] for name, wait in SERVICES[service]["depends_on"].items()}
    assert waits == {
        "migrate": "service_completed_successfully",
        "postgres": "service_healthy",
        "redis": "service_healthy",
    }


@pytest.mark.parametrize("service", OURS)
def test_secrets_come_from_files_and_are_nobodys_environment(service: str) -> None:
    given = SERVICES[service]["environment"]
    assert given["SECRET_KEY_FILE"] == "/run/secrets/secret_key"
    assert given["DATABASE_PASSWORD_FILE"] == "/run/secrets/application_password"
    files = {value for name, value in given.items() if name.endswith("_FILE")}
    assert {f"/run/secrets/{name}" for name in SERVICES[service]["secrets"]} == files
    for url in (value for name, value in given.items() if name.endswith("DATABASE_URL")):
        assert ":" not in url.partition("://")[2].partition("@")[0]
    assert not {"SECRET_KEY", "DATABASE_PASSWORD", "OWNER_DATABASE_PASSWORD"} & given.keys()
    assert all(secret.keys() == {"file"} for secret in COMPOSE["secrets"].values())


def test_only_who_migrates_knows_the_owner_of_the_database() -> None:
    told = {name for name in OURS if "database_password" in SERVICES[name]["secrets"]}
    assert told == {"migrate"}
    owner = SERVICES["postgres"]["environment"]["POSTGRES_USER"]
    for name in OURS:
        given = SERVICES[name]["environment"]
        assert ("OWNER_DATABASE_URL" in given) is (name == "migrate")
        assert f"//{owner}@" not in given["DATABASE_URL"]
    assert f"//{owner}@" in SERVICES["migrate"]["environment"]["OWNER_DATABASE_URL"]


def test_nobody_is_root() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last_stage = image[image.rindex("\nFROM ") :]
    assert "\nUSER factcheck\n" in last_stage
    assert {SERVICES["postgres"]["user"], SERVICES["redis"]["user"]} == {"postgres", "redis"}
    for service in OURS:
        assert "user" not in SERVICES[service]
        assert SERVICES[service]["cap_drop"] == ["ALL"]


def test_korean_can_be_searched_and_no_message_vanishes_silently() -> None:
    assert "--locale=C.UTF-8" in SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
    redis = SERVICES["redis"]["command"]
    assert redis[redis.index("--maxmemory-policy") + 1] == "noeviction"


def test_named_volumes_hold_what_must_last() -> None:
    assert SERVICES["postgres"]["volumes"] == ["database:/var/lib/postgresql/data"]
    for service in OURS:
        assert SERVICES[service]["volumes"] == ["kept:/data"]
    assert COMPOSE["volumes"].keys() == {"database", "kept"}


def test_only_the_web_is_published_and_only_to_the_proxy_on_this_host() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}
