"""The words by which pages of news say what a piece of them is, Korean and English.

Patterns only: :mod:`claims.articles.cutting` and :mod:`claims.articles.zones` decide with
them and with those of :mod:`claims.articles.signatures`. Every repetition is bounded, so that no
pattern costs more than linear time.
"""

from __future__ import annotations

import re

from claims.articles.signatures import MAIL, NAMES, ROLE, any_of

_HEAD_MARK = r"^[\[<【(▶■◆▲▼●◇□★☆※\s#*|]{0,4}"
_HEAD_END = r"\s?[\]>】):：▼▶]?\s?(?:더\s?보기)?$"


COMMENT_HEAD = re.compile(
    "^"
    + any_of(
        r"댓글\s?(?:\(?\d+\)?|쓰기|보기|입력|목록|달기|정책|운영정책|창|열기|닫기|작성)?\s?개?",
        r"(?:전체|독자|베스트|최신|공감)\s?댓글.{0,12}",
        r"한\s?줄\s?의견",
        r"의견\s?\d+",
        r"\d{0,6}\s?comments?(?: \(?\d+\)?)?",
        r"leave a (?:comment|reply)",
        "join the conversation",
    )
    + "$",
    re.IGNORECASE,
)
COMMENT_NOTE = re.compile(
    any_of(
        "등록된 댓글이 없",
        r"댓글\s?(?:등록|작성|쓰기|달기)?[은이가을를]?\s?"
        r"(?:등록|작성|쓰|남기|달|입력)[가-힣]{0,3}\s?(?:로그인|회원|수 (?:있|없)습니다|주세요"
        r"|가능|하세요)",
        r"댓글\s?(?:운영|작성|이용)?\s?(?:정책|원칙|규정)",
        r"댓글[은이]?\s(?:닫|막|제공(?:되|하)지)|댓글 (?:서비스|기능)[은을]",
        r"로그인\s?(?:한|후|하)[^.]{0,20}(?:댓글|의견)",
        r"첫\s?(?:번째)?\s?댓글을",
        r"(?:비방|욕설|악성|비속어)[^.]{0,60}(?:삭제|제재|차단)[^.]{0,8}(?:될 수 있|됩니다|니다)",
        r"^0\s?/\s?\d{3,5}\s?(?:자|등록)?$",
    )
)
"""What a comment box says while nobody has written anything, and its rules."""
COMMENTS_BEGIN = re.compile(r"\s(?=댓글\s?\d+(?:\s|$))")

POLL = re.compile(
    r"^[\[<【■◆◇▶Q.\s]{0,4}"
    + any_of(
        r"(?:(?:독자|긴급|온라인|오늘의)\s?)?(?:설문(?:조사)?|투표|여론조사|poll|폴)\s?[:：\]>】]",
        r"(?:독자\s?)?(?:설문(?:조사)?|투표)(?:\s?(?:참여|하기|결과|마감|종료).{0,20})?$",
        r"이 (?:기사|뉴스|글)[를을가이에]?\s?(?:대해\s?)?(?:어떻게|추천|평가|어떠|좋|유익|도움"
        r"|마음)",
        r"(?:좋아요|추천해요|슬퍼요|화나요|훈훈해요|후속기사|응원해요|기뻐요|놀라워요"
        r"|쏠쏠정보|흥미진진|공감백배|분석탁월|후속강추|유익해요|감동이에요)(?:\s?\d+)?(?:\s|$)",
        r"(?:기사 추천은 24시간|총?\s?[\d,]+\s?명\s?(?:이\s)?(?:참여|투표))",
        r"공감(?:해요)?\s?\d*\s?(?:비공감|댓글|비추천).{0,20}$",
        r"vote\b.{0,40}$",
        r"what do you think\b.{0,40}$",
    ),
    re.IGNORECASE,
)
POLL_OPTION = re.compile(
    r"^(?:[①-⑩○●□■☐✔👍👎-]|\d{1,2}[.)])?\s?.{1,30}?(?:\s?[\d.]{1,5}\s?%"
    r"|\s?\(?[\d,]{1,9}\s?[명표]\)?)?$"
)

