"""An article as the reader sees it, for a person at a terminal.

Only characters whose width every terminal agrees on stand where columns line up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from django.utils.termcolors import make_style
from django.utils.translation import gettext as _
from wcwidth import ljust, rjust, width, wrap

from claims.desk import wording
from claims.extraction.models import Attribution, ClaimKind, DirectiveStrength, HedgeLevel
from claims.extraction.preview import Preview
from claims.text.findings import (
    Block,
    FoundClaim,
    FoundDirective,
    FoundTime,
    FoundVoice,
    Polarity,
    Sentence,
    VoiceKind,
)
from claims.text.morphology import LONGEST_WORD

NARROWEST = 40
"""Columns below which nothing lines up any more."""

Style = Callable[[str], str]
_BY_WORTH: tuple[Style, ...] = (
    make_style(opts=("underscore",)),
    make_style(fg="cyan"),
    make_style(fg="yellow"),
    make_style(fg="red", opts=("bold",)),
)
_HEADING = make_style(opts=("bold",))
_MARGIN = make_style(fg="blue")
_LABEL = make_style(fg="green")
_INDENT = " " * 5
# Wrapping takes the square of a word's length.
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD}}}")
_LABELS = 14  # columns, the longest label of all


def lines(name: str, seen: Preview, *, columns: int) -> Iterator[str]:
    """The article in coloured lines of at most ``columns`` cells.

    What the page says of itself comes first; then its text with the class of each block in the
    margin, and under each sentence the claims that were found in it.
    """
    columns = max(columns, NARROWEST)
    *head, last = _wrapped(f"== {_printable(name)}", columns - 1)
    yield from map(_HEADING, head)
    yield _HEADING(ljust(f"{last} ", columns, "="))
    yield from _facts(seen, columns)
    blocks = seen.copy.page.blocks
    margin = max((width(_class(block)) for block in blocks), default=0)
    for block, shown in _blocks(seen, columns - margin - 3):
        label = _class(block)
        for line in [*shown, ""]:
            yield f"{_MARGIN(rjust(label, margin) + ' |')} {line}".rstrip()
            label = ""


def _facts(seen: Preview, columns: int) -> Iterator[str]:
    stated, reading = seen.stated, seen.reading
    published = ""
    if seen.published_on:
        grain = stated["published_grain"]
        published = wording.time_text(seen.published_on, seen.published_on, grain)
    found = _("no reader for this language")
    if reading.supported:
        found = _("%(claims)d in %(sentences)d sentences, %(worth)d of them worth checking") % {
            "claims": len(reading.claims),
            "sentences": len(reading.sentences),
            "worth": sum(claim.check_worthiness >= 2 for claim in reading.claims),
        }
    facts = [
        (_("Title"), stated["title"], stated["title_evidence"]),
        (_("Outlet"), stated["outlet"], stated["outlet_evidence"]),
        (_("Byline"), stated["byline"], stated["byline_evidence"]),
        (_("Published"), published, stated.get("published_evidence", "")),
        (_("Language"), str(wording.language_name(reading.language)), ""),
        (_("Claims"), found, ""),
    ]
    for label, value, evidence in facts:
        said = (value or _("unknown")) + (f" ({evidence})" if evidence else "")
        yield from _labelled(label, _printable(said), columns, indent="")
    yield ""


def _blocks(seen: Preview, columns: int) -> Iterator[tuple[Block, list[str]]]:
    text, reading = seen.copy.page.text, seen.reading
    numbered: dict[Sentence, list[tuple[int, FoundClaim]]] = defaultdict(list)
    for number, claim in enumerate(reading.claims, start=1):
        numbered[claim.sentence].append((number, claim))
    sentences = list(reversed(reading.sentences))
    for block in seen.copy.page.blocks:
        shown: list[str] = []
        reached = block.start
        while sentences and sentences[-1].start < block.end:
            sentence = sentences.pop()
            claims = numbered[sentence]
            shown += _wrapped(_printable(text[reached : sentence.start]), columns)
            shown += _wrapped(_marked(text, sentence, [claim for _n, claim in claims]), columns)
            for number, claim in claims:
                shown += _claim(number, claim, columns)
            reached = sentence.end
        shown += _wrapped(_printable(text[reached : block.end]), columns)
        yield block, shown


def _marked(text: str, sentence: Sentence, claims: Sequence[FoundClaim]) -> str:
    """The sentence, each stretch in the colour of the innermost claim around it."""
    edges = {sentence.start, sentence.end}
    for claim in claims:
        edges |= {claim.start, claim.end}
    parts = []
    for start, end in pairwise(sorted(edges)):
        around = [claim for claim in claims if claim.start <= start and end <= claim.end]
        part = _printable(text[start:end])
        if around:
            innermost = min(around, key=lambda claim: claim.end - claim.start)
            part = _BY_WORTH[innermost.check_worthiness](part)
        parts.append(part)
    return "".join(parts)


def _claim(number: int, claim: FoundClaim, columns: int) -> list[str]:
    style = _BY_WORTH[claim.check_worthiness]
    shown = _wrapped(style(_printable(claim.quote)), columns, first=f"{number:>3}. ", then=_INDENT)
    for label, said in _said_of(claim):
        shown += _labelled(label, _printable(said), columns, indent=_INDENT)
    return shown


def _said_of(claim: FoundClaim) -> Iterator[tuple[str, str]]:
    """Everything a claim carries, as pairs of a label and words."""
    if claim.statement != claim.quote:
        yield _("In full"), claim.statement
    kind = [str(ClaimKind(claim.kind).label), str(HedgeLevel(claim.hedge).label)]
    if claim.polarity is Polarity.NEGATIVE:
        kind.append(_("negative"))
    yield _("Kind"), ", ".join(kind)
    reasons = [str(wording.in_words("worth_reason", reason)) for reason in claim.reasons]
    worth = f"{claim.check_worthiness} {wording.WORTH[claim.check_worthiness]}"
    yield _("Worth checking"), worth + (f": {', '.join(reasons)}" if reasons else "")
    if claim.attribution:
        yield _("Who says so"), " <- ".join(map(_voice, claim.attribution))
    for quantity in claim.quantities:
        yield _("Numbers"), f"{quantity.original} = {wording.quantity_text(quantity)}"
    for time in claim.times:
        yield _("Times"), _time(time)
    if claim.about and claim.about not in claim.times:
        yield _("Happened"), _time(claim.about)
    if claim.mentions:
        yield _("Names"), ", ".join(dict.fromkeys(one.original for one in claim.mentions))
    if claim.directive:
        yield _("Directive"), _directive(claim.directive)


def _voice(voice: FoundVoice) -> str:
    notes = [voice.verb] if voice.verb else []
    if voice.kind is VoiceKind.ANONYMOUS:
        notes.insert(0, str(Attribution.Voice.ANONYMOUS.label))
    return voice.name + (f" ({', '.join(notes)})" if notes else "")


def _time(time: FoundTime) -> str:
    said = f"{time.original} = {wording.time_text(time.first, time.last, time.grain)}"
    return f"{said} ({wording.ANCHORS[time.anchor]})" if time.anchor else said


def _directive(directive: FoundDirective) -> str:
    strength = DirectiveStrength(directive.strength)
    said = [
        f"{directive.strength.level} {strength.label}",
        str(wording.in_words("direction", directive.direction)),
        str(wording.in_words("status", directive.status)),
    ]
    for label, value in (
        (_("Issuer"), directive.issuer),
        (_("Addressee"), directive.addressee),
        (_("Object"), directive.object),
        (_("Act"), directive.act),
    ):
        if value:
            said.append(f"{label}: {value}")
    return ", ".join(said)


def _labelled(label: str, said: str, columns: int, *, indent: str) -> list[str]:
    first = f"{indent}{_LABEL(ljust(label, _LABELS))} "
    return _wrapped(said, columns, first=first, then=" " * (len(indent) + _LABELS + 1))


def _wrapped(said: str, columns: int, *, first: str = "", then: str = "") -> list[str]:
    return wrap(said, columns, initial_indent=first, subsequent_indent=then)


def _printable(text: str) -> str:
    """A page must not be able to steer the terminal it is shown on, nor to keep it waiting."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return _ENDLESS.sub(r"\g<0> ", shown)


def _class(block: Block) -> str:
    return str(wording.in_words("block", block.kind))
