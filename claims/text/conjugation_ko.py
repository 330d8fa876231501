"""Korean verbs in their forms: which letters may stand for a stem, as a regular expression.

A vocabulary gives a verb as a dictionary does (걷어내다) or as a command (걷어내라고); a text
has 걷어냈다, 걷어낼 방침, 걷어내도록 했다. Letters of a syllable are joined by the arithmetic of
the Unicode Standard, section 3.12 (0xAC00 + (lead × 21 + vowel) × 28 + tail).
"""

from __future__ import annotations

import re

_FIRST, _VOWELS, _TAILS = 0xAC00, 21, 28
_N, _L, _B, _SS = 4, 8, 17, 20
_A, _EO, _EU = 0, 4, 18
_BRIGHT = {0, 8}  # ㅏ, ㅗ: the vowels that 아 follows
# ㅣ+어 is ㅕ, ㅗ+아 is ㅘ, ㅜ+어 is ㅝ, ㅚ+어 is ㅙ; 아 and 어 vanish after ㅏ ㅐ ㅓ ㅔ ㅕ.
_CONTRACTED = {20: 6, 8: 9, 13: 14, 11: 10, 0: 0, 1: 1, 4: 4, 5: 5, 6: 6}


def _split(syllable: str) -> tuple[int, int, int]:
    """Lead, vowel and tail of a Hangul syllable."""
    lead, rest = divmod(ord(syllable) - _FIRST, _VOWELS * _TAILS)
    vowel, tail = divmod(rest, _TAILS)
    return lead, vowel, tail


def _join(lead: int, vowel: int, tail: int = 0) -> str:
    return chr(_FIRST + (lead * _VOWELS + vowel) * _TAILS + tail)


def infinitive(stem: str) -> str:
    """The stem with 아 or 어: 막아, 걷어내, 멈춰, 물려, 잠가, 걸러, 하 as 해."""
    head, last = stem[:-1], stem[-1]
    lead, vowel, tail = _split(last)
    before = _split(head[-1]) if head else None
    if last == "하":
        return head + "해"
    if tail:
        return stem + ("아" if vowel in _BRIGHT else "어")
    if last == "르" and before:
        doubled = head[:-1] + _join(before[0], before[1], _L)
        return doubled + ("라" if before[1] in _BRIGHT else "러")
    if vowel == _EU:
        bright = before is not None and before[1] in _BRIGHT
        return head + _join(lead, _A if bright else _EO)
    return head + _join(lead, _CONTRACTED.get(vowel, vowel))


def past(stem: str) -> str:
    """The stem of the past: 막았, 걷어냈, 멈췄."""
    done = infinitive(stem)
    lead, vowel, _ = _split(done[-1])
    return done[:-1] + _join(lead, vowel, _SS)


def _with_tail(stem: str, tail: int, syllable: str) -> str:
    """A form in ㄴ or ㄹ: 걷어낸, 푼, but 막은."""
    lead, vowel, closed = _split(stem[-1])
    if closed and closed != _L:
        return stem + syllable
    return stem[:-1] + _join(lead, vowel, tail)


def forms(stem: str) -> tuple[str, ...]:
    """The letters an ending may follow: 걷어내, 걷어낸, 걷어낼, 걷어냈."""
    every = (past(stem), infinitive(stem), _with_tail(stem, _N, "은"), _with_tail(stem, _L, "을"))
    return tuple(dict.fromkeys((*every, stem)))


def commands(stem: str) -> tuple[str, ...]:
    """The wordings of the command to do it: 빼라고, 빼라는, 빼도록, 빼게, 뺄 것을, 빼 달라."""
    closed = _split(stem[-1])[2] not in {0, _L}
    bid = "으라" if closed else "라"
    return (
        f"{stem}(?:{bid}(?:고|며|는)|도록|게)",
        rf"{_with_tail(stem, _L, '을')}\s것을",
        rf"{infinitive(stem)}\s?달라",
    )


def stem_of_command(word: str) -> str:
    """The stem in a word of command: 빼 of 빼라고, 막 of 막으라고."""
    stem = word.removesuffix("라고")
    return stem[:-1] if re.search(r"[가-힣]으$", stem) and _split(stem[-2])[2] else stem
