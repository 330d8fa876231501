"""What was said when, and what one version says otherwise than the one before."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from claims.errors import Conflict
from claims.ledger.models import Entry
from claims.publication import services as publication
from claims.publication.differences import differences
from claims.publication.history import Said, moment, said
from claims.publication.models import Publication
from claims.reference import services as reference
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from claims.verdicts.services import Inquiry, RightOfReply
from tests.factories import SETUP, Newsroom, approved, published, rating, wording
from tests.publication.world import correct

SEOUL = ZoneInfo("Asia/Seoul")


def seoul(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=SEOUL)  # type: ignore[misc, arg-type]


@contextmanager
def clock_at(*when: int) -> Iterator[None]:
    """Whoever asks Django for the time gets this one, in Seoul."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: seoul(*when))
        yield


@pytest.fixture
def told(newsroom: Newsroom) -> Verdict:
    """First published on the 2nd of March 2026, 23:30 in Seoul, which is 14:30 in UTC; corrected
    twice on the 5th, and withdrawn on the 9th at half past midnight, when it is the 8th in UTC."""
    with clock_at(2026, 3, 2, 23, 30):
        verdict = published(newsroom, rating=rating("true", 5))
    with clock_at(2026, 3, 5, 9, 0):
        correct(
            verdict,
            newsroom,
            1,
            rating=rating("true", 5),
            wordings=[wording(summary="다리는 아침에 열렸다.")],
            correction="typo",
            public_note="때를 밝힌다.",
        )
    with clock_at(2026, 3, 5, 18, 0):
        correct(
            verdict,
            newsroom,
            2,
            rating=rating("half-true", 3),
            wordings=[
                wording(
                    summary="다리는 아침에 한쪽만 열렸다.",
                    reasoning="현장에서 **확인**했다.\n\n[공지](https://city.example/b)를 보라.",
                )
            ],
            questions=[Inquiry("몇 차로가 열렸나?", "한 차로다.")],
            replies=[RightOfReply("시 대변인", dt.date(2026, 3, 4))],
            correction="verdict_changed",
            public_note="한쪽만 열렸다는 것이 드러났다.",
        )
    with clock_at(2026, 3, 9, 0, 30):
        publication.withdraw(
            verdict=verdict, by=newsroom.seoyeon, expected_revision=3, note="사진이 다른 다리였다."
        )
    return verdict


def answer(verdict: Verdict, on: str) -> Said:
    then = said(verdict.public_id, moment(on))
    assert then is not None
    return then


DAYS: list[tuple[str, int | None, list[int]]] = [
    ("0001-01-01", None, []),
    ("2026-03-01", None, []),
    ("2026-03-02", 1, [1]),
    ("2026-03-02T23:29:59", None, []),
    ("2026-03-02T23:30", 1, []),
    ("2026-03-02T14:29:59Z", None, []),
    ("2026-03-02T14:30:00+00:00", 1, []),
    ("2026-03-04", 1, []),
    ("2026-03-05", 3, [2, 3]),
    ("2026-03-05T12:00:00+09:00", 2, []),
    ("2026-03-08", 3, []),
    ("2026-03-09", 4, [4]),
    ("2026-03-10", 4, []),
]


def test_every_day_has_an_answer_in_the_newsrooms_zone(told: Verdict) -> None:
    for on, number, during in DAYS:
        then = answer(told, on)
        assert (then.publication.number if then.publication else None) == number, on
        assert [row.number for row in then.during] == during, on
        assert then.first.number == 1


def test_a_time_that_a_document_names_is_answered_with_that_document(told: Verdict) -> None:
    newest: dict[str, Any] = json.loads(told.publications.latest("number").document)
    for step in newest["history"]:
        then = answer(told, step["published_at"])
        assert then.publication is not None
        assert then.publication.number == step["number"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "2026-13-01",
        "2026-03-01T25:00",
        "2999-01-01",
        "0001-01-01T00:00+09:00",
        "\x00",
        "１",
    ],
)
def test_what_is_no_day_yet_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        moment(text)
    assert list(refused.value.message_dict) == ["on"]


