"""Whom an English noun phrase names as a speaker, and whom it takes up from before.

A person keeps her name without the role (the chief executive, Jane Doe), a list of names is
several voices, and "he", "the company", "the court" or "Mr Huang" are whoever was named last of
that sort.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.findings import FoundMention, FoundVoice, VoiceKind
from claims.text.frames import Earlier

_NAMED_WITH = frozenset(
    "city county province university hospital institute association court museum library".split()
)
# A firm that no gazetteer knows, by what it does: Donghae Shipbuilding.
FIRM_NAME = re.compile(
    r"\b[A-Z][\w&’'-]+(?:\s[A-Z][\w&’'-]+)?\s(?:Air|Airlines|Airways|Chemicals?|Pharmaceuticals?|Pharma|Motors?|Electronics"
    r"|Holdings|Industries|Steel|Shipbuilding|Shipping|Logistics|Securities|Technolog(?:y|ies)|Foods?|Heavy|Semiconductors?"
    r"|Engineering|Construction|Telecom|Inc|Corp|Ltd)\b"
)
NAME = (
    r"(?:(?:[A-Z][\w.&'’-]*|\(?[A-Z]{2,}\)?)(?:\s(?:[A-Z][\w.&'’-]*|of|and|the|for|de|van))*"
    r"(?<!\sof)(?<!\sand)(?<!\sthe)(?<!\sfor))"
)
"""A proper name, as a part of a pattern; it may hold 'of' and 'and' but not end so."""
DOCUMENT = r"(?:report|statement|filing|document|letter|memo|notice|study|note|transcript|post)s?"
# Papers that nobody is named for: citing internal documents.
_UNNAMED_DOCUMENT = re.compile(
    rf"(?:[a-z][\w’'-]*\s){{0,4}}(?:{DOCUMENT}|papers?|records?|files?|e-?mails?)"
)
_IS_ANONYMOUS = re.compile(
    r"\b(?:people|persons?|sources?|officials?|executives?|analysts?|insiders?|diplomats?|aides?|experts?"
    r"|employees|engineers|traders"
    r"|(?<!’s )(?<!'s )lawyers|investors?|witness(?:es)?|survivors?|customers?|individuals|those"
    r"|media|outlets|critics|lawmakers)\b",
    re.I,
)
IS_TITLED = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|minister|secretary|president|chief|chair(?:man|woman)?|director|CEO|CFO"
    r"|commissioner|governor|ambassador|senator|envoy|founder)\b",
    re.I,
)
# Who is named is not anonymous, whatever the role: bank analyst Jane Doe.
_ROLE_AND_NAME = re.compile(
    r"\b(?:analyst|economist|strategist|official|executive|lawyer|engineer|trader|expert|spokes(?:man|woman|person)"
    r"|[Mm]inister|[Ss]ecretary|[Pp]resident|[Cc]hief|[Dd]irector|[Oo]fficer|[Mm]ayor|[Gg]overnor|[Jj]udge|[Ss]enator"
    r"|[Pp]rofessor|CEO|CFO|COO|Chief Executive)\s"
    r"(?P<name>[A-Z][\w’'-]{1,30}(?:\s[A-Z]\.)?(?:\s[A-Z][\w’'-]{1,30}){1,2})\.?$"
)
_IS_PRESS = re.compile(
    r"\b(?:newspaper|magazine|daily|weekly|news\sagency|news\ssite|broadcaster|News|Times|Post|Journal)\b"
)
_NOT_A_SPEAKER = re.compile(
    r"(?:In|On|At|By|A|An|This|That|It|These|Those|There|When|While|What|Which|Who|which|who|what|there|this|these|those"
    r"|[Aa]ll|[Mm]ost|[Ss]ome|[Mm]any|[Oo]n|in|at|by|for|with|from|to|of|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|\w{1,9}day)"
)
_OUTLET_BEFORE = re.compile(
    r"(?:the\s)?(?:newspaper|paper|report|magazine|outlet|agency|news\sagency|article)", re.I
)
_PERSON_BEFORE = re.compile(r"he|she", re.I)
_BODY_BEFORE = re.compile(
    r"(?:the\s)?(?:\w{1,30}\s)?(?P<sort>ministry|department|bank|group|agency|watchdog|regulator|commission|committee"
    r"|court|union|association|council|institute|university|hospital|police|authority|board|city"
    r"|county|province|museum|gallery|library|exchange)",
    re.I,
)
# Sorts by which any public body may be called that does not bear the name.
_LOOSELY = frozenset({"agency", "watchdog", "regulator", "authority", "group"})
_COMPANY_BEFORE = re.compile(
    r"(?:the\s)?(?:\w{1,30}\s)?(?:company|firm|(?:chip|car|drug|plane|ship)maker|giant|startup|retailer"
    r"|airline|carrier|lender|shipbuilder|builder|manufacturer|operator|insurer|brokerage)",
    re.I,
)
# Whose document it is that is called by its sort alone.
_WRITTEN_BY = {
    "indictment": "prosecut",
    "charge sheet": "prosecut",
    "ruling": "court",
    "verdict": "court",
}
_SOURCES_BEFORE = re.compile(r"they|the\s(?:people|sources|officials)", re.I)


def named(
    text: str,
    span: tuple[int, int],
    verb: str,
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[FoundVoice]:
    """Whom the noun phrase of ``span`` names; several where it lists several names."""
    start, end = span
    who = text[start:end].strip()
    same = _named_before(who, earlier) or _named_in_full(text, start, who)
    if same:
        return [FoundVoice(same.name, same.kind, start, end, verb, same.key)]
    if who.lower() in {"he", "she", "it", "they", "we", "i", "you"}:
        return []
    if who[0].isdigit() and " " not in who:
        return []
    if _NOT_A_SPEAKER.fullmatch(who.split()[0]) and len(who.split()) < 2:
        return []
    inside = [one for one in mentions if one.start < end and start < one.end]
    people = [one for one in inside if one.kind == "person"]
    outlets = [one for one in inside if one.kind == "outlet"]
    if people:
        one = people[-1]
        return [FoundVoice(one.original, VoiceKind.NAMED, start, end, verb, one.key)]
    if titled := _ROLE_AND_NAME.search(who):
        return [FoundVoice(titled["name"], VoiceKind.NAMED, start, end, verb)]
    if _IS_ANONYMOUS.search(who) or (_UNNAMED_DOCUMENT.fullmatch(who) and not inside):
        return [FoundVoice(_without_article(who), VoiceKind.ANONYMOUS, start, end, verb)]
    state = next((one for one in inside if one.original == _without_article(who)), None)
    if state is not None and state.kind == "place":
        return [FoundVoice(state.original, VoiceKind.NAMED, start, end, verb, state.key)]
    bodies = [one for one in inside if one.kind not in {"outlet", "person", "product", "place"}]
    if IS_TITLED.search(who):
        key = bodies[-1].key if bodies else ""
        return [FoundVoice(_without_article(who), VoiceKind.NAMED, start, end, verb, key)]
    known = outlets or bodies
    parts = _parts(text, start, end)
    if len(parts) > 1 and (known or who[0].isupper()):
        several = [_one(text, part, verb, known) for part in parts]
        return list({one.name: one for one in several}.values())
    return [_one(text, (start, end), verb, known)]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the names of a list, or the span itself."""
    found = []
    first = start
    for match in re.finditer(r",\s(?:and\s)?|\sand\s", text[start:end]):
        found.append((first, start + match.start()))
        first = start + match.end()
    found.append((first, end))
    plain = all(re.fullmatch(r"[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,2}", text[a:b]) for a, b in found)
    return found if plain else [(start, end)]


