"""Two claims facet by facet, aligned in rows, so that differences stand out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.desk.highlighting import Mark, Piece, cut
from claims.desk.wording import Words
from claims.extraction.models import Anchor, Claim, ClaimVersion, Directive
from claims.links.models import ClaimOrigin, Decision, Link, Origin, Proposal
from claims.links.ranking import Stakes
from claims.links.wording import sentence
from claims.links.worklist import stakes_of


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


@dataclass(frozen=True, slots=True)
class Why:
    """One reason of a proposal as a sentence. ``number`` marks the words it rests on in both
    quotes; None where it rests on none that are shown."""

    number: int | None
    words: str
    weight: float
    spans: tuple[Sequence[int] | None, Sequence[int] | None]


def whys(proposal: Proposal, wholes: Sequence[Sequence[int] | None]) -> list[Why]:
    """The reasons of a proposal in the order they were given. ``wholes`` are the spans of the two
    claims as they were compared: what rests on all that a claim says, or on a name that its text
    says before it, marks no words of it."""
    found: list[Why] = []
    number = 0
    for reason in proposal.reasons:
        sides = zip((reason.get("a"), reason.get("b")), wholes, strict=True)
        a, b = (span if _is_part(span, whole) else None for span, whole in sides)
        number += bool(a or b)
        found.append(
            Why(number if a or b else None, sentence(reason), reason.get("weight", 0), (a, b))
        )
    return found


def _is_part(span: Sequence[int] | None, whole: Sequence[int] | None) -> bool:
    if span is None or whole is None or list(span) == list(whole):
        return False
    return whole[0] <= span[0] < span[1] <= whole[1]


def whole(claim: Claim) -> list[int] | None:
    """The span of a claim in the text that its version in force was read from; None where it has
    no place."""
    placed = _placed(claim)
    if not placed:
        return None
    read = _oldest(placed)
    return [read.start, read.start + len(read.quote)] if read.start is not None else None


def pieces(claim: Claim, version: int, side: int, found: Iterable[Why]) -> tuple[Piece, ...] | None:
    """The claim's quote cut where reasons rest on its words; None where it has no quote.

    Spans count in the text that the compared version was read from, so nothing is marked when
    another version is current, or where the quote reads otherwise by now.
    """
    placed = _placed(claim)
    if claim.current is None or not placed:
        return None
    read, shown = _oldest(placed), _newest(placed)
    marks = []
    if claim.current.pk == version and read.quote == shown.quote and read.start is not None:
        for why in found:
            span = why.spans[side]
            if span:
                start, end = (at - read.start for at in span)
                if 0 <= start < end <= len(shown.quote):
                    marks.append(Mark(str(why.number), start, end))
    return cut(shown.quote, marks)


def _placed(claim: Claim) -> list[Anchor]:
    """Where the version in force stands, in each snapshot that has it."""
    if claim.current is None:
        return []
    return [anchor for anchor in claim.current.anchors.all() if anchor.start is not None]


def _oldest(anchors: Iterable[Anchor]) -> Anchor:
    return min(anchors, key=lambda anchor: anchor.snapshot_id)


def _newest(anchors: Iterable[Anchor]) -> Anchor:
    return max(anchors, key=lambda anchor: anchor.snapshot_id)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair in a list of what to look at, with why it stands there."""

    link: Link
    why: Sequence[str]
    is_reopened: bool


def pair_rows(links: Sequence[Link]) -> list[PairRow]:
    """Needs the links loaded with ``for_display``; three queries for all of them."""
    stakes = stakes_of(links)
    return [
        PairRow(link, at_stake(stakes[link.pk]) if link.pk in stakes else [], _reopened(link))
        for link in links
    ]


def _reopened(link: Link) -> bool:
    return link.decision is not None and link.consequence is not None


def at_stake(stakes: Stakes) -> list[str]:
    """Why a pair stands where it does in the list, without what its row shows anyway."""
    said = [str(wording.WORTH[stakes.check_worthiness])]
    if stakes.relation == "qualifies" and stakes.gap:
        said.append(
            ngettext("%(n)d step of strength apart", "%(n)d steps of strength apart", stakes.gap)
            % {"n": stakes.gap}
        )
    if stakes.carriers > 2:
        said.append(gettext("%(n)d publications carry it") % {"n": stakes.carriers})
    return said


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pair's history: a proposal or a decision."""

    proposal: Proposal | None = None
    decision: Decision | None = None


def history(link: Link) -> list[Step]:
    """Everything proposed and decided, newest first. Needs both loaded."""
    steps = [(one.made_at, Step(proposal=one)) for one in link.proposals.all()]
    steps += [(one.at, Step(decision=one)) for one in link.decisions.all()]
    return [step for _at, step in sorted(steps, key=lambda each: each[0], reverse=True)]


def shared_origins(link: Link) -> list[Origin]:
    """The original reports that both claims rest on. One query; a merged origin counts as the one
    it was merged into."""
    named: dict[int, dict[int, Origin]] = {link.a_id: {}, link.b_id: {}}
    rests = ClaimOrigin.objects.filter(claim__in=named, removed_at=None)
    for row in rests.select_related("origin__merged_into").order_by("pk"):
        origin = row.origin.merged_into or row.origin
        named[row.claim_id][origin.pk] = origin
    other = named[link.b_id]
    return [origin for key, origin in named[link.a_id].items() if key in other]
