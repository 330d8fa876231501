"""The content words of a statement, as the comparison of claims and the search index need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from claims.text.morphology import Morpheme, analyse

_CONTENT = frozenset({"NNG", "NNP", "SL", "SN", "XR", "NR", "SH"})
_PREDICATE = frozenset({"VV", "VA"})
# Verbs and nouns that carry grammar rather than matter.
_EMPTY = frozenset("하 되 있 없 이 것 수 등 때 중 대하 위하 따르 통하 받 보 가 오 나 주".split())

# What a statement adds to its quote, and additions that carry no matter: 칩[은] 금지됐다.
_ADDITION = re.compile(r"\[([^\[\]]{1,300})\]")
_GRAMMAR = frozenset({"은", "는", "이다"})

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[0-9]+[A-Za-z]*)?|[0-9]+(?:[.,][0-9]+)*[A-Za-z]*")
_STOP = frozenset(
    "a an the of to and in is that for on with as was it at by from has are be have not its this"
    " will were but or their he his which they we would had been about than into over after said"
    " says she her who whom these those there also can could may might do does did so if"
    " such".split()
)


def lemmas(text: str, language: str) -> list[str]:
    """Content lemmas in the order of the text, with repetitions.

    Korean: nouns, and stems of verbs and adjectives with 다; a product code stays whole
    (``h20``). English: lower case, common inflections taken off. Other languages: none.
    """
    if language == "ko":
        return _korean(text)
    if language == "en":
        words = (word.group().lower() for word in _WORD.finditer(text))
        return [_stripped(word) for word in words if word not in _STOP]
    return []


def restated_lemmas(
    quote: str, statement: str, morphemes: Sequence[Morpheme], language: str
) -> list[str]:
    """The lemmas of a statement that restates ``quote``, whose ``morphemes`` are known.

    In Korean only what the statement adds in square brackets is analysed. The quote's words come
    first, and as the analyser read them in their sentence; a connective that the statement leaves
    out keeps its lemma. In other languages: the lemmas of the statement.
    """
    if language != "ko":
        return lemmas(statement, language)
    found = _content(morphemes)
    for addition in _ADDITION.finditer(statement):
        if addition[1] not in _GRAMMAR and addition[0] not in quote:
            found += _of_addition(addition[1])
    return found


@lru_cache(maxsize=1024)
def _of_addition(words: str) -> tuple[str, ...]:
    """The same topic is added to one clause after the other."""
    return tuple(_korean(words))


def _korean(text: str) -> list[str]:
    return _content(each for one in analyse(text, 0, len(text)) for each in one.morphemes)


def _content(morphemes: Iterable[Morpheme]) -> list[str]:
    found: list[str] = []
    code_end = -1
    for each in morphemes:
        form, stem = each.form, each.stem
        if stem in {"SL", "SN"}:
            if each.start == code_end and found:
                found[-1] += form.lower()
            else:
                found.append(form.lower())
            code_end = each.end
        elif stem in _CONTENT and form not in _EMPTY:
            found.append(form)
        elif stem in _PREDICATE and form not in _EMPTY:
            found.append(form + "다")
    return found


def _stripped(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for suffix in ("ing", "ed"):
        if len(word) >= len(suffix) + 3 and word.endswith(suffix):
            stem = word.removesuffix(suffix)
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1].removesuffix("e") if word.endswith(("ches", "shes", "xes")) else word[:-1]
    return word