def test_a_clock_that_was_set_back_leaves_one_answer(newsroom: Newsroom) -> None:
    with clock_at(2026, 3, 2, 12, 0):
        verdict = published(newsroom)
    with clock_at(2026, 3, 1, 12, 0):
        correct(verdict, newsroom, 1)
    times = list(verdict.publications.order_by("number").values_list("published_at", flat=True))
    assert times == [seoul(2026, 3, 2, 12, 0)] * 2
    then = answer(verdict, "2026-03-02")
    assert then.publication is not None
    assert then.publication.number == 2


# --- the pages ----------------------------------------------------------------------------


def test_each_version_stays_readable_under_its_own_address(told: Verdict, client: Client) -> None:
    for number, summary in (
        (1, "다리는 열렸다."),
        (2, "다리는 아침에 열렸다."),
        (3, "다리는 아침에 한쪽만 열렸다."),
    ):
        page = client.get(reverse("public:version", args=[told.public_id, number]))
        text = page.content.decode()
        assert page.status_code == 200
        assert f">{summary}<" in text
        assert reverse("public:verdict", args=[told.public_id]) in text
    for number in (0, 5, 10**12):
        address = reverse("public:version", args=[told.public_id, number])
        assert client.get(address).status_code == 404


def test_the_page_lists_its_versions_and_shows_what_was_asked(
    told: Verdict, client: Client
) -> None:
    text = client.get(reverse("public:verdict", args=[told.public_id])).content.decode()
    for number in (1, 2, 3, 4):
        assert reverse("public:version", args=[told.public_id, number]) in text
        changes = reverse("public:changes", args=[told.public_id, number])
        assert (changes in text) == (number > 1)
    assert "몇 차로가 열렸나?" in text
    assert "시 대변인" in text


def test_the_page_answers_for_a_day(told: Verdict, client: Client) -> None:
    address = reverse("public:verdict", args=[told.public_id])
    for on, shown, not_shown in (
        ("2026-03-01", "2026년 3월 2일 23:30", "다리는 열렸다."),  # when it was first published
        ("2026-03-03", "다리는 열렸다.", "한쪽만 열렸다."),
        ("2026-03-05", "다리는 아침에 한쪽만 열렸다.", "다리는 열렸다."),
        ("2026-03-09", "사진이 다른 다리였다.", "다리는 열렸다."),
    ):
        page = client.get(address, {"on": on})
        assert page.status_code == 200
        body: Any = html.fromstring(page.content.decode())
        assert len(body.xpath("//h1")) == 1, on
        for history in body.xpath("//section[@aria-labelledby='history']"):
            history.getparent().remove(history)
        [text] = [main.text_content() for main in body.xpath("//main")]
        assert shown in text, on
        assert not_shown not in text, on


def test_the_page_says_when_a_day_has_not_come(told: Verdict, client: Client) -> None:
    address = reverse("public:verdict", args=[told.public_id])
    for on in ("2999-01-01", "x<script>"):
        page = client.get(address, {"on": on})
        assert page.status_code == 400
        assert b'role="alert"' in page.content
        assert b"x<script>" not in page.content


# --- the difference -----------------------------------------------------------------------


def test_the_difference_names_each_part_that_changed_word_by_word(
    told: Verdict, client: Client
) -> None:
    page = client.get(reverse("public:changes", args=[told.public_id, 3]))
    body: Any = html.fromstring(page.content.decode())
    assert not body.xpath("//main//script")
    removed = [each.text_content() for each in body.xpath("//del")]
    added = [each.text_content() for each in body.xpath("//ins")]
    assert any("한쪽만" in text for text in added)
    assert not any("아침에" in text for text in (*added, *removed)), "it stands in both"
    assert any("https://city.example/b" in text for text in added)
    assert any("몇 차로가 열렸나?" in text for text in added)
    assert all(each.xpath("./span[@class='visually-hidden']") for each in body.xpath("//del|//ins"))
    for table in body.xpath("//main//table"):
        assert len(table.xpath(".//th[@scope='col']")) == 2
    assert "한쪽만 열렸다는 것이 드러났다." in body.text_content()