_TEASER_HEAD = any_of(
    r"함께\s?(?:보면|읽으면|볼|읽을|읽기|보기).{0,14}",
    r"(?:이\s?기사와\s)?(?:함께|같이)\s(?:본|많이).{0,12}",
    r"(?:관련|연관)\s?(?:기사|뉴스|글|자료|콘텐츠|포스트|링크|키워드|태그|이슈|영상)",
    r"(?:추천|인기|주요|최신|실시간|오늘의|화제의|핫|베스트|이슈|포토"
    r"|놓치면 안\s?되는)\s?(?:주요\s?|인기\s?)?"
    r"(?:기사|뉴스|글|포스트|콘텐츠|이슈|클릭|랭킹)",
    r"(?:[가-힣A-Za-z0-9 ]{1,12}\s)?많이\s?(?:본|읽은)\s?(?:기사|뉴스|글)?",
    r"[가-힣 ]{0,8}가장 많이 (?:본|읽은).{0,8}",
    r"이\s?시각\s?(?:주요|많이|추천|헤드라인|핫).{0,10}",
    r"지금 뜨는.{0,8}",
    r"이런 (?:기사|뉴스|글)[는은도]?\s?(?:어때요|어떠세요)\??",
    r"(?:이\s?(?:기자|블로그|매체|언론사|카테고리|채널)의?\s?|[가-힣]{2,4}\s?기자의?\s?)"
    r"(?:다른|인기|최신|주요|많이 본)?\s?(?:기사|글|뉴스|콘텐츠).{0,8}",
    r"다른\s?(?:기사|글|뉴스).{0,8}",
    r"['‘’\"“]?[^'’\"”]{1,20}['’\"”]?\s?카테고리의 다른 글",
    r"(?:이전|다음)\s?(?:글|기사)",
    r"related(?: (?:articles?|stories|posts?|news|coverage|topics|content|links))?",
    r"(?:read|see) (?:more|also|next)(?: from.{0,30})?",
    r"you (?:may|might) (?:also )?(?:like|be interested in)",
    r"recommended(?: (?:for you|stories|reading))?",
    r"more (?:from|on|stories|news|in|to read)\b.{0,30}",
    r"(?:most|must) (?:read|popular|viewed)(?: .{0,20})?",
    r"trending(?: (?:now|stories|news))?",
    "top stories",
    r"(?:latest|popular) (?:news|stories|posts)",
    "what to read next",
    r"(?:sponsored|promoted) (?:content|stories|links)|paid content|around the web",
)
TEASER_HEAD = re.compile(_HEAD_MARK + _TEASER_HEAD + _HEAD_END, re.IGNORECASE)
"""A heading over links to other articles."""
TEASER_LINE = re.compile(
    any_of(
        r"^[▶▷☞☛►➤➡→]",
        r"^[\[<【(]?(?:관련|연관|추천|인기)\s?(?:기사|뉴스|자료|글)[\]>】)]?[\s:：|]",
        r"^이전(?:글|기사)?\s{0,2}[:：▲]",
        r"^다음(?:글|기사)?\s{0,2}[:：▼]",
        r"^(?:이 시각 주요 뉴스|(?:이 블로그 )?인기\s?글|함께 보면 좋은 (?:글|기사))[\s:：]",
        r"^(?:[가-힣]{1,6}\s)?많이 본 (?:뉴스|기사)\s?[:：]?\s?1[.\s]",
        r"^\[(?:바로가기|더보기|기사보기|원문보기)\]",
        r"^(?:read more|see also|related|watch|more|also read|read also|listen|explore)\s?[:：|]",
    ),
    re.IGNORECASE,
)
TEASER_CARD = re.compile(rf"{NAMES}\s?{ROLE}\s?[|·]?\s?20\d\d[.-]\d{{1,2}}[.-]\d{{1,2}}.{{0,12}}$")
"""The end of a card that leads to another article: its by-line and day."""
TEASER_MORE = re.compile(r"(?:…|\.{3})\s?\[?(?:더\s?보기|기사\s?보기)\]?$")

