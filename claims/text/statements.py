"""A claim restated so that it stands alone, and what is not a claim at all.

What the reader adds stands in square brackets: the subject taken from the clause before, and the
date that a relative expression means. A person sees at once what the text itself did not say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.text.clauses import Clause
from claims.text.findings import FoundMention, FoundTime, FoundVoice, VoiceKind
from claims.text.morphology import Morpheme, declarative
from claims.text.predicates_ko import main_predicate
from claims.text.referents import Addition, referents, with_additions
from claims.text.speakers_ko import noun_phrase
from claims.text.statements_en import english_statement, english_subject
from claims.text.verbs_en import FINITE

_CONNECTIVE = re.compile(
    r"(?:그럼에도\s불구하고|그럼에도|한편|다만|또한|또|게다가|아울러|특히|사실|실제로?|이런\s가운데|그러면서|그러나|하지만"
    r"|그리고|따라서|이에\s따라|이\s때문에|이와\s동시에|이와\s관련해|동시에|이어|앞서|반면|결국|애초|당장)[,\s]\s*"
)
_PREDICATES = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})
_NO_CLAIM_KO = re.compile(
    r"(?:\?|까요|[을를할될릴]까|나요|는가|은가)[\s.?!\"'”’]{0,8}$"
    r"|(?:살펴보|알아보|소개해\s드리|정리해\s드리|확인해\s보|함께\s보)(?:도록|겠|시죠|자|려고|아요|아\s?요)"
    r"|(?:눈길을\s끈|눈길을\s끌고|이목이?|관심이?|귀추가|시선이?)\s?(?:다$|쏠리|쏠린|집중|주목)|지켜봐야|지켜볼\s일|미지수"
    r"|^(?:안녕하세요|감사합니다)|(?:반갑|고맙)습니다[.!\s]{0,8}$|(?:부탁드립니다|바랍니다|하세요|주세요|하십시오|주십시오|클릭)[.!\s]{0,8}$"
    r"|(?:볼게요|드릴게요|볼까요|할게요)[.!\s]{0,8}$|(?:뉴스|방송|앵커|기자)\s?[가-힣]{0,4}(?:입|였습|이었습)니다[.\s]{0,8}$"
    r"|(?:기자|특파원)입니다|기잡니다"
    r"|무단\s?전재|재배포\s?금지|[\w.]{1,40}@[\w.]{1,40}"
)
_NO_CLAIM_EN = re.compile(
    r"\?[\s\"'”’]{0,8}$|^(?:Read more|Click|Subscribe|See also|Sign up|Follow us|Hello|Welcome"
    r"|Share this|Advertisement|Photo|Image|Copyright|All rights|Let's|Let us"
    r"|Stay tuned)\b"
    r"|\b(?:is|remains) unclear (?:whether|if|when|how)\b|remains to be seen"
    r"|[\w.]{1,40}@[\w.]{1,40}",
    re.I,
)
_ENGLISH_VERB = re.compile(rf"\b(?:{FINITE}|be|been|(?!this\b)\w{{2,}}s)\b")
_POINTS_BACK = re.compile(r"(?:이들|그들|이|이는|그|해당\s[가-힣]{1,6})(?:은|는|이|가)\s")
_POINTING = re.compile(r"(?:이|그|저|이것|그것|이들|그들)$")
_CASES = frozenset({"JKS", "JKO", "JKB", "JX"})
_JOINS = frozenset({"SP", "JC", "MM"})
# A quotation that runs on: …했다”며, …할 것"이라면서.
_QUOTED_ON = re.compile(r"[\"”’](?:이?라)?(?:며|면서)$")
_MARKS = "\"'“”‘’「」『』"
# What may stand between an outlet and the day it reported: 하늘일보는 9일, the Post said on Monday.
_REPORTED_ON = re.compile(r"[)\]]?(?:은|는|이|가|도)?\s?|\s(?:[a-z]+\s){1,3}")


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of a clause with its particle, as a later clause may take it up."""

    words: str
    start: int


