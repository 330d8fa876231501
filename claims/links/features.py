"""What the comparison knows of one claim, from a reading in memory or from stored rows alike.

Everything is language-neutral where it can be: names by the key of what they name, numbers in base
units, times as intervals of dates, and words as the concepts they stand for. Spans are those of
the text the claim was read from; None where the words are not in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from claims.links import concepts
from claims.text import quantities
from claims.text.features import lemmas as lemmas_of
from claims.text.findings import FoundClaim, FoundDirective, FoundTime
from claims.text.statements_en import english_subject

Span = tuple[int, int]

_ONLY = re.compile(
    r"(?<=[가-힣])(?<![지수천백십억랜미대불자다비낭충기원])만(?:을|이|의)?(?=[\s,.])"
)
_DECIDED = re.compile(r"기로\s?(?:했|한|하고|결정|합의|의결|확정)")
_INTENDED = re.compile(r"려고?\s(?:한다|하고|했|하는)")
_NUMBER_NEXT = re.compile(r"\s?\d")  # some 92 million: about
_PART_KO = re.compile(r"(?<=[가-힣])\s(?:가운데|중)\s|(?<=[가-힣])\s중에서?\s")
_PART_EN = re.compile(r"\b(?:of which|of whom|among them|of them|accounted for|made up)\b", re.I)
_BASE_KO = re.compile(r"\s?(?:보다|대비|에\s?비해|[와과]\s비교)")
_BASE_EN = re.compile(
    r"(?:than|from|over|compared (?:with|to)|versus|against)\s(?:the\s|a\s)?$", re.I
)
_DATE = re.compile(r"\[\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?\]")
_SCORE = re.compile(
    r"(?<![\d.,:\-])(\d{1,3})\s?(?:대|:|-|–|to)\s?(\d{1,3})(?![\d.,:%\-]|\s?[조억만])"
)
_CLOCK_KO = re.compile(
    r"(?:(오전|오후|새벽|아침|낮|저녁|밤)\s?)?(?<!\d)(\d{1,2})시(?!간|[장의민도내청대])"
    r"(?:\s?(\d{1,2})분|\s?(반))?"
)
_CLOCK_EN = re.compile(r"(?<![\d.])(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m\b", re.I)
_AFTERNOON = frozenset({"오후", "저녁", "밤"})
_MARKED = re.compile(r"([가-힣A-Za-z0-9·'’\-&.]{1,30}?)(?:은|는|이|가|께서)(?=[\s,])")
_TITLED = re.compile(
    r"(?<![가-힣])([가-힣]{2,4})\s?(?:전\s)?(?:교수|의원|장관|차관|총리|대통령|대표|회장|사장|시장|지사|감독"
    r"|선수|후보|위원장|의장|총장|판사|검사|변호사|박사|부총리|원장|청장|이사장|행장|본부장|작가|배우|가수|씨)"
    r"(?=[은는이가을를의에도와과로]|\s|[,.]|$)"
)
_BODY = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z]{1,8}(?:증권|생명|화재|손해보험|은행|카드|캐피탈|전자|건설|화학|제약|중공업|에너지|바이오|그룹|홀딩스"
    r"|대학교|대병원|병원|구단|항공|통신|텔레콤|스틸러스|유나이티드|연구원|협회|재단|조합))(?![가-힣]{3,})"
)
_PLAIN_BODY = frozenset(
    "시중은행 저축은행 중앙은행 대학병원 종합병원 국내은행 인터넷은행 수련병원".split()
)
_ORDINAL_KO = re.compile(
    r"제(\d{1,5})\s?(회|차|기|호|대|조)|(?<!\d)(\d{1,4})(차|세대|호선|호기)(?![례량])"
)
_ORDINAL_EN = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th)\b")
_PARTICLE = re.compile(
    r"(?:으로부터|에서는|에서도|에게는|에서만|으로는|에서|에게|으로|부터|까지|보다|처럼|이라고|라고|이라는|라는|이며|에는|에도|에만|만이"
    r"|과의|와의|은|는|이|가|을|를|의|에|로|와|과|도|만|다)$"
)
_ADNOMINAL = re.compile(
    r"[가-힣]*(?:한|된|는|은|던|할|될|난|든|진|인|운|린|른|온|간|긴|킨|신|친|있는|없는|위해|따라|대해)$"
)
_TOKEN = re.compile(r"[^\s\[\]()“”‘’\"',]+")
_TOKEN_EN = re.compile(r"[A-Za-z][A-Za-z'’\-]*")
_VERBAL = re.compile(r"(?:ed|ing)$")
_CAPITAL = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][A-Za-z0-9]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9\-]{1,}")

_NAME_WEIGHT = {"product": 2.0, "company": 1.5, "person": 1.5, "organisation": 1.2, "agency": 1.0}
_OTHER_NAME = 0.5
_CONCEPT_WEIGHT = {"measure": 1.2, "thing": 1.0, "sole": 0.8, "act": 0.6, "people": 0.8}
_OTHER_CONCEPT = 0.3
_PROPER_WEIGHT = 1.2
_WORD_WEIGHT = 1.0
_SYLLABLE_WEIGHT = 0.4
_ALIAS_WEIGHT = 0.2
_VOICE_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Name:
    """An entity that a claim names, with the span of its first mention.

    ``key`` is the entity's slug, of a merged one the survivor's: the same with and without a
    database.
    """

    key: str
    kind: str
    label: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in base units; ``high`` is the upper end of a range and ``measure`` the concept
    of what it measures, where one stands near. A time of day has the unit ``clock`` and counts
    minutes; a result of a match has ``score``, its two numbers as value and high."""

    value: Decimal
    high: Decimal | None
    unit: str
    comparator: str
    original: str = ""
    span: Span | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A concept named, as in ``concepts.txt``: its kind, its code, and the words."""

    kind: str
    code: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A stated time: a closed interval of days and how precisely it was stated."""

    first: dt.date
    last: dt.date
    grain: str = "day"
    original: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A directive: level 1 (encouragement) to 9 (ban), 0 for a permission."""

    level: int
    strength: str
    direction: str
    status: str = "unknown"
    issuer: str = ""
    addressee: str = ""
    object: str = ""
    act: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One step of the chain of attribution; ``key`` is the slug of a known entity, else empty.
    ``verb`` is the stem of what it does (보도, said), ``span`` where its name stands."""

    name: str
    kind: str
    key: str = ""
    verb: str = ""
    span: Span | None = None

    @property
    def who(self) -> str:
        return self.key or self.name.casefold()


