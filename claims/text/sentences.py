"""Where sentences begin and end, and in which language a text is written.

A sentence never crosses a block, keeps a whole quotation inside itself, and is never empty.
Korean is cut by kiwipiepy and English by syntok; both cut too often around closing quotation
marks, and pieces that belong together are joined again here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from claims.text.findings import Block, BlockClass, Sentence
from claims.text.morphology import LONGEST_WORD, Analysis, Morpheme, analyse

_FINAL = re.compile(r"[.?!…。]['\"’”)\]》」』]*\s*$")
_CONTINUES = re.compile(
    r"[)\]’”,]|(?:이?라고|이?라며|이?라면서|이?라는|고|며|면서|는|란)(?![가-힣])"
)
_OPENING = "“‘「『《("
_CLOSING = "”’」』》)"
_LETTER = re.compile(r"\w")
_WORD = re.compile(r"\S+")

# An unclosed quotation mark may join sentences no further than this many code points.
_LONGEST_QUOTATION = 600

_SCRIPTS = re.compile(
    r"(?P<hangul>[가-힣ㄱ-ㆎᄀ-ᇿ])|(?P<kana>[\u3040-\u30ff])|(?P<han>[\u3400-\u9fff])"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f])|(?P<other>[^\W\d_])"
)
_ENGLISH = frozenset(
    "the of to and in a is that for on with as was it at by from has are be have said not an its"
    " this will were but or their he his which they we would had been about".split()
)
_ASCII_WORD = re.compile(r"[A-Za-z]+")
_DETECTION_SAMPLE = 20_000


def detect(text: str) -> str:
    """``"ko"``, ``"en"`` or ``"und"``, by the share of scripts and, for Latin, common words."""
    counts = {"hangul": 0, "kana": 0, "han": 0, "latin": 0, "other": 0}
    for match in _SCRIPTS.finditer(text, 0, _DETECTION_SAMPLE):
        counts[match.lastgroup or "other"] += 1
    letters = sum(counts.values())
    if not letters:
        return "und"
    # A Korean syllable is one letter where a Latin word is five.
    if counts["hangul"] * 4 >= letters and counts["hangul"] > counts["kana"]:
        return "ko"
    if counts["latin"] < 0.9 * letters:
        return "und"
    words = [word.lower() for word in _ASCII_WORD.findall(text, 0, _DETECTION_SAMPLE)]
    common = sum(word in _ENGLISH for word in words)
    return "en" if words and common >= 0.15 * len(words) else "und"


def split(text: str, blocks: Iterable[Block], language: str) -> list[Sentence]:
    """The sentences of the body blocks, in order, as exact spans without outer white space."""
    return [sentence for sentence, _ in analysed(text, blocks, language)]


def analysed(
    text: str, blocks: Iterable[Block], language: str
) -> Iterator[tuple[Sentence, tuple[Morpheme, ...]]]:
    """The sentences of the body blocks with their morphemes (none for English), one by one.

    All the morphemes of a long article at once would cost memory and the garbage collector time.
    """
    for block in blocks:
        if block.kind is not BlockClass.BODY:
            continue
        for start, end in _lines(text, block):
            pieces = analyse(text, start, end) if language == "ko" else _english(text, start, end)
            for piece in _rejoined(text, pieces):
                yield Sentence(piece.start, piece.end), piece.morphemes


def _lines(text: str, block: Block) -> Iterable[tuple[int, int]]:
    start = block.start
    while start < block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _rejoined(text: str, pieces: Sequence[Analysis]) -> list[Analysis]:
    joined: list[Analysis] = []
    for piece in pieces:
        piece = _trimmed(text, piece)
        if piece.start >= piece.end:
            continue
        if joined and _belong_together(text, joined[-1], piece):
            before = joined.pop()
            piece = Analysis(before.start, piece.end, before.morphemes + piece.morphemes)
        joined.append(piece)
    return [piece for piece in joined if _LETTER.search(text, piece.start, piece.end)]


def _trimmed(text: str, piece: Analysis) -> Analysis:
    start, end = piece.start, piece.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Analysis(start, end, piece.morphemes)


def _belong_together(text: str, before: Analysis, after: Analysis) -> bool:
    if not _LETTER.search(text, after.start, after.end):
        return after.start - before.end <= 1
    touching = before.end == after.start
    if touching and _CONTINUES.match(text, after.start, after.end):
        return True
    if _quotation_is_open(text, before):
        return True
    if _FINAL.search(text[max(before.start, before.end - 12) : before.end]):
        return False
    last = before.morphemes[-1].tag if before.morphemes else ""
    return bool(before.morphemes) and last != "EF"


def _quotation_is_open(text: str, sentence: Analysis) -> bool:
    if sentence.end - sentence.start > _LONGEST_QUOTATION:
        return False
    depth, straight = 0, False
    for character in text[sentence.start : sentence.end]:
        if character == '"':
            straight = not straight
        elif character in _OPENING:
            depth += 1
        elif character in _CLOSING and depth:
            depth -= 1
    return straight or depth > 0


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False)


def _english(text: str, start: int, end: int) -> list[Analysis]:
    found = []
    for first, last in _word_runs(text, start, end):
        tokens = _tokenizer().tokenize(text[first:last])
        for sentence in segmenter.segment(tokens):
            if sentence:
                final = sentence[-1]
                close = min(first + final.offset + len(final.value), last)
                found.append(Analysis(first + sentence[0].offset, close, ()))
    return found


def _word_runs(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Stretches between endless words, which are not prose and cost the tokenizer too much."""
    first = start
    for word in _WORD.finditer(text, start, end):
        if word.end() - word.start() > LONGEST_WORD:
            if first < word.start():
                yield first, word.start()
            first = word.end()
    if first < end:
        yield first, end
