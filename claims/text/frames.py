"""What the attribution rules of both languages take and hand over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.text.bodies import sort_of
from claims.text.findings import FoundMention, FoundVoice, VoiceKind

# Bare surnames and titles go back to people named so many voices ago at most.
_REMEMBERED = 12

_REFERRED = frozenset({"따르면", "의하면"})


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
    chain. ``people`` are the last persons named, newest first, for 황 CEO or "Mr Huang", and
    ``bodies`` the last firms and other bodies, for 재판부는 or "the court".
    """

    last: tuple[FoundVoice, ...] = ()
    outlet: FoundVoice | None = None
    person: FoundVoice | None = None
    body: FoundVoice | None = None
    company: FoundVoice | None = None
    anonymous: FoundVoice | None = None
    people: tuple[FoundVoice, ...] = ()
    bodies: tuple[FoundVoice, ...] = ()

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
        known, bodies = list(self.people), list(self.bodies)
        for frame in frames:
            for voice in frame.voices:
                sort = kinds[voice.key] if voice.key in kinds else sort_of(voice.name) or "person"
                if voice.kind is VoiceKind.OUTLET:
                    outlet = voice
                elif voice.kind is VoiceKind.ANONYMOUS:
                    anonymous = voice
                elif sort == "person" or sort_of(voice.name) == "person":
                    person = voice
                    known = [voice, *(one for one in known if one.name != voice.name)]
                else:
                    company, body = (voice, body) if sort == "company" else (company, voice)
                    bodies = [voice, *(one for one in bodies if one.name != voice.name)]
        spoken = tuple(voice for frame in frames if not frame.silent for voice in frame.voices)
        last = spoken or self.last
        if company is self.company and (spoken or company is None):
            company = _only_company(mentions) or company
        return Earlier(
            last,
            outlet,
            person,
            body,
            company,
            anonymous,
            tuple(known[:_REMEMBERED]),
            tuple(bodies[:_REMEMBERED]),
        )


def _only_company(mentions: Sequence[FoundMention]) -> FoundVoice | None:
    """The one company that somebody else spoke of, which a later 회사는 means."""
    companies = {one.key: one for one in mentions if one.kind == "company"}
    if len(companies) != 1:
        return None
    (one,) = companies.values()
    return FoundVoice(one.original, VoiceKind.NAMED, one.start, one.end, "", one.key)
