"""Two claims facet by facet, aligned in rows, so that differences stand out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.desk.wording import Words
from claims.extraction.models import Claim, ClaimVersion, Directive


class Change(StrEnum):
    SAME = "same"
    DIFFERS = "differs"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True, slots=True)
class Row:
    """One facet of both claims. ``level`` is 0 to 9 where the facet is a directive's strength."""

    key: str
    label: Words
    a: Sequence[Words]
    b: Sequence[Words]
    change: Change
    level_a: int | None = None
    level_b: int | None = None


def rows(a: Claim, b: Claim) -> list[Row]:
    """The facets that at least one side has. Needs the claims loaded with ``for_display``."""
    first, second = a.current, b.current
    if first is None or second is None:
        return []
    found = [
        _directive_row("object", _("object"), first, second, "object"),
        _directive_row("addressee", _("addressee"), first, second, "addressee"),
        _directive_row("issuer", _("issuer"), first, second, "issuer"),
        _strength_row(first, second),
        _status_row(first, second),
        _row("time", _("time"), _times(first), _times(second)),
        _row("numbers", _("numbers"), _numbers(first), _numbers(second)),
        _row("names", _("names"), _names(first), _names(second)),
        _row(
            "attribution",
            _("attribution"),
            _chain(first, a),
            _chain(second, b),
        ),
        _row("kind", _("kind"), _choice(first, "kind"), _choice(second, "kind")),
        _row("hedge", _("hedge"), _choice(first, "hedge"), _choice(second, "hedge")),
        _row(
            "polarity",
            _("polarity"),
            _choice(first, "polarity"),
            _choice(second, "polarity"),
        ),
    ]
    return [row for row in found if row is not None]


Facts = list[tuple[Hashable, Words]]


def _row(key: str, label: Words, a: Facts, b: Facts) -> Row | None:
    """``a`` and ``b`` pair a comparable value with its words."""
    if not a and not b:
        return None
    return Row(key, label, _words(a), _words(b), _change(a, b))


def _change(a: Facts, b: Facts) -> Change:
    if not a or not b:
        return Change.ONE_SIDED
    same = {value for value, _words in a} == {value for value, _words in b}
    return Change.SAME if same else Change.DIFFERS


def _words(facts: Iterable[tuple[Hashable, Words]]) -> list[Words]:
    return list(dict.fromkeys(words for _value, words in facts))


def directive_of(version: ClaimVersion) -> Directive | None:
    return getattr(version, "directive", None)


def _directive_row(
    key: str, label: Words, a: ClaimVersion, b: ClaimVersion, field: str
) -> Row | None:
    def facts(version: ClaimVersion) -> Facts:
        text = getattr(directive_of(version), field, "")
        return [(_known(version).get(text, text.casefold()), text)] if text else []

    return _row(key, label, facts(a), facts(b))


def _known(version: ClaimVersion) -> dict[str, int]:
    """The entities the version names, by the words it names them with."""
    return {mention.original: mention.entity_id for mention in version.mentions.all()}


def _strength_row(a: ClaimVersion, b: ClaimVersion) -> Row | None:
    one, two = directive_of(a), directive_of(b)
    row = _row("strength", _("strength"), _strength(one), _strength(two))
    if row is None:
        return None
    return Row(
        row.key,
        row.label,
        row.a,
        row.b,
        row.change,
        level_a=one.level if one else None,
        level_b=two.level if two else None,
    )


def _strength(directive: Directive | None) -> Facts:
    if directive is None:
        return []
    return [(directive.strength, directive.get_strength_display())]


def _status_row(a: ClaimVersion, b: ClaimVersion) -> Row | None:
    def facts(version: ClaimVersion) -> Facts:
        directive = directive_of(version)
        if directive is None:
            return []
        return [(directive.status, wording.in_words("status", directive.status))]

    return _row("status", _("status"), facts(a), facts(b))


def _times(version: ClaimVersion) -> Facts:
    return [
        ((time.first, time.last), wording.time_text(time.first, time.last, time.grain))
        for time in version.times.all()
    ]


def _numbers(version: ClaimVersion) -> Facts:
    return [
        ((q.value, q.value_high, q.unit, q.comparator), wording.quantity_text(q))
        for q in version.quantities.all()
    ]


def _names(version: ClaimVersion) -> Facts:
    return [(mention.entity_id, mention.entity.label()) for mention in version.mentions.all()]


def _chain(version: ClaimVersion, claim: Claim) -> Facts:
    """Whom the outlet names. That the outlets themselves differ is no difference of this facet."""
    named = tuple(
        step.entity_id or step.name.casefold() for step in wording.quoted(version, claim.article)
    )
    chain = wording.chain_of(version, claim.article)
    return [(named, " ← ".join(chain))] if chain else []


def _choice(version: ClaimVersion, field: str) -> Facts:
    return [(getattr(version, field), getattr(version, f"get_{field}_display")())]
