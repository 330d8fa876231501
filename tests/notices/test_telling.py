"""Who reads what at the desk, and which mails that makes."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Sequence

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from claims.ledger.models import Entry
from claims.notices import mail as mails
from claims.notices import sending, services, telling
from claims.notices.models import Delivery, Endpoint, Notice, Preference
from claims.people.models import Machine, User
from claims.publication import services as publication
from claims.rechecks.models import Finding, Recheck
from claims.verdicts.models import Verdict
from claims.work.following import follow_together
from claims.work.models import LedgerCursor, WorkState
from tests.factories import Newsroom, published
from tests.notices.world import ended, listen, rechecked, send, told

MORNING = dt.datetime(2026, 3, 2, 0, 30, tzinfo=dt.UTC)  # 9:30 in Seoul


# --- notices ------------------------------------------------------------------------------


def test_the_author_hears_of_the_publication_and_who_published_does_not(people: Newsroom) -> None:
    verdict = published(people)
    services.watch(verdict=verdict, by=people.seoyeon)
    listen()
    assert told(people.minjun) == [("verdict.published", "note")]
    assert told(people.seoyeon) == []
    publication.withdraw(verdict=verdict, by=people.seoyeon, expected_revision=1, note="틀렸다")
    listen()
    assert told(people.minjun)[1:] == [("verdict.withdrawn", "serious")]


def test_findings_are_told_to_who_looks_after_it_and_to_watchers_once(
    people: Newsroom, verdict: Verdict
) -> None:
    Verdict.objects.filter(pk=verdict.pk).update(assignee=people.seoyeon)
    for _twice in range(2):
        services.watch(verdict=verdict, by=people.hana)
    recheck = rechecked(verdict, "serious", "notice", "note")
    told_of = [("quote_altered", "serious"), ("quote_altered", "notice")]
    assert told(people.seoyeon) == told(people.hana) == told_of
    assert told(people.minjun) == [], "somebody else looks after it now"
    ended(recheck)
    listen()
    assert told(people.hana) == told_of, "the same is not told again"
    rechecked(verdict, "serious")
    assert len(told(people.hana)) == 3
    services.unwatch(verdict=verdict, by=people.hana)
    rechecked(verdict, "serious")
    assert len(told(people.hana)) == 3


def test_who_begins_to_watch_is_told_what_waits_when_it_is_looked_at_again(
    people: Newsroom, verdict: Verdict
) -> None:
    rechecked(verdict, "serious")
    services.watch(verdict=verdict, by=people.hana)
    rechecked(verdict)
    assert told(people.hana) == [("quote_altered", "serious")]
    assert len(told(people.minjun)) == 1
    Finding.objects.update(resolved_at=timezone.now(), resolved_by=people.minjun)
    rechecked(verdict)
    assert told(people.hana)[1:] == [("recheck.finished", "notice")], "needed without a finding"


@pytest.mark.parametrize("outcome", ["stands", "could_not_look"])
def test_what_stands_is_told_to_nobody(people: Newsroom, verdict: Verdict, outcome: str) -> None:
    rechecked(verdict, "note", outcome=outcome)
    assert not Notice.objects.exists()


def test_the_ledger_read_again_tells_nothing_twice(people: Newsroom, verdict: Verdict) -> None:
    rechecked(verdict, "serious")
    before = list(Notice.objects.values_list("pk", flat=True))
    sent = list(Delivery.objects.values_list("pk", flat=True))
    Notice.objects.filter(kind="verdict.published").delete()
    LedgerCursor.objects.filter(name="notices").update(position=0)
    listen()
    assert set(before) <= set(Notice.objects.values_list("pk", flat=True))
    assert Notice.objects.filter(finding__isnull=False).count() == 1
    assert list(Delivery.objects.values_list("pk", flat=True)) == sent


def test_thousands_of_findings_are_told_some_at_a_time_and_each_once_whoever_is_killed(
    people: Newsroom, verdict: Verdict, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "TOLD_AT_ONCE", 4)
    services.watch(verdict=verdict, by=people.hana)
    recheck = Recheck.objects.create(
        verdict=verdict, cause="event", state="done", outcome="needs_person"
    )
    for number in range(7):
        severity = "serious" if number == 5 else "notice"
        Finding.objects.create(
            verdict=verdict,
            recheck=recheck,
            kind=Finding.Kind.CLAIM_EDITED,
            severity=severity,
            key=f"edit:{number}",
        )
    ended(recheck)
    written: list[int] = []

    def killed(entries: Sequence[Entry]) -> int:
        before = Notice.objects.count() + Delivery.objects.filter(channel="webhook").count()
        done = telling.follow(entries)
        after = Notice.objects.count() + Delivery.objects.filter(channel="webhook").count()
        written.append(after - before)
        if len(written) in (3, 5):
            raise RuntimeError("killed")
        return done

    for kept in (8, 12):
        with pytest.raises(RuntimeError):
            follow_together("notices", killed)
        calls = Delivery.objects.filter(channel="webhook").count()
        assert Notice.objects.count() + calls == kept, "what was committed before stays"
    assert max(written) == 4
    listen()
    for person in (people.minjun, people.hana):
        told_of = told(person)
        assert told_of[0] == ("claim_edited", "serious"), "the gravest first"
        assert len(told_of) == Notice.objects.filter(user=person).count() == 7
        assert not Notice.objects.filter(user=person, digested_at=None).exists()
        [delivery] = Delivery.objects.filter(user=person, channel="mail")
        assert len(delivery.body["notices"]) + delivery.body["more"] == 7
    keys = Delivery.objects.filter(channel="webhook").values_list("key", flat=True)
    assert len(keys) == 1 + 7
    listen()
    assert Notice.objects.count() == 14
    Delivery.objects.filter(channel="webhook").delete()
    send()
    [message] = [each for each in mail.outbox if each.to == [people.minjun.email]]
    listed = len(Delivery.objects.get(user=people.minjun).body["notices"])
    assert f"{7 - listed}건" in message.body, "how many more there are"


def test_who_left_the_newsroom_is_told_nothing_and_the_editors_are(
    people: Newsroom, verdict: Verdict
) -> None:
    services.watch(verdict=verdict, by=people.hana)
    people.hana.groups.clear()
    User.objects.filter(pk=people.minjun.pk).update(is_active=False)
    rechecked(verdict, "serious")
    assert told(people.minjun) == told(people.hana) == []
    assert told(people.seoyeon) == [("quote_altered", "serious")]
    assert {notice.user for notice in Notice.objects.all()} == {people.seoyeon}


def test_notices_are_read_by_their_owner_alone(people: Newsroom, verdict: Verdict) -> None:
    rechecked(verdict, "serious", "notice", "notice")
    first, second, third = Notice.objects.order_by("pk")
    with pytest.raises(ValidationError):
        services.read(notice=first, by=people.seoyeon)
    services.read(notice=first, by=people.minjun)
    services.read(notice=first, by=people.minjun)
    assert services.read_all(by=people.minjun, up_to=second.pk) == 1
    assert list(Notice.objects.unread()) == [third], "what came after the page was made stays"
    assert services.read_all(by=people.minjun) == 1


def test_only_people_of_the_newsroom_watch_and_choose(people: Newsroom, verdict: Verdict) -> None:
    for by in (people.stranger, Machine("rechecks")):
        with pytest.raises(PermissionDenied):
            services.watch(verdict=verdict, by=by)
        with pytest.raises(PermissionDenied):
            services.prefer(by=by, mail="each", language="ko")
    for choice in ({"mail": "hourly", "language": "ko"}, {"mail": "each", "language": "xx"}):
        with pytest.raises(ValidationError):
            services.prefer(by=people.minjun, **choice)
    services.prefer(by=people.minjun, mail="each", language="en")
    services.prefer(by=people.minjun, mail="off", language="en")
    assert Preference.objects.get().mail == "off"


# --- mail ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "severities", "mails"),
    [
        (None, ["serious", "notice"], 1),
        (None, ["notice"], 0),
        ("each", ["notice"], 1),
        ("daily", ["serious"], 0),
        ("off", ["serious"], 0),
    ],
)
def test_a_mail_goes_out_at_once_as_the_person_wants(
    people: Newsroom, verdict: Verdict, chosen: str | None, severities: list[str], mails: int
) -> None:
    if chosen:
        services.prefer(by=people.minjun, mail=chosen, language="ko")
    rechecked(verdict, *severities)
    assert send() == mails == len(mail.outbox)
    assert mails == Delivery.objects.filter(state=WorkState.DONE).count()
    waits = mails == 0 and chosen != "off"
    assert Notice.objects.filter(digested_at=None).exists() == waits


@pytest.mark.parametrize(
    ("language", "words"), [("ko", "인용문이 바뀜"), ("en", "the quote was altered")]
)
def test_a_mail_is_plain_text_in_the_persons_language_with_a_link(
    people: Newsroom, verdict: Verdict, language: str, words: str
) -> None:
    services.prefer(by=people.minjun, mail="serious", language=language)
    rechecked(verdict, "serious")
    send()
    [message] = mail.outbox
    assert message.to == ["minjun@newsroom.example"]
    assert words in message.subject
    assert f"http://127.0.0.1:8000/desk/verdicts/{verdict.public_id}/" in message.body
    assert "강가의 다리가 다시 열렸다." in message.body
    assert "\n" not in message.subject
    [delivery] = Delivery.objects.all()
    assert str(delivery.public_id) in message.extra_headers["Message-ID"]


def test_what_nobody_wants_any_more_is_not_sent(people: Newsroom, verdict: Verdict) -> None:
    rechecked(verdict, "serious")
    services.prefer(by=people.minjun, mail="off", language="ko")
    assert send() == 1
    assert mail.outbox == []
    assert Delivery.objects.get().state == WorkState.DONE


def test_a_dead_mail_server_backs_off_and_poison_stops(
    people: Newsroom, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead(self: EmailBackend, messages: object) -> int:
        raise ConnectionRefusedError("no mail server")

    rechecked(verdict, "serious")
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", dead)
        waits = []
        for _attempt in range(8):
            Delivery.objects.update(next_attempt_at=timezone.now())
            assert send() == 1
            row = Delivery.objects.get()
            waits.append(row.next_attempt_at - timezone.now())
            assert row.last_error == "ConnectionRefusedError: no mail server"
        assert waits == sorted(waits)
        assert row.state == WorkState.STOPPED
        assert send() == 0
    assert mail.outbox == []


@pytest.mark.parametrize(("code", "state"), [(550, WorkState.STOPPED), (450, WorkState.WAITING)])
def test_an_address_refused_for_good_is_not_tried_again(
    people: Newsroom,
    verdict: Verdict,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    state: WorkState,
) -> None:
    def refuse(self: EmailBackend, messages: object) -> int:
        raise smtplib.SMTPRecipientsRefused({"minjun@newsroom.example": (code, b"no")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    rechecked(verdict, "serious")
    send()
    assert Delivery.objects.get().state == state


# --- the digest ---------------------------------------------------------------------------


def test_a_digest_is_sent_once_a_day_of_what_is_unread(people: Newsroom, verdict: Verdict) -> None:
    rechecked(verdict, "notice", "notice")
    services.read(notice=Notice.objects.latest("pk"), by=people.minjun)
    assert mails.make_digests(MORNING - dt.timedelta(hours=2)) == 0, "not before its hour"
    assert [mails.make_digests(MORNING) for _beat in range(2)] == [1, 0]
    rechecked(verdict, "notice")
    assert mails.make_digests(MORNING + dt.timedelta(hours=3)) == 0, "the rest comes tomorrow"
    send()
    [message] = mail.outbox
    assert message.body.count("/desk/verdicts/") == 1
    sending.tend(MORNING + dt.timedelta(days=1))
    send()
    assert len(mail.outbox) == 2


def test_there_is_no_digest_of_nothing(people: Newsroom, verdict: Verdict) -> None:
    assert mails.make_digests(MORNING) == 0
    rechecked(verdict, "notice")
    services.read_all(by=people.minjun)
    assert mails.make_digests(MORNING) == 0
    assert not Notice.objects.filter(digested_at=None).exists(), "it was read at the desk"
    assert not Delivery.objects.exists()


def test_what_was_sent_is_forgotten_after_a_month_and_what_stopped_is_not(
    people: Newsroom, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_LOOKED_AT", 1)  # what stopped before does not stand in the way
    for _each in range(2):
        rechecked(verdict, "serious")
    send()
    stopped = Delivery.objects.earliest("pk")
    Delivery.objects.filter(pk=stopped.pk).update(state=WorkState.STOPPED)
    sending.tend(timezone.now() + dt.timedelta(days=29))
    assert Delivery.objects.filter(channel="mail").count() == 2
    sending.tend(timezone.now() + dt.timedelta(days=31))
    assert list(Delivery.objects.filter(channel="mail")) == [stopped]
