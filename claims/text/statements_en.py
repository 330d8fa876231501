"""An English claim as a sentence of its own: without who said so, additions in square brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.referents import Addition, with_additions
from claims.text.verbs_en import FINITE

_SAID = (
    r"(?:said|says|say|reported|reports|announced|added|wrote|stated|told\s[A-Z]\w+|noted|confirmed"
    r"|claimed|argued|warned|acknowledged)"
)
_WHEN = (
    r"(?:\s(?:late\s|early\s|earlier\s)?(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|\son\s[A-Z][a-z]{2,8}\.?\s\d{1,2}|\s(?:today|yesterday)|\sexclusively"
    r"|\sin\s(?:a|an|its|their)\s[\w-]+(?:\s(?!on\s|that\s)[\w-]+)?|\slast\s(?:week|month|year)|\searlier){0,4}"
)
_CONNECTIVE = re.compile(
    r"(?:However|Meanwhile|Moreover|In addition|But|And|Still|Yet|Also|Separately|Although|Though"
    r"|While|Even though|Whereas),?\s+|[•·▲■-]\s+"
)
_RELATIVE = re.compile(r"(?:which|who)\s")
_WITH_RELATIVE = re.compile(r"(?P<noun>[^,]{1,60}),\s(?:which|who)\s")
_ANTECEDENT = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Aa]n?|[Tt]heir|[Hh]is|[Hh]er)\s[\w\s.&’'-]{1,60}$|[A-Z][\w&.-]{0,30}(?:\s[A-Z][\w&.-]{0,30}){0,5}$"
)
_LEADING = (
    re.compile(
        r"(?:said|says|adding|arguing|saying|noting|warning|claiming|stressing)\s(?:that\s)?(?P<who>)"
    ),
    re.compile(r"According to (?P<who>[^,]{1,80}),\s+"),
    re.compile(rf"(?P<who>[^,“”\"]{{1,80}}?)\s{_SAID}{_WHEN}\sthat\s"),
    re.compile(
        rf"(?P<who>[^,“”\"]{{1,80}}?)\s{_SAID}{_WHEN}\s"
        r"(?=(?:it|he|she|they|the|its|their|there|no|some|an?|[A-Z]\w+)\s)"
    ),
)
_TRAILING = (
    # After a closing quotation mark whatever stands is the speaker's: "…," said Kim, a lawyer.
    re.compile(rf",[”\"]\s{_SAID}\s(?P<who>[^“”\"]{{1,120}})$"),
    re.compile(rf",[”\"]?\s(?P<who>[^,“”\"]{{1,80}}?)\s{_SAID}{_WHEN}\.?$"),
    re.compile(rf",[”\"]?\s{_SAID}\s(?P<who>[^,“”\"]{{1,80}}?){_WHEN}\.?$"),
    re.compile(r",?\saccording\sto\s(?P<who>[^,]{1,80})\.?$"),
)
# Where a speaker's words cannot end: the news comes as Acme said it …
_NO_SPEAKER = re.compile(
    rf"\b(?:{FINITE}|after|when|because|that|while|as|who|which|it|they|he|she)\b"
)
_ON_A_DAY = re.compile(rf"{_WHEN}$")
_PRONOUN = re.compile(r"(?:it|he|she|they)\b(?!\[)", re.I)
_FINITE_FIRST = re.compile(rf"(?:also\s|later\s|then\s)?{FINITE}\s")
_SUBJECT = re.compile(
    r"(?:(?:The|A|An|Its|Their|His|Her|This|These|Those|Some|Many|Most|Several|Both)\s)?"
    rf"(?:[\w&.’'-]{{1,30}}\s){{0,5}}?[\w&.’')-]{{1,30}}(?=\s(?:also\s|later\s)?{FINITE}\b)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    start: int
    end: int
    who: str


def english_statement(
    text: str, start: int, end: int, additions: Sequence[Addition], subject: str
) -> str:
    """The clause without its attribution; a clause without a subject takes ``subject``."""
    if lead := _CONNECTIVE.match(text, start, end):
        start = lead.end()
    told = _told(text, start, end)
    words = with_additions(text, told.start, told.end, additions).strip().rstrip(",")
    if (opened := _WITH_RELATIVE.match(words)) and _FINITE_FIRST.match(words, opened.end()):
        words = f"{opened['noun']} {words[opened.end() :]}"
    elif relative := _RELATIVE.match(words):
        noun = _ANTECEDENT.search(text[max(0, start - 80) : start].rstrip(" ,"))
        words = f"[{noun.group()}] {words[relative.end() :]}" if noun else words
    who = _ON_A_DAY.sub("", told.who)
    if who and not _NO_SPEAKER.search(who) and (pronoun := _PRONOUN.match(words)):
        words = f"{pronoun.group()}[{who}]{words[pronoun.end() :]}"
    if words.count('"') % 2:
        words = words.replace('"', "")
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    if subject and _FINITE_FIRST.match(words):
        words = f"[{subject}] {words}"
    words = words[:1].upper() + words[1:]
    return words if words[-1:] in '.?!”"' else words + "."


def english_subject(text: str, start: int, end: int) -> str:
    """The subject a clause opens with, as the next may share it; empty where none is plain."""
    if lead := _CONNECTIVE.match(text, start, end):
        start = lead.end()
    if opened := _WITH_RELATIVE.match(text, start, end):
        return opened["noun"]
    found = _SUBJECT.match(text, start, end)
    return found.group() if found and not _FINITE_FIRST.match(text, start, end) else ""


def _told(text: str, start: int, end: int) -> _Told:
    """What is told, and by whom, where the attribution opens or closes the clause."""
    for pattern in _LEADING:
        if found := pattern.match(text, start, end):
            return _Told(found.end(), end, _lowered(found["who"]))
    for pattern in _TRAILING:
        if found := pattern.search(text, start, end):
            return _Told(start, found.start(), _lowered(found["who"]))
    return _Told(start, end, "")


def _lowered(who: str) -> str:
    return re.sub(r"^(?:The|A|An)\s", lambda one: one.group().lower(), who.strip())