SUMMARY_HEAD = re.compile(
    _HEAD_MARK
    + any_of(
        r"(?:(?:기사|뉴스|AI|본문|핵심|오늘의)\s?){0,2}(?:세|3|한|1|두|2|다섯|5)\s?(?:줄"
        r"|문장)\s?(?:요약|정리)",
        r"(?:AI\s?(?:가\s?)?|핵심|기사|본문|내용|뉴스)\s?(?:자동\s?|핵심\s?)?요약",
        r"요약(?:봇|보기|문)?",
        r"(?:핵심|주요)\s?(?:포인트|내용|정리)",
        r"한\s?(?:눈에|줄)\s?(?:보기|보는.{0,10}|평)",
        r"editor['’]?s?['’]?\s?(?:pick|note)s?",
        r"에디터\s?(?:픽|노트)",
        r"key (?:points|takeaways|facts|highlights)",
        r"(?:article |ai |the )?summary",
        "at a glance",
        "in brief",
        "highlights",
        r"tl;?dr",
    ),
    re.IGNORECASE,
)
"""The head of a summary, alone in its line or with the summary behind it."""
HEAD_END = re.compile(_HEAD_END)
BULLET = re.compile(r"^(?:[-–•·ㆍ∙*◦‣○●▲△✔✅☑▶▪■□◆◇👉📌🔹💡]|\d{1,2}[.)]\s?|[①-⑩❶-❿])\s?")

SUBHEAD_MARK = re.compile(
    r"^[■◆◇□●○◈▣❚#]\s?[^#\s]|^<[^<>]{2,50}>$|^\[[^\[\]]{2,50}\]$|^【[^】]{2,50}】$"
)

_LABEL = any_of(
    r"작성(?:일시|일자|일|시간)?",
    r"등록(?:일시|일자|일)?",
    r"(?:기사\s?)?(?:최초\s?)?입력(?:일시|일|시간)?",
    "승인(?:일)?",
    r"송고(?:시간|시각)?",
    r"(?:기사\s?)?(?:최종\s?)?(?:수정|업데이트)(?:일시|일|시간)?",
    r"게재(?:일)?",
    r"발행(?:일)?",
    r"(?:[Pp]osted|[Pp]ublished|[Uu]pdated|[Ll]ast (?:updated|modified)|PUBLISHED|UPDATED)(?: on"
    r"| at)?",
)
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s)?"
_DAY = _WEEKDAY + any_of(
    r"20\d\d[.\-/년]\s?\d{1,2}[.\-/월]\s?\d{1,2}[일.]?",
    r"\d{1,2}[.\-/]\d{1,2}(?![.\d])",
    r"[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s20\d\d",
    r"\d{1,2}\s[A-Z][a-z]{2,8}\.?\s20\d\d",
)
_TIME = (
    r"(?:오전|오후|AM|PM|at)?\s?\(?\d{1,2}(?::\d\d(?::\d\d)?|시\s?\d{1,2}분)\)?"
    r"(?:\s?(?:[AaPp]\.?[Mm]\.?|KST|ET|EST|EDT|PT|BST|(?:GMT|UTC)(?:[+-]\d{1,2})?)){0,2}"
)
_WHEN = (
    rf"(?:{_DAY}(?:[\s,(]{{0,2}}[월화수목금토일](?:요일)?\)?)?(?:[\s,|·]{{0,3}}{_TIME})?|{_TIME})"
)
STAMP = re.compile(
    rf"{_LABEL}\s{{0,2}}[:：|]?\s{{0,2}}{_WHEN}"
    rf"(?:[\s|·ㅣ,/]{{0,4}}(?:{_LABEL}\s{{0,2}}[:：|]?\s{{0,2}})?{_WHEN}){{0,3}}"
)
"""A board's or a paper's date line, with the days that follow it."""
BOARD_STAMP = re.compile(
    rf"(?:작성일|등록일|기사\s?입력|입력|송고)\s{{0,2}}[:：|]?\s{{0,2}}{_WHEN}"
)
BARE_STAMP = re.compile(
    rf"^{_DAY}[\s.]?\s?(?:\(?[월화수목금토일]\)?(?:요일)?)?\s?(?:{_TIME})?(?:\s?송고)?"
    r"(?:[\s|·,]{0,3}(?:[Ll]ast )?(?:[Uu]pdated|수정|업데이트).{0,40})?$"
)
SIGNED_STAMP = re.compile(
    rf"^(?:[가-힣A-Za-z0-9]{{2,12}}\s)?{NAMES}\s?{ROLE}"
    rf"(?:\s?\(?{MAIL}\)?)?[\s|·ㅣ,/]{{0,4}}{_WHEN}$"
)
"""Who and when in one line: ``가나신문 홍길동 기자 2025-03-04 09:30``."""
LEGAL = re.compile(r"등록번호|발행인|편집인|사업자|대표이사|청소년\s?보호|통신판매")
"""The legal notice at the foot of Korean pages."""
DATED_LINE = re.compile(rf"^20\d\d\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.?\s{_TIME}\s?[·|]")
"""A blog's date with its buttons: ``2025. 3. 4. 8:30 · 이웃추가``."""

