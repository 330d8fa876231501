"""Korean attribution: who answers for which words of a sentence.

Stacked verbs nest: in 명보는 로이터가 …했다고 보도했다고 전했다 the last verb is the outermost. A
speaker stands after the words (…했다고 로이터가 보도했다) or before them; before them the topic
(은/는) outweighs a subject (이/가), which as often belongs to a clause inside the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.text import asides_ko
from claims.text.antecedent_voices_ko import full_name, resolved
from claims.text.bodies import FIRM_SURELY_KO, sort_of
from claims.text.clauses import Clause, is_run_on
from claims.text.findings import FoundMention, FoundVoice, Sentence, VoiceKind
from claims.text.frames import Earlier, Frame
from claims.text.morphology import Morpheme
from claims.text.reports_ko import Report, by_the_way, reports
from claims.text.speakers_ko import (
    BODY,
    PERHAPS,
    SURE,
    Speaker,
    is_document,
    noun_phrase,
    sources_before,
    speaks_there,
    together,
)

_DOUBLE_OPEN, _DOUBLE_CLOSE = "“「『", "”」』"
_CARRIES_ON = re.compile(r"(?:그러면서도?|이어서?|덧붙여|아울러|이와\s함께|그는\s또|또한?)[,\s]")
_CARRIES_ON_SURELY = re.compile(r"(?:그러면서도?|이어서?|덧붙여)[,\s]")
_CLAUSE_ENDS = frozenset({"EC", "EF"})
# 허용한 데 대해: the described noun closes a clause as an ending does.
_CLOSING_NOUNS = frozenset("데 것 후 뒤 이후 가운데 만큼 지 직후 다음 상황 보도 소식 발표".split())
_CONTRAST = frozenset("지만 는데 은데 ᆫ데 으나 나".split())
_LISTS = frozenset("고 며 으며".split())

_FIRM = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣A-Za-z]{{2,8}}{FIRM_SURELY_KO})(?:은|는|이|가|을|를|의|에|과|와|도)(?:게)?(?=[\s,])"
)
_POLLS = frozenset("조사 설문 설문조사 여론조사 집계 통계".split())
_INQUIRIES = frozenset("분석 집계 조사 취재 확인 종합 추산 계산 검토 설문 묻".split())


def frames(
    text: str,
    sentence: Sentence,
    clauses: Sequence[Clause],
    morphemes: Sequence[Morpheme],
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[Frame]:
    """The frames of a Korean sentence, outermost first; linear in its length for plain text."""
    found: list[Frame] = []
    for start, end in _segments(text, sentence, clauses):
        inside = [each for each in morphemes if start <= each.start < end]
        if inside:
            stretch = _Stretch(text, start, end, inside, mentions, earlier)
            reported = stretch.reported()
            found += reported
            found += stretch.according(reported, clauses)
            found += stretch.cited(reported)
            found += stretch.polled() if not reported else []
            found += stretch.established()
            found += asides_ko.frames(text, start, end, mentions)
            found += stretch.people(reported)
    return sorted(found, key=lambda frame: frame.rank)


def _segments(text: str, sentence: Sentence, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Stretches that a speaker's words do not cross: …있는데요, and …했죠, end one."""
    found = []
    start = sentence.start
    for clause in clauses[:-1]:
        if is_run_on(text, clause):
            found.append((start, clause.end))
            start = clause.end
    return [*found, (start, sentence.end)]