def test_what_did_not_change_is_not_in_the_difference(told: Verdict, client: Client) -> None:
    first, second, third, withdrawn = told.publications.order_by("number")
    assert [part.language for part in differences(first, second)] == ["ko"]
    assert len(differences(second, third)) == 5
    assert differences(third, withdrawn) == []
    page = client.get(reverse("public:changes", args=[told.public_id, 4]))
    assert "사진이 다른 다리였다." in page.content.decode()
    for number in (1, 5):
        address = reverse("public:changes", args=[told.public_id, number])
        assert client.get(address).status_code == 404


# --- under re-check -----------------------------------------------------------------------


@pytest.mark.parametrize("severity", ["note", "notice", "serious"])
@pytest.mark.parametrize("cause", ["schedule", "event", "person"])
def test_only_what_is_serious_shows_as_under_recheck(
    newsroom: Newsroom, cause: str, severity: str
) -> None:
    verdict = published(newsroom)
    verdict.rechecks.create(cause=cause, severity=severity)
    [row] = Publication.objects.current().with_recheck_flag()
    assert row.under_recheck == (severity == "serious" and cause != "schedule")


@pytest.mark.parametrize("severity", ["note", "notice", "serious"])
def test_an_open_serious_finding_shows_until_it_is_resolved(
    newsroom: Newsroom, severity: str
) -> None:
    verdict = published(newsroom)
    recheck = verdict.rechecks.create(
        cause="schedule", state="done", outcome="needs_person", finished_at=timezone.now()
    )
    finding = verdict.findings.create(
        recheck=recheck, kind="source_gone", severity=severity, key="x"
    )
    assert Publication.objects.with_recheck_flag().get().under_recheck == (severity == "serious")
    finding.resolved_at, finding.resolved_by = timezone.now(), newsroom.minjun
    finding.save()
    assert not Publication.objects.with_recheck_flag().get().under_recheck


# --- scales -------------------------------------------------------------------------------


def test_another_label_for_a_rating_is_on_record_and_changes_no_published_byte(
    newsroom: Newsroom, client: Client
) -> None:
    step = rating("true", 5)
    verdict = published(newsroom, rating=step)
    before = verdict.publications.get()
    newsroom.jiho.is_staff = True
    newsroom.jiho.save()
    client.force_login(newsroom.jiho)
    fields = {
        "scale": step.scale_id,
        "key": "true",
        "position": step.position,
        "number": 5,
        "label_ko": "사실로 확인",
        "label_en": "Confirmed",
    }
    page = client.post(reverse("admin:claims_rating_change", args=[step.pk]), fields)
    assert page.status_code == 302
    step.refresh_from_db()
    assert step.label_ko == "사실로 확인"
    entry = Entry.objects.about(step).get(kind="rating.changed")
    assert entry.body.actor == newsroom.jiho
    after = verdict.publications.get()
    assert (after.document, after.etag) == (before.document, before.etag)
    step.key = "very-true"
    with pytest.raises(ValidationError):
        reference.save_rating(rating=step, by=SETUP)


# --- two at once --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_does_and_the_other_is_told() -> None:
    newsroom = Newsroom()
    verdict = approved(newsroom)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def publish() -> None:
        start.wait()
        try:
            publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
            outcomes.append("published")
        except Conflict as refused:
            outcomes.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["published", "wrong_stage"]
    assert verdict.publications.count() == 1
    assert Entry.objects.about(verdict).filter(kind="verdict.published").count() == 1
    with pytest.raises(Conflict):
        verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)


def test_the_public_list_counts_without_looking_for_the_newest_of_each(
    told: Verdict, newsroom: Newsroom, client: Client
) -> None:
    published(newsroom, rating=rating("true", 5))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("public:verdicts")).context["page"]
    assert page.paginator.count == len(page) == 2
    [counted] = [row["sql"] for row in queries if "COUNT(" in row["sql"]]
    assert "EXISTS" not in counted