_BUTTONS = frozenset(
    """
    가 가+ 가- + - | · / 크게 작게 글자크기 글씨크기 글자 글씨 크기 조정 조절 설정 변경 확대 축소
    화면 화면크기 페이스북 페이스북으로 트위터 트위터로 X 엑스 카카오톡 카카오톡으로 카카오스토리
    네이버 네이버로 밴드 라인 블로그 카페 인스타그램 유튜브 텔레그램 스레드 링크 링크복사 주소복사
    URL URL복사 복사 복사하기 퍼가기 공유 공유하기 공유된 SNS 인쇄 인쇄하기 프린트 스크랩
    스크랩하기 저장 저장하기 북마크 책갈피 신고 신고하기 목록 목록으로 이전 다음 이전글 다음글
    이전기사 다음기사 맨위로 위로 TOP 닫기 열기 메뉴 전체메뉴 검색 로그인 로그아웃 회원가입
    마이페이지 구독 구독하기 구독중 팔로우 알림 알림받기 좋아요 싫어요 공감 비공감 추천 비추천
    추천하기 댓글 댓글쓰기 댓글보기 기사듣기 본문듣기 듣기 음성으로 음성듣기 읽어주기 번역
    번역하기 요약보기 홈 HOME Home 홈으로 뉴스 뉴스홈 정치 경제 사회 국제 세계 문화 스포츠 연예
    오피니언 IT 과학 IT/과학 생활/문화 산업 증권 부동산 전국 지역 전체 전체기사 최신기사 더보기
    이메일 메일 메일보내기 보내기 기사보내기 바로가기 원문보기 기사원문 원문 제보 제보하기
    기사제보 광고 AD Ad ADVERTISEMENT 이웃추가 본문 기타 기능 게시글 관리 좋아요공감 서로이웃 조회
    조회수 추천수 끝 (끝) [끝] <끝> ### Facebook Twitter LinkedIn WhatsApp Reddit Email Print
    Share Copy link Link Save Comments Bookmark Tweet Pin Like Reply Menu Search Login Subscribe
    Home News Politics Business World Technology Sports
    """.split()
)


_WORD = re.compile(r"\S+")


def is_buttons(text: str) -> bool:
    """Whether a short line is nothing but the labels of buttons, sections and counters."""
    words = text.split()
    return len(text) <= 100 and all(
        word.strip(",:·") in _BUTTONS or word.strip("(),:").isdigit() for word in words
    )


def buttons_at_start(text: str) -> int:
    """How many characters at the start of ``text`` are counters and labels of buttons."""
    end = 0
    for word in _WORD.finditer(text[:60]):
        if word[0].strip(",:·") not in _BUTTONS and not word[0].strip("(),:").isdigit():
            break
        end = word.end()
    return end


