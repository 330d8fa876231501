"""Bytes of every origin become the text a reader would have seen, or a clear refusal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.articles.decoding import Binary, Decoded, Empty, Oversized, Unreadable, decode

KOREAN = "시청은 어제 새 도서관을 열었다고 밝혔다. 이용자는 하루 1천 명이다.\n"
ENGLISH = "The council opened a new library, officials said.\n"


def page(declared: str, text: str = KOREAN) -> str:
    return f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    "label", ["euc-kr", "EUC-KR", "ks_c_5601-1987", "ksc5601", "cp949", "ms949", "x-windows-949"]
)
def test_every_name_of_the_korean_code_page(label: str) -> None:
    raw = page(label, KOREAN + "똠방각하 펲시").encode("cp949")  # syllables beyond EUC-KR
    for header in ("", f"text/html; charset={label}"):
        decoded = decode(raw, header)
        assert decoded.text == page(label, KOREAN + "똠방각하 펲시")
        assert decoded.charset == "cp949"
        assert "charset" in decoded.evidence


@pytest.mark.parametrize(
    ("raw", "header", "charset"),
    [
        (page("euc-kr").encode("utf-8"), "", "utf-8"),
        (page("euc-kr").encode("utf-8"), "text/html; charset=euc-kr", "utf-8"),
        (page("utf-8").encode("cp949"), "", "cp949"),
        (page("utf-8").encode("cp949"), "text/html; charset=UTF-8", "cp949"),
        (page("iso-8859-1").encode("utf-8"), "text/html; charset=ISO-8859-1", "utf-8"),
        (page("utf-7").encode("cp949"), "", "cp949"),
        (page("nonsense").encode("cp949"), "text/html; charset=rot13", "cp949"),
    ],
)
def test_a_wrong_label_is_not_believed(raw: bytes, header: str, charset: str) -> None:
    decoded = decode(raw, header)
    assert decoded.charset == charset
    assert KOREAN in decoded.text


@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
def test_korean_without_any_label(codec: str) -> None:
    decoded = decode(KOREAN.encode(codec))
    assert (decoded.text, decoded.charset) == (KOREAN, codec)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    decoded = decode(KOREAN.encode(codec), "text/plain; charset=euc-kr")
    assert decoded.text == KOREAN
    assert decoded.evidence == "byte order mark"


def test_a_short_korean_word_that_is_also_valid_utf8() -> None:
    raw = "큰틀".encode("cp949")
    raw.decode("utf-8")  # valid by accident: Latin letters with accents
    assert decode(raw, "text/plain; charset=euc-kr").text == "큰틀"


def test_western_text_is_not_taken_for_korean() -> None:
    text = "“Café” – naïve prices rose by 5 %, the minister said in Málaga. " * 9
    assert decode(text.encode("cp1252")) == Decoded(text, "cp1252", "statistical guess")


def test_english_is_plain_ascii() -> None:
    assert decode(ENGLISH.encode()) == Decoded(ENGLISH, "utf-8", "ascii only")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [KOREAN, ENGLISH, page("utf-16")])
def test_utf16_without_a_mark(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec), "text/plain; charset=utf-8")
    assert (decoded.text, decoded.charset) == (text, codec)


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "us-ascii"])
def test_korean_under_a_label_that_takes_any_bytes(label: str) -> None:
    decoded = decode(page(label).encode("cp949"), f"text/html; charset={label}")
    assert (decoded.text, decoded.charset) == (page(label), "cp949")
    assert "although" in decoded.evidence


def test_lines_of_two_encodings_are_each_read_as_what_they_are() -> None:
    decoded = decode((KOREAN.encode() + KOREAN.encode("cp949")) * 3)
    assert decoded.text == KOREAN * 6
    assert decoded.evidence == "mixed: 3 lines utf-8, 3 lines cp949"
    damaged = decode((KOREAN.encode() + KOREAN.encode("cp949") + b"\xff here\n") * 3)
    assert damaged.text == (KOREAN * 2 + "\ufffd here\n") * 3
    assert "3 places undecodable" in damaged.evidence


def test_a_stray_nul_is_left_out_and_said_so() -> None:
    raw = (KOREAN * 20).encode()
    decoded = decode(raw[:50] + b"\x00" + raw[50:])
    assert decoded.text.replace("\ufffd", "") == KOREAN * 20
    assert "1 NUL bytes left out" in decoded.evidence


@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
def test_a_damaged_text_is_read_and_its_damage_counted(codec: str) -> None:
    raw = (KOREAN * 20).encode(codec)
    decoded = decode(raw[:-3] + b"\xff\xff.")
    assert decoded.charset == codec
    assert decoded.text.startswith(KOREAN * 19)
    assert "undecodable" in decoded.evidence


def test_the_text_is_composed() -> None:
    apart = unicodedata.normalize("NFD", KOREAN)
    assert apart != KOREAN
    assert decode(apart.encode()).text == KOREAN


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\xef\xbb\xbf", "\u3000\xa0 \n".encode()])
def test_nothing_is_empty(raw: bytes) -> None:
    with pytest.raises(Empty, match="empty"):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 text", b"\r\n %PDF-1.4", b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0JFIF", b"GIF89a..",
        b"PK\x03\x04word", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0\xa1", b"RIFF1234WEBP",
        b"0000ftypmp42", b"text with a NUL \x00 inside", bytes(range(1, 32)) * 9,
    ],
)  # fmt: skip
def test_what_is_not_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Binary, match="not text"):
        decode(raw)


def test_the_limit_is_inclusive() -> None:
    assert decode(b"a" * 100, limit=100).text == "a" * 100
    with pytest.raises(Oversized, match="larger than 100 bytes"):
        decode(b"a" * 101, limit=100)


@given(st.binary(max_size=300), st.sampled_from(["", "charset=euc-kr", "charset=utf-8"]))
def test_any_bytes_are_text_or_refused(raw: bytes, header: str) -> None:
    try:
        decoded = decode(raw, header)
    except Unreadable:
        return
    assert decoded.text.strip()
    assert unicodedata.is_normalized("NFC", decoded.text)


@given(st.text(st.characters(codec="cp949", exclude_categories=["C"]), min_size=1, max_size=60))
def test_labelled_korean_comes_back_exactly(text: str) -> None:
    raw = ("가나다 기사 " + text).encode("cp949")
    decoded = decode(raw, "text/plain; charset=euc-kr")
    assert decoded.text == unicodedata.normalize("NFC", "가나다 기사 " + text)
