"""What the world gets: the document, its history, and the bytes as they were served."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from claims.articles import corrections
from claims.articles.exhibits import keep_exhibit
from claims.articles.models import Article
from claims.errors import Conflict, LostUpdate
from claims.extraction.models import Claim
from claims.extraction.services import edit_claim, retire
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links import services as links
from claims.people.models import Machine
from claims.publication import services as publication
from claims.publication.models import Publication
from claims.publication.rendering import safe_html
from claims.reference import services as reference
from claims.reference.models import EntityName, Source
from claims.reference.services import Name
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from claims.verdicts.services import Evidence, Inquiry, RightOfReply, Wording
from tests.factories import (
    Newsroom,
    approved,
    claim,
    content_of,
    draft,
    entity,
    published,
    rating,
    wording,
)
from tests.publication.world import correct
from tests.verdicts.world import revise


def document(verdict: Verdict) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(verdict.publications.latest("number").document)
    return made


def test_the_document_says_what_was_found_and_on_what_it_rests(newsroom: Newsroom) -> None:
    page = "https://news.example/bridge/1"
    first = claim("강가의 다리가 어제 다시 열렸다.", url=page)
    second = claim()
    link = links.link(first=first, second=second, by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="corroborates")
    verdict = published(
        newsroom,
        first,
        rating=rating("mostly-true", 4),
        wordings=[
            wording(reasoning="가 보았다. **열려 있었다.**"),
            Wording("en", "The bridge is open again.", "It is open.", "We *went* there."),
        ],
        evidence=[
            Evidence("supports", "현장 사진", version=first.current),
            Evidence("context", "다른 보도", link=link),
            Evidence("context", "원문", document=first.article, weight="supplementary"),
        ],
        questions=[Inquiry("언제 열렸나?", "어제", "https://city.example/notice"), Inquiry("왜?")],
        replies=[
            RightOfReply("시 대변인", dt.date(2026, 1, 2), "맞다.", dt.date(2026, 1, 5)),
            RightOfReply("시공사", dt.date(2026, 1, 3)),
        ],
    )
    said = document(verdict)
    assert said["id"] == str(verdict.public_id)
    assert said["url"].endswith(f"/{verdict.public_id}/")
    assert (said["stage"], said["kind"], said["language"]) == ("published", "published", "ko")
    assert said["statement"] == {
        "ko": "강가의 다리가 다시 열렸다.",
        "en": "The bridge is open again.",
    }
    assert said["rating"]["key"] == "mostly-true"
    assert (said["rating"]["scale"], said["rating"]["number"]) == ("tests", 4)
    assert set(said["rating"]["label"]) == {"ko", "en"}
    assert "<strong>열려 있었다.</strong>" in said["reasoning_html"]["ko"]
    assert said["reasoning_html"]["en"] == "<p>We <em>went</em> there.</p>\n"
    [shown] = said["claims"]
    assert shown["statement"] == shown["quote"] == "강가의 다리가 어제 다시 열렸다."
    assert shown["url"] == page
    assert [line["stance"] for line in said["evidence"]] == ["supports", "context", "context"]
    assert said["evidence"][0]["claim"]["id"] == str(first.public_id)
    assert said["evidence"][1]["relation"] == "corroborates"
    assert [shown["id"] for shown in said["evidence"][1]["claims"]] == [
        str(first.public_id),
        str(second.public_id),
    ]
    assert said["evidence"][2]["url"] == page
    assert [line["weight"] for line in said["evidence"]] == ["strong", "strong", "supplementary"]
    seen = first.article.latest_snapshot
    assert said["evidence"][2]["snapshot"] == {
        "taken_at": seen.taken_at.isoformat(timespec="seconds"),
        "sha256": bytes(seen.sha256).hex(),
    }
    assert said["questions"] == [
        {
            "question": "언제 열렸나?",
            "answer": "어제",
            "source_url": "https://city.example/notice",
        },
        {"question": "왜?", "answer": "", "source_url": ""},
    ]
    assert [(r["asked"], r["asked_on"], r["answered_on"]) for r in said["replies"]] == [
        ("시 대변인", "2026-01-02", "2026-01-05"),
        ("시공사", "2026-01-03", None),
    ]
    assert said["first_published"] == said["published_at"]
    assert [step["kind"] for step in said["history"]] == ["published"]
    assert set(said["publisher"]) == {"ko", "en"}


def test_a_link_that_was_decided_anew_since_the_approval_is_not_published(
    newsroom: Newsroom,
) -> None:
    first = claim()
    link = links.link(first=first, second=claim(), by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="corroborates")
    verdict = approved(newsroom, first, evidence=[Evidence("supports", link=link)])
    links.decide(link=link, by=newsroom.minjun, expected_revision=1, relation="contradicts")
    with pytest.raises(Conflict) as refused:
        publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    assert refused.value.code == "evidence_changed"
    verdict.refresh_from_db()
    assert (verdict.stage, verdict.published) == ("approved", None)


CORRECTIONS: dict[str, tuple[bool, Callable[[Newsroom, Claim], object]]] = {
    "title": (False, lambda n, c: correct_article(n, c, title="고친 제목")),
    "outlet": (False, lambda n, c: correct_article(n, c, outlet="산골일보")),
    "date": (False, lambda n, c: correct_article(n, c, published_on=dt.date(2026, 1, 2))),
    "by-line": (True, lambda n, c: correct_article(n, c, byline="강하나 기자")),
    "claim": (False, lambda n, c: edit(n, c, statement="시는 다리를 열지 않았다.")),
    "worth": (True, lambda n, c: edit(n, c, check_worthiness=0)),
    "retired": (False, lambda n, c: retire(claim=c, by=n.minjun, because="기사에 없다")),
    "rating": (False, lambda n, c: relabel(n)),
    "a name of the outlet": (False, lambda n, c: name_outlet(n, c, "Forest Daily", True)),
    "an alias of the outlet": (True, lambda n, c: name_outlet(n, c, "숲속신문사", False)),
    "key of the outlet": (False, lambda n, c: save_outlet(n, c, slug="forest-daily")),
    "note on the outlet": (True, lambda n, c: save_outlet(n, c, note="주간")),
    "outlet's entity": (False, lambda n, c: save_source(n, c, entity=entity("들판일보"))),
    "outlet's country": (True, lambda n, c: save_source(n, c, country="KR")),
}


def correct_article(newsroom: Newsroom, known: Claim, **corrected: Any) -> object:
    return corrections.correct(
        article=known.article, by=newsroom.minjun, expected_revision=0, **corrected
    )


def edit(newsroom: Newsroom, known: Claim, **edited: Any) -> object:
    return edit_claim(claim=known, by=newsroom.minjun, expected_version=1, **edited)


def relabel(newsroom: Newsroom) -> object:
    step = rating()
    step.label_ko = "다른 이름"
    return reference.save_rating(rating=step, by=newsroom.jiho)


def source_of(known: Claim) -> Source:
    source = Article.objects.get(pk=known.article_id).source
    assert source is not None
    return source


def name_outlet(newsroom: Newsroom, known: Claim, text: str, preferred: bool) -> None:
    outlet = source_of(known).entity
    names = [Name(row.language, row.text, preferred=row.preferred) for row in outlet.names.all()]
    names.append(Name("en" if preferred else "ko", text, preferred=preferred))
    reference.name_entity(entity=outlet, names=names, by=newsroom.jiho)


def save_outlet(newsroom: Newsroom, known: Claim, **said: str) -> object:
    outlet = source_of(known).entity
    for field, value in said.items():
        setattr(outlet, field, value)
    return reference.save_entity(entity=outlet, by=newsroom.jiho)


def save_source(newsroom: Newsroom, known: Claim, **said: Any) -> object:
    source = source_of(known)
    for field, value in said.items():
        setattr(source, field, value)
    return reference.save_source(source=source, by=newsroom.jiho)


def from_outlet(known: Claim) -> Claim:
    source = Source.objects.create(entity=entity("숲속신문", "outlet"))
    Article.objects.filter(pk=known.article_id).update(source=source)
    return known


@pytest.mark.parametrize("what", CORRECTIONS)
def test_nothing_is_published_that_was_corrected_since_the_approval(
    newsroom: Newsroom, what: str
) -> None:
    is_published, correct_it = CORRECTIONS[what]
    known = from_outlet(claim())
    verdict = approved(newsroom, known)
    correct_article(newsroom, claim(), title="남의 기사")
    correct_it(newsroom, known)
    if is_published:
        publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
        return
    with pytest.raises(Conflict) as refused:
        publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    assert refused.value.code == "evidence_changed"
    verdict.refresh_from_db()
    assert (verdict.stage, verdict.published) == ("approved", None)


@pytest.mark.parametrize("what", CORRECTIONS)
def test_nothing_is_approved_that_was_corrected_since_it_was_read(
    newsroom: Newsroom, what: str
) -> None:
    is_approved, correct_it = CORRECTIONS[what]
    known = from_outlet(claim())
    verdict = draft(newsroom, known)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    read = ledger.position()
    correct_article(newsroom, claim(), title="남의 기사")
    correct_it(newsroom, known)
    asked: dict[str, Any] = {"verdict": verdict, "by": newsroom.seoyeon, "expected_revision": 1}
    if is_approved:
        verdicts.approve(**asked, as_of=read)
        return
    with pytest.raises(Conflict) as refused:
        verdicts.approve(**asked, as_of=read)
    if what == "retired":
        assert refused.value.code == "evidence_changed"
        return
    assert refused.value.code == "changed_meanwhile"
    assert isinstance(refused.value, LostUpdate)
    assert refused.value.current == 1
    verdict.refresh_from_db()
    assert verdict.stage == "in_review"
    verdicts.approve(**asked, as_of=ledger.position())  # read again, as it is now


def test_an_approval_of_what_was_decided_or_is_still_to_come_is_refused(newsroom: Newsroom) -> None:
    first = claim()
    link = links.link(first=first, second=claim(), by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="corroborates")
    verdict = draft(newsroom, first, evidence=[Evidence("supports", link=link)])
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    asked: dict[str, Any] = {"verdict": verdict, "by": newsroom.seoyeon, "expected_revision": 1}
    with pytest.raises(ValidationError):
        verdicts.approve(**asked, as_of=ledger.position() + 1)
    read = ledger.position()
    links.undo(link=link, by=newsroom.minjun, expected_revision=1, rationale="다시 본다")
    with pytest.raises(LostUpdate, match=str(first)):
        verdicts.approve(**asked, as_of=read)


def test_publishing_locks_in_the_order_in_which_others_do(newsroom: Newsroom) -> None:
    verdict = approved(newsroom, from_outlet(claim()))
    with CaptureQueriesContext(connection) as queries:
        publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    locking = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    tables = [sql.split(' FROM "claims_')[1].split('"')[0] for sql in locking]
    assert tables == ["verdict", "link", "article", "claim", "source", "entity", "rating"]


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_an_outlet_is_named_in_the_language_of_the_revision(newsroom: Newsroom, ui: str) -> None:
    known = from_outlet(claim())
    EntityName.objects.create(
        entity=source_of(known).entity, language="en", text="Forest Daily", preferred=True
    )
    verdict = approved(newsroom, known, evidence=[Evidence("supports", version=known.current)])
    with translation.override(ui):
        publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    said = document(verdict)
    [cited] = said["evidence"]
    assert said["claims"][0]["outlet"] == cited["claim"]["outlet"] == "숲속신문"


def test_what_was_corrected_is_published_once_it_is_approved_anew(newsroom: Newsroom) -> None:
    cited = claim()
    link = links.link(first=cited, second=claim(), by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="corroborates")
    verdict = approved(newsroom, evidence=[Evidence("supports", link=link)])
    correct_article(newsroom, cited, title="고친 제목")
    publish = partial(publication.publish, verdict=verdict, by=newsroom.seoyeon)
    with pytest.raises(Conflict, match="고친 제목"):
        publish(expected_revision=1)
    verdicts.send_back(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="제목")
    revise(verdict, newsroom, 1, evidence=[Evidence("supports", link=link)])
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=2)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=2)
    publish(expected_revision=2)
    [line] = document(verdict)["evidence"]
    assert [said["title"] for said in line["claims"]].count("고친 제목") == 1


def test_the_bytes_served_are_kept_under_their_hash(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    first = verdict.publications.get()
    assert first.etag == hashlib.sha256(first.document.encode()).hexdigest()
    before = first.document
    correct(verdict, newsroom, 1)
    first.refresh_from_db()
    assert first.document == before
    entry = Entry.objects.about(verdict).filter(kind="verdict.published").get()
    assert content_of(entry)["etag"] == first.etag


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_publication SET document = '{}'",
        "DELETE FROM claims_publication",
        "TRUNCATE claims_publication",
    ],
)
def test_the_database_keeps_what_was_published(newsroom: Newsroom, sql: str) -> None:
    published(newsroom)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"Cannot|never removed"), transaction.atomic():
            cursor.execute(sql)


def test_a_correction_shows_with_its_class_and_what_was_said_before(newsroom: Newsroom) -> None:
    verdict = published(newsroom, rating=rating("true", 5))
    made = correct(
        verdict,
        newsroom,
        1,
        rating=rating("half-true", 3),
        correction="verdict_changed",
        public_note="새 자료가 나왔다.",
    )
    assert (made.number, made.kind, made.note) == (2, "corrected", "새 자료가 나왔다.")
    said = document(verdict)
    assert said["rating"]["key"] == "half-true"
    assert [
        (s["number"], s["kind"], s["rating"]["key"], s["correction"]) for s in said["history"]
    ] == [
        (1, "published", "true", ""),
        (2, "corrected", "half-true", "verdict_changed"),
    ]
    assert said["history"][1]["note"] == said["note"] == "새 자료가 나왔다."
    assert said["first_published"] <= said["published_at"]


def test_a_withdrawn_verdict_says_so_and_why(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    with pytest.raises(ValidationError):
        publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note=" ")
    made = publication.withdraw(
        verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="사진이 다른 다리였다."
    )
    assert (made.number, made.kind, made.revision.number) == (2, "withdrawn", 1)
    said = document(verdict)
    assert (said["stage"], said["kind"]) == ("withdrawn", "withdrawn")
    assert said["note"] == "사진이 다른 다리였다."
    assert [(step["kind"], step["correction"]) for step in said["history"]] == [
        ("published", ""),
        ("withdrawn", "withdrawn"),
    ]
    assert verdict not in Verdict.objects.published()
    with pytest.raises(Conflict):
        publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="또")


def test_a_correction_in_the_making_does_not_show_when_the_verdict_is_withdrawn(
    newsroom: Newsroom,
) -> None:
    verdict = published(newsroom)
    verdicts.revise(
        verdict=verdict,
        by=newsroom.minjun,
        expected_revision=1,
        rating=rating(),
        wordings=[wording(summary="아직 아무도 승인하지 않은 글")],
        correction="typo",
        public_note="고침",
    )
    publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=2, note="틀렸다")
    assert document(verdict)["summary"] == {"ko": "다리는 열렸다."}


def test_each_verdict_has_one_current_publication(newsroom: Newsroom) -> None:
    first, second = published(newsroom), published(newsroom)
    newest = correct(first, newsroom, 1)
    assert list(Publication.objects.current()) == [newest, second.publications.get()]


def test_a_claim_taken_back_before_publication_does_not_show(newsroom: Newsroom) -> None:
    kept, taken_back = claim(), claim()
    verdict = draft(newsroom, kept, taken_back)
    verdicts.detach(verdict=verdict, claim=taken_back, by=newsroom.minjun)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    assert [shown["id"] for shown in document(verdict)["claims"]] == [str(kept.public_id)]


def test_what_nobody_approved_does_not_enter_a_withdrawal(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    before = document(verdict)["claims"]
    verdicts.attach(verdict=verdict, claim=claim(), by=newsroom.minjun)
    publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="오류")
    assert document(verdict)["claims"] == before


def test_only_editors_publish_and_withdraw(newsroom: Newsroom) -> None:
    verdict = approved(newsroom)
    for by in (newsroom.minjun, newsroom.hana, newsroom.jiho, Machine("seed")):
        with pytest.raises(PermissionDenied):
            publication.publish(verdict=verdict, by=by, expected_revision=1)
        with pytest.raises(PermissionDenied):
            publication.withdraw(verdict=verdict, by=by, expected_revision=1, note="틀렸다")


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![그림](https://tracker.example/p.gif)",
        "[누르시오](javascript:alert(1))",
        "[누르시오](JaVaScRiPt:alert(1))",
        "[누르시오](data:text/html;base64,PHNjcmlwdD4=)",
        "[누르시오](vbscript:x)",
        '<a href="https://ok.example" onclick="alert(1)">x</a>',
        '[제목](https://ok.example "x\\" onmouseover=\\"alert(1)")',
        "<iframe src=https://evil.example></iframe>",
        "<style>body{display:none}</style>",
        "<svg/onload=alert(1)>",
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
    ],
)
def test_nothing_in_a_text_runs_or_calls_home(markdown: str) -> None:
    from lxml import html

    root = html.fromstring(f"<div>{safe_html(markdown)}</div>")
    elements = list(root.iter())
    assert {element.tag for element in elements} <= {"div", "p", "a", "code", "pre"}
    for element in elements:
        assert set(element.attrib) <= {"href", "rel", "title"}
        assert element.get("href", "https:").startswith("https:")


def test_structure_and_links_stay() -> None:
    made = safe_html(
        "## 근거\n\n- [공지](https://city.example/a?b=1&c=2)\n\n| 해 | 수 |\n|-|-|\n| 1 | 2 |"
    )
    assert "<h2>근거</h2>" in made
    assert 'href="https://city.example/a?b=1&amp;c=2"' in made
    assert 'rel="nofollow noopener noreferrer"' in made
    assert "<td>2</td>" in made


def test_the_name_of_a_file_stays_at_the_desk_as_text_that_hides_nothing(
    newsroom: Newsroom, client: Client
) -> None:
    name = "<b>회의록\u202efdp.exe"
    minutes = keep_exhibit(by=newsroom.minjun, raw=b"%PDF-1.7 minutes", filename=name)
    line = Evidence("context", document=minutes, note="시의회 회의록")
    verdict = published(newsroom, evidence=[line])
    assert "회의록fdp" not in Publication.objects.get().document
    client.force_login(newsroom.seoyeon)
    for page, is_named in (("public:verdict", False), ("desk:verdict", True)):
        shown = client.get(reverse(page, args=[verdict.public_id])).content.decode()
        assert "시의회 회의록" in shown
        assert ("<bdi>&lt;b&gt;회의록fdp.exe</bdi>" in shown) is is_named
        assert ("회의록fdp" in shown) is is_named
