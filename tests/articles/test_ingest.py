"""``manage.py ingest``: a clear message and exit code 2 for what is no article."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.articles.models import Article, Document
from claims.extraction.models import Claim
from claims.ledger.models import Entry

pytestmark = pytest.mark.django_db

TEXT = "가온시는 올여름 무더위 쉼터 120곳을 운영한다고 밝혔다.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def refused(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(CommandError) as error:
        call_command("ingest", *arguments)
    assert error.value.returncode == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "비어"),
        (b" \n\t ", "비어"),
        (b"%PDF-1.7\n\x00\x01", "글이 아닙니다"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "글이 아닙니다"),
        (b"<div><script>let a = 1</script><img src='a.png'></div>", "마크업"),
        (b"a" * 10_000_001, "10MB"),
    ],
    ids=["empty", "blank", "pdf", "png", "markup only", "huge"],
)
def test_what_is_no_article_is_refused_and_nothing_is_written(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    assert message in refused(str(path), capsys=capsys).replace(" MB", "MB")
    assert not Document.objects.exists()
    assert not Entry.objects.exists()


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere.txt" in refused("nowhere.txt", capsys=capsys)


def test_an_address_inside_is_not_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    refused("http://127.0.0.1/article", capsys=capsys)
    assert not Document.objects.exists()


def test_the_same_text_twice_is_one_article(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("ingest", str(file))
    known = Article.objects.get()
    assert str(known.public_id) in refused(str(file), capsys=capsys)
    assert Article.objects.count() == 1


def test_one_bad_file_of_several_does_not_keep_the_others_out(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused("nowhere.txt", str(file), capsys=capsys)
    assert Article.objects.count() == 1


def test_euc_kr_is_read_right(tmp_path: Path) -> None:
    path = tmp_path / "old.html"
    path.write_bytes(f"<html><body><p>{TEXT}</p></body></html>".encode("euc-kr"))
    call_command("ingest", str(path))
    assert Article.objects.get().latest_snapshot.text == TEXT.strip()


def test_standard_input_is_read_and_linked_here_with_wait(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Standard:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Standard())
    call_command("ingest", "-", "--wait")
    article = Article.objects.get()
    assert str(article.public_id) in capsys.readouterr().out
    claim = Claim.objects.select_related("current").get(article=article)
    assert claim.current is not None
    assert [str(q.value) for q in claim.current.quantities.all()] == ["120.000000"]


def test_somebody_unknown_brings_nothing_in(file: Path) -> None:
    with pytest.raises(CommandError, match="nobody-here") as error:
        call_command("ingest", str(file), "--by", "nobody-here")
    assert error.value.returncode == 2
    assert not Article.objects.exists()
