"""Korean directives: which term of a clause is its act, and how far it has come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.conjugation_ko import commands, forms, stem_of_command
from claims.text.directive_terms import ChosenTerm, is_verb, names_verb
from claims.text.findings import DirectiveStatus

# Both languages answer the same questions, so these are asked here as well.
from claims.text.issuers_ko import addressee as addressee
from claims.text.issuers_ko import issuer as issuer

FLAGS = 0
BOUNDARY = ""

_JUSTIFY = re.compile(r"사유|이유|소명|필요성|해명")
# The words of a demand for reasons, which as often stand apart: 이유를 적은 요청서를 제출하라.
_REASONS = re.compile(
    r"(?:사유|이유|필요성|경위|근거|용도)(?:를|을)?\s(?:[가-힣]{1,8}\s){0,2}?(?:설명|소명|밝히|제출|입증|해명|증명|기재|적)"
    r"|(?:승인|심사|심의|허가)\s?(?:절차)?(?:를|을)\s(?:[가-힣]{1,6}\s){0,2}?(?:거치|거쳐|밟아야|받게\s될)"
    r"|(?:소명|해명|증명)\s?자료"
)
_REQUIRED = re.compile(
    r"요구|요청|제출|밝히라|설명하라|소명하|하라|해야|거쳐야|밟아야|받게\s될|하도록|의무|지시|명령|통보"
)
# What must follow a term for it to be what happens, not only what is spoken of.
_ACTS = re.compile(
    r"(?:하|했|한|할|함|해|되|됐|된|될|돼|받|시[키켰킨]|토록|키로|기로|령|조치|책|안|에\s나[서섰선])"
    r"|(?:을|를)\s(?:[가-힣]{1,8}\s){1,3}?(?:내렸|내린|내려|전달|하달|보냈|보낸|시행|적용|통보|지급|지원)"
    r"|라는\s맞불|(?:나|와|과|에)\s(?:다름\s?없|마찬가지|가깝|가까운|준하|준한|같은)|\s?대상|[이가을를은는]?\s?(?:강화|풀렸|풀린)"
    r"|(?:을|를|도|이|가|의)?\s?(?:'|’|”)?\s?(?:\([^)]{0,30}\))?(?:을|를)?\s?(?:내[리린렸려]|내놓|발표|시행|부과|가하|가했|가한|넣"
    r"|적용|받|발동|강화|명령|지시|통보|요구|요청|권고|촉구|조치|방안|절차|대상|의무|서명|연장|해제|취소|철회|거부|유지|검토|논의)"
    r"|\s?(?:형식|방식|차원)으로|이라는|라는|\s?중"
)
_DENIED = re.compile(
    r"(?:하|되|받|를\s?하|을\s?하)?지\s?(?:않|못|아니)|(?:한|된|하는)\s?(?:것|게|건)(?:은|이)?\s?아니|(?:을|를)?\s?(?:거부|불허|반려)|(?:은|는|이|가)?\s?(?:아니|없)"
)
_LIFTED = re.compile(r"(?:을|를|가|이|도)?\s?(?:전면\s|일부\s)?(?:해제|철회|완화|풀|폐지|종료)")
_INSTEAD = re.compile(r"(?:하는\s대신(?=.)|하기보다|\s?대신|보다는?|(?:가|이)\s?아니라|이라기보다)")
_IN_RETURN = re.compile(r"하는\s대신\s*$")
_MEASURE = re.compile(r"(?:하는|할|시키는)?\s?(?:조치|방안)")
_MEASURE_LIFTED = re.compile(
    r"(?:하는|한)?\s?(?:조치|규정|명령|정책|규칙|지침|자회사를|대상)?(?:을|를|의|이|가)?\s?(?:[가-힣0-9]{1,10}\s){0,4}?(?:시행을\s)?(?:[가-힣0-9]{1,10}\s){0,3}?"
    r"(?:해제|철회|완화|풀었|풀기|풀린|폐지|종료|중단한|중단하|중단했|유예|보류|연기|거둬)"
)
_OBLIGED = re.compile(r"받아야|받으라|받도록|거쳐야|의무화|의무|받게\s?될")
# A permission that one must get restricts: 수출 허가를 받아야 한다.
_LICENSED = re.compile(
    r"(?:을|를|이|가)?\s?(?:[가-힣]{1,6}\s)?(?:받아야|받도록|받으라|받게\s했|얻어야|얻도록|신청해야|신청하도록|필요하|있어야|없이는)"
)
# Measures that only an authority has.
_SOVEREIGN = re.compile(
    r"(?:건별로?|사안별로?|개별)\s(?:심사하?|심사해|승인|허가)$|금지령$|금수$|허가제$|승인제$"
)
_PASSIVE = re.compile(r"(?:된|됐|되|돼|될|받)")
_TRADED = re.compile(
    r"(?:사용|수출|수입|판매|구매|반입|통관|거래|유통|도입|접근|공급)(?:을|를|이|가|은|는|의)?\s?\S{1,4}$"
)
_PREDICATED = re.compile(r"(?:다|요|죠|며|고|데|만|면|서)[.,\s”\"]*$")
# 정부의 수출 통제로 재고가 쌓였다: a directive taken for granted, with its issuer.
_OF_AUTHORITY = re.compile(
    r"(?:정부|당국|행정부|위원회|상무부|미국|중국|판공실)의\s(?:[가-힣A-Za-z0-9]{1,8}\s){0,2}$"
)
# A term that ends in a verb says by itself that something is ordered.
_VERBAL = re.compile(
    r"(?:도록|라고|라는|라며|라|것을|[아어해]야|기로|않겠다|않을\s(?:방침|계획)|[게했켰])$"
)
_IN_EFFECT = re.compile(r"(?:으로|로)(?:\s인해)?\s|(?:을|를)\s무시|에도\s(?:불구|아랑곳)")
_BIDS = re.compile(
    r"(?:사용|구매|활용|조달|도입|채택|확대|생산|투자|제출|서두르|높이|늘리|양산|비축|쓰|사)(?:하)?(?:라는|라고|도록|ㄹ\s것|[을를할]\s것|자고|해\s달라)|높일\s것|늘릴\s것"
)
_FORBIDS = re.compile(r"말라|말\s것|않도록|못하|중단|자제|줄이|줄일|취소|금지|제한|피하")
# A court quashes what another court held: it orders nobody.
_JUDGED = re.compile(r"(?:판결|원심|선고|결정|기소|공소)(?:을|를)?\s?$")
_SUSPENDING = re.compile(r"중단|멈추|보류|유예|정지")
_ACT = re.compile(
    r"구매|구입|사용|이용|활용|판매|수출|수입|반입|통관|주문|시험|테스트|도입|생산|거래|공급|접근|조달|투자|이전|설치|유통"
)
_JUSTIFYING = "require_justification"
# 허용한 H20보다: the act only describes a thing, unless the noun is itself the measure.
_RELATIVE = re.compile(
    r"(?:한|된|받은|했던|됐던|되던|하던|돼\s?온|해\s?온|되는|하는)\s(?!방안|조치|것|바|상태|중|정책|방침|지침|명령|실정|상황|내용|이후|뒤|데|채|가운데|셈|한편|반면|지|만큼"
    r"|규정|법|행정|조건|제재|규제|조처|제도|고시|조례|개정안|대책|새로운)(?=[가-힣A-Za-z0-9])"
)
_ONLY = re.compile(r"(?:(?<!다)만(?!에)|제한적(?:인|으로)?|한해)\s?[^,]{0,20}$")
_SPOKEN_OF = re.compile(
    r"(?:하|되)?기\s?(?:위해|위한|전에|때문)|(?:\s?(?:조치|정책|요구|방침))?(?:에|의)\s?(?:대응|대비|맞서|부합|관한)"
    r"|(?:\s?[가-힣]{1,4}){0,2}(?:을|를)\s?(?:준수|피하|회피|우회|앞두|비판|앞서|어기|위반|따르)"
    r"|(?:하|했|한|할|하는|인|됐|된|될|되|됐는|했는|되는|할는)지(?!\s?(?:않|못|말|아니))(?=[,\s를은는가])|(?:한|된|할|하는|했)다면|할\s?경우|하더라도|하면\s|할\s?여부"
    r"|(?:을|를)?\s?내린\s(?:배경|이유|경위|의도|목적)|(?:하는|한)\s?(?:것|데)(?:에|을)?\s?(?:반대|항의|반발)"
    r"|\s?(?:조치|규제|정책|지침|명령|령)?(?:와|과|에)?\s?(?:관련(?:한|해|된)|대한|대해)\s|하는\s것[은이]\s|\s?조치에는"
    r"|\s?(?:요청|조치)에\s(?:답|응|반발)|을?\s?(?:받아냈|신청)|하고\s있(?:는지|다며)"
)
_AGENT = re.compile(r"(?P<who>[가-힣A-Za-z0-9·]{1,20})(?:은|는|이|가)\s")
_SETTING = re.compile(r"(?:에|에서|으로|날|월|년|일|때|뒤|후|조치|명령|지침)$")
_FIRM = re.compile(
    r"(?:기업|업체|회사|업계|은행|제조사|공급사|거래처|투자자|소비자|고객|전자)(?:들)?(?:\s?측)?$"
)
# Whoever orders, asks or is made to: the act is not the firm's own.
_IMPOSED = re.compile(
    r"라고|라는|도록|것을|지시|명령|통보|요구|요청|촉구|권고|지침|[된됐돼될]|받|령"
)

_IMPERATIVE_AHEAD = re.compile(
    r"(?:라고|라는|도록|것을)\s?(?:[가-힣]{1,6}\s)?(?P<verb>지시|명령|통보|요구|주문|촉구|권고)"
)
_COORDINATE = re.compile(r"(?<![다라])(?:거나|고|며)[\s,]*$")
_ALREADY = re.compile(r"[았었했됐]")
_INCENTIVE = re.compile(
    r"보조금|장려금|지원금|세액\s?공제|세제\s?혜택|소득\s?공제|인센티브|가산점|저리\s?대출"
    r"|(?:전기|전력|수도|가스|임대|통행|주차)(?:\s?요금|료|세)|(?:법인|소득|취득|부가|재산)세|이자"
)
_GRANTS = re.compile(
    r"지급|지원|제공|주[는기고]|줬|준다|줄|늘리|내놓|확대|감면|깎아|내려|낮춰|덜어|면제|할인|돌려|대신\s내|보태|얹어"
)
_CONDITION = re.compile(
    r"(?:국산|자국산|현지산|토종|국내산|[가-힣]{1,6}산)\s.{0,30}?(?:쓰[는면]|쓸|사용|활용|구매|구입|사[는면]|살|도입|탑재|채택|바꾸|전환|교체)"
)
# 금지령을 내린 바 없다, 금지를 검토한 적이 없다, 금지했다는 보도는 사실이 아니다: no such act.
_NEVER = re.compile(
    r"[한은된린운던둔졌했]\s?(?:바|적|일|사실)(?:이|은|는|도|조차)?\s?없|[가-힣]\s?(?:계획|방침|생각|뜻|의사|의도)(?:이|은|는|도)?\s?없"
    r"|사실(?:이|과는|은)?\s?(?:아니|무근|다르)|(?:보도|소문|주장|관측|의혹|설)(?:를|을|은|는|도)?\s?(?:전면\s|강하게\s)?부인"
)
# 막을까, 금지했을까: nobody says that it was done.
_ASKED = re.compile(r"(?:[을를할될갈울릴질]까|[는은인]가|나요|[을ㄹ할될]지)\s?\?")
# Who only urges, asks or advises leaves the addressee free, whatever he is asked to do.
_SOFTER = (
    (
        re.compile(
            r"요청|촉구|요구|압박|종용|재촉|채근|닦달|주장|강조|역설|지적|압력|경고|으름장|달라|엄포"
        ),
        "urge",
    ),
    (re.compile(r"권고|안내|지도|제안|조언|권유|가이드라인|지침"), "guidance"),
    (re.compile(r"당부|독려|권장|부탁|호소|장려"), "encourage"),
)
_COMMANDED = re.compile(r"(?:라고|라는|라며|라는\s|도록|것을|달라)$")
_BIDS_ON = re.compile(r"(?:으?라(?:고|는|며)|도록|게\s(?=[하했한할]))")
_GOVERNS = re.compile(r"지시|명령|통보|요구|촉구|권고|압박|종용|독려|재촉|당부|요청|경고|권장|지침")
_HEAD_NEAR = 14  # code points between a command and the verb that governs it
# What a verb goes on with where it is what happens: not where it only describes a thing.
_PAST = re.compile(r"[았었했냈켰졌췄렸갔겼웠꿨쳤썼섰랐됐왔댔뒀넣였]$")
_MEASURE_NOUN = (
    r"(?:방안|조치|것|건|방침|정책|지침|규정|법|명령|데|셈|상황|가운데|바|적|뒤|이후|모양|중|계획|예정|전망|태세|채비"
    r"|수\s|뜻|움직임)"
)
_GOES_ON = re.compile(
    r"고|기로|기까지|기\s(?:시작|위|전)|기[만도는]|도록|자[\s,]|겠|며|면서|려|는?다|[아어]?(?:야|서)"
    rf"|(?:는|은|을)?\s{_MEASURE_NOUN}|지\s?(?:않|못|말|는|도)|[아어여]?\s(?:왔|온|오|나섰|버렸|냈|줬|주기|준다|결정|판단)|[았었였]|으?라(?:고|는|며)"
)
# 부담을 줄이도록 도왔다 is no command, 줄이도록 했다 is.
_BID = re.compile(r"(?:도록|게)$")
_BIDDING = re.compile(
    r"\s?(?:[가-힣]{1,8}\s)?(?:하|했|한|할|해|지시|명령|통보|요구|요청|촉구|권고|당부|압박|독려|규정|의무|강제|주문|조치|유도|종용|만들"
    r"|지도|안내|내용|취지|뜻|지침|방침|메시지|공문|조항|경고|신호|행정|내[리렸린]|통지)|\s?$"
)
_STATUS = (
    (re.compile(r"논의|검토|저울질|추진|고려|거론|조율|협의"), DirectiveStatus.UNDER_DISCUSSION),
    (
        re.compile(
            r"[을할될릴]\s?(?:것|전망|예정|방침|계획|수\s?있(?!도록))|[키기]로\s(?:했|한|결정)|부터\s(?:시행|적용|발효)(?:된다|한다|됩)|예상|전망|해야|거쳐야|예고"
        ),
        DirectiveStatus.EXPECTED,
    ),
    (re.compile(r"고\s?있|해\s?[왔온]|중이|상태|시행"), DirectiveStatus.IN_FORCE),
    (re.compile(r"발표|밝혔|밝힌|공표|선언"), DirectiveStatus.ANNOUNCED),
    (re.compile(r"했|됐|한|된|내렸|내린|받|하며|하고|라는|라고"), DirectiveStatus.ISSUED),
)


def pattern(term: str) -> tuple[str, str]:
    """The first letter, and the rest with particles and one adverb between its words.

    A last word in …다 stands for the verb's forms, a word in …라고 for the forms of its command;
    a verb of one syllable (빼라고, not 뺄 것을) must begin its word.
    """
    words = [_word(word) for word in term.split()]
    between = (
        r"(?:을|를|의|에|이|가)?\s?"
        r"(?:(?:전면|즉각|일시|사실상|추가|신규|모두|더|대폭|엄격히|강력히|잠정|별도로|자동으로|아예|완전히|다시|당분간"
        r"|일제히|잇따라|바짝|한층|크게|단단히|전부|일부|우선|먼저)\s)?"
    )
    # The first letter stands alone, so that the engine passes over what begins with no term.
    letter = term[0]
    rests = [form[1:] for form in words[0] if form[0] == letter]
    begins = f"(?<![가-힣]{letter})" if len(rests) < len(words[0]) else ""
    first = begins + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})")
    more = [word[0] if len(word) == 1 else f"(?:{'|'.join(word)})" for word in words[1:]]
    return re.escape(letter), between.join([first, *more])


def _word(word: str) -> tuple[str, ...]:
    """The forms that a word of a term stands for; … is up to four other words."""
    if word == "…":
        return (r"(?:[^\s]{1,12}\s){0,4}?",)
    if word.endswith("하라고"):
        return (f"{word[:-3]}하(?:라고|라는|라며|도록|라)", f"{word[:-3]}할\\s것을")
    if word.endswith("말라고"):
        return (f"{word[:-3]}말(?:라고|라는|도록|\\s것을|라)",)
    if word.endswith("않기로"):
        return (f"{word[:-3]}않(?:기로|겠다|을\\s(?:방침|계획))",)
    if word.endswith("라고"):
        return commands(stem_of_command(word))
    if is_verb(word):
        return forms(word.removesuffix("다"))
    return (re.escape(word),)


def choose(text: str, start: int, end: int, terms: re.Pattern[str]) -> ChosenTerm | None:
    """The act of a clause: what is lifted, else a demand for reasons, else the last that acts."""
    found = [
        match
        for match in terms.finditer(text, start, end)
        if (
            not _INSTEAD.match(text, match.end(), end)
            or _IN_RETURN.match(text, match.end(), end) is not None
        )
        and not _SPOKEN_OF.match(text, match.end(), end)
        and not _JUDGED.search(text, max(start, match.start() - 8), match.start())
    ]
    doing = [match for match in found if _is_act(text, match, end)]
    lifting = [match for match in found if _MEASURE_LIFTED.match(text, match.end(), end)]
    justifying = [match for match in found if _JUSTIFY.search(match.group())]
    reasons = _REASONS.search(text, start, end)
    if _ASKED.search(text, max(start, end - 12), end + 1):
        return None
    if lifting:
        chosen = lifting[-1]
        return ChosenTerm(chosen.lastgroup or "", chosen.start(), chosen.end(), True, True)
    if reasons and _REQUIRED.search(text, reasons.start(), end):
        return ChosenTerm("", reasons.start(), reasons.end(), strength=_JUSTIFYING)
    if justifying and (doing or _demands(text, justifying[-1].end(), end)):
        chosen = justifying[-1]
    elif doing:
        chosen = _commanded(text, doing)
    else:
        return _incentive(text, start, end)
    if _is_firms_own(text, start, chosen.start(), end):
        return None
    lifted = _LIFTED.match(text, chosen.end(), end) is not None
    denied = (
        _DENIED.match(text, chosen.end(), end) is not None
        or _NEVER.search(text, chosen.end() - 1, end) is not None
    )
    only = _ONLY.search(text, max(start, chosen.start() - 24), chosen.start()) is not None
    only = only or _LICENSED.match(text, chosen.end(), end) is not None
    return ChosenTerm(
        chosen.lastgroup or "",
        chosen.start(),
        chosen.end(),
        lifted or denied,
        lifted,
        only,
        softer=_softer(text, chosen, end),
    )


def _commanded(text: str, doing: Sequence[re.Match[str]]) -> re.Match[str]:
    """The last act; but of 줄이라고 지시했다 what is commanded, not that something is."""
    if len(doing) > 1 and _GOVERNS.fullmatch(doing[-1].group()):
        before = doing[-2]
        near = doing[-1].start() - before.end() <= _HEAD_NEAR
        if near and (_COMMANDED.search(before.group()) or _BIDS_ON.match(text, before.end())):
            return before
    return doing[-1]


def _softer(text: str, chosen: re.Match[str], end: int) -> str:
    """The strength of the verb that governs a command: 물리라고 권고했다 is guidance."""
    command = _COMMANDED.search(chosen.group()) or (
        names_verb(chosen.lastgroup or "") and _BIDS_ON.match(text, chosen.end(), end)
    )
    if not command:
        return ""
    if command.group() == "달라":
        return "urge"
    head = text[chosen.end() : min(end, chosen.end() + _HEAD_NEAR)]
    first = min(
        (
            (match.start(), strength)
            for expression, strength in _SOFTER
            if (match := expression.search(head))
        ),
        default=(0, ""),
    )
    return first[1]


def names_nobody(text: str, start: int, at: int) -> bool:
    """Whether no subject stands before the act: 9월에는 …를 금지했다, 해당 조치로 …를 금지했다."""
    return all(_SETTING.search(one["who"]) for one in _AGENT.finditer(text, start, at))


def continued(text: str, start: int, end: int, last: int) -> ChosenTerm | None:
    """칩을 철거하거나 [주문을 취소하라고 지시했다]: a command whose verb ends the next clause."""
    if not _COORDINATE.search(text, max(start, end - 4), end):
        return None
    if _ALREADY.search(text, max(start, end - 4), end):
        return None
    ahead = _IMPERATIVE_AHEAD.search(text, end, min(last, end + 120))
    if ahead is None:
        return None
    bare = _SUSPENDING.search(text, start, end)
    if ahead["verb"] in {"요구", "촉구"}:
        strength = "urge"
    elif ahead["verb"] == "권고":
        strength = "guidance"
    else:
        strength = "suspend" if bare else "order"
    at = bare.span() if bare else (start, end)
    return ChosenTerm("", *at, strength=strength)


def _incentive(text: str, start: int, end: int) -> ChosenTerm | None:
    """국산 칩을 쓰는 곳에 보조금을 준다: money on condition that one does something."""
    money = _INCENTIVE.search(text, start, end)
    if money is None or not _GRANTS.search(text, money.end(), end):
        return None
    if not _CONDITION.search(text, start, end):
        return None
    return ChosenTerm("", money.start(), money.end(), strength="encourage", promotive=True)


def _is_firms_own(text: str, start: int, at: int, end: int) -> bool:
    """A firm that stops its own purchases orders nobody."""
    agents = list(_AGENT.finditer(text, start, at))
    if not agents or not _FIRM.search(agents[-1]["who"]):
        return False
    return _IMPOSED.search(text, at, min(end, at + 24)) is None


def implies_authority(text: str, at: int, end: int) -> bool:
    """금지하는 방안, 허가를 받아야, 사용이 금지된: only an authority has such measures."""
    words = text[max(0, at - 12) : at]
    return (
        _MEASURE.match(text, at, end) is not None
        or _SOVEREIGN.search(words) is not None
        or _OBLIGED.search(words) is not None
        or (_PASSIVE.match(text, at, end) is not None and _TRADED.search(words) is not None)
    )


def is_promotive(text: str, start: int, end: int) -> bool:
    """국산 칩을 쓰라는 지침 bids to do something, not to leave it."""
    return _BIDS.search(text, start, end) is not None and _FORBIDS.search(text, start, end) is None


def status(text: str, at: int, end: int, lifted: bool) -> DirectiveStatus:
    """How far it has come, by what follows the act."""
    if lifted:
        return DirectiveStatus.REVOKED
    for expression, value in _STATUS:
        if expression.search(text, at, end):
            return value
    return DirectiveStatus.UNKNOWN


def act(text: str, start: int, at: int, end: int) -> str:
    """What must be done or left: the nearest act named before the term, else after it."""
    before = [match.group() for match in _ACT.finditer(text, start, at)]
    after = _ACT.search(text, at, end)
    return before[-1] if before else (after.group() if after else "")


def _is_act(text: str, match: re.Match[str], end: int) -> bool:
    if _RELATIVE.match(text, match.end(), end) and not _is_thing(text, match.end(), end):
        return False
    if _OF_AUTHORITY.search(text, max(0, match.start() - 24), match.start()) and _IN_EFFECT.match(
        text, match.end(), end
    ):
        return True
    if names_verb(match.lastgroup or ""):
        return _says(text, match, end)
    if _BID.search(match.group()):
        return _BIDDING.match(text, match.end(), end) is not None
    if _VERBAL.search(match.group()):
        return True
    return _ACTS.match(text, match.end(), end) is not None


def _says(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a verb says what is done: 막았다, 막기로, 막는 방안, 막아; not 막는 벽."""
    return (
        _PAST.search(match.group()) is not None
        or _GOES_ON.match(text, match.end(), end) is not None
        or not text[match.end() : end].strip(" ,.")
    )


def _is_thing(text: str, at: int, end: int) -> bool:
    """국내에서 사용이 금지된 칩: the whole is a noun phrase, which says that it was done."""
    return len(text[at:end].split()) <= 5 and _PREDICATED.search(text, at, end) is None


def _demands(text: str, at: int, end: int) -> bool:
    return re.search(r"요구|요청|제출|밝히라|설명하라|소명|하라", text[at:end]) is not None