class _Stretch:
    """One stretch of a sentence with all that its frames are made from."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        morphemes: Sequence[Morpheme],
        mentions: Sequence[FoundMention],
        earlier: Earlier,
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.morphemes, self.mentions, self.earlier = morphemes, mentions, earlier
        self.subjects = self._subjects()
        self.openings = _openings(morphemes)

    def reported(self) -> list[Frame]:
        """What reporting verbs frame, outermost first."""
        events = [one for one in reports(self.morphemes) if not self._is_quoted(one)]
        found: list[Frame] = []
        used: set[int] = set()
        for number in range(len(events) - 1, -1, -1):
            event = events[number]
            outer = bool(found) and _stacked(events, number)
            before = events[number - 1] if number and not _stacked(events, number - 1) else None
            beside = bool(found) and not outer
            speakers = self._speakers(event, before, used, beside)
            rank = 20 + (1 if outer else 0)
            last = self.morphemes[event.last].end
            core = max(self.morphemes[event.quote_end].start - 1, self.start)
            if not speakers:
                if self.earlier.last and not found and not event.holds:
                    carried = self.earlier.carried
                    found.append(Frame(carried, self.start, last, core, rank, event.foretells))
                continue
            used.update(speaker.start for speaker in speakers)
            after = speakers[0].start > self.morphemes[event.quote_end].start
            first = self.start if after else speakers[0].start
            known = [self._known(one) for one in speakers]
            voices = tuple(_outlet_if_reporting(one, event).voice(event.word) for one in known)
            found.append(Frame(voices, first, last, core, rank, event.foretells))
        return found

    def according(self, reported: Sequence[Frame], clauses: Sequence[Clause]) -> list[Frame]:
        """…에 따르면, 보고서를 보면: from the clause it stands in to the end."""
        found = []
        for index, each in enumerate(self.morphemes[:-2]):
            verb, ending = self.morphemes[index + 1 : index + 3]
            by = each.form == "에" and verb.form in {"따르", "의하"}
            reads = verb.form == "보" and index and is_document(self.morphemes[index - 1].form)
            if verb.stem != "VV" or not (by or reads) or ending.form not in {"면", "자면"}:
                continue
            speakers = self._sources(index)
            if not speakers:
                continue
            word = self.text[verb.start : ending.end]
            voices = tuple(resolved(one, self.earlier).voice(word) for one in speakers)
            clause = next((one for one in clauses if one.start <= verb.start < one.end), None)
            start = max(self.start, clause.start) if clause else self.start
            # 로이터는 소식통에 따르면 …라고 보도했다: the source is within the outlet's words.
            within = any(
                frame.start < speakers[0].start < frame.core
                and frame.voices[0].kind is VoiceKind.OUTLET
                for frame in reported
            )
            found.append(Frame(voices, start, self.end, ending.end, 30 if within else 10))
        return found

    def cited(self, reported: Sequence[Frame]) -> list[Frame]:
        """소식통을 인용해: within the words of whoever cites it."""
        found = []
        for index, each in enumerate(self.morphemes):
            if each.form != "인용" or not index or self.morphemes[index - 1].tag != "JKO":
                continue
            speakers = self._sources(index - 1)
            if not speakers:
                continue
            voices = tuple(one.voice("인용") for one in speakers)
            around = [one for one in reported if one.start <= each.start <= one.end]
            inmost = min(around, key=lambda one: one.end - one.start, default=None)
            if inmost is not None and inmost.core < each.start:
                found.append(Frame(voices, inmost.start, inmost.end, inmost.core, 40))
            else:
                end = inmost.end if inmost is not None else self.end
                found.append(Frame(voices, each.start, end, each.end, 40))
        return found

    def polled(self) -> list[Frame]:
        """하늘협회 조사에서는 …: whose inquiry it was, to the end."""
        for index, each in enumerate(self.morphemes):
            if each.form == "에서" and index > 1 and self.morphemes[index - 1].form in _POLLS:
                asked = noun_phrase(self.text, self.morphemes, index - 1, self.mentions)
                if asked is not None and asked.weight >= BODY and asked.end <= each.start:
                    return [Frame((asked.voice(""),), asked.start, self.end, each.end, 10)]
        return []

    def established(self) -> list[Frame]:
        """로이터가 자료를 분석한 결과 …: what somebody found out, to the end."""
        found = []
        for index in range(2, len(self.morphemes) - 1):
            outcome = self.morphemes[index + 1].form in {"결과", "바"}
            asked = {self.morphemes[index - 2].form, self.morphemes[index - 1].form}
            noun = next(iter(asked & _INQUIRIES), "")
            if self.morphemes[index].tag != "ETM" or not outcome or not noun:
                continue
            before = [one for one in self.subjects if one.at < index and one.weight >= BODY]
            if before:
                voice = resolved(before[-1], self.earlier).voice(noun)
                end = self.morphemes[index + 1].end
                found.append(Frame((voice,), before[-1].start, self.end, end, 10))
        return found

    def people(self, reported: Sequence[Frame]) -> list[Frame]:
        """Persons and bodies spoken of, whom a later 그는, 회사는 or 재판부는 may mean."""
        spoken = {voice.start for frame in reported for voice in frame.voices}
        found = [
            resolved(one, self.earlier).voice("")
            for one in self.subjects
            if one.weight >= (BODY if one.topic or one is self.subjects[0] else SURE)
            and one.kind is VoiceKind.NAMED
            and one.start not in spoken
        ]
        if not any(sort_of(one.name) == "company" for one in found):
            found = [*self._firms(), *found]
        return [Frame((one,), one.start, one.start, one.start, 90) for one in found]

    def _firms(self) -> list[FoundVoice]:
        """The one firm that no gazetteer knows and that somebody else's act is told of."""
        firms = {one["name"]: one for one in _FIRM.finditer(self.text, self.start, self.end)}
        known = {one.original for one in self.mentions}
        unknown = [one for name, one in firms.items() if name not in known]
        if len(unknown) != 1 or any(one.kind == "company" for one in self.mentions):
            return []
        return [FoundVoice(one["name"], VoiceKind.NAMED, *one.span("name")) for one in unknown]

    def _speakers(
        self, event: Report, before: Report | None, used: set[int], beside: bool
    ) -> list[Speaker]:
        """Who speaks: after the words reported, else before them; nobody where it carries on.

        ``beside``: a later report of the sentence, which does not report this one, has its
        speaker, who may have said both.
        """
        if event.spoken_by >= 0:
            found = noun_phrase(self.text, self.morphemes, event.spoken_by, self.mentions)
            return together(self.text, self.morphemes, found, self.mentions) if found else []
        after = [
            one
            for one in self.subjects
            if event.words_end < one.at < event.verb and one.start not in used
        ]
        plausible = [one for one in after if one.weight] or after
        if plausible:
            return together(self.text, self.morphemes, plausible[0], self.mentions)
        words_start = self._words_start(event)
        candidates = [one for one in self.subjects if one.at < words_start]
        free = [one for one in candidates if one.weight and one.start not in used]
        if before is not None and before.word:
            fresh = [one for one in free if one.at > before.last and one.weight >= BODY]
            free = fresh if any(one.topic or one.weight == SURE for one in fresh) else free
        same = [one for one in candidates if one.start in used and one.weight]
        if beside and same:
            free = [one for one in free if (one.topic and one.weight >= BODY) or one.weight == SURE]
        if free:
            chosen = (self._of_quoted if event.quoted else self._of_indirect)(free, event)
            if not used and self._carries_on(chosen, free, event):
                return []
            return self._joined(chosen)
        return same[:1]

    def _known(self, speaker: Speaker) -> Speaker:
        """Whom it takes up: of those who spoke, else of all who were named in full."""
        same = resolved(speaker, self.earlier)
        full = full_name(self.text, speaker.start, same.name) if not same.key else ""
        return replace(same, name=full) if full else same

    def _joined(self, chosen: Speaker) -> list[Speaker]:
        """하늘부와 바다청은 …라고 밝혔다: both, where both can speak."""
        several = together(self.text, self.morphemes, chosen, self.mentions)
        return several if all(one.weight >= BODY for one in several) else [chosen]

    def _is_quoted(self, event: Report) -> bool:
        """Whether the verb itself stands in somebody's quoted words."""
        return any(
            opening < event.quote_end and event.verb < closing
            for closing, opening in self.openings.items()
        )

    def _sources(self, index: int) -> list[Speaker]:
        return sources_before(self.text, self.morphemes, index, self.mentions, self.earlier)

    def _words_start(self, event: Report) -> int:
        """The quotation mark that opens the words, or where the quotative is."""
        for closing in (event.quote_end - 1, event.quote_end - 2):
            if event.quoted and closing in self.openings:
                return self.openings[closing]
        return event.quote_end

    def _of_indirect(self, free: Sequence[Speaker], event: Report) -> Speaker:
        """The first topic or subject, unless its own clause ends before the next one."""
        if event.word == "보도":
            outlets = [one for one in free if one.kind is VoiceKind.OUTLET]
            free = outlets or free
        chosen = free[0]
        for one in free[1:]:
            ending = self._clause_end(chosen.at, one.at)
            if ending is None:
                continue
            takes_over = one.topic and not chosen.topic
            if chosen.topic and ending in _CONTRAST:
                takes_over = one.topic and BODY <= one.weight >= chosen.weight
            elif chosen.topic and ending in _LISTS:
                takes_over = one.topic and one.weight > chosen.weight
            elif not chosen.topic:
                takes_over = takes_over or one.weight >= chosen.weight
            if takes_over:
                chosen = one
        return chosen

    def _of_quoted(self, free: Sequence[Speaker], event: Report) -> Speaker:
        """The topic before the subject, the likelier before the less likely, the last of equals."""
        chosen = max(free, key=lambda one: (one.topic, one.weight, one.at))
        later = [one for one in free if one.topic and one.at > chosen.at]
        for one in later[-1:]:
            place = one.weight == PERHAPS and one.key
            ending = self._clause_end(chosen.at, one.at)
            if ending in _LISTS | _CONTRAST and not place and self._after_comma(one):
                return one
        return chosen

    def _after_comma(self, speaker: Speaker) -> bool:
        return self.text[max(self.start, speaker.start - 2) : speaker.start].startswith(",")

    def _clause_end(self, first: int, last: int) -> str | None:
        """The ending that closes a clause between two subjects, if one does."""
        for position in range(first + 1, last):
            each = self.morphemes[position]
            if each.tag in _CLAUSE_ENDS and not by_the_way(self.morphemes, position - 1):
                return each.form
            after = self.morphemes[position + 1].form
            if each.tag == "ETM" and after in _CLOSING_NOUNS:
                return after
        return None

    def _carries_on(self, chosen: Speaker, free: Sequence[Speaker], event: Report) -> bool:
        """그러면서 미국이 …했다고 했다: the subject is of what is reported."""
        if not self.earlier.last or not _CARRIES_ON.match(self.text, self.start, self.end):
            return False
        if chosen.weight == SURE and chosen.topic:
            return False
        if event.quoted:
            return chosen.weight <= PERHAPS
        surely = _CARRIES_ON_SURELY.match(self.text, self.start, self.end) is not None
        return not chosen.topic or surely or sum(one.topic for one in free) > 1

    def _subjects(self) -> list[Speaker]:
        """Noun phrases marked 은/는, 이/가 or 도 outside quotation marks, in order."""
        found = []
        depth, straight = 0, False
        for index, each in enumerate(self.morphemes):
            if each.form in _DOUBLE_OPEN:
                depth += 1
            elif each.form in _DOUBLE_CLOSE:
                depth = max(0, depth - 1)
            elif each.form == '"':
                straight = not straight
            elif not depth and not straight and _marks_subject(each):
                speaker = noun_phrase(self.text, self.morphemes, index, self.mentions)
                if speaker and each.tag in {"JX", "JKS"} and each.form != "도":
                    speaker = speaks_there(self.text, speaker, each.end)
                if speaker and _fits(speaker, each.form):
                    found.append(replace(speaker, topic=each.form in {"은", "는", "ᆫ"}))
        return found


