from __future__ import annotations

import pytest
from django.core.management import get_commands

from factcheck.local.commands import WITHOUT_DATABASE, needs_database


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("ingest article.html", True),
        ("migrate", True),
        ("shell", True),
        ("somebody-elses-command", True),
        ("check", False),
        ("check --deploy", False),
        ("check --database default", True),
        ("check --database=default", True),
        ("makemessages --locale ko", False),
        ("spectacular --file schema.yaml", False),
        ("analyse article.html", False),
        ("compare pairs.jsonl --out pred.jsonl", False),
        ("evaluate --articles articles --out found.json", False),
        ("ingest --help", False),
        ("migrate -h", False),
        ("help migrate", False),
        ("--version", False),
        ("", False),
    ],
)
def test_only_commands_known_to_need_no_database_get_none(words: str, needs: bool) -> None:
    assert needs_database(words.split()) is needs


def test_every_name_in_the_list_is_a_command() -> None:
    # `help` and `version` are answered by Django itself and are no modules.
    assert WITHOUT_DATABASE - {"help", "version"} <= get_commands().keys()