@dataclass(frozen=True, slots=True)
class Features:
    """One claim as the comparison sees it.

    ``periods`` are the times it holds for, without those it compares with (than a year before).
    ``marks`` are the concepts it names. ``terms`` are what it is about, each with its weight:
    names (``n:``), concepts (``c:``) and other words (``w:``); ``weight`` is their sum and
    ``known`` that of names and concepts, which are the same in every language. ``kinds`` are the
    codes of its concepts, and the keys of its names, by kind.
    ``subjects`` are the terms that it plainly says something of, and ``slots`` what stands
    before a noun (여당 후보, urban unemployment), by the noun. ``issuing`` are the states, by
    code, that the words for a directive's issuer name. ``voices`` is its chain of attribution,
    outermost first; ``outlet`` is who published it and ``article`` the one whose
    text it is: of a copy, the original.
    """

    language: str
    statement: str
    kind: str
    polarity: str
    hedge: str
    lemmas: frozenset[str]
    names: Sequence[Name] = ()
    numbers: Sequence[Number] = ()
    order: Order | None = None
    times: Sequence[When] = ()
    periods: Sequence[When] = ()
    about: When | None = None
    published: dt.date | None = None
    voices: Sequence[Voice] = ()
    outlet: str = ""
    article: str = ""
    marks: Sequence[Mark] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    weight: float = 0.0
    known: float = 0.0
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    slots: Mapping[str, str] = field(default_factory=dict)
    issuing: frozenset[str] = frozenset()

    @property
    def when(self) -> When | None:
        """The time the claim is about, else the day it was published."""
        return self.about or (When(self.published, self.published) if self.published else None)