def claims_nothing(text: str, clause: Clause, language: str) -> bool:
    """Whether a clause asks, greets, points elsewhere, or has no predicate."""
    words = text[clause.start : clause.end]
    if language == "ko":
        told = any(each.stem in _PREDICATES for each in clause.morphemes)
        # 갑은 2%, 을은 3% 내렸다: the predicate of a figure may stand in the next clause.
        if not told and not (_has_subject(clause) and _has_number(clause)):
            return True
        return _NO_CLAIM_KO.search(words) is not None
    return (
        _NO_CLAIM_EN.search(words) is not None
        or len(words.split()) < 3
        or _ENGLISH_VERB.search(words) is None
    )


def is_headline(morphemes: Sequence[Morpheme]) -> bool:
    """Whether Korean words are a headline: neither a full stop nor a final ending closes them."""
    last = len(morphemes) - 1
    while last > 0 and (
        morphemes[last].tag in {"SSC", "SW", "SO"} or morphemes[last].tag[0] == "W"
    ):
        last -= 1
    if last < 0 or morphemes[last].form in {"어", "아"}:
        return True
    return morphemes[last].tag not in {"SF", "EF", "EC", "JX", "SE", "SP"}


def topic_of(
    text: str, clause: Clause, mentions: Sequence[FoundMention], language: str
) -> Topic | None:
    """The clause's topic (은/는), else its first subject (이/가) if it acts; in English the words
    it opens with, if they are plainly its subject."""
    if language != "ko":
        words = english_subject(text, clause.start, clause.end)
        return Topic(words, clause.start) if words else None
    morphemes = clause.morphemes
    marked = [
        index
        for index, each in enumerate(morphemes)
        if (each.tag == "JX" and each.form in {"은", "는"}) or each.tag == "JKS"
    ]
    topics = [index for index in marked if morphemes[index].tag == "JX"]
    for index in topics[:1] or marked[:1]:
        if not topics and _suffers(morphemes):
            continue
        phrase = noun_phrase(text, morphemes, index, mentions)
        if phrase and not _POINTING.match(phrase.name):
            start = _opening(text, clause, index, phrase.start)
            return Topic(text[start : morphemes[index].end], start)
    return None


def _opening(text: str, clause: Clause, index: int, start: int) -> int:
    """Where a topic begins that opens its clause: 갑, 을, 병 등은 is one topic."""
    before = clause.morphemes[:index]
    if any(each.stem in _PREDICATES or each.tag in _CASES for each in before):
        return start
    if not any(each.tag in _JOINS for each in before):
        return start
    return min(start, _after_connectives(text, clause))


def _suffers(morphemes: Sequence[Morpheme]) -> bool:
    index = main_predicate(morphemes)
    return index is not None and morphemes[index].form in {"되", "받", "당하"}


def takes_up_topic(text: str, clause: Clause) -> bool:
    """Whether the clause has no subject of its own, or one that points back (이들은)."""
    return not _has_subject(clause) or _POINTS_BACK.match(text, clause.start) is not None


def statement(
    text: str,
    clause: Clause,
    stated: Sequence[FoundTime],
    topic: Topic | None,
    voices: Sequence[FoundVoice],
    named: Mapping[str, str],
    language: str,
) -> str:
    """The clause as a sentence of its own, additions in square brackets.

    ``named`` gives, by the kind of thing, the one name that 해당 칩, 이 회사 or "the company" can
    mean; a kind of which several were named last is left out.
    """
    additions = [*_dates(stated), *referents(text, clause.start, clause.end, named, language)]
    if language != "ko":
        return english_statement(
            text, clause.start, clause.end, additions, topic.words if topic else ""
        )
    start = _after_connectives(text, clause)
    if clause.head:
        return _of_its_head(text, clause, additions)
    words = _balanced(_finished(text, clause, start, additions))
    outside = [one for one in voices if one.kind is VoiceKind.NAMED and one.end <= clause.start]
    if outside:
        return f"[{outside[0].name}] {words}"
    if topic and not _has_subject(clause):
        return f"[{topic.words}] {words}"
    return words


