"""How the desk says in words what the data says in codes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.articles.blocks import PERSON
from claims.articles.copying import BY_WORDS
from claims.articles.models import Article
from claims.extraction.models import Attribution, ClaimVersion, DirectiveStrength, Quantity
from claims.extraction.readers import MODEL_FAILED, QUOTES_REFUSED, UNSUPPORTED
from claims.extraction.rules import Loss
from claims.links.models import Relation
from claims.links.tallies import CountedSo
from claims.links.timeline import Period, Span, Step
from claims.people.rules import Role
from claims.publication.models import Publication
from claims.text import units
from claims.text.findings import (
    BlockClass,
    Comparator,
    Direction,
    DirectiveStatus,
    FoundQuantity,
    Grain,
)
from claims.verdicts.models import CorrectionClass, Stance, Weight

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Words: TypeAlias = StrOrPromise
else:
    Words = str | Promise

BLOCKS: dict[str, Words] = {
    BlockClass.TITLE: _("title"),
    BlockClass.BODY: _("body"),
    BlockClass.SUBHEADING: _("subheading"),
    BlockClass.CAPTION: _("caption"),
    BlockClass.CREDIT: _("credit"),
    BlockClass.SUMMARY: _("summary"),
    BlockClass.TEASER: _("teaser"),
    BlockClass.COMMENT: _("comment"),
    BlockClass.POLL: _("poll"),
    BlockClass.COPYRIGHT: _("copyright notice"),
    BlockClass.NAVIGATION: _("navigation"),
    "": _("unclassified"),
}
STATUSES: dict[str, Words] = {
    DirectiveStatus.UNDER_DISCUSSION: _("under discussion"),
    DirectiveStatus.EXPECTED: _("expected"),
    DirectiveStatus.ANNOUNCED: _("announced"),
    DirectiveStatus.ISSUED: _("issued"),
    DirectiveStatus.IN_FORCE: _("in force"),
    DirectiveStatus.REVOKED: _("revoked"),
    DirectiveStatus.UNKNOWN: _("unknown"),
}
DIRECTIONS: dict[str, Words] = {
    Direction.RESTRICTIVE: _("restrictive"),
    Direction.PROMOTIVE: _("promotive"),
    Direction.PERMISSIVE: _("permissive"),
}
COMPARATORS: dict[str, Words] = {
    Comparator.EXACT: "",
    Comparator.ABOUT: "≈",
    Comparator.MORE_THAN: ">",
    Comparator.AT_LEAST: "≥",
    Comparator.LESS_THAN: "<",
    Comparator.AT_MOST: "≤",
}
GRAINS: dict[str, Words] = {
    Grain.SECOND: _("to the second"),
    Grain.MINUTE: _("to the minute"),
    Grain.HOUR: _("to the hour"),
    Grain.DAY: _("to the day"),
    Grain.WEEK: _("to the week"),
    Grain.MONTH: _("to the month"),
    Grain.QUARTER: _("to the quarter"),
    Grain.HALF: _("to the half-year"),
    Grain.YEAR: _("to the year"),
}
WORTH: dict[int, Words] = {
    0: _("not checkable"),
    1: _("minor"),
    2: _("worth checking"),
    3: _("central"),
}
CHANGES: dict[str, Words] = {
    "same": _("same"),
    "differs": _("differs"),
    "one_sided": _("only one side says"),
}
ROLES: dict[str, Words] = {
    Role.CONTRIBUTOR: _("contributor"),
    Role.REVIEWER: _("reviewer"),
    Role.EDITOR: _("editor"),
    Role.CURATOR: _("curator"),
}
ENTRIES: dict[str, Words] = {
    "verdict.drafted": _("drafted"),
    "verdict.assigned": _("given to somebody to look after"),
    "verdict.revised": _("revised"),
    "verdict.submitted": _("handed in for review"),
    "verdict.sent_back": _("sent back"),
    "verdict.approved": _("approved"),
    "verdict.published": _("published"),
    "verdict.corrected": _("published as a correction"),
    "verdict.withdrawn": _("withdrawn"),
    "verdict.claim_attached": _("claim attached"),
    "verdict.claim_detached": _("claim detached"),
    "recheck.requested": _("re-check asked for"),
    "recheck.demanded": _("re-check due, because something changed"),
    "recheck.finished": _("re-checked"),
    "finding.filed": _("finding filed"),
    "finding.resolved": _("finding resolved"),
    "link.decided": _("a link was decided"),
    "link.undone": _("a decision was taken back"),
    "links.proposed": _("links were proposed"),
    "article.classified": _("blocks corrected"),
    "article.corrected": _("corrected"),
    "snapshot.taken": _("the source has a new text"),
    "document.gone": _("the source is gone"),
    "document.retracted": _("the source was retracted"),
    "entity.named": _("an entity's names were corrected"),
    "entity.merged": _("an entity was merged into another"),
    "entity.split": _("a merge of entities was taken back"),
    "entity.changed": _("an entity was corrected"),
    "rating.changed": _("a rating was corrected"),
    "ratingscale.changed": _("a scale was corrected"),
    "claim.edited": _("edited"),
    "claim.retired": _("retired"),
    "claim.origin_named": _("origin named"),
    "claim.origin_taken_away": _("origin taken away"),
    "article.origins_found": _("origins found"),
    "origin.merged": _("merged into another origin"),
    "origin.split": _("merge taken back"),
    "matter.opened": _("question opened"),
    "matter.question_changed": _("question reworded"),
    "matter.claim_placed": _("claim put under it"),
    "matter.claim_removed": _("claim taken away"),
    "matter.claim_refused": _("suggestion refused"),
    "matter.refusal_taken_back": _("refusal taken back"),
    "matter.merged": _("merged into another question"),
    "matter.took_over": _("took over another question's claims"),
    "matter.split": _("claims split off"),
}
WORTH_REASONS: dict[str, Words] = {
    "has_directive": _("says what is to be done"),
    "has_number": _("has a number"),
    "has_date": _("has a date"),
    "names_someone": _("names somebody"),
    "attributed": _("says who says so"),
    "disputed": _("is disputed"),
    "vague": _("is vague"),
    "no_comment": _("nobody would comment"),
    "about_future": _("about the future"),
    "opinion": _("opinion"),
    "prediction": _("prediction"),
    "speculative": _("speculative"),
    "by_model": _("proposed by a language model"),
    "statement_refused": _("its own wording added something, so the quote stands instead"),
}
RUN_NOTES: dict[str, Words] = {
    UNSUPPORTED: _("not in a language the reader knows, so no claims were looked for"),
    "timed out": _("it took too long"),
    "the article is too long": _("the article is too long"),
    "the answer is too large": _("its answer is too large"),
    "the answer was cut off": _("its answer was cut off"),
    "the answer is not what the protocol says": _("its answer is not what the protocol says"),
    "the answer does not fit the schema": _("its answer does not have the form asked for"),
    "no claim stands in the text": _("nothing it proposed stands in the text"),
}
LANGUAGES: dict[str, Words] = {
    "ko": _("Korean"),
    "en": _("English"),
    "und": _("unknown language"),
}
ANCHORS: dict[str, Words] = {
    "published": _("counted from publication"),
    "previous": _("counted from the date named before"),
}
LOSSES: dict[str, Words] = {
    Loss.GONE: _("The words are gone from the text."),
    Loss.ALTERED: _("The words were altered, and what stands there now was not read as a claim."),
    Loss.NOT_BODY: _("The words stand in a block that is not body: %(kind)s."),
    Loss.NOT_READ: _("The words still stand, but they are no longer read as a claim."),
}
COUNTED_SO: dict[str, Words] = {
    CountedSo.CLAIM: _("Counted as one: a claim rests on several of them."),
    CountedSo.TEXT: _("Counted as one: a text rests on several of them."),
    CountedSo.SHARED: _(
        "Counted as one: somebody decided that claims which rest on them share their origin."
    ),
    CountedSo.CITED: _("Counted as one: an article here is one of them, and cites another."),
    CountedSo.INDEPENDENT: _(
        "Counted more than once: somebody decided that claims which rest on it are independent."
    ),
}
SIDES: dict[str, Words] = {
    "supports": pgettext_lazy("side of a claim", "says so"),
    "contradicts": pgettext_lazy("side of a claim", "contradicts it"),
    "qualifies": pgettext_lazy("side of a claim", "qualifies it"),
    "supersedes": pgettext_lazy("side of a claim", "another state"),
}
QUEUES: dict[str, Words] = {
    "feeds": _("looks at feeds"),
    "feed-entries": _("pages that feeds name"),
    "extraction": _("reading of articles"),
    "index-filling": _("filling of the index"),
    "links": _("search for links"),
    "second-looks": _("search across languages"),
    "deliveries": _("mails and webhooks"),
}
_TABLES: dict[str, dict[str, Words]] = {
    "block": BLOCKS,
    "status": STATUSES,
    "direction": DIRECTIONS,
    "grain": GRAINS,
    "anchor": ANCHORS,
    "change": CHANGES,
    "role": ROLES,
    "stance": dict(Stance.choices),
    "weight": dict(Weight.choices),
    "relation": dict(Relation.choices),
    "publication": dict(Publication.Kind.choices),
    "correction": dict(CorrectionClass.choices),
    "entry": ENTRIES,
    "side": SIDES,
    "counted_so": COUNTED_SO,
    "queue": QUEUES,
    "worth_reason": WORTH_REASONS,
}


def in_words(table: str, code: str) -> Words:
    """The words for ``code``; a code without words is shown with its underscores as spaces."""
    return _TABLES[table].get(code, code.replace("_", " ") if code.isidentifier() else code)


def evidence_text(code: str) -> Words:
    """``by a person``, how much of a copy stands in its original, or what on the page said so:
    ``from meta og:title``."""
    if not code or code == PERSON:
        return _("by a person") if code else ""
    kind, _space, share = code.partition(" ")
    if kind == BY_WORDS and share:
        return str(_("%(percent)d %% of its words stand there")) % {
            "percent": int(float(share) * 100)
        }
    return str(_("from %(evidence)s")) % {"evidence": code}


def language_name(code: str) -> Words:
    """The language in the reader's own; its code where Django has no name for it."""
    if code in LANGUAGES:
        return LANGUAGES[code]
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def run_note(note: str) -> Words:
    """What did not go as it was configured when an article was read."""
    refused = note.removeprefix(QUOTES_REFUSED)
    if refused != note:
        return str(_("%(n)s of the model's quotes do not stand in the text and were refused")) % {
            "n": refused
        }
    why = note.removeprefix(MODEL_FAILED)
    words = RUN_NOTES.get(why, why)
    if why == note:
        return words
    return str(_("The model's reading was not used: %(why)s")) % {"why": words}