def of_found(
    found: FoundClaim,
    language: str,
    published: dt.date | None = None,
    outlet: str = "",
    article: str = "",
) -> Features:
    """The features of a claim just read. ``outlet`` is the slug of the source's entity where it
    is known, else its name; ``article`` anything that tells texts apart."""
    names: dict[str, Name] = {}
    for mention in found.mentions:
        names.setdefault(
            mention.key,
            Name(mention.key, mention.kind, mention.original, (mention.start, mention.end)),
        )
    return assemble(
        statement=found.statement,
        quote=found.quote,
        start=found.start,
        language=language,
        kind=found.kind.value,
        polarity=found.polarity.value,
        hedge=found.hedge.value,
        lemmas=found.lemmas or lemmas_of(found.statement, language),
        names=tuple(names.values()),
        numbers=tuple(
            Number(
                one.value,
                one.value_high,
                one.unit,
                one.comparator.value,
                one.original,
                (one.start, one.end),
            )
            for one in found.quantities
        ),
        order=_order(found.directive) if found.directive else None,
        times=tuple(map(_when, found.times)),
        about=_when(found.about) if found.about else None,
        published=published,
        voices=tuple(
            Voice(one.name, one.kind.value, one.key, one.verb, (one.start, one.end))
            for one in found.attribution
        ),
        outlet=outlet,
        article=article,
    )


def assemble(
    *,
    statement: str,
    quote: str,
    start: int,
    language: str,
    lemmas: Collection[str],
    names: Sequence[Name],
    numbers: Sequence[Number],
    times: Sequence[When],
    voices: Sequence[Voice],
    **facets: Any,
) -> Features:
    """The features of a claim whose facets are known; here its words are made comparable.

    ``quote`` and ``start`` are its place in the text, where the spans of its words are sought.
    """
    words = frozenset(lemmas)
    text = _DATE.sub(lambda date: " " * len(date[0]), statement)
    hits = concepts.find(text, language, words)
    marks = tuple(_marks(text, hits, quote, start))
    spans = (*(x.span for x in numbers), *(x.span for x in times), *(x.span for x in names))
    taken = [span for span in spans if span is not None]
    ordinals = list(_ordinals(quote, start, language))
    counted = [one for one in numbers if not _within(one.span, ordinals)]
    marks = (*marks, *ordinals, *_endings(quote, start, language))
    about = facets.get("about")
    stated = (about, *times) if about else times
    periods = tuple(one for one in stated if not _is_base(quote, start, one, language))
    numbers = [*counted, *_other_numbers(quote, start, language, taken)]
    propers = _propers(text, language)
    said_by = {voice.key for voice in voices if voice.key}
    naming = _Naming(text, language, names, hits)
    terms = _terms(text, language, words, names, hits, propers, said_by)
    return Features(
        language=language,
        statement=statement,
        lemmas=words,
        names=names,
        numbers=tuple(_measured(one, marks, language) for one in numbers),
        times=times,
        periods=periods,
        voices=voices,
        marks=marks,
        terms=terms,
        weight=sum(terms.values()),
        known=sum(weight for term, weight in terms.items() if term[0] != "w"),
        kinds=_by_kind(marks, names, said_by, text, language),
        subjects=frozenset(_subjects(text, language, naming, voices)),
        slots=_slots(text, language, naming),
        issuing=_issuing(facets.get("order"), language),
        **facets,
    )


# One syllable stands for a state before a title or a body: 미 상무부, 트럼프 미 대통령.
_STATE_SYLLABLES = {
    "미": "us", "중": "cn", "한": "kr", "일": "jp", "북": "kp", "러": "ru", "영": "uk", "독": "de",
    "우리": "kr",
}  # fmt: skip


