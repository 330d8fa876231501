"""``manage.py analyse``: what the reader sees, for people and for programs."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wcwidth import strip_sequences, width

ARTICLE = """<html><head><title>가온시, 쉼터 120곳 연다</title>
<meta property="og:site_name" content="나루일보">
<meta property="article:published_time" content="2025-07-03T09:00:00+09:00"></head><body>
<h1>가온시, 쉼터 120곳 연다</h1>
<p>가온시는 지난달 20일 무더위 쉼터 120곳을 새로 마련했다고 밝혔다. 한 관계자는 예산이
80억 원을 넘지 않는다고 말했다. 정부는 전동 킥보드의 판매를 금지했다.</p>
<p>Copyright ⓒ 나루일보. 무단 전재 및 재배포 금지</p></body></html>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.html"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def analyse(*arguments: str | Path) -> str:
    said = io.StringIO()
    call_command("analyse", *map(str, arguments), stdout=said)
    return said.getvalue()


def as_json(*arguments: str | Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(analyse("--json", *arguments))
    return described


def test_json_says_what_the_page_says_of_itself(file: Path) -> None:
    seen = as_json(file)
    assert seen["file"] == str(file)
    assert seen["charset"] == "utf-8"
    assert seen["title"]["value"] == "가온시, 쉼터 120곳 연다"
    assert seen["outlet"] == {"value": "나루일보", "evidence": seen["outlet"]["evidence"]}
    assert seen["outlet"]["evidence"]
    assert seen["byline"] == {"value": "", "evidence": ""}
    assert (seen["published"]["on"], seen["published"]["grain"]) == ("2025-07-03", "second")
    assert (seen["language"], seen["supported"]) == ("ko", True)


def test_every_span_of_the_json_is_exact(file: Path) -> None:
    seen = as_json(file)
    text = seen["text"]
    kinds = {text[block["start"] : block["end"]]: block["kind"] for block in seen["blocks"]}
    assert kinds["가온시, 쉼터 120곳 연다"] == "title"
    assert kinds["Copyright ⓒ 나루일보. 무단 전재 및 재배포 금지"] == "copyright"
    assert len(seen["sentences"]) == 3
    assert len(seen["claims"]) >= 3
    for claim in seen["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["sentence"] in seen["sentences"]
        for facet in [*claim["quantities"], *claim["times"], *claim["mentions"]]:
            assert text[facet["start"] : facet["end"]] == facet["original"]


def test_json_has_every_facet(file: Path) -> None:
    opened, paid, banned = as_json(file)["claims"]
    assert opened["times"][0]["first"] == "2025-06-20"
    assert opened["times"][0]["anchor"] == "published"
    assert (opened["quantities"][0]["value"], opened["quantities"][0]["unit"]) == (120, "곳")
    assert (paid["hedge"], paid["polarity"]) == ("reported", "negative")
    assert [voice["kind"] for voice in paid["attribution"]] == ["anonymous"]
    assert paid["quantities"][0]["value"] == 8_000_000_000
    assert banned["directive"]["strength"] == "ban"
    assert banned["check_worthiness"] == 3
    assert "has_directive" in banned["reasons"]


def test_several_articles_are_a_line_each(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("시는 다리를 고쳤다.", encoding="utf-8")
    lines = analyse("--json", file, other).splitlines()
    assert [json.loads(line)["file"] for line in lines] == [str(file), str(other)]


def test_the_day_of_publication_can_be_given_where_none_is_stated(
    file: Path, tmp_path: Path
) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text("시는 지난달 5일 다리를 고쳤다.", encoding="utf-8")
    assert as_json(undated)["claims"][0]["times"] == []
    given = as_json(undated, "--published", "2024-02-09")
    assert given["claims"][0]["times"][0]["first"] == "2024-01-05"
    assert given["published"] is None
    # what the page states counts more
    assert as_json(file, "--published", "2024-02-09")["published"]["on"] == "2025-07-03"


def test_standard_input_is_an_article_too(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO("시는 다리를 고쳤다.".encode()))
    monkeypatch.setattr(sys, "stdin", given)
    assert as_json("-")["text"] == "시는 다리를 고쳤다."


def test_a_person_reads_it_in_words(file: Path) -> None:
    shown = analyse(file)
    told = " ".join(shown.split())
    assert "발행 2025년 7월 3일" in told
    assert "기자명 알 수 없음" in told
    for words in (
        "120곳을 새로 마련했다고",  # the text
        "지난달 20일 = 2025년 6월 20일 (발행일 기준)",
        "8,000,000,000 KRW",
        "익명",
        "9 금지",
        "3 핵심: 지시 내용 있음",
        "저작권",
    ):
        assert words in told, words


@pytest.mark.parametrize("columns", [40, 80, 300])
def test_no_line_is_wider_than_the_terminal(
    columns: int, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = tmp_path / "endless.txt"
    endless.write_text("가나다라" * 300 + " 시는 다리를 고쳤다.\n" + "a" * 900, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(columns))
    for line in analyse("--force-color", file, endless).splitlines():
        assert width(line) <= min(columns, 100), line


def test_colours_only_where_they_are_wanted(file: Path) -> None:
    plain, coloured = analyse(file), analyse("--force-color", file)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert strip_sequences(coloured) == plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("no_color", [True, False])
def test_a_terminal_gets_colours_unless_the_person_wants_none(
    no_color: bool, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    screen = Terminal()
    call_command("analyse", str(file), stdout=screen)
    assert ("\x1b[" in screen.getvalue()) is not no_color


def test_a_page_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "x\x1b]0;owned\x07.txt"
    path.write_text("시는 \x1b[2J다리를\x9b31m 고쳤다.\n\n제목\u202e뒤집힘\x07\n", encoding="utf-8")
    shown = analyse(path)
    assert all(character.isprintable() or character == "\n" for character in shown)


@pytest.mark.parametrize("json_wanted", [(), ("--json",)])
def test_what_cannot_be_read_is_told_and_the_rest_is_shown(
    json_wanted: tuple[str, ...], file: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    said, told = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="2 of 3") as error:
        call_command(
            "analyse", str(empty), str(tmp_path / "none"), str(file), *json_wanted,
            stdout=said, stderr=told,
        )  # fmt: skip
    assert error.value.returncode == 2
    assert "empty.txt: " in told.getvalue()
    assert "none: " in told.getvalue()
    assert "120곳" in said.getvalue()


def test_another_language_is_kept_without_claims(tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text("Le ministère a interdit la vente des trottinettes lundi.", encoding="utf-8")
    seen = as_json(path)
    assert (seen["supported"], seen["claims"]) == (False, [])
    assert seen["text"].startswith("Le ministère")
    assert "이 언어를 읽을 수 없음" in analyse(path)


def test_the_help_names_every_field(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    with pytest.raises(SystemExit):
        call_command("analyse", "--help")
    told = capsys.readouterr().out
    seen = as_json(file)
    claim = seen["claims"][0]
    facets = (claim["quantities"][0], claim["times"][0], seen["claims"][2]["directive"])
    for described in (seen, claim, *facets):
        for name in described:
            assert name in told, name


def test_a_day_that_is_none_is_refused(file: Path) -> None:
    with pytest.raises(CommandError, match="--published"):
        analyse(file, "--published", "yesterday")
