"""Who says so, outermost first, and how the wording commits itself.

The chain of a clause is made of frames. A frame is what one speaker's words cover in a sentence:
from the speaker, or the "according to", to the reporting verb. A chain names the outermost voice
first: Ming Pao, Reuters, people familiar with the matter.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text import attribution_en, attribution_ko, hedges_ko
from claims.text.clauses import Clause
from claims.text.findings import FoundMention, FoundVoice, Hedge, Sentence
from claims.text.frames import Earlier, Frame
from claims.text.morphology import Morpheme


def frames(
    text: str,
    sentence: Sentence,
    clauses: Sequence[Clause],
    morphemes: Sequence[Morpheme],
    mentions: Sequence[FoundMention],
    earlier: Earlier,
    language: str,
) -> list[Frame]:
    """The frames of one sentence, outermost first."""
    if language == "ko":
        return attribution_ko.frames(text, sentence, clauses, morphemes, mentions, earlier)
    if language == "en":
        return attribution_en.frames(text, sentence, mentions, earlier)
    return []


def chain(
    text: str, clause: Clause, found: Sequence[Frame], language: str
) -> tuple[tuple[FoundVoice, ...], Hedge]:
    """The voices that speak in a clause, outermost first, and its hedge."""
    voices: list[FoundVoice] = []
    foretold = False
    for frame in found:
        if frame.silent or (language == "en" and attribution_en.speaks_aside(text, clause, frame)):
            continue
        covered = min(clause.end, frame.end) - max(clause.start, frame.start)
        if 2 * covered >= clause.end - clause.start or (
            covered > 0 and clause.start <= frame.core < clause.end
        ):
            voices += [voice for voice in frame.voices if voice.name not in _names(voices)]
            foretold = frame.foretells
    rules = hedges_ko if language == "ko" else attribution_en
    if foretold:
        return tuple(voices), Hedge.SPECULATIVE
    return tuple(voices), rules.hedge(text, clause, bool(voices))


def _names(voices: Sequence[FoundVoice]) -> set[str]:
    return {voice.name for voice in voices}
