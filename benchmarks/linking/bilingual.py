"""The same news as a Korean and as an English outlet might word it; all of it made up.

Free translations: the order, the roundness of numbers and what is left out differ, as they do
between newsrooms. Names that both carry are in each language's own script.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

PAIRS: tuple[tuple[str, str], ...] = (
    (
        "가온시는 다음 달부터 시내버스 요금을 200원 올리기로 했다.",
        "Bus fares in the city of Gaon will rise by 200 won starting next month.",
    ),
    (
        "정부는 쌀 수입 관세를 단계적으로 낮추는 방안을 검토하고 있다.",
        "The government is considering gradual cuts to the tariff on imported rice.",
    ),
    (
        "한강에 떠 있던 유람선에서 불이 나 승객 43명이 구조됐다.",
        "Forty-three passengers were rescued after a fire broke out on a river cruise boat.",
    ),
    (
        "보건당국은 올겨울 독감 환자가 지난해의 두 배로 늘었다고 밝혔다.",
        "Health officials said flu cases this winter have doubled from a year earlier.",
    ),
    (
        "중앙은행은 기준금리를 연 3.25%로 동결했다.",
        "The central bank left its benchmark interest rate unchanged at 3.25 percent.",
    ),
    (
        "반도체 업체는 새 공장을 짓는 데 12조 원을 투자한다고 발표했다.",
        "The chipmaker announced a 12 trillion won investment in a new plant.",
    ),
    (
        "법원은 전직 장관에게 징역 2년을 선고했다.",
        "A former minister was sentenced to two years in prison.",
    ),
    (
        "태풍이 남해안에 상륙해 3만 가구의 전기가 끊겼다.",
        "The typhoon made landfall on the south coast, cutting power to 30,000 homes.",
    ),
    (
        "교육부는 초등학교 교실에서 휴대전화 사용을 금지하기로 했다.",
        "Mobile phones will be banned from primary school classrooms, the education ministry said.",
    ),
    (
        "노조는 임금 협상이 결렬되자 월요일부터 파업에 들어간다고 선언했다.",
        "The union declared a strike from Monday after pay talks collapsed.",
    ),
    (
        "경찰은 은행 전산망을 해킹한 혐의로 대학생 세 명을 체포했다.",
        "Police arrested three university students on suspicion of hacking a bank's computers.",
    ),
    (
        "외교부는 분쟁 지역에 머무는 자국민에게 즉시 철수하라고 권고했다.",
        "The foreign ministry urged its citizens in the conflict zone to leave immediately.",
    ),
    (
        "연구진은 바닷물에서 미세플라스틱을 걸러내는 막을 개발했다.",
        "Researchers have developed a membrane that filters microplastics out of seawater.",
    ),
    (
        "전기차 판매량은 보조금이 줄면서 석 달 연속 감소했다.",
        "Electric car sales fell for a third straight month as subsidies shrank.",
    ),
    (
        "국회는 개인정보 보호법 개정안을 만장일치로 통과시켰다.",
        "Parliament unanimously passed an amendment to the privacy law.",
    ),
    (
        "식품의약품안전처는 해당 진통제의 판매를 중단하라고 명령했다.",
        "The drug safety agency ordered a halt to sales of the painkiller.",
    ),
    (
        "항공사는 조종사 부족으로 국제선 20편을 취소했다.",
        "A shortage of pilots forced the airline to cancel 20 international flights.",
    ),
    (
        "지난해 출생아 수는 23만 명으로 역대 가장 적었다.",
        "A record low of 230,000 babies were born last year.",
    ),
    (
        "환경단체는 댐 건설이 철새 서식지를 파괴할 것이라고 경고했다.",
        "Environmental groups warned that the dam would destroy habitats of migratory birds.",
    ),
    (
        "대통령은 다음 주 정상회담을 위해 베트남을 방문할 예정이다.",
        "The president will travel to Vietnam next week for a summit.",
    ),
    (
        "광산이 무너져 노동자 11명이 지하에 갇혔다.",
        "Eleven workers are trapped underground after a mine collapse.",
    ),
    (
        "선거관리위원회는 투표율이 61.4%로 잠정 집계됐다고 밝혔다.",
        "Turnout was provisionally put at 61.4 percent, the election commission said.",
    ),
    (
        "당국은 조류인플루엔자가 확인된 농장의 닭 8만 마리를 살처분했다.",
        "Authorities culled 80,000 chickens at a farm where bird flu was confirmed.",
    ),
    (
        "세계 경제는 내년에 2.9% 성장할 것으로 전망된다.",
        "The world economy is projected to grow 2.9 percent next year.",
    ),
    (
        "소방대원들은 닷새 만에 산불을 껐다.",
        "Firefighters put out the forest fire after five days.",
    ),
    (
        "그 배우는 세금 체납 사실을 인정하고 사과했다.",
        "The actor admitted to unpaid taxes and apologised.",
    ),
    (
        "검찰은 입찰 담합 의혹과 관련해 건설사 본사를 압수수색했다.",
        "Prosecutors raided the builder's headquarters over alleged bid rigging.",
    ),
    (
        "우주국은 달 탐사선 발사를 기술 문제로 사흘 미뤘다.",
        "The space agency pushed back the launch of its lunar probe by three days over a glitch.",
    ),
    (
        "은행은 부동산 대출 한도를 6억 원으로 제한했다.",
        "The bank capped mortgages at 600 million won.",
    ),
    (
        "시민단체는 경찰의 얼굴 인식 카메라 사용이 위법이라고 주장했다.",
        "Campaigners say the police use of facial recognition cameras is unlawful.",
    ),
    (
        "북부 지방에 내린 폭우로 다리 두 개가 떠내려갔다.",
        "Heavy rain in the north swept away two bridges.",
    ),
    (
        "중국은 희토류 수출 허가 절차를 강화했다.",
        "China has tightened its licensing procedure for rare earth exports.",
    ),
    (
        "미국 상무부는 인공지능 칩의 중동 수출을 허가했다.",
        "The US Commerce Department approved sales of AI chips to the Middle East.",
    ),
    (
        "규제 당국은 기업들에 외국산 서버를 사지 말라고 지시했다.",
        "Companies were told by the regulator not to buy foreign-made servers.",
    ),
    (
        "회사는 매출이 줄었다는 보도를 부인했다.",
        "The company denied reports that its revenue had fallen.",
    ),
    (
        "소식통에 따르면 두 회사는 합병 협상을 벌이고 있다.",
        "The two firms are in merger talks, according to people familiar with the matter.",
    ),
    (
        "의사협회는 의대 정원 확대에 반대해 집단 휴진을 예고했다.",
        "The doctors' association threatened a walkout over plans to admit more medical students.",
    ),
    (
        "유럽연합은 온라인 플랫폼에 과징금 5억 유로를 부과했다.",
        "The European Union fined the online platform 500 million euros.",
    ),
    (
        "일본 정부는 엔화 약세를 막기 위해 외환시장에 개입했다.",
        "Japan intervened in the currency market to stem the yen's slide.",
    ),
    (
        "수도권 아파트값이 넉 달 만에 올랐다.",
        "Apartment prices in the capital region rose for the first time in four months.",
    ),
    (
        "공정거래위원회는 배달 앱의 수수료 인상이 시장 지배력 남용인지 조사하고 있다.",
        "The antitrust watchdog is investigating whether a food delivery app abused its dominance"
        " by raising commissions.",
    ),
    (
        "러시아군은 밤사이 드론 70대로 항구 도시를 공격했다.",
        "Russian forces attacked the port city with 70 drones overnight.",
    ),
    (
        "유엔은 난민 수가 1억 2천만 명을 넘었다고 집계했다.",
        "The number of displaced people has passed 120 million, according to the United Nations.",
    ),
    (
        "과학자들은 남극 빙하가 예상보다 빨리 녹고 있다고 보고했다.",
        "Antarctic glaciers are melting faster than expected, scientists reported.",
    ),
    (
        "원자력발전소의 두 번째 원자로가 정비를 마치고 다시 가동됐다.",
        "The second reactor of the nuclear plant was restarted after maintenance.",
    ),
    (
        "이 백신은 임상시험에서 감염을 87% 예방했다.",
        "In trials the vaccine prevented 87 percent of infections.",
    ),
    (
        "축구 대표팀은 감독을 경질했다.",
        "The national football team has sacked its coach.",
    ),
    (
        "박물관은 도난당한 불상을 돌려받았다.",
        "A stolen Buddha statue has been returned to the museum.",
    ),
    (
        "정부는 내년도 국방 예산을 7% 늘리기로 했다.",
        "Defence spending will go up by 7 percent next year, the government decided.",
    ),
    (
        "가뭄으로 저수지 수위가 평년의 절반으로 떨어졌다.",
        "Drought has cut reservoir levels to half of the usual.",
    ),
    (
        "스타트업은 직원의 3분의 1을 해고했다.",
        "The startup laid off a third of its staff.",
    ),
    (
        "시는 도심에서 경유차 운행을 2030년부터 금지한다.",
        "Diesel cars will be barred from the city centre from 2030.",
    ),
    (
        "공항 활주로에서 여객기 두 대가 충돌할 뻔했다.",
        "Two passenger jets nearly collided on the airport runway.",
    ),
    (
        "법무부는 이민자 추방 명령을 철회했다.",
        "The justice department withdrew the deportation order against the migrants.",
    ),
    (
        "농민들은 우유값 폭락에 항의하며 도로를 막았다.",
        "Farmers blocked roads in protest at the collapse of milk prices.",
    ),
    (
        "통신사는 고객 정보 300만 건이 유출됐다고 시인했다.",
        "The carrier acknowledged that data of three million customers had leaked.",
    ),
    (
        "대법원은 동성 배우자의 건강보험 자격을 인정했다.",
        "Same-sex spouses are entitled to health coverage, the supreme court ruled.",
    ),
    (
        "해경은 불법 조업을 하던 어선 네 척을 나포했다.",
        "The coast guard seized four boats that were fishing illegally.",
    ),
    (
        "실업률은 0.2%포인트 오른 3.8%를 기록했다.",
        "Unemployment edged up 0.2 points to 3.8 percent.",
    ),
    (
        "총리는 조기 총선을 실시할 뜻이 없다고 말했다.",
        "The prime minister said he had no intention of calling an early election.",
    ),
    (
        "자동차 회사는 브레이크 결함으로 15만 대를 리콜한다.",
        "The carmaker is recalling 150,000 vehicles because of faulty brakes.",
    ),
    (
        "지하철 노선 연장 공사는 예산 부족으로 중단됐다.",
        "Work on extending the subway line has stopped for lack of money.",
    ),
    (
        "대학은 표절이 확인된 교수의 박사 학위를 취소했다.",
        "The university revoked the doctorate of a professor found to have plagiarised.",
    ),
    (
        "이스라엘과 하마스는 포로 교환에 합의했다.",
        "Israel and Hamas have agreed to exchange prisoners.",
    ),
    (
        "기상청은 이번 여름이 관측 이래 가장 더웠다고 발표했다.",
        "This summer was the hottest on record, the weather service announced.",
    ),
    (
        "비트코인 가격은 하루 만에 9% 떨어졌다.",
        "Bitcoin lost 9 percent of its value in a single day.",
    ),
    (
        "정부가 구글에 지도 데이터 반출을 허용할 가능성이 있다.",
        "Seoul may allow Google to take map data out of the country.",
    ),
    (
        "조선소에서 크레인이 쓰러져 두 명이 숨지고 다섯 명이 다쳤다.",
        "A crane toppled at a shipyard, killing two people and injuring five.",
    ),
    (
        "주민들은 소각장 건설 계획에 반대하는 소송을 냈다.",
        "Residents have sued to stop a planned waste incinerator.",
    ),
    (
        "이 다리는 안전 점검을 위해 이달 말까지 폐쇄된다.",
        "The bridge will stay closed until the end of the month for safety checks.",
    ),
    (
        "방송사는 앵커의 발언이 사실과 달랐다며 정정 보도를 냈다.",
        "The broadcaster issued a correction, saying the anchor's remark had been wrong.",
    ),
    (
        "세계보건기구는 새로운 변이 바이러스의 위험이 낮다고 평가했다.",
        "The World Health Organization rated the risk from the new variant as low.",
    ),
)


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(
        phrase.strip() for line in text.split("\n") for phrase in line.split("|") if phrase.strip()
    )


KOREAN = (
    _phrases(
        """
        정부는|시의회는|환경부는|국방부는|검찰은|경찰은|소방청은|보건소는|대학 연구팀은|교육청은
        항만공사는|철도공사는|전력회사는|석유회사는|자동차 업체는|제약회사는|은행은|증권사는
        보험회사는|방송사는|신문사는|통신사는|조선소는|농협은|어민들은|택시 기사들은|간호사 노조는
        시민단체는|환경단체는|헌법재판소는|대법원은|유럽연합은|미국 정부는|중국 당국은|일본 정부는
        유엔은|세계은행은|적십자는|축구협회는|영화제 조직위원회는
        """
    ),
    _phrases(
        """
        지난주|이달 초|올해 상반기에|내년부터|어제 오후|수도권에서|남부 지방에서|섬 지역에서
        공항에서|국경 지역에서|긴급회의를 열어|예산이 모자라자|여론이 나빠지자|법 개정에 따라
        국제 유가가 오르자|사고가 잇따르자|전문가들의 경고에도|주민들의 반대에도|처음으로|4년 만에
        예정보다 빨리|비공개로|만장일치로|단계적으로|조건 없이
        """
    ),
    _phrases(
        """
        원자력발전소 가동을|고속도로 통행료를|어린이집 지원을|군사 훈련을|마스크 의무 착용을
        석탄 수입을|전기요금을|난민 심사를|대출 금리를|휴대전화 보조금을|쓰레기 매립을
        공공 임대주택을|예방접종을|드론 비행을|농산물 가격을|해외 송금을|반도체 수출을
        의약품 특허를|담배 광고를|지하철 노선을|개인정보 수집을|어업 구역을|관광객 입국을
        온라인 도박을|인공지능 개발을|우주 발사를|선거 비용을|임금 협상을|영화 촬영을|해안 매립을
        도서관 건립을|수돗물 공급을|항공 노선을|유전자 검사를|무기 판매를
        """
    ),
    _phrases(
        """
        중단했다.|재개했다.|금지했다.|허용했다.|늘리기로 했다.|줄이기로 했다.|조사하고 있다.
        연기했다.|승인했다.|거부했다.|지원한다고 밝혔다.|반대한다고 말했다.|요구했다.|포기했다.
        검토하고 있다.|제한했다.|확대할 계획이다.|비판했다.|공개했다.|철회했다.
        """
    ),
)
ENGLISH = (
    _phrases(
        """
        The government|The city council|The environment ministry|The defence ministry|Prosecutors
        Police|The fire service|The health centre|A university team|The school board
        The port authority|The railway operator|The power company|The oil company|The carmaker
        The drug maker|The bank|The brokerage|The insurer|The broadcaster|The newspaper
        The phone company|The shipyard|The farmers' union|Fishermen|Taxi drivers|The nurses' union
        A civic group|Environmentalists|The constitutional court|The supreme court
        The European Union|The US administration|Chinese officials|The Japanese government
        The United Nations|The World Bank|The Red Cross|The football association|The film festival
        """
    ),
    _phrases(
        """
        suspended|resumed|banned|allowed|decided to increase|decided to cut|is investigating
        delayed|approved|rejected|promised support for|said it opposes|demanded|gave up
        is reviewing|restricted|plans to expand|criticised|disclosed|withdrew
        """
    ),
    _phrases(
        """
        the operation of nuclear plants|motorway tolls|aid for nurseries|military drills
        mask mandates|coal imports|electricity rates|asylum screening|lending rates
        handset subsidies|landfill dumping|public rental housing|vaccinations|drone flights
        farm prices|money transfers abroad|semiconductor exports|drug patents|tobacco advertising
        underground lines|data collection|fishing zones|tourist entry|online gambling
        artificial intelligence research|space launches|campaign spending|wage talks|film shoots
        coastal reclamation|library construction|tap water supply|air routes|genetic testing
        arms sales
        """
    ),
    _phrases(
        """
        last week|early this month|in the first half|from next year|on Tuesday afternoon
        near the capital|in the south|on the islands|at the airport|in the border region
        at an emergency meeting|as money ran short|as public opinion soured|under a revised law
        as oil prices rose|after a series of accidents|despite warnings from experts
        over the protests of residents|for the first time|for the first time in four years
        ahead of schedule|behind closed doors|by a unanimous vote|step by step|without conditions
        """
    ),
)
"""What the other statements of a store are made of, in the order in which it is said."""


def statements(parts: Sequence[Sequence[str]], count: int, *, seed: int) -> list[str]:
    """``count`` different statements out of ``parts``; each language has 700,000."""
    sizes = [len(part) for part in parts]
    rng = random.Random(seed)  # noqa: S311  (made-up text, not a secret)
    made = []
    for number in rng.sample(range(math.prod(sizes)), count):
        words = []
        for part, size in zip(parts, sizes, strict=True):
            number, place = divmod(number, size)
            words.append(part[place])
        made.append(" ".join(words))
    return made
