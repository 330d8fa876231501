"""English directives: which term of a clause is its act, who issued it, to whom, how far it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.directive_terms import ChosenTerm
from claims.text.findings import DirectiveStatus, FoundMention

FLAGS = re.IGNORECASE
BOUNDARY = r"\b"

_JUSTIFY = re.compile(r"justif|explain|reason|summon|show cause", re.I)
_AUTHORITY = (
    r"(?:(?!(?:During|In|On|By|At|After|Before|While|When|As|For|If|But|And|Since|Under|Meanwhile)\s)"
    r"[A-Z][\w’'.-]*\s){0,3}(?:(?:internet|market|federal|health|central|local|state|city|transport"
    r"|antitrust|export|trade|industry)\s)?(?:[Gg]overnment|[Aa]uthorities|[Rr]egulators?|[Mm]inistry"
    r"|[Jj]udge|[Mm]ayor|[Gg]overnor|[Dd]epartment|[Aa]dministration|[Aa]gency|[Cc]ommission|[Oo]fficials|[Cc]ourt|[Cc]ongress|[Cc]ouncil"
    r"|White House|[Pp]arliament|Senate|[Pp]olice|[Cc]entral [Bb]ank|[Ww]atchdog|Beijing|Washington"
    r"|President(?:\s[A-Z]\w+){0,2})(?:\sof\s[A-Z]\w+)?"
)
_ISSUES = re.compile(rf"\b(?:[Tt]he\s|(?:In|On|By)\s\w+\s(?:the\s)?)?(?P<who>{_AUTHORITY})(?!\w)")
_AUTHORITIES = frozenset({"government", "agency"})
_PLACE_ACTS = re.compile(
    r"(?:[’']s\s(?:decision|move|order|ban|restrictions|curbs)\b"
    r"|\s(?:has|have|had|will|would|is|was|also|again|\w+ed|forbade|told|put|lifts|bans|allows)\b)"
)
_BACK = re.compile(r"(?:It|They|The (?:order|move|measure|notice|guidance|directive|agency))\b")
_ACT = re.compile(
    r"\b(?:buy(?:ing)?|purchas(?:e|es|ing)|import(?:s|ing)?|us(?:e|ing)|sell(?:ing)?|sales?|export(?:s|ing)?"
    r"|orders|ordering|test(?:s|ing)?|ship(?:ments|ping)?|deliver(?:y|ies|ing))\b",
    re.I,
)
_BIDS = re.compile(
    r"\bto\s(?:buy|use|adopt|purchase|increase|raise|submit|source|favou?r|consider)\b", re.I
)
_FORBIDS = re.compile(r"\b(?:not|avoid|stop|halt|without|instead of|cancel|against)\b", re.I)
_NOT_AN_ACT = re.compile(r"\b(?:in|to|an?|the|its|their|his|new|first|large)\s$", re.I)
_AMBIGUOUS = frozenset("order press bar cap clear limit request ease pause mandate block".split())
_DENIED = re.compile(
    r"(?:not|n't|n’t|never|no longer|refused to|declined to|without)\s(?:\w+\s){0,2}$"
    r"|\bno\s(?:\w{1,30}\s){0,2}(?:order|ban|directive|instruction|rule)s?\s(?:\w{1,30}\s){0,6}$",
    re.I,
)
_LIFTED = re.compile(
    r"\b(?:lift(?:ed|ing)?|end(?:ed)?|eas(?:ed|ing)|revers(?:ed|ing)|scrapp(?:ed|ing)|drop(?:ped)?|withdr[ae]w)\s(?:the|its|a|an|their)?\s?(?:\w+\s){0,2}$",
    re.I,
)
_INSTEAD = re.compile(
    r"(?:rather than|instead of|short of|stopping short of)\s(?:an?\s|the\s)?(?:\w+\s)?$", re.I
)
# A measure that is only spoken of, watched over or got round is not being taken.
_SPOKEN_OF = re.compile(
    r"(?:\b(?:oversees?|enforces?|focus of|circumvent(?:ing)?|evad(?:e|ing)"
    r"|violat(?:e|ed|ing)|compl(?:y|ies|ied) with|unaware of|ahead of"
    r"|(?:concerns?|questions?|fears?|reports?|talks?|speculation|remarks?) (?:about|over|of))\s"
    r"(?:[\w.’'-]{1,30}\s){0,3}|\bpre-)$",
    re.I,
)
_WARNS = re.compile(r"warn", re.I)
_WARNED_OFF = re.compile(r"\s(?:[\w’'-]{1,30}\s){0,6}(?:against|not to|to (?:avoid|stop|halt))\b")
_RECOMMENDS = re.compile(r"recommend", re.I)
_ASKED = re.compile(
    r"\b(?:been|being|is|are|was|were)\s(?:\w{1,20}ly\s)?(?:advised|urged|asked|told|instructed|ordered|warned"
    r"|required|recommended)\b"
)
_SUMMONS = re.compile(r"summon", re.I)
_COMMANDS = re.compile(r"(?:told|instruct|order|ask|urg|advis|warn)", re.I)
# What stands between an act and its object: urged regulators, called on the government.
_ONTO = re.compile(
    r"[\w-]{1,30}\s(?:(?:on|upon)\s)?(?:(?:the|its|their|US|U\.S\.)\s)?(?:\w{1,30}\s)?"
)
_RELATIVE = re.compile(r"\bwhich\s(?:[\w’'-]+\s){0,3}$")
_ONLY = re.compile(r"\b(?:only|limited|conditional(?:ly)?)\b", re.I)
_TO = re.compile(
    r"\b(?P<who>(?:(?:domestic|local|foreign|state-owned|tech|technology|private|several|big|large|all"
    r"|some|other|[A-Z][\w-]+)\s){0,3}(?:companies|firms|banks|agencies|schools|hospitals|residents"
    r"|manufacturers|start-?ups|businesses|suppliers|carmakers|retailers))\b"
)
_STATUS = tuple(
    (re.compile(expression, re.I), value)
    for expression, value in (
        (
            r"\b(?:considering|discussing|weighing|mulling|discussed|debating|considers?)\b",
            DirectiveStatus.UNDER_DISCUSSION,
        ),
        (
            r"\b(?:will|would|plans? to|expected|is set to|are set to|may|could|proposed)\b",
            DirectiveStatus.EXPECTED,
        ),
        (r"\b(?:announced|unveiled|declared)\b", DirectiveStatus.ANNOUNCED),
        (r"\b(?:is|are|has been|have been|remains?)\b", DirectiveStatus.IN_FORCE),
        (r"\b\w+ed\b|\btold\b|\bput\b|\bforbade\b", DirectiveStatus.ISSUED),
    )
)


def pattern(term: str) -> tuple[str, str]:
    """The first letter, and the rest as whole words, the last with a common inflection."""
    first, *more = term.lower().split()
    words = r"\s+".join([re.escape(first[1:]), *(re.escape(word) for word in more)])
    # … in a term stands for up to five other words: require … licence.
    words = words.replace(r"\s+…\s+", r"\s+(?:[\w’'-]+\s+){0,5}?")
    doubled = re.escape(term[-1])
    return re.escape(first[0]), rf"{words}(?:s|es|d|ed|ing|{doubled}ed|{doubled}ing)?\b"


def choose(text: str, start: int, end: int, terms: re.Pattern[str]) -> ChosenTerm | None:
    """The act of a clause: a demand for reasons where there is one, else the first that acts."""
    found = [match for match in terms.finditer(text, start, end) if _acts(text, start, match)]
    if not found:
        return None
    justifying = [match for match in found if _JUSTIFY.search(match.group())]
    chosen = (justifying or found)[0]
    if _SUMMONS.match(chosen.group()):
        # What those summoned were told weighs more than that they were summoned.
        chosen = next((match for match in found if _COMMANDS.match(match.group())), chosen)
    before = text[max(start, chosen.start() - 60) : chosen.start()]
    lifted = _LIFTED.search(before) is not None
    denied = _DENIED.search(before) is not None
    only = _ONLY.search(text, chosen.start(), min(end, chosen.end() + 30)) is not None
    forbids = _RECOMMENDS.match(chosen.group()) and _FORBIDS.search(
        text, chosen.end(), min(end, chosen.end() + 60)
    )
    return ChosenTerm(
        chosen.lastgroup or "",
        chosen.start(),
        chosen.end(),
        lifted or denied,
        lifted,
        only,
        strength="guidance" if forbids else "",
    )


def implies_authority(text: str, at: int, end: int) -> bool:
    """Whether somebody is told what to do without a word on who tells: firms were asked to stop."""
    return _ASKED.search(text, max(0, at - 60), at) is not None


def issuer(
    text: str,
    start: int,
    end: int,
    at: int,
    around: tuple[int, int],
    mentions: Sequence[FoundMention],
) -> str:
    """The authority that acts: the nearest before the act, else in or before the clause; or ""."""
    for first, last in ((start, at), (at, end), (around[0], end)):
        issuing = [
            (match.start("who"), match["who"].strip())
            for match in _ISSUES.finditer(text, first, last)
        ]
        issuing += [
            (one.start, one.original)
            for one in mentions
            if first <= one.start and one.end <= last and _issues(text, one, last)
        ]
        issuing = [(place, who) for place, who in issuing if not _ONTO.fullmatch(text, at, place)]
        if issuing:
            return max(issuing)[1]
    return ""


def _issues(text: str, one: FoundMention, last: int) -> bool:
    """A body or a government; a place only where it acts, not in China sales."""
    if one.kind in _AUTHORITIES:
        return True
    return one.kind == "place" and _PLACE_ACTS.match(text, one.end, last) is not None


def names_nobody(text: str, start: int, at: int) -> bool:
    """Whether a pronoun or "the order" stands for the issuer named before."""
    return _BACK.match(text, start, at) is not None


def continued(text: str, start: int, end: int, last: int) -> ChosenTerm | None:
    """English repeats the verb of a command, or has it first."""
    return None


def is_promotive(text: str, start: int, end: int) -> bool:
    """Told to use domestic chips: a bid to do something, not to leave it."""
    return _BIDS.search(text, start, end) is not None and not _FORBIDS.search(text, start, end)


def act(text: str, start: int, at: int, end: int) -> str:
    """What must be done or left: the first act named after the term, else the last before it."""
    after = _ACT.search(text, at, end)
    before = [match.group() for match in _ACT.finditer(text, start, at)]
    return after.group().lower() if after else (before[-1].lower() if before else "")


def status(text: str, at: int, end: int, lifted: bool) -> DirectiveStatus:
    """How far it has come, by the words around the act."""
    if lifted:
        return DirectiveStatus.REVOKED
    first = max(0, at - 80)
    for expression, value in _STATUS:
        if expression.search(text, first, end):
            return value
    return DirectiveStatus.UNKNOWN


def addressee(
    text: str, start: int, end: int, issued_by: str, mentions: Sequence[FoundMention]
) -> str:
    """Who must do it: companies named as a group, else the first company after the issuer."""
    match = _TO.search(text, start, end)
    if match and match["who"].strip() not in issued_by:
        return match["who"].strip()
    for one in mentions:
        if one.kind == "company" and start <= one.start and one.end <= end:
            return one.original
    return ""


def _acts(text: str, start: int, match: re.Match[str]) -> bool:
    before = text[max(start, match.start() - 50) : match.start()]
    if _INSTEAD.search(before) or _SPOKEN_OF.search(before):
        return False
    if _WARNS.match(match.group()) and "against" not in match.group().lower():
        return _WARNED_OFF.match(text, match.end()) is not None
    relative = _RELATIVE.search(before)
    if relative and not _ISSUES.search(before, relative.start()):
        return False  # which only describes a thing
    word = match.group().lower()
    return word not in _AMBIGUOUS or not _NOT_AN_ACT.search(before)
