"""Acts of bodies that are announcements of themselves.

식약처는 11일 병원에 처방하지 말라고 지시했다 cites nobody, and yet every paper that tells it has it
from the body that did it: an order, a ruling or a demand comes into the world by being told. So it
rests on what the body told that day, and ten papers that tell it are one origin. Not so a state at
large: that China banned a chip is what papers found out, each for itself or one from another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.links.facets import Name, Span, Voice, When
from claims.links.features import Features
from claims.text.bodies import sort_of

_BODIES = frozenset({"agency", "organisation"})
_STATE = re.compile(
    r"정부$|당국$|^(?:중국|미국|일본|한국|러시아|북한|영국|독일|대만)$|\b(?:government|authorities)$|^(?:China|Beijing"
    r"|Washington|Tokyo|Seoul|Moscow|Taiwan|the\s(?:US|U\.S\.|United\sStates))$",
    re.IGNORECASE,
)
_KO = re.compile(
    r"^(?:(?:앞서|한편|반면|이어|또|그러나|하지만|이에|당시)\s)?(?:(?:지난\s)?(?:\d{1,2}월\s)?\d{1,2}일(?:\([^)]{1,10}\))?\s)?"
    r"(?P<who>(?:[가-힣A-Za-z0-9·]{1,14}\s){0,2}?[가-힣A-Za-z0-9·]{2,20})(?:\([^)]{1,20}\))?(?:은|는|이|가)\s"
)
# The subject of the clause before, as the statement takes it up: [나루모임은] 사퇴를 요구했다.
_SHARED = re.compile(r"^\[(?P<who>[^\]]{2,40}?)(?:은|는|이|가)\]\s")
_ACT_KO = re.compile(
    r"(?:권고|지시|명령|금지|취소|결정|선고|판결|의결|부과|당부|요구|촉구|경고|요청|발표|공개|고시|공고|허가|승인|불허|기각|인용|각하|발부"
    r"|확정|고발|기소|인정|제안|제재|징계|지정|해제|중단시키|중단시켰)"
    r"(?:했|하기로\s했|한\s바|하는\s데\s그쳤|하고|하며|하면서|시켰|다\.)"
    r"|(?:물렸|매겼|내렸|정했|냈)다|(?:내|정하)기로\s했다"
    r"|(?:유감|환영|사의|우려|분노|반발|애도)(?:을|를|의\s뜻을)?\s?(?:표했|표명했|나타냈|했)|(?:규탄|비난|반발|환영|사과)했다"
    r"|(?:집회|회견|간담회|총회)(?:를|을)\s열(?:고|었)|(?:성명|입장문|논평)(?:을)?\s내(?:고|며)"
)
# Who acts together without a name: farmers in Gull Bay demanded.
_PEOPLE = re.compile(
    r"(?:Farmers|Residents|Parents|Students|Teachers|Nurses|Doctors|Tenants|Merchants|Drivers|Workers"
    r"|Victims|Activists|Relatives|Families)\b"
)
# What a firm does by saying so.
_ANSWERS = re.compile(r"\b(?:denied|apologi[sz]ed|acknowledged|admitted|vowed|pledged|announced)\b")
# Who holds an office announces by ordering: 마로운 국무총리, Prime Minister Ma.
_IN_OFFICE = re.compile(
    r"(?:총리|장관|대통령|시장|도지사|군수|구청장|청장|처장)$"
    r"|^(?:Prime Minister|President|(?:[A-Z]\w+\s){0,2}Minister|Governor|Mayor)\s[A-Z]"
)
_AROUND = re.compile(r"^(?:The|A|An)\s|\s(?:on|late\son|early\son)\s\w+day$")
_GENERIC = re.compile(
    r"(?:이\s|해당\s)?(?:재판부|법원|위원회|당국|부처|노조|협회|경찰|검찰|병원|대학|연구소|연구원|단체)"
    r"|(?:[Tt]he|[Ii]ts?)\s(?:court|ministry|agency|commission|committee|regulator|watchdog|union|association|police"
    r"|hospital|university|institute|council|group|authority|government)"
)
_BOUND_BEFORE = re.compile(
    r"(?:until|by|from|since|before|after|through|to)\s$|오는\s$", re.IGNORECASE
)
_BOUND_AFTER = re.compile(r"까지|부터|이전|이후|자로|\s(?:이전|이후|예정)")
_EN = re.compile(
    r"^(?:[A-Z]{3,}(?:,\s\w+)?\s[—–-]+\s)?"
    r"(?P<who>(?:(?:The|A|An)\s)?(?:[A-Z][\w’'-]*|[a-z][\w’'-]*)(?:\s[\w’'&-]+){0,8}?)\s(?:(?:had|has|have|also|later|then)\s){0,2}"
    r"(?P<verb>ordered|told|directed|instructed|banned|barred|fined|ruled|urged|advised|warned|asked|recommended"
    r"|suspended|demanded|approved|rejected|announced|sentenced|revoked|halted|proposed|imposed|upheld|dismissed"
    r"|expressed|deplored|hailed|vowed|denounced|denied|indicted|charged|acknowledged|admitted|blamed|unveiled|released"
    r"|called\s(?:for|on)|condemned|criticized|criticised|welcomed|opposed|apologi[sz]ed|rallied|protested|held\sa\s(?:news|press)\sconference)\b"
)


def act_of(claim: Features, quote: str, start: int) -> Voice | None:
    """The body that does what a claim tells without a voice, as if it had told it; None where the
    claim tells no such act or its subject is no body. ``start`` is where the quote stands."""
    korean = claim.language == "ko"
    subject = (_KO if korean else _EN).match(quote)
    if claim.voices:
        return None
    shared = _SHARED.match(claim.statement) if korean and subject is None else None
    if korean and not _ACT_KO.search(quote[subject.end() if subject else 0 :]):
        return None
    if shared is not None:
        who, span = shared["who"], (start, start)
    elif subject is not None:
        who = subject["who"]
        span = start + subject.start("who"), start + subject.end("who")
    else:
        return None
    if _STATE.search(who) and not _GENERIC.fullmatch(who):
        return None
    known = _named(claim.names, span) or (_meant(claim) if _GENERIC.fullmatch(who) else None)
    office = _IN_OFFICE.search(who)
    speaks = sort_of(who) == "body" or (sort_of(who) == "company" and _ANSWERS.search(quote))
    if known is None and not speaks and not _PEOPLE.match(who) and not office:
        return None
    verb = subject["verb"] if subject and not korean else ""
    return Voice(
        known.label if known else _bare(who), "named", known.key if known else "", verb, span
    )


def _meant(claim: Features) -> Name | None:
    """The body that is called by its sort alone and was named before: the ministry."""
    meant = [one for one in claim.names if one.key in claim.unsaid and one.kind in _BODIES]
    return meant[0] if len(meant) == 1 else None


def is_generic(name: str) -> bool:
    """Whether a body is called by its sort alone: 재판부, the court."""
    return _GENERIC.fullmatch(name) is not None


def day_of(claim: Features, quote: str, start: int) -> When | None:
    """The day on which a claim tells an act: the first in its words that is no bound of what was
    ordered (6월 30일까지, until June 30) and not after publication."""
    for time in claim.times:
        if time.span is None or time.grain != "day" or time.first != time.last:
            continue
        if claim.published and time.first > claim.published:
            continue
        first, last = time.span[0] - start, time.span[1] - start
        if first < 0 or _BOUND_BEFORE.search(quote, 0, first) or _BOUND_AFTER.match(quote, last):
            continue
        return time
    return None


def _named(names: Sequence[Name], span: Span) -> Name | None:
    inside = [
        one
        for one in names
        if one.kind in _BODIES and one.span and span[0] <= one.span[0] and one.span[1] <= span[1]
    ]
    return inside[-1] if inside else None


def _bare(who: str) -> str:
    return _AROUND.sub("", who)
