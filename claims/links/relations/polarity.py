"""What one claim affirms and the other denies."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.links.comparability import NONE, Reason, of_marks
from claims.links.features import Features, Span
from claims.links.relations.pair import Pair

_ALIKE = 0.5
"""Cosine from which two texts of two languages may say one thing in no common word."""
# The last of a Korean sentence is that of its main verb, the first of an English one.
_DENIES_KO = re.compile(
    r"[가-힣]{1,12}지(?:는|도|를)?\s?(?:않|못)[가-힣]*|아니[가-힣]*|없[가-힣]*|(?:부인|부정|거부)[가-힣]*"
)
_DENIES_EN = re.compile(
    r"\b(?:not|no|never|none|neither|nor|cannot|den(?:y|ies|ied)|refused?)\b|\b\w+n['’]t\b", re.I
)


def opposition(pair: Pair) -> tuple[list[Reason], bool]:
    """What one affirms and the other denies, and whether it is by a plain denial."""
    a, b = pair.a, pair.b
    turned = negative(a) != negative(b)
    found, agreed = [], 0
    for axis in _axes(a) & _axes(b):
        sign_a, sign_b = _sign(a, axis), _sign(b, axis)
        if not sign_a or not sign_b:
            continue
        if (sign_a != sign_b) != turned:
            found.append(_of_axis(a, b, axis, sign_a, sign_b))
        else:
            agreed += 1
    if turned and not found and not agreed:
        return [Reason("opposite", "polarity", 1.0, _denial(a, None), _denial(b, None))], True
    if agreed:
        return [], turned
    return found, turned


def same_predication(pair: Pair) -> bool:
    """Whether the two share more than the names of what they are about: only what one affirms of
    a thing can the other deny of it. Of two languages, texts that are alike do, too."""
    a, b = pair.a, pair.b
    labels = {f"w:{word}" for name in (*a.names, *b.names) for word in name.label.lower().split()}
    alike = pair.across and (pair.similarity or 0.0) >= _ALIKE
    return (
        alike
        or bool(pair.agreeing)
        or any(
            term in b.terms
            for term in a.terms.keys() - (a.subjects & b.subjects) - labels
            if not term.startswith(("n:", "c:place", "c:common"))
        )
    )


def negative(features: Features) -> bool:
    """Whether a claim says that something is not so."""
    denied = "deny" in features.kinds.get("act.truth-", NONE)
    return features.polarity == "negative" or denied


def _denial(features: Features, act: Span | None) -> Span | None:
    """The words by which a claim says that something is not so, those nearest to the act where it
    stands, else those of its main verb; the act itself where it denies nothing so plainly."""
    if not negative(features):
        return act
    denies = _DENIES_KO if features.language == "ko" else _DENIES_EN
    found = [
        (features.start + one.start(), features.start + one.end())
        for one in denies.finditer(features.quote)
    ]
    if not found:
        return act
    if act is None:
        return found[-1 if features.language == "ko" else 0]
    at = act[0]
    return min(found, key=lambda one: abs(one[0] - at))


def _axes(features: Features) -> set[str]:
    return {kind[4:-1] for kind in features.kinds if kind.startswith("act.")}


def _sign(features: Features, axis: str) -> str:
    signs = [sign for sign in "+-0" if f"act.{axis}{sign}" in features.kinds]
    return signs[0] if len(signs) == 1 else ""


def _of_axis(a: Features, b: Features, axis: str, sign_a: str, sign_b: str) -> Reason:
    """The words of both, but where one only denies what the other says: 금지, 금지하지 않음."""
    found = of_marks(
        "opposite_acts", "polarity", a, b, f"act.{axis}{sign_a}", f"act.{axis}{sign_b}"
    )
    if sign_a != sign_b:
        return found
    return replace(found, values=(), a=_denial(a, found.a), b=_denial(b, found.b))