def _issuing(order: Order | None, language: str) -> frozenset[str]:
    """The states that the words for a directive's issuer name."""
    if order is None or not order.issuer:
        return frozenset()
    hits = concepts.find(order.issuer, language, frozenset(order.issuer.split()))
    named = {hit.code.lower() for hit in hits if hit.kind == "place" and len(hit.code) == 2}
    if language == "ko":
        named |= {
            _STATE_SYLLABLES[word] for word in order.issuer.split() if word in _STATE_SYLLABLES
        }
    return frozenset(named)


def _marks(text: str, hits: Sequence[concepts.Hit], quote: str, start: int) -> Iterator[Mark]:
    """The concepts with the spans of their words in the claim's text."""
    cursor = 0
    for hit in hits:
        if hit.kind == "light" or (hit.code == "some" and _NUMBER_NEXT.match(text, hit.end)):
            continue
        words = text[hit.start : hit.end] if hit.start >= 0 else hit.words
        at = quote.find(words, cursor)
        if at < 0:
            at = quote.find(words)
        span = (start + at, start + at + len(words)) if at >= 0 else None
        cursor = max(cursor, at)
        yield Mark(hit.kind, hit.code, words, span)


def _measured(number: Number, marks: Sequence[Mark], language: str) -> Number:
    """The number with the measure that stands nearest, in Korean rather before it."""
    best, nearest = "", 1_000
    for mark in marks:
        if mark.kind != "measure":
            continue
        if mark.span is None or number.span is None:
            distance = 500
        elif mark.span[1] <= number.span[0]:
            distance = number.span[0] - mark.span[1]
        else:
            distance = max(mark.span[0] - number.span[1], 0) + (30 if language == "ko" else 5)
        if distance < nearest:
            best, nearest = mark.code, distance
    return replace(number, measure=best) if best else number


def _other_numbers(
    quote: str, start: int, language: str, taken: Sequence[Span]
) -> Iterator[Number]:
    """What the reader leaves out: times of day, results of matches, and bare numbers in English
    (the toll rose to 64)."""
    found = [*_clocks(quote, language), *_scores(quote)]
    if language == "en":
        found += [
            (Number(one.value, None, "", "exact", one.original), (one.start, one.end))
            for one in quantities.numerals(quote, 0, len(quote), language)
            if one.original[0].isdigit()
        ]
    busy = list(taken)
    for one, (first, last) in found:
        span = (first + start, last + start)
        if not any(span[0] < end and begin < span[1] for begin, end in busy):
            busy.append(span)
            yield replace(one, span=span)


def _clocks(quote: str, language: str) -> Iterator[tuple[Number, Span]]:
    if language == "ko":
        for match in _CLOCK_KO.finditer(quote):
            hour, minute = int(match[2]), 30 if match[4] else int(match[3] or 0)
            if match[1] in _AFTERNOON and hour < 12 and not (match[1] == "밤" and hour < 5):
                hour += 12
            if hour <= 24 and minute < 60:
                yield _clock(hour, minute, match)
    elif language == "en":
        for match in _CLOCK_EN.finditer(quote):
            hour, minute = int(match[1]) % 12, int(match[2] or 0)
            if minute < 60:
                yield _clock(hour + (12 if match[3] in "pP" else 0), minute, match)


def _clock(hour: int, minute: int, match: re.Match[str]) -> tuple[Number, Span]:
    return Number(Decimal(60 * hour + minute), None, "clock", "exact", match[0]), match.span()


def _scores(quote: str) -> Iterator[tuple[Number, Span]]:
    for match in _SCORE.finditer(quote):
        one, other = Decimal(match[1]), Decimal(match[2])
        yield Number(one, other, "score", "exact", match[0]), match.span()


def _propers(text: str, language: str) -> frozenset[str]:
    """Names that no gazetteer need know: before a title, in capitals, in Latin letters."""
    if language == "ko":
        titled = (match[1] for match in _TITLED.finditer(text))
        latin = (match[0].lower() for match in _LATIN.finditer(text))
        return frozenset((*titled, *latin))
    return frozenset(concepts.stem(match[0]) for match in _CAPITAL.finditer(text))


