"""Where English coordinates predicates: at a semicolon, a conjunction, and after Although …,

A cut needs a finite verb on both sides. Lists, noun pairs and quotations stay whole.
"""

from __future__ import annotations

import re

from claims.text.verbs_en import AUXILIARIES, FINITE

_SUBJECT = (
    r"(?:the|a|an|it|they|he|she|we|its|their|his|her|this|these|those|that|there|some|many|most"
    r"|several|both|no|analysts|officials|sources|people|[A-Z][\w&.-]*)\b"
)
_VERB = re.compile(rf"\b{FINITE}\b")
_OPENING = re.compile(r"(?:Although|Though|While|Whereas|After|Before|Even though|Even as)\s")
_NEW_SUBJECT = re.compile(
    r";\s+(?:and\s|but\s|however,\s)?|,\s+(?:and|but|while|whereas|although|though|so|yet)\s+"
    rf"(?={_SUBJECT})"
)
# What a shared subject goes on to do: … and raised its forecast, … but has not decided.
_SAME_SUBJECT = re.compile(
    r",?\s{1,4}(?:and|but|then|and\sthen|but\salso)\s{1,4}(?=(?:also\s|later\s|then\s)?"
    rf"(?:{AUXILIARIES}\b|(?:said|told)\b"
    rf"|{FINITE}\s(?:the|a|an|its|their|his|her|to|on|in|by|for|from|with|at|more|about|nearly"
    r"|that|[$€£\d]|[A-Z])))"
)
# A relative clause set off by commas, and what comes after it.
_RELATIVE = re.compile(r",\s+(?=(?:which|who)\s)")
# What goes on after it is a verb, or a new subject, but not the rest of a place: Waterloo, Ontario,
_AFTER_RELATIVE = re.compile(
    rf",\s{{1,4}}(?={FINITE}\s|[a-z]{{3,30}}s\s|{_SUBJECT}(?!,\s{{1,4}}{FINITE}\s))"
)
_COMMA = re.compile(r",\s+")
_TELLING = re.compile(
    r",\s+(?=(?:adding|arguing|saying|noting|warning|claiming|stressing)\sthat\s)"
)
_FEWEST = 3  # words on either side
_LONG = 5  # words before a predicate that shares its subject


def cuts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each clause but the last ends, and where the one after it begins."""
    places = [match.span() for match in _NEW_SUBJECT.finditer(text, start, end)]
    places += [
        match.span()
        for match in _SAME_SUBJECT.finditer(text, start, end)
        if len(text[start : match.start()].split()) >= _LONG
    ]
    places += [match.span() for match in _TELLING.finditer(text, start, end)]
    for match in _RELATIVE.finditer(text, start, end):
        places.append(match.span())
        if after := _AFTER_RELATIVE.search(text, match.end(), end):
            places.append(after.span())
    if _OPENING.match(text, start, end):
        comma = _COMMA.search(text, start, end)
        places += [comma.span()] if comma else []
    found: list[tuple[int, int]] = []
    for first, following in sorted(set(places)):
        if first < start or _inside_quotation(text, start, first):
            continue
        if _stands(text[start:first]) and _stands(text[following:end]):
            found.append((first, following))
            start = following
    return found


def _stands(words: str) -> bool:
    return len(words.split()) >= _FEWEST and _VERB.search(words, 0, 160) is not None


def _inside_quotation(text: str, start: int, position: int) -> bool:
    if text.count("“", start, position) > text.count("”", start, position):
        return True
    return text.count('"', start, position) % 2 == 1
