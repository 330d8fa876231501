"""What the reader finds in a text: the vocabulary that the pure language modules share.

Every span is a half-open interval of code points in the canonical NFC text, so that
``text[start:end] == quote`` holds exactly. Nothing here knows Django or a database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class BlockClass(StrEnum):
    """What a block of a page is. Only ``BODY`` carries claims."""

    TITLE = "title"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CREDIT = "credit"
    SUMMARY = "summary"
    TEASER = "teaser"
    COMMENT = "comment"
    POLL = "poll"
    COPYRIGHT = "copyright"
    NAVIGATION = "navigation"


class Kind(StrEnum):
    """What sort of thing a claim says."""

    EVENT = "event"
    STATE = "state"
    QUANTITY = "quantity"
    DIRECTIVE = "directive"
    STATEMENT = "statement"
    PREDICTION = "prediction"
    OPINION = "opinion"


class Hedge(StrEnum):
    """How the wording commits itself; it says nothing about truth."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    HEARSAY = "hearsay"
    SPECULATIVE = "speculative"


class Polarity(StrEnum):
    AFFIRMATIVE = "affirmative"
    NEGATIVE = "negative"


class Comparator(StrEnum):
    """How a quantity bounds what it measures."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Grain(StrEnum):
    """The precision of a stated time."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Strength(StrEnum):
    """How binding a directive is, weakest first. Strength is not truth."""

    ENCOURAGE = "encourage"
    GUIDANCE = "guidance"
    URGE = "urge"
    REQUIRE_JUSTIFICATION = "require_justification"
    RESTRICT = "restrict"
    SUSPEND = "suspend"
    ORDER = "order"
    CANCEL = "cancel"
    BAN = "ban"
    NONE = "none"  # a permission: it binds nobody

    @property
    def level(self) -> int:
        """1 (encourage) to 9 (ban); 0 for a permission."""
        return 0 if self is Strength.NONE else list(Strength).index(self) + 1


class Direction(StrEnum):
    RESTRICTIVE = "restrictive"
    PROMOTIVE = "promotive"
    PERMISSIVE = "permissive"


class DirectiveStatus(StrEnum):
    UNDER_DISCUSSION = "under_discussion"
    EXPECTED = "expected"
    ANNOUNCED = "announced"
    ISSUED = "issued"
    IN_FORCE = "in_force"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class VoiceKind(StrEnum):
    """Who speaks at one step of an attribution chain."""

    OUTLET = "outlet"
    NAMED = "named"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the canonical text with its class and the evidence for it."""

    start: int
    end: int
    kind: BlockClass
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A number with its unit, in base units: 80억 달러 is 8000000000 USD.

    ``value`` is the lower bound of a range and ``value_high`` the upper one, else None.
    ``unit`` is an ISO 4217 code, ``%``, a counter such as ``명``, or empty.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    original: str
    value_high: Decimal | None = None
    comparator: Comparator = Comparator.EXACT


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A stated time as a closed interval of local dates, with the ground it was resolved on.

    ``anchor`` says what a relative expression was resolved against: ``""`` (absolute),
    ``"published"`` or ``"previous"`` (the date last named in the text).
    """

    first: dt.date
    last: dt.date
    grain: Grain
    start: int
    end: int
    original: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A name of the gazetteer found in the text; ``key`` and ``kind`` are the gazetteer's own."""

    key: str
    start: int
    end: int
    original: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FoundVoice:
    """One step of an attribution chain, outermost first: Ming Pao, Reuters, people familiar."""

    name: str
    kind: VoiceKind
    start: int
    end: int
    verb: str = ""
    key: str = ""  # the gazetteer's key when the voice is a known entity


@dataclass(frozen=True, slots=True)
class FoundDirective:
    """An order, a guidance, a permission or a ban, as this text words it."""

    strength: Strength
    direction: Direction
    status: DirectiveStatus
    start: int
    end: int
    original: str
    issuer: str = ""
    addressee: str = ""
    object: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One atomic checkable statement with its exact anchor and its facets.

    ``check_worthiness`` is 0 (not checkable) to 3 (central, consequential, numeric or disputed);
    ``reasons`` names what raised or lowered it, as stable snake_case codes. ``lemmas`` are the
    content words of the statement; none where the reader leaves them to be taken from it.
    """

    start: int
    end: int
    quote: str
    statement: str
    sentence: Sentence
    kind: Kind
    hedge: Hedge
    polarity: Polarity
    check_worthiness: int
    reasons: Sequence[str] = ()
    attribution: Sequence[FoundVoice] = ()
    quantities: Sequence[FoundQuantity] = ()
    times: Sequence[FoundTime] = ()
    mentions: Sequence[FoundMention] = ()
    directive: FoundDirective | None = None
    about: FoundTime | None = None
    lemmas: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name of one entity, as the gazetteer is built from: ``kind`` as in reference.Entity."""

    key: str
    name: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class DirectiveTerm:
    """One word or phrase of the directive vocabulary."""

    term: str
    language: str
    strength: Strength
    direction: Direction


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole reading of one snapshot. ``supported`` is False for a language without a reader."""

    language: str
    supported: bool
    sentences: Sequence[Sentence] = ()
    claims: Sequence[FoundClaim] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
