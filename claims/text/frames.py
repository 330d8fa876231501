"""What the attribution rules of both languages take and hand over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.text.findings import FoundMention, FoundVoice, VoiceKind

# Bare surnames and titles go back to people named so many voices ago at most.
_REMEMBERED = 12

_REFERRED = frozenset({"따르면", "의하면"})

# What somebody is called who speaks for a body or leads it; it ends the Korean phrase.
TITLE = re.compile(
    r"(?:대통령|총리|장관|차관|대변인|회장|사장|대표|의원|위원장|위원|교수|연구원|박사|시장|지사|총재|행장|청장|처장"
    r"|원장|국장|과장|부장|팀장|본부장|센터장|이사|감독|변호사|검사|판사|기자|씨|CEO|CFO|COO|최고\s?경영자|창업자|부회장|부사장"
    r"|수석|실장|주석|부총리|특사|대사|의장|총장|서기|단장|소장|애널리스트|연구위원|책임자|보좌관|차관보|주임)$"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch of a sentence that some voices answer for.

    ``core`` is a place inside the words reported, so that a clause which holds it belongs to the
    frame however much else the clause holds. ``rank`` orders frames, outermost first. A frame
    without length names a person who says nothing here, whom a later 그는 or "she" may mean.
    ``foretells``: what is reported is a judgement of what will be (할 것으로 예상했다).
    """

    voices: tuple[FoundVoice, ...]
    start: int
    end: int
    core: int
    rank: int
    foretells: bool = False

    @property
    def silent(self) -> bool:
        return self.start >= self.end


@dataclass(frozen=True, slots=True)
class Earlier:
    """Who spoke before: the chain of the last attributed sentence, and the last of each sort.

    그는 means the person, 회사는 the company, 위원회는 the body, 이 매체는 the outlet, 이 관계자는
    the anonymous voice; a sentence that only reports on goes on with the outermost of the last
    chain. ``people`` are the last persons named, newest first, for 황 CEO or "Mr Huang".
    """

    last: tuple[FoundVoice, ...] = ()
    outlet: FoundVoice | None = None
    person: FoundVoice | None = None
    body: FoundVoice | None = None
    company: FoundVoice | None = None
    anonymous: FoundVoice | None = None
    people: tuple[FoundVoice, ...] = ()

    @property
    def carried(self) -> tuple[FoundVoice, ...]:
        """Who is meant where a sentence only reports on: the outermost voice, and with a source
        that was only referred to (상무부에 따르면) whoever spoke there."""
        return self.last[: 2 if self.last and self.last[0].verb in _REFERRED else 1]

    def after(
        self,
        frames: Sequence[Frame],
        kinds: Mapping[str, str],
        mentions: Sequence[FoundMention] = (),
    ) -> Earlier:
        """What is known after a sentence with these frames and names; ``kinds`` is by entity
        key."""
        outlet, person, anonymous = self.outlet, self.person, self.anonymous
        body, company = self.body, self.company
        known = list(self.people)
        for frame in frames:
            for voice in frame.voices:
                if voice.kind is VoiceKind.OUTLET:
                    outlet = voice
                elif voice.kind is VoiceKind.ANONYMOUS:
                    anonymous = voice
                elif kinds.get(voice.key, "person") == "person" or TITLE.search(voice.name):
                    person = voice
                    known = [voice, *(one for one in known if one.name != voice.name)]
                elif kinds[voice.key] == "company":
                    company = voice
                else:
                    body = voice
        spoken = tuple(voice for frame in frames if not frame.silent for voice in frame.voices)
        last = spoken or self.last
        if company is self.company and (spoken or company is None):
            company = _only_company(mentions) or company
        return Earlier(last, outlet, person, body, company, anonymous, tuple(known[:_REMEMBERED]))


def _only_company(mentions: Sequence[FoundMention]) -> FoundVoice | None:
    """The one company that somebody else spoke of, which a later 회사는 means."""
    companies = {one.key: one for one in mentions if one.kind == "company"}
    if len(companies) != 1:
        return None
    (one,) = companies.values()
    return FoundVoice(one.original, VoiceKind.NAMED, one.start, one.end, "", one.key)