FURNITURE = re.compile(
    "^"
    + any_of(
        r"조회\s?(?:수)?\s?[:：]?\s?[\d,]+.{0,20}",
        r"추천\s?(?:수)?\s?[:：]?\s?\d+",
        r"(?:본문|기사)?\s?글[자씨]\s?(?:크기|크게|작게).{0,20}",
        r"맨\s?위로.{0,6}",
        r"(?:기사\s?)?(?:구독|저장|제보|공유|스크랩|프린트)(?:하기)?",
        r"본문\s?(?:바로가기|듣기|영역|내용|시작|끝).{0,10}",
        r"(?:기사|뉴스)\s?(?:본문\s?영역|듣기|본문|상세|읽어주기|공유하기).{0,10}",
        "메뉴.{0,6}",
        r"(?:동)?영상\s?(?:영역\s?)?(?:시작|끝|고정.{0,10}|재생.{0,10})",
        "자동재생",
        r"상세\s?페이지",
        r"더\s?보기.{0,4}",
        r"(?:URL|주소|링크)\s?복사.{0,16}",
        r"(?:페이스북|트위터|카카오(?:톡|스토리)|네이버|밴드|링크)[\s가-힣]{0,20}",
        r"이미지\s?(?:확대|크게).{0,8}",
        r"(?:큰|원본)\s?(?:이미지|사진)\s?보기",
        r"(?:광고|AD|스폰서|협찬|Sponsored(?: by.{0,30})?)(?:\s?입니다)?",
        r"광고\s?(?:후|건너뛰기|닫기).{0,24}",
        "share(?: this| on)?.{0,24}",
        "print",
        "subscribe.{0,20}",
        "sign (?:in|up)",
        "log ?in",
        "menu",
        "home",
        "search",
        r"advertisements?(?:\s?[·|-]\s?.{0,30})?",
        "ad",
        r"(?:article|story) continues (?:below|after).{0,30}",
        "skip to .{1,30}",
        r"\d+ min(?:ute)?s? read",
        "listen to (?:this )?(?:article|story).{0,20}",
        r"https?://\S+",
        r"(?:기사\s?)?(?:원문|출처|참고|링크)\s?(?:보기|링크)?\s?[:：]?\s?https?://\S+",
        r"[\[(<]?\s?끝\s?[\])>]?",
    )
    + "$",
    re.IGNORECASE,
)
NOTICE = re.compile(
    any_of(
        r"^[※*\[(<\s]{0,3}(?:이|본) (?:기사|글|콘텐츠|포스팅)[은는이가]?\s.{0,60}"
        r"(?:섹션으로 분류|생성형|AI[가로를]? |인공지능|번역|수수료|협찬|제공받|파트너스|저작권"
        r"|자동 생성|자동으로|재구성)",
        r"^기사의 섹션 정보",
        r"^언론사는 개별 기사를",
        r"^※?\s?(?:본|이) (?:글|기사|콘텐츠|자료|포스팅)[은는]?\s.{0,80}(?:아니며|아닙니다|책임)",
        r"^(?:AI\s?)?요약 기술은|전체 (?:내용|맥락)[의을] .{0,24}본문.{0,40}(?:확인|보기|읽기)",
        r"^읽어주기 기능은|^음성 (?:재생|서비스)",
        r"브라우저[에를의가]?[^.]{0,24}(?:지원하지 않습|사용하실 수|최적화되어|업데이트해 주"
        r"|업데이트하세)",
        r"자바\s?스크립트[^.]{0,30}(?:활성화|허용|켜|사용)[^.]{0,10}(?:세요|십시오|바랍니다"
        r"|합니다)",
        r"(?:enable|turn on|requires?|without) javascript|javascript (?:is|has been|must be"
        r"|appears to be)"
        r" (?:not |currently )?(?:disabled|enabled|required|turned off|blocked)",
        r"your browser (?:does not|doesn['’]t|is (?:out|not|no longer))",
        r"^(?:we|this (?:site|website|page)) uses? cookies",
        r"^(?:by (?:signing up|subscribing|clicking|continuing)|this site is protected by)",
        r"^(?:our standards|suggested topics|tags|topics|keywords|filed under)\s?:",
        r"^disclaimers?\s?:",
        r"^this article (?:was|has been) (?:machine|automatically|translated|generated)",
        r"쿠키[^.]{0,30}(?:동의|허용)[^.]{0,10}(?:세요|십시오|바랍니다)",
    ),
    re.IGNORECASE,
)
"""What a site says of itself or its machinery to the reader, not of the news."""
SOLICITING = re.compile(
    any_of(
        r"뉴스레터|구독|채널\s?추가|친구\s?추가|알림\s?설정|앱(?:을|\s?설치|\s?다운|에서)|제보",
        r"카카오톡|카톡|유튜브|팔로우|이웃\s?추가|공유|좋아요|댓글|회원|멤버십|후원",
    )
    + r"[^.]{0,60}"
    + any_of(
        r"(?:하|보|눌러\s?주|해\s?주|부탁드|남겨\s?주|주|오|드|으|누르)(?:세요|십시오|시면 됩니다"
        r"|시기 바랍니다)",
        r"(?:하기|받기|받아보기|바로가기|추가|검색|클릭)",
        r"(?:바랍니다|부탁드립니다|부탁드려요|기다립니다|환영합니다|받습니다)",
        r"뉴스가 됩니다|okjebo",
    )
    + r"[\s.!~♥❤👍🙏\])\"'”’]{0,4}$"
)
"""Please subscribe, follow, tell us: at the end of a short line, in the imperative."""
TIP_LINE = re.compile(
    r"^[■▶▷※◎☎📧◇◆\[(\s]{0,3}"
    + any_of(
        r"제보(?:하기|\s?전화|\s?[:：]|는 .{0,30}(?:카카오톡|카톡|전화|메일|@))",
        r"기사\s?(?:제보|문의)",
        r"(?:기사\s?)?제보\s?및\s?보도자료|보도자료\s?[:：(&]",
        r"(?:카카오톡|카톡|전화|이메일|메일|페이스북|유튜브|홈페이지|네이버|팩스)\s?[:：]",
        r"(?:당신|여러분)의 (?:소중한 )?제보[가를] (?:뉴스|기다)",
    )
)
ENGLISH_SOLICITING = re.compile(
    r"^(?:sign up|subscribe|get (?:the|our|your|more|a|breaking|this|unlimited)|join (?:our|us|the)"
    r"|follow (?:us|our|.{1,30} on)|download (?:the|our)|click|listen to|watch (?:our|now|live)"
    r"|support (?:our|us|independent|quality)|enter your|thank you for|want (?:more|to)"
    r"|stay (?:up|informed|tuned|ahead|on top)|don['’]t miss|never miss|have a (?:tip|question)"
    r"|do you have|already a|send (?:us|your|tips)|become a|register (?:for|now|to)|log in"
    r"|you['’]ve|start your|create (?:an|your)|our newsletter|newsletter)\b.{0,160}"
    r"(?:newsletters?|inbox|subscri\w{1,8}|e-?mails?|podcasts?|\bapp\b|notifications?|alerts?"
    r"|follow us|facebook|twitter|instagram|whatsapp|telegram|account|free articles?|\btips?\b"
    r"|read(?:ing)? this article|privacy policy|journalism|membership|members?)",
    re.IGNORECASE,
)
TAGS_LINE = re.compile(
    r"^(?:(?:태그|키워드|Tags?)\s?[:：]?\s?)?(?:#[^\s#,]{1,30}[\s,]{0,2}){1,40}$"
)
TRAIL = re.compile(
    r"^(?:홈|HOME|Home|뉴스홈)\s?[>›»]"
    r"|^[가-힣A-Za-z/]{1,10}(?:\s?[>›»]\s?[가-힣A-Za-z/·]{1,14}){1,4}$"
)

