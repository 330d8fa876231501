"""From the bytes of a file or a response to text.

Korean news still comes in EUC-KR, is labelled as it pleases (``euc-kr``,
``ks_c_5601-1987``, ``ms949``) and is really CP949, the superset Windows writes. Labels are
also plainly wrong: a template says EUC-KR while the body is UTF-8, or the other way round.
So a label is a statement to be tried, never believed: what does not decode strictly is not
what the label says.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

import charset_normalizer

DEFAULT_LIMIT = 10_000_000
"""Largest article accepted, in bytes."""


class Unreadable(ValueError):
    """There is no article in these bytes; the message says why, for a person."""


class Empty(Unreadable):
    """Nothing there, or only white space."""


class Binary(Unreadable):
    """A picture, a PDF, an archive: not text."""


class Oversized(Unreadable):
    """More bytes than the limit."""


class MarkupOnly(Unreadable):
    """A page without a word a reader could see."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` is NFC. ``evidence`` says what the choice of ``charset`` rests on."""

    text: str
    charset: str
    evidence: str


_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document (HWP, DOC, XLS)"),
    (b"HWP Document File", "an HWP document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an audio file"),
    (b"ID3", "an audio file"),
    (b"SQLite format 3\x00", "a database"),
)
_PYTHON_CODECS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8",
    "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean iso-ir-149"
    " csksc56011987 cseuckr windows-949 cp949 ms949 uhc x-windows-949",
    "iso2022_kr": "iso-2022-kr csiso2022kr",
    "johab": "johab",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932",
    "euc_jp": "euc-jp eucjp x-euc-jp",
    "gb18030": "gb2312 gbk gb18030 x-gbk csgb2312 chinese cp936",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "cp1252": "iso-8859-1 iso8859-1 latin1 l1 us-ascii ascii windows-1252 cp1252",
    "cp1251": "windows-1251 cp1251 x-cp1251",
}
_CODECS = {label: codec for codec, labels in _PYTHON_CODECS.items() for label in labels.split()}
_TAKES_ANYTHING = frozenset({"cp1252", "cp1251"})
"""Single-byte code pages in which nearly any bytes are text of some sort."""
_LABEL = r"\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})"
_META = re.compile(r"<meta\b[^>]{0,400}?charset" + _LABEL, re.IGNORECASE)
_XML = re.compile(r"^\s{0,99}<\?xml\b[^>]{0,200}?encoding" + _LABEL)
_HEADER = re.compile(r"charset" + _LABEL, re.IGNORECASE)
_GUESSED = ["cp1252", "cp1251", "cp932", "euc_jp", "gb18030", "big5", "iso2022_kr", "johab"]
_HEAD_BYTES = 8192
_SAMPLE_BYTES = 65_536
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})
_TOLERATED = 0.01
"""Share of undecodable places up to which a reading still counts as damaged text."""


def decode(raw: bytes, content_type: str = "", *, limit: int = DEFAULT_LIMIT) -> Decoded:
    """The text of ``raw``, a file or response body; ``content_type`` is the HTTP header, if any.

    A byte order mark decides. Otherwise valid UTF-8 is UTF-8, whatever a label says, unless
    it is only valid by accident; then the labels (header, meta, XML) that decode strictly,
    CP949 when it reads as Korean, each line by itself where lines of two encodings were pasted
    together, a statistical guess; and at last the least damaged reading, its broken places
    replaced by U+FFFD and counted in the evidence. UTF-16 without a mark is known by its
    zeros; a few stray NUL bytes are left out, and the evidence says so.

    Raises :class:`Oversized`, :class:`Empty` or :class:`Binary`. Cost: linear.
    """
    if len(raw) > limit:
        raise Oversized(f"The article is larger than {limit:,} bytes ({len(raw):,}).")
    for mark, codec in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(codec, "replace")
            return _checked(text, codec, "byte order mark")
    if not raw.strip(b" \t\r\n\x0b\x0c\x00"):
        raise Empty("The article is empty.")
    if codec := _utf16(raw):
        return _checked(raw.decode(codec, "replace"), codec, "zeros of utf-16")
    _refuse_binary(raw)
    if nuls := raw.count(b"\x00"):
        decoded = _chosen(raw.replace(b"\x00", b""), _stated(raw, content_type))
        return replace(decoded, evidence=f"{decoded.evidence}, {nuls} NUL bytes left out")
    return _chosen(raw, _stated(raw, content_type))


def _utf16(raw: bytes) -> str:
    """The UTF-16 codec of text without a byte order mark, or an empty string.

    Its ASCII (spaces, line feeds, digits, tags) has a zero for every other byte, on one side
    only; Korean around it has none.
    """
    sample = raw[:_SAMPLE_BYTES]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    for codec, zeros, others in (("utf-16-le", low, high), ("utf-16-be", high, low)):
        if zeros * 20 > len(sample) // 2 and others * 4 < zeros and len(raw) % 2 == 0:
            text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
            known = sum(" " <= each <= "~" or "가" <= each <= "힣" for each in text)
            return codec if known > 0.8 * len(text) else ""
    return ""


def _refuse_binary(raw: bytes) -> None:
    start = raw[:64].lstrip()
    for magic, what in _MAGIC:
        if start.startswith(magic):
            raise Binary(f"This is {what}, not text.")
    if raw[:4] == b"RIFF" or raw[4:8] == b"ftyp":
        raise Binary("This is a picture, sound or film, not text.")
    if raw.count(b"\x00") > len(raw) // 500:
        raise Binary("This is binary data, not text: it contains NUL bytes.")
    if len(raw) - len(raw.translate(None, _CONTROLS)) > len(raw) // 50:
        raise Binary("This is binary data, not text: it is full of control characters.")


