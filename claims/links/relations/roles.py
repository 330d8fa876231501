"""Who does what to whom, as far as the form of a sentence shows it without a parser: in Korean by
the particle after a noun, in English by the word before it.

Good enough to see that two nouns changed places, that two claims single out two parties for one
deed, and that what they speak of is in the same role and not the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from claims.text.features import lemmas
from claims.text.statements_en import english_subject

# A particle by its role. Topic and subject are apart: 갑은 을이 했다고 밝혔다.
_KOREAN = re.compile(
    r"(?P<noun>[가-힣A-Za-z0-9·&]{2,30}?)"
    r"(?:(?P<said>(?:은|는|이|가)(?=\s(?:밝|말했|말한|전했|전한|발표|설명|주장|강조|보도)))"
    r"|(?P<topic>은|는)|(?P<subject>이|가|께서)|(?P<object>을|를)|(?P<to>에게|한테)"
    r"|(?P<from>으로부터|로부터|에서)|(?P<than>보다)|(?P<by>으로|로)|(?P<of>의))(?=[\s,.]|$)"
)
_ENGLISH = re.compile(
    r"(?:\b(?P<role>from|to|by|against|over|than|behind|of|for|with|in|into|at)\s+)?"
    r"(?:\b(?:the|a|an|its|his|her|their|this|that)\s+)?"
    r"\b(?P<noun>[A-Za-z][\w&-]{2,})(?P<of>['’]s?\b)?",
    re.I,
)
# What is said to be the one: 넘긴 것은 비서실장이라고, 주인공은 김태윤이었다, 갑으로 결정됐다.
_SINGLED_KO = re.compile(
    r"(?:것|사람|인물|곳|주인공|장본인|당사자|선수|팀|업체|회사|주체)(?:은|는|이|가)\s"
    r"(?P<cleft>[^,]{2,30}?)(?:이라고|라고|이라며|라며|이다|이었|였|임을|으로|로)(?=[가-힣\s.]|$)"
    r"|(?P<chosen>[가-힣A-Za-z0-9·&]{2,30}?(?:\s[가-힣A-Za-z0-9·&]{2,30}?)?)(?:으로|로|에게|에)\s"
    r"(?:최종\s)?(?:결정|선정|확정|낙점|지명|돌아갔|돌아간|뽑)"
)
_SINGLED_EN = re.compile(
    r"\b(?:was|were|been|is|are|being)\s(?:\w+ly\s)?\w+(?:ed|en|wn|ung|ilt|ade|ent|ought|ut)"
    r"(?:\sout)?\sby\s(?P<by>(?:[\w'’&-]+\s?){1,5})"
    r"|\bit was (?P<cleft>.{2,40}?)\s(?:who|that|which)\b"
    r"|(?:^|[,;]\s|\bthat\s)(?P<behind>(?:[\w'’&-]+\s){1,5})(?:was|were|is|are)"
    r"\s(?:behind|responsible)\b",
    re.I,
)
_NO_PARTY = re.compile(r"\d|(?:기|것으?|음)$")
_TOPIC_BEFORE = re.compile(r"^[가-힣]+(?:은|는|이|가)\s")
_ONE_SPACE = re.compile(r"\s+")

Roles = Mapping[str, str]


@lru_cache(maxsize=4096)
def roles(statement: str, language: str) -> Roles:
    """The role of each noun that has one only, by the noun. Linear in the statement."""
    if language == "ko":
        found = ((one["noun"], _particle(one.lastgroup)) for one in _KOREAN.finditer(statement))
    else:
        found = (
            (one["noun"].lower(), "of" if one["of"] else (one["role"] or "").lower())
            for one in _ENGLISH.finditer(statement)
        )
    seen: dict[str, str] = {}
    twice = set()
    for noun, role in found:
        if seen.setdefault(noun, role) != role:
            twice.add(noun)
    return {noun: role for noun, role in seen.items() if noun not in twice}


def _particle(named: str | None) -> str:
    return "topic" if named == "said" else named or ""


def swapped(a: str, b: str, language: str) -> tuple[str, str] | None:
    """Two nouns of both statements that change places: each has in ``b`` the role that the other
    has in ``a``. Parts of one name do not."""
    if language == "en" and (crossed := _crossed(a, b)):
        return crossed
    of_a, of_b = roles(a, language), roles(b, language)
    moved = [noun for noun, role in of_a.items() if noun in of_b and of_b[noun] != role]
    for at, one in enumerate(moved):
        for other in moved[at + 1 :]:
            if of_a[one] == of_b[other] and of_a[other] == of_b[one]:
                joined = (f"{one} {other}", f"{other} {one}")
                if not any(name in text.lower() for name in joined for text in (a, b)):
                    return one, other
    return None


def _crossed(a: str, b: str) -> tuple[str, str] | None:
    """The two words that alone stand in each other's place: who sued whom."""
    one, other = lemmas(a, "en"), lemmas(b, "en")
    if len(one) != len(other):
        return None
    differ = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    if len(differ) != 2 or differ[0] != differ[1][::-1]:
        return None
    return differ[0]


@lru_cache(maxsize=4096)
def singled_out(statement: str, language: str) -> str:
    """Whom a claim says it was, and so no other; empty where it only tells what somebody did."""
    pattern = _SINGLED_KO if language == "ko" else _SINGLED_EN
    found = pattern.search(statement)
    party = next((group.strip() for group in found.groups() if group), "") if found else ""
    party = _ONE_SPACE.sub(" ", _TOPIC_BEFORE.sub("", party))
    return "" if _NO_PARTY.search(party) else party


def doers(statement: str, language: str) -> list[str]:
    """Who plainly does it: nouns with 이 or 가, else those with 은 or 는; what an English clause
    opens with."""
    if language == "ko":
        named = roles(statement, language)
        subjects = [noun for noun, role in named.items() if role == "subject"]
        return subjects or [noun for noun, role in named.items() if role == "topic"]
    subject = english_subject(statement, 0, len(statement))
    return [subject] if subject else []


_PARTS = {"topic": "subject", "subject": "subject", "object": "object", "to": "to", "by": "by"}


def filled(a: str, b: str, language: str) -> tuple[int, int]:
    """In how many roles both statements have the same noun, and in how many each has another that
    the other statement does not know."""
    same = other = 0
    of_a, of_b = _by_role(a, language), _by_role(b, language)
    for role, nouns in of_a.items():
        if nouns & of_b.get(role, frozenset()):
            same += 1
        elif role in of_b:
            strange = not any(noun in b for noun in nouns)
            other += strange and not any(noun in a for noun in of_b[role])
    return same, other


@lru_cache(maxsize=4096)
def _by_role(statement: str, language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for noun, role in roles(statement, language).items():
        if part := _PARTS.get(role) if language == "ko" else role:
            found.setdefault(part, set()).add(noun)
    return {part: frozenset(nouns) for part, nouns in found.items()}