GLUED = re.compile(r"[다요죠까]\.[\"'”’)]{0,2}(?=[가-힣A-Z0-9\"'“‘\[<■◆▲])")
"""A Korean sentence's end with the next thing stuck to it."""
FOREIGN = re.compile(
    r"(?<=[.?!다요>\])】\"”’])\s{0,2}(?="
    + any_of(
        r"[<\[(]?\s?저작권자\s?[ⓒ©(]",
        r"[Cc]opyrights?\s?[ⓒ©(]",
        r"[<\[]?\s?[ⓒ©]\s?(?:19|20)\d\d",
        r"[<\[(]\s?[ⓒ©]",
        r"[\[<【▶☞]\s?관련\s?기사",
        r"■\s?제보",
        r"촬영\s?기자\s?[:：]",
        r"(?:[가-힣]{1,6}\s)?많이 본 (?:뉴스|기사)\s1\s",
        r"20\d\d[/.-]\d{1,2}[/.-]\d{1,2}\s\d{1,2}:\d\d\s송고",
        r"댓글\s\d+\s",
        r"등록된 댓글이 없",
        r"관련\s?자료\s(?:이전|다음)\s",
    )
    + ")"
)
"""Where, within one run of text, the page's own matter begins behind a sentence."""
KOREAN_END = re.compile(
    r"(?:[가-힣](?<=[았었였했됐갔왔렸졌켰났봤랐섰겼웠쳤뒀혔췄냈샀])다|니다|[아어여해]요|네요|이다"
    r"|있다|없다|데요|죠)"
    r"[\s)\"'”’]{0,2}$"
)
"""How a Korean sentence ends whose writer left out the full stop; few headlines do."""
PLAIN_STYLE = re.compile(r"[가-힣](?<![니])다[\".”'’)\s]{0,4}$")
"""How sentences of written news end; a site speaks to its readers in -니다 and -요."""