def _stated(raw: bytes, content_type: str) -> list[tuple[str, str]]:
    """Codecs that labels name, with the evidence, most binding first."""
    head = raw[:_HEAD_BYTES].decode("latin-1")
    found = [
        (origin, match[1].lower())
        for origin, pattern, where in (
            ("http header", _HEADER, content_type),
            ("meta", _META, head),
            ("xml declaration", _XML, head),
        )
        if (match := pattern.search(where))
    ]
    stated = []
    for origin, label in found:
        codec = _CODECS.get(label)
        if codec:
            stated.append((codec, f"{origin} charset={label}"))
    return stated


def _chosen(raw: bytes, stated: list[tuple[str, str]]) -> Decoded:
    utf8 = _strictly(raw, "utf-8")
    if utf8 is not None:
        for codec, evidence in stated:
            if codec == "utf-8":
                return _checked(utf8, "utf-8", evidence)
        if raw.isascii() and not any(codec == "iso2022_kr" for codec, _ in stated):
            return _checked(utf8, "utf-8", "ascii only")
        if not stated or _surely_utf8(utf8):
            note = f", although {stated[0][1]}" if stated else ""
            return _checked(utf8, "utf-8", "valid utf-8" + note)
    note = f", although {stated[0][1]}" if stated else ""
    korean = _strictly(raw, "cp949")
    korean = korean if korean is not None and _reads_as_korean(korean) else None
    for codec, evidence in stated:
        if codec in _TAKES_ANYTHING and korean is not None:
            break
        text = _strictly(raw, codec)
        if text is not None:
            return _checked(text, codec, evidence)
    if korean is not None:
        return _checked(korean, "cp949", "reads as korean" + note)
    if mixed := _line_by_line(raw):
        return mixed
    if damaged := _least_damaged(raw, stated):
        return damaged
    guess = charset_normalizer.from_bytes(_sample(raw), cp_isolation=_GUESSED).best()
    if guess is not None and (text := _strictly(raw, guess.encoding)) is not None:
        return _checked(text, guess.encoding, "statistical guess" + note)
    return _checked(raw.decode("cp1252", "replace"), "cp1252", "last resort" + note)


def _line_by_line(raw: bytes) -> Decoded | None:
    """A text pasted together of UTF-8 and Korean lines, each read as what it is."""
    counts = {"utf-8": 0, "cp949": 0}
    lines: list[str] = []
    broken = 0
    for line in raw.splitlines(keepends=True):
        text = None
        if not line.isascii():
            for codec in counts:
                text = _strictly(line, codec)
                if text is not None and (codec == "utf-8" or _reads_as_korean(text)):
                    counts[codec] += 1
                    break
                text = None
        if text is None:
            text = line.decode("utf-8", "replace")
            broken += text.count("\ufffd")
        lines.append(text)
    if not all(counts.values()) or broken > raw.count(b"\n"):
        return None
    found = ", ".join(f"{count} lines {codec}" for codec, count in counts.items())
    damage = f", {broken} places undecodable" if broken else ""
    return _checked("".join(lines), "utf-8", f"mixed: {found}{damage}")


def _least_damaged(raw: bytes, stated: list[tuple[str, str]]) -> Decoded | None:
    """The reading with the fewest broken places, if they are few enough to be damage."""
    best: tuple[int, str, str, str] | None = None
    candidates = [*stated, ("utf-8", "mostly utf-8"), ("cp949", "mostly korean")]
    for codec, evidence in candidates:
        text = raw.decode(codec, "replace")
        broken = text.count("\ufffd")
        if evidence == "mostly korean" and not _reads_as_korean(text):
            continue
        if best is None or broken < best[0]:
            best = (broken, text, codec, evidence)
    if best is None or best[0] > len(best[1]) * _TOLERATED + 1:
        return None
    broken, text, codec, evidence = best
    return _checked(text, codec, f"{evidence}, {broken} places undecodable")


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _surely_utf8(text: str) -> bool:
    """Whether bytes valid as UTF-8 cannot well be anything else.

    Korean bytes pass for UTF-8 by accident only as a few two-byte letters (Greek, Cyrillic,
    Arabic); a single Hangul syllable, Han character or typographic quote takes three.
    """
    return any(character >= "\u0800" for character in text)


def _reads_as_korean(text: str) -> bool:
    """Whether what a CP949 reading gave is Korean: nearly all in the 2,350 common syllables.

    Western text read as CP949 yields rare syllables of the extension, because its quotes and
    accents fall on lead bytes that EUC-KR does not use.
    """
    foreign = "".join(character for character in text if character > "\x7f")
    hangul = sum("가" <= character <= "힣" for character in foreign)
    common = len(foreign.encode("euc_kr", "ignore")) // 2
    return hangul > 0 and hangul * 2 >= len(foreign) and common >= 0.9 * len(foreign)


def _sample(raw: bytes) -> bytes:
    """The first part of ``raw``, cut after an ASCII byte so that no character is halved."""
    if len(raw) <= _SAMPLE_BYTES:
        return raw
    cut = max(raw.rfind(b"\n", 0, _SAMPLE_BYTES), raw.rfind(b" ", 0, _SAMPLE_BYTES))
    return raw[: cut + 1] if cut > 0 else raw[:_SAMPLE_BYTES]


def _checked(text: str, charset: str, evidence: str) -> Decoded:
    text = unicodedata.normalize("NFC", text)
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\x85\xa0\u3000"):
        raise Empty("The article is empty.")
    return Decoded(text=text, charset=charset, evidence=evidence)
