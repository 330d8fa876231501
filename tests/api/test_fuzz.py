"""A fuzzer that has read the schema calls a live server: no fault of ours, nothing undescribed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.links import matters, naming
from claims.people.models import User
from tests.api import live
from tests.api import world as worlds
from tests.api.world import World

EXAMPLES = "4"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "ignored_auth",
)


@pytest.fixture
def committed(transactional_db: None) -> World:
    return worlds.build()


def known_ids(world: World) -> dict[str, str]:
    public = worlds.published(world).verdict
    place: dict[str, Any] = {"claim": world.refused, "by": world.reviewer}
    matter = matters.open_matter(by=world.reviewer, question_ko="노조는 받아들였나?")
    matters.place(matter=matter, **place)
    origin = naming.name_origin(description="11월 3일 공시", **place).origin
    finding = worlds.found(public)
    return {
        "articles": str(world.daily.public_id),
        "claims": str(world.refused.public_id),
        "entities": str(world.yard.public_id),
        "findings": str(finding.public_id),
        "links": str(worlds.decided(world).public_id),
        "matters": str(matter.public_id),
        "origins": str(origin.public_id),
        "publications": str(public.public_id),
        "rechecks": str(finding.recheck.public_id),
        "snapshots": str(world.daily.latest_snapshot.public_id),
        "sources": str(world.source.public_id),
        "verdicts": str(worlds.drafted(world).public_id),
    }


def test_a_fuzzer_finds_nothing(committed: World, tmp_path: Path) -> None:
    boss: User = worlds.person("boss", superuser=True)
    _key, secret = worlds.key(boss)
    known = known_ids(committed)
    with live.server(tmp_path) as origin:
        run = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{origin}/api/v1/schema"),
                *("--header", f"Authorization: Bearer {secret}", "--checks", ",".join(CHECKS)),
                *("--phases", "coverage,fuzzing", "--max-examples", EXAMPLES, "--seed", "7"),
                *("--suppress-health-check", "all", "--no-color"),
            ],
            cwd=tmp_path,
            env=os.environ
            | {
                "SCHEMATHESIS_HOOKS": "tests.api.fuzz_hooks",
                "PYTHONPATH": str(live.ROOT),
                "KNOWN_IDS": json.dumps(known),
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
    log = (tmp_path / "web.log").read_text(errors="replace")
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2000:] + log[-5000:]