def _terms(
    text: str,
    language: str,
    lemmas: frozenset[str],
    names: Sequence[Name],
    hits: Sequence[concepts.Hit],
    propers: frozenset[str],
    said_by: Collection[str],
) -> dict[str, float]:
    terms: dict[str, float] = {}
    for name in names:
        if name.kind == "outlet":
            continue
        weight = _NAME_WEIGHT.get(name.kind, _OTHER_NAME)
        if name.key in said_by and name.kind != "company":
            weight = _VOICE_WEIGHT
        terms[f"n:{name.key}"] = weight
    for hit in hits:
        if hit.kind not in ("light", "toll"):
            kind = hit.kind.partition(".")[0]
            terms[f"c:{hit.kind}:{hit.code}"] = _CONCEPT_WEIGHT.get(kind, _OTHER_CONCEPT)
    labels = " ".join(name.label for name in names)
    if language == "ko":
        covered = " ".join((*(hit.words for hit in hits), labels)).lower()
        for word in lemmas:
            if word in propers:
                terms[f"w:{word}"] = _PROPER_WEIGHT
            elif word[0].isdigit() or concepts.is_light(word, language):
                continue
            elif word.lower() not in covered and word.removesuffix("다") not in covered:
                terms[f"w:{word.lower()}"] = _WORD_WEIGHT if len(word) > 1 else _SYLLABLE_WEIGHT
    else:
        spans = [(hit.start, hit.end) for hit in hits]
        named = {word for word, _start, _end in concepts.english_words(labels)}
        at = 0
        for word, start, _end in concepts.english_words(text):
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            inside = at < len(spans) and spans[at][0] <= start
            if inside or word in named or word[0].isdigit() or word == "%":
                continue
            if concepts.is_light(word, language) or len(word) < 2:
                continue
            terms[f"w:{word}"] = _PROPER_WEIGHT if word in propers else _WORD_WEIGHT
    for word, _start, _end in concepts.english_words(labels):
        terms.setdefault(f"w:{word}", _ALIAS_WEIGHT)
    return terms


def _by_kind(
    marks: Sequence[Mark],
    names: Sequence[Name],
    said_by: Collection[str],
    text: str,
    language: str,
) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for mark in marks:
        kinds.setdefault(mark.kind, set()).add(mark.code)
    for name in names:
        if name.key not in said_by or name.kind == "company":
            kinds.setdefault(name.kind, set()).add(name.key)
    if language == "ko":
        labels = " ".join(name.label for name in names)
        for match in _BODY.finditer(text):
            if match[1] not in _PLAIN_BODY and match[1] not in labels:
                kinds.setdefault("body", set()).add(match[1])
        for match in _TITLED.finditer(text):
            if match[1] not in labels and not concepts.is_light(match[1], language):
                kinds.setdefault("titled", set()).add(match[1])
    return {kind: frozenset(codes) for kind, codes in kinds.items()}


def _ordinals(quote: str, start: int, language: str) -> Iterator[Mark]:
    """Which one of a series: the 1240th draw, the third round."""
    pattern = _ORDINAL_KO if language == "ko" else _ORDINAL_EN
    for match in pattern.finditer(quote):
        found = [group for group in match.groups() if group]
        series = found[1] if len(found) > 1 else "th"
        span = (start + match.start(), start + match.end())
        yield Mark(f"ordinal.{series}", found[0], match[0], span)


def _endings(quote: str, start: int, language: str) -> Iterator[Mark]:
    """What is said by endings and small words: a part of something; in Korean 만 (only), 기로 했다
    (decided), 려 한다 (means to)."""
    korean = (
        (_ONLY, "scope", "only"),
        (_DECIDED, "stage.4", "decided"),
        (_INTENDED, "stage.2", "planned"),
        (_PART_KO, "part", "of_which"),
    )
    for pattern, kind, code in korean if language == "ko" else ((_PART_EN, "part", "of_which"),):
        for match in pattern.finditer(quote):
            yield Mark(kind, code, match[0], (start + match.start(), start + match.end()))


