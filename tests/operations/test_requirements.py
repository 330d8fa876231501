"""The compiled requirement files agree with pyproject.toml, pin every hash and name no index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0].lower().replace("_", "-")


def text_of(file: str) -> str:
    return (ROOT / "requirements" / f"{file}.txt").read_text(encoding="utf-8")


def pins(file: str) -> dict[str, set[str]]:
    """Versions by package; a package may have one for each of several platforms."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", text_of(file), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_what_is_declared_is_pinned() -> None:
    runtime = {name_of(line) for line in DECLARED["project"]["dependencies"]}
    development = {name_of(line) for line in DECLARED["dependency-groups"]["dev"]}
    assert runtime <= pins("runtime").keys()
    assert runtime | development <= pins("dev").keys()


def test_tests_run_on_the_versions_that_run_in_production() -> None:
    runtime, development = pins("runtime"), pins("dev")
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("file", ["runtime", "dev", "installer"])
def test_every_pin_has_hashes_and_no_address_is_written(file: str) -> None:
    text = text_of(file)
    entries = re.findall(r"^\S+==\S+.*(?:\\\n +--hash=sha256:[0-9a-f]{64} *)+", text, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[^#\s]", text, re.MULTILINE)) > 0
    assert not re.search(r"://|--index|--extra-index|--find-links", text)
