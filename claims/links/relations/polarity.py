"""What one claim affirms and the other denies."""

from __future__ import annotations

from claims.links.comparability import NONE, Reason, of_marks
from claims.links.features import Features
from claims.links.relations.pair import ALIKE, Found, Pair, one_matter


def opposition(pair: Pair) -> tuple[list[Reason], bool]:
    """What one affirms and the other denies, and whether it is by a plain denial."""
    a, b = pair.a, pair.b
    turned = _negative(a) != _negative(b)
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
        return [Reason("opposite", "polarity", 1.0)], True
    if agreed:
        return [], turned
    return found, turned


def denied(pair: Pair) -> Found | None:
    """A plain denial of the same."""
    reasons, denied = opposition(pair)
    if not reasons or not denied or pair.ground < 0.4 or not one_matter(pair):
        return None
    if pair.alike < ALIKE and not _same_predication(pair):
        return None
    late = pair.b if pair.later == "b" else pair.a
    if pair.later and (abs(pair.gap or 0) >= 7 or not _negative(late)):
        return "supersedes", pair.later, reasons
    return "contradicts", "", reasons


def opposed(pair: Pair) -> Found | None:
    """Opposite acts: at one time they contradict, later the later one supersedes."""
    reasons, denied = opposition(pair)
    if not reasons or denied:
        return None
    if pair.later:
        return "supersedes", pair.later, reasons
    if pair.ground < 0.38:
        return None
    return "contradicts", "", reasons


def _same_predication(pair: Pair) -> bool:
    """Whether the two share more than the names of what they are about: only what one affirms of
    a thing can the other deny of it."""
    a, b = pair.a, pair.b
    labels = {f"w:{word}" for name in a.names for word in name.label.lower().split()}
    return bool(pair.agreeing) or any(
        term in b.terms
        for term in a.terms.keys() - a.subjects - labels
        if not term.startswith(("n:", "c:place", "c:common"))
    )


def _negative(features: Features) -> bool:
    denied = "deny" in features.kinds.get("act.truth-", NONE)
    return features.polarity == "negative" or denied


def _axes(features: Features) -> set[str]:
    return {kind[4:-1] for kind in features.kinds if kind.startswith("act.")}


def _sign(features: Features, axis: str) -> str:
    signs = [sign for sign in "+-0" if f"act.{axis}{sign}" in features.kinds]
    return signs[0] if len(signs) == 1 else ""


def _of_axis(a: Features, b: Features, axis: str, sign_a: str, sign_b: str) -> Reason:
    return of_marks("opposite_acts", "polarity", a, b, f"act.{axis}{sign_a}", f"act.{axis}{sign_b}")
