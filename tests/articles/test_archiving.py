"""What was kept, as WARC: read back by the library that archives use."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from warcio.archiveiterator import ArchiveIterator

from claims.articles import services as articles
from claims.articles.archiving import write_warc
from claims.articles.models import Snapshot
from tests.factories import SETUP, Newsroom, article

PAGE = (
    '<html lang="ko"><head><title>다리</title></head><body><article>'
    "<p>강가의 다리가 다시 열렸다고 시가 20일 밝혔다.</p></article></body></html>"
).encode()


def records(packed: bytes) -> list[tuple[str, str, dict[str, str], bytes]]:
    """Type, address, HTTP headers and payload of every record, its digests checked."""
    found = []
    for record in ArchiveIterator(BytesIO(packed), check_digests="raise"):
        http = dict(record.http_headers.headers) if record.http_headers else {}
        head = record.rec_headers
        payload = record.content_stream().read()
        found.append((record.rec_type, head.get_header("WARC-Target-URI") or "", http, payload))
    return found


@pytest.mark.django_db
def test_a_fetched_page_comes_back_with_its_bytes_and_headers(
    httpserver: HTTPServer, settings: Settings
) -> None:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    httpserver.expect_request("/news/1").respond_with_data(
        gzip.compress(PAGE),
        content_type="text/html; charset=utf-8",
        headers={"Content-Encoding": "gzip", "ETag": '"one"'},
    )
    url = httpserver.url_for("/news/1")
    kept = articles.take_in_url(url=url, by=SETUP)
    out = BytesIO()
    assert write_warc(kept.snapshots.all(), out) == 1
    info, response, text = records(out.getvalue())
    assert info[0] == "warcinfo"
    assert response[0] == "response"
    assert response[1] == url
    assert response[3] == PAGE
    headers = {name.lower(): value for name, value in response[2].items()}
    assert headers["etag"] == '"one"'
    assert headers["content-length"] == str(len(PAGE))
    assert headers["x-archive-orig-content-encoding"] == "gzip"
    assert "content-encoding" not in headers
    assert text[0] == "conversion"
    assert text[3].decode() == kept.latest_snapshot.text


@pytest.mark.django_db
def test_a_pasted_text_is_a_resource_under_its_own_name() -> None:
    kept = article("강가의 다리가 다시 열렸다.")
    out = BytesIO()
    write_warc(kept.snapshots.all(), out)
    _info, resource, _text = records(out.getvalue())
    assert resource[:2] == ("resource", f"urn:uuid:{kept.public_id}")
    assert resource[3].decode() == "강가의 다리가 다시 열렸다."


@pytest.mark.django_db
def test_the_command_writes_all_or_what_is_named(tmp_path: Path) -> None:
    first, _second = article(), article()
    call_command("export_warc", "--out", str(tmp_path / "all.warc.gz"))
    call_command("export_warc", str(first.public_id), "--out", str(tmp_path / "one.warc.gz"))
    count = {
        name: sum(kind == "resource" for kind, *_ in records((tmp_path / name).read_bytes()))
        for name in ("all.warc.gz", "one.warc.gz")
    }
    assert count == {"all.warc.gz": Snapshot.objects.count(), "one.warc.gz": 1}
    with pytest.raises(CommandError, match="already"):
        call_command("export_warc", "--out", str(tmp_path / "all.warc.gz"))
    with pytest.raises(CommandError, match="no article"):
        call_command("export_warc", str(SETUP_ID), "--out", str(tmp_path / "none.warc.gz"))


@pytest.mark.django_db
def test_a_missing_file_leaves_no_half_of_an_archive(tmp_path: Path) -> None:
    kept = article()
    raw = kept.latest_snapshot.raw
    raw.storage.delete(str(raw.name))
    out = tmp_path / "all.warc.gz"
    with pytest.raises(CommandError, match="No such file"):
        call_command("export_warc", "--out", str(out))
    assert not out.exists()


SETUP_ID = "01900000-0000-7000-8000-000000000000"


def test_the_api_gives_an_article_and_a_snapshot(newsroom: Newsroom, client: Client) -> None:
    kept = article()
    path = f"/api/v1/articles/{kept.public_id}/warc"
    assert client.get(path).status_code in (401, 403)
    client.force_login(newsroom.minjun)
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/warc"
    assert "attachment" in answer["Content-Disposition"]
    whole = records(answer.getvalue())
    assert [kind for kind, *_ in whole] == ["warcinfo", "resource", "conversion"]
    one = client.get(f"/api/v1/snapshots/{kept.latest_snapshot.public_id}/warc")
    assert records(one.getvalue())[1:] == whole[1:]