def _openings(morphemes: Sequence[Morpheme]) -> dict[int, int]:
    """For each closing mark the index of the mark that opened it."""
    found = {}
    open_marks: list[int] = []
    for index, each in enumerate(morphemes):
        if each.tag == "SSO":
            open_marks.append(index)
        elif each.tag == "SSC" and open_marks:
            found[index] = open_marks.pop()
    return found


def _outlet_if_reporting(speaker: Speaker, event: Report) -> Speaker:
    """Whom nobody knows and who 보도했다 is an outlet."""
    unknown = speaker.kind is VoiceKind.NAMED and not speaker.key and speaker.weight != SURE
    return replace(speaker, kind=VoiceKind.OUTLET) if unknown and event.word == "보도" else speaker


def _stacked(events: Sequence[Report], index: int) -> bool:
    """Whether the next report reports this one: 보도했다고 전했다."""
    return index + 1 < len(events) and events[index + 1].quote_end - events[index].last <= 1


def _marks_subject(each: Morpheme) -> bool:
    if each.tag == "JKS":
        return True
    if each.tag == "JKB":
        return each.form == "에서"
    return each.tag == "JX" and each.form in {"은", "는", "ᆫ", "도"}


def _fits(speaker: Speaker, particle: str) -> bool:
    """보람전자도 may speak where 이 문제도 does not; 업계에서는 speaks, 서울에서는 does not."""
    if particle == "에서":
        return speaker.kind is VoiceKind.ANONYMOUS or speaker.name.endswith(("당국", "정부", "측"))
    return particle != "도" or speaker.weight >= BODY