def _is_base(quote: str, start: int, time: When, language: str) -> bool:
    """Whether a time is what another is compared with: 1년 전보다, than a year earlier."""
    if time.span is None:
        return False
    first, end = max(time.span[0] - start, 0), max(time.span[1] - start, 0)
    if language == "ko":
        return _BASE_KO.match(quote, end) is not None
    return _BASE_EN.search(quote, max(first - 20, 0), first) is not None


def _within(span: Span | None, marks: Sequence[Mark]) -> bool:
    return span is not None and any(
        mark.span is not None and mark.span[0] < span[1] and span[0] < mark.span[1]
        for mark in marks
    )


class _Naming:
    """What the words of a text are compared as: a name, a concept, or themselves."""

    def __init__(
        self, text: str, language: str, names: Sequence[Name], hits: Sequence[concepts.Hit]
    ) -> None:
        self._text = text
        self._language = language
        self._names = [(name.label, f"n:{name.key}") for name in names if name.label]
        self._hits = hits

    def terms(self, start: int, end: int) -> set[str]:
        """The terms that the words of a stretch stand for; light words for none."""
        words = self._text[start:end]
        named = [(label, term) for label, term in self._names if label in words]
        if named:
            return {term for _label, term in named}
        within = [hit for hit in self._hits if start <= hit.start and hit.end <= end]
        solid = {f"c:{hit.kind}:{hit.code}" for hit in within if hit.kind != "light"}
        if solid:
            return solid
        covered = sum(hit.end - hit.start for hit in within)
        if 2 * covered >= end - start:
            return set()
        word = words.lower() if self._language == "ko" else concepts.stem(words)
        if word[:1].isdigit() or concepts.is_light(word, self._language):
            return set()
        return {f"w:{word}"}


def _subjects(text: str, language: str, naming: _Naming, voices: Sequence[Voice]) -> Iterator[str]:
    """What a claim says something of: words with 은, 는, 이 or 가; what an English claim opens
    with. Who only says so is left out."""
    speakers = {voice.name for voice in voices}
    if language == "ko":
        for match in _MARKED.finditer(text):
            words = match[1]
            if not any(words in name or name.endswith(words) for name in speakers):
                yield from naming.terms(match.start(1), match.end(1))
    else:
        words = english_subject(text, 0, len(text))
        if words and not any(words in name or name in words for name in speakers):
            for match in _TOKEN_EN.finditer(text, 0, len(words)):
                yield from naming.terms(match.start(), match.end())


def _slots(text: str, language: str, naming: _Naming) -> dict[str, str]:
    """What stands before each noun, as the terms of both. Only nouns and adjectives: a verb before
    a noun (한, ordered) says what was done and not which one."""
    found: dict[str, str] = {}
    before: tuple[int, int] | None = None
    pattern = _TOKEN if language == "ko" else _TOKEN_EN
    for match in pattern.finditer(text):
        token = match[0].rstrip(".")
        start, end = match.start(), match.start() + len(token)
        if language == "ko":
            particle = _PARTICLE.search(token)
            stem_end = start + (particle.start() if particle and particle.start() else len(token))
            modifies = not particle or particle[0] == "의"
            plain = not _ADNOMINAL.fullmatch(token) and modifies
        else:
            stem_end = end
            plain = not _VERBAL.search(token)
        if before is not None and stem_end > start:
            heads, modifiers = naming.terms(start, stem_end), naming.terms(*before)
            for head in heads:
                for modifier in modifiers:
                    if head != modifier and not modifier.startswith(_NO_MODIFIERS):
                        found[head] = modifier
        before = (start, stem_end) if plain else None
    return found


_NO_MODIFIERS = ("c:act.", "c:sole", "c:stage", "c:scope", "c:sure", "c:change", "c:basis")


def _when(time: FoundTime) -> When:
    return When(time.first, time.last, time.grain.value, time.original, (time.start, time.end))


def _order(directive: FoundDirective) -> Order:
    return Order(
        directive.strength.level,
        directive.strength.value,
        directive.direction.value,
        directive.status.value,
        directive.issuer,
        directive.addressee,
        directive.object,
        directive.act,
        (directive.start, directive.end),
    )
