"""The content words of a statement, as the comparison of claims and the search index need them."""

from __future__ import annotations

import re

from claims.text.morphology import analyse

_CONTENT = frozenset({"NNG", "NNP", "SL", "SN", "XR", "NR", "SH"})
_PREDICATE = frozenset({"VV", "VA"})
# Verbs and nouns that carry grammar rather than matter.
_EMPTY = frozenset("하 되 있 없 이 것 수 등 때 중 대하 위하 따르 통하 받 보 가 오 나 주".split())

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


def _korean(text: str) -> list[str]:
    found: list[str] = []
    code_end = -1
    for sentence in analyse(text, 0, len(text)):
        for form, tag, start, end in sentence.morphemes:
            stem = tag.partition("-")[0]
            if stem in {"SL", "SN"}:
                if start == code_end and found:
                    found[-1] += form.lower()
                else:
                    found.append(form.lower())
                code_end = end
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
