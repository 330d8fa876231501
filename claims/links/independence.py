"""Whether two claims rest on different original reports, as far as their chains tell."""

from __future__ import annotations

from claims.links.features import Features, Voice

_ONE_STATEMENT_DAYS = 2
"""The reports of one statement are published within two days of each other."""


def independence(a: Features, b: Features, relation: str = "") -> str:
    """``independent``, ``shared_origin`` or ``unknown``; symmetric.

    Shared: one article or a copy of it, one cites the outlet of the other, both cite one reporter
    or one speaker within two days, or they are one sentence that no two are named for. Independent:
    two known speakers, or one speaker at two times. Unnamed sources stay unknown.
    """
    if a.article and a.article == b.article:
        return "shared_origin"
    gap = abs((a.published - b.published).days) if a.published and b.published else None
    near = gap is None or gap <= _ONE_STATEMENT_DAYS
    known_a, known_b = _known(a), _known(b)
    if near and (_cites(a, b) or _cites(b, a)):
        return "shared_origin"
    if known_a & known_b:
        return "shared_origin" if near or relation == "repeats" else "independent"
    if relation == "repeats" and not (known_a and known_b):
        return "shared_origin"
    if a.outlet and a.outlet == b.outlet and not (known_a and known_b):
        return "unknown"
    if known_a and known_b:
        return "independent"
    return "unknown"


def _known(claim: Features) -> set[str]:
    """Who is named as the origin: speakers and reporters, without the unnamed."""
    return {voice.who for voice in claim.voices if _is_named(voice)}


def _is_named(voice: Voice) -> bool:
    return voice.kind != "anonymous" and bool(voice.who)


def _cites(claim: Features, other: Features) -> bool:
    """Whether one claim names the outlet of the other as its source."""
    outlet = other.outlet.casefold()
    return bool(outlet) and any(
        outlet in (voice.key, voice.name.casefold()) for voice in claim.voices
    )