def _one(text: str, span: tuple[int, int], verb: str, known: Sequence[FoundMention]) -> FoundVoice:
    start, end = span
    who = _without_article(text[start:end])
    named = [one for one in known if one.start < end and start < one.end]
    if named:
        one = named[-1]
        kind = VoiceKind.OUTLET if one.kind == "outlet" else VoiceKind.NAMED
        return FoundVoice(one.original, kind, start, end, verb, one.key)
    press = _IS_PRESS.search(who) is not None or verb in {"reported", "reports"}
    return FoundVoice(who, VoiceKind.OUTLET if press else VoiceKind.NAMED, start, end, verb)


def _without_article(who: str) -> str:
    plain = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", who.strip())
    plain = re.sub(
        r"^[A-Z][a-z]*(?:maker|builder|giant|startup|retailer|airline|operator|lender)\s(?=[A-Z])",
        "",
        plain,
    )
    return re.sub(r"(?<=[a-z]{3})\.$", "", plain)


def _named_before(who: str, earlier: Earlier) -> FoundVoice | None:
    """Whom "he", "the company", "Mr Huang" or "the newspaper" take up."""
    spoke = earlier.last[0].kind if earlier.last else None
    if _OUTLET_BEFORE.fullmatch(who) and (not who.endswith("agency") or spoke is VoiceKind.OUTLET):
        return earlier.outlet
    if _PERSON_BEFORE.fullmatch(who):
        return earlier.person
    outermost = earlier.last[0] if earlier.last else None
    if _COMPANY_BEFORE.fullmatch(who):
        # a study or a report is no company, nor is the outlet that tells of one
        named = (
            outermost
            and outermost.kind is not VoiceKind.OUTLET
            and outermost != earlier.body
            and outermost.name[:1].isupper()
        )
        return earlier.company or (outermost if named else None)
    if writer := _WRITTEN_BY.get(who.lower().removeprefix("the ")):
        return _of_sort(writer, earlier)
    if sorted_as := _BODY_BEFORE.fullmatch(who):
        return _of_sort(sorted_as["sort"].lower(), earlier)
    if who.lower() == "it":
        last = next(iter(earlier.bodies), None) or earlier.company or earlier.body
        return last or (outermost if outermost != earlier.person else None)
    if _SOURCES_BEFORE.fullmatch(who):
        return earlier.anonymous or outermost
    surname = re.fullmatch(r"(?:(?:Mr|Ms|Mrs|Dr)\.?\s)?([A-Z][\w’'-]+)", who)
    if surname:
        for person in earlier.people:
            words = person.name.split()
            # Seo Min-ah is Seo, Jane Doe is Doe and not Jane.
            family_first = len(words) == 2 and "-" in words[1]
            if len(words) > 1 and surname[1] == words[0 if family_first else -1]:
                return person
            if len(words) > 1 and surname[1] == words[0] and who != surname[1]:
                return person  # Mr Huang of a name in the other order
    return None


def _named_in_full(text: str, before: int, who: str) -> FoundVoice | None:
    """The city, the airline: what was named in full before, though it did not speak."""
    plain = who.lower().removeprefix("the ")
    if text[max(0, before - 3) : before].lower().endswith(("a ", "an ")):
        return None
    names = FIRM_NAME if _COMPANY_BEFORE.fullmatch(who) else None
    if names is None and plain in _NAMED_WITH:
        names = re.compile(rf"\b(?:[A-Z][\w’'-]+\s){{1,3}}{plain.title()}\b")
    found = list(names.finditer(text, 0, before)) if names else []
    if not found or len({one.group() for one in found}) > 1:
        return None
    return FoundVoice(found[-1].group(), VoiceKind.NAMED, *found[-1].span())


def _of_sort(sort: str, earlier: Earlier) -> FoundVoice | None:
    """The ministry, the court: the last body that bears the name, else one that may be so."""
    for body in earlier.bodies:
        if sort in body.name.lower():
            return body
    if sort in _LOOSELY:
        return earlier.body
    return None