def quantity_text(quantity: Quantity | FoundQuantity) -> str:
    """The number in base units, e.g. ``≈ 8,000,000,000 USD``, its unit in the reader's language."""
    low = _number(quantity.value)
    high = "" if quantity.value_high is None else f"–{_number(quantity.value_high)}"
    sign = COMPARATORS.get(quantity.comparator, "")
    unit = units.label(quantity.unit, get_language() or "en")
    return " ".join(str(part) for part in (sign, low + high, unit) if part)


def time_text(first: dt.date, last: dt.date, grain: str) -> str:
    """An interval of dates as precisely as its grain and no more precisely."""
    if grain == Grain.YEAR and first.year == last.year:
        return str(pgettext_lazy("a year", "%(year)s")) % {"year": first.year}
    if grain == Grain.MONTH and (first.year, first.month) == (last.year, last.month):
        return str(formats.date_format(first, "YEAR_MONTH_FORMAT"))
    start = str(formats.date_format(first, "DATE_FORMAT"))
    return start if first == last else f"{start} – {formats.date_format(last, 'DATE_FORMAT')}"


def period_text(period: Period) -> str:
    """``September 2024``, ``3rd quarter of 2024``, ``2024`` or ``2024–2026``."""
    first, last = period.first, period.last
    if first is None or last is None:
        return str(_("time unknown"))
    if period.span == Span.MONTH:
        return str(formats.date_format(first, "YEAR_MONTH_FORMAT"))
    if period.span == Span.QUARTER:
        return str(_("quarter %(quarter)d of %(year)d")) % {
            "quarter": (first.month + 2) // 3,
            "year": first.year,
        }
    if period.span == Span.YEAR:
        return str(pgettext_lazy("a year", "%(year)s")) % {"year": first.year}
    return f"{first.year}–{last.year}"


def step_text(step: Step) -> str:
    """A directive's strength in words; of one that was denied, that it was."""
    if step.denied and not step.level:
        return str(_("not forbidden"))
    return str(DirectiveStrength(step.strength).label)


def outlet_of(article: Article) -> str:
    """The outlet's name, as known or as printed; empty when unknown."""
    return str(article.source) if article.source else article.outlet


def chain_of(version: ClaimVersion, article: Article) -> list[str]:
    """Who says so, from the article's outlet to the last voice."""
    names = [step.name for step in quoted(version, article)]
    outlet = outlet_of(article)
    return [outlet, *names] if outlet else names


def quoted(version: ClaimVersion, article: Article) -> list[Attribution]:
    """Whom the article names as saying so, without the article's own outlet."""
    own = article.source.entity_id if article.source else None
    return [
        step
        for step in version.attributions.all()
        if step.name != article.outlet and (own is None or step.entity_id != own)
    ]


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return formats.number_format(
        value.quantize(Decimal(1)) if whole else value.normalize(), force_grouping=True
    )
