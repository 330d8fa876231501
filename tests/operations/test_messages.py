from __future__ import annotations

import gettext
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.local.messages import compile_catalogues, compile_where_possible

ROOT = Path(__file__).resolve().parents[2]

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ko\\n"

msgid "Claim"
msgstr "주장"

#, fuzzy
msgid "Verdict"
msgstr "추측"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = tmp_path / "claims" / "locale" / "ko" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, encoding="utf-8")
    return source


def test_a_catalogue_is_compiled_when_it_is_new_and_when_it_has_changed(
    tmp_path: Path, source: Path
) -> None:
    compiled = source.with_suffix(".mo")

    assert compile_catalogues(tmp_path) == [compiled]
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Claim") == "주장"
    assert catalogue.gettext("Verdict") == "Verdict", "a fuzzy translation is nobody's yet"

    assert compile_catalogues(tmp_path) == []
    os.utime(source, (0, compiled.stat().st_mtime + 1))
    assert compile_catalogues(tmp_path) == [compiled]


def test_where_nothing_can_be_written_it_is_told_and_the_rest_goes_on(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.with_suffix(f".{os.getpid()}.mo").mkdir()  # refuses everybody, root too
    compile_where_possible(tmp_path)
    assert not source.with_suffix(".mo").exists()
    assert "message catalogues" in capsys.readouterr().err


def test_a_command_started_by_hand_speaks_korean_at_once(tmp_path: Path) -> None:
    """In a checkout in which nothing was compiled yet, with nothing in the environment."""
    checkout = tmp_path / "checkout"
    (checkout / "claims").mkdir(parents=True)
    shutil.copy(ROOT / "manage.py", checkout)
    for folder in ("factcheck", "seeds"):
        (checkout / folder).symlink_to(ROOT / folder)
    for part in (ROOT / "claims").iterdir():
        if part.name != "locale":
            (checkout / "claims" / part.name).symlink_to(part)
    uncompiled = shutil.ignore_patterns("*.mo")
    shutil.copytree(ROOT / "claims" / "locale", checkout / "claims" / "locale", ignore=uncompiled)
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "out.jsonl"
    killed = {"text": "The ferry disaster has killed 41 people."}
    pairs.write_text(json.dumps({"id": 1, "a": killed, "b": killed}), encoding="utf-8")
    command = [sys.executable, "manage.py", "compare", str(pairs), "--out", str(out)]
    bare = {"PATH": os.environ["PATH"]}
    subprocess.run(command, cwd=checkout, env=bare, check=True, capture_output=True)
    said = [reason["text"] for reason in json.loads(out.read_text(encoding="utf-8"))["reasons"]]
    assert said
    assert all(text["ko"] != text["en"] for text in said)