def about(
    text: str,
    clause: Clause,
    stated: Sequence[FoundTime],
    in_sentence: Sequence[FoundTime],
    voices: Sequence[FoundVoice],
) -> FoundTime | None:
    """The time the claim is about: its own first that is not when it was reported, else the
    last one named before it in the sentence."""
    own = [time for time in stated if not _is_report_time(text, time, voices)]
    if own:
        return own[0]
    before = [
        time
        for time in in_sentence
        if time.end <= clause.start and not _is_report_time(text, time, voices)
    ]
    return before[-1] if before else None


def _is_report_time(text: str, time: FoundTime, voices: Sequence[FoundVoice]) -> bool:
    return any(
        voice.kind is VoiceKind.OUTLET
        and (
            _REPORTED_ON.fullmatch(text, voice.end, max(voice.end, time.start)) is not None
            if time.start >= voice.end
            else text[time.end : voice.start].isspace()
        )
        for voice in voices
    )


def _after_connectives(text: str, clause: Clause) -> int:
    start = clause.start
    while lead := _CONNECTIVE.match(text, start, clause.end):
        start = lead.end()
    return start


def _dates(stated: Sequence[FoundTime]) -> list[Addition]:
    found = []
    for time in stated:
        if time.anchor:
            resolved = time.first.isoformat()
            if time.last != time.first:
                resolved += f"/{time.last.isoformat()}"
            found.append((time.end, f"[{resolved}]"))
    return found


def _balanced(words: str) -> str:
    """Without a quotation mark whose partner stands in another clause."""
    for opening, closing in (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』")):
        if words.count(opening) != words.count(closing) and opening != "‘":
            words = words.replace(opening, "").replace(closing, "")
    return words.replace('"', "") if words.count('"') % 2 else words


def _finished(text: str, clause: Clause, start: int, additions: Sequence[Addition]) -> str:
    """The words from ``start`` with the last one in the plain final form, where that is certain."""
    words = with_additions(text, start, clause.end, additions).strip()
    if words[-1:] in _MARKS:
        return words
    if quoted := _QUOTED_ON.search(words):
        return words[: quoted.start() + 1]
    final = declarative(clause.morphemes, past=clause.past)
    if final is None or final[0] <= start:
        return words
    position, plain = final
    word = text[position : clause.end]
    if any(mark in word for mark in _MARKS + "[]()") or any(mark in plain for mark in _MARKS):
        return words
    return with_additions(text, start, position, additions) + plain + "."


def _of_its_head(text: str, clause: Clause, additions: Sequence[Addition]) -> str:
    """A relative clause or appositive said of its noun: 금지된 칩 becomes 칩[은] 금지됐다."""
    noun = clause.morphemes[clause.head].start
    name = with_additions(text, noun, clause.end, additions).strip()
    said = clause.predication
    final = declarative(said) if said[-1].tag == "ETM" else None
    if final:
        words = with_additions(text, clause.start, final[0], additions) + final[1] + "."
    else:
        words = with_additions(text, clause.start, noun, additions).strip() + "[이다]."
    return f"{name}[{'은' if _ends_closed(name) else '는'}] {words}"


def _ends_closed(name: str) -> bool:
    """Whether the last syllable has a final consonant: 칩은, 회사는."""
    bare = name.rstrip(_MARKS + " )]")
    last = ord(bare[-1]) - 0xAC00 if bare else -1
    return 0 <= last < 11172 and last % 28 > 0


def _has_number(clause: Clause) -> bool:
    return any(each.tag == "SN" for each in clause.morphemes)


def _has_subject(clause: Clause) -> bool:
    return any(
        each.tag in {"JKS", "JKC"}
        or (each.tag == "JX" and each.form in {"은", "는", "도"})
        or (each.form in {"모두", "각각", "역시"} and each.tag == "MAG")
        for each in clause.morphemes
    )
