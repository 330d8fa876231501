"""What the attribution rules of both languages take and hand over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.text.findings import FoundVoice, VoiceKind


@dataclass(frozen=True, slots=True)
class Earlier:
    """Who spoke before: the chain of the last attributed sentence, and the last of each sort.

    그는 means the person, 회사는 the body, 이 매체는 the outlet; a sentence that only reports on
    goes on with the outermost of the last chain.
    """

    last: tuple[FoundVoice, ...] = ()
    outlet: FoundVoice | None = None
    person: FoundVoice | None = None
    body: FoundVoice | None = None

    def after(self, voices: tuple[FoundVoice, ...], kinds: Mapping[str, str]) -> Earlier:
        """What is known after a sentence in which ``voices`` spoke; ``kinds`` is by entity key."""
        if not voices:
            return self
        outlet, person, body = self.outlet, self.person, self.body
        for voice in voices:
            if voice.kind is VoiceKind.OUTLET:
                outlet = voice
            elif voice.kind is VoiceKind.NAMED and kinds.get(voice.key, "person") == "person":
                person = voice
            elif voice.kind is VoiceKind.NAMED:
                body = voice
        return Earlier(voices, outlet, person, body)


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch of a sentence that some voices answer for.

    ``core`` is a place inside the words reported, so that a clause which holds it belongs to the
    frame however much else the clause holds. ``rank`` orders frames, outermost first.
    """

    voices: tuple[FoundVoice, ...]
    start: int
    end: int
    core: int
    rank: int
