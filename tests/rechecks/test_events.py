"""Whatever the ledger tells of reaches the verdicts that rest on it, as one row and few queries."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.articles.models import Article, Retraction
from claims.extraction import services as extraction
from claims.ledger import services as ledger
from claims.ledger.models import Entry, EntryBody
from claims.links import naming
from claims.links import services as links
from claims.publication import services as publication
from claims.rechecks import causes, filing, services
from claims.rechecks.causes import CALM, Cause
from claims.rechecks.models import SHOWN_OF_ONE, Ground, Recheck, Severity
from claims.reference import services as reference
from claims.reference.services import Name
from claims.verdicts.models import Verdict
from claims.verdicts.services import Evidence
from claims.work.following import follow_together
from claims.work.services import claim_together
from tests.factories import (
    SETUP,
    Newsroom,
    article,
    claim,
    claims_of,
    content_of,
    entity,
    mention,
    published,
    rating,
)
from tests.publication.world import correct

pytestmark = pytest.mark.django_db


def told(verdict: Verdict) -> list[tuple[str, str]]:
    """The kinds and severities of what made the waiting re-check due, after the ledger was read."""
    follow_together("rechecks", services.follow)
    waiting = verdict.rechecks.get(state="waiting")
    return [(cause.kind, cause.severity) for cause in waiting.causes.all()]


def tell(kind: str, subject: Any, **content: Any) -> Entry:
    with transaction.atomic():
        return ledger.append(kind, subject=subject, by=SETUP, **content)


# --- what rests on what -------------------------------------------------------------------


def test_the_ground_is_what_the_public_revision_rests_on(newsroom: Newsroom) -> None:
    mine, cited, first, second = (claim() for _ in range(4))
    link = links.link(first=first, second=second, by=newsroom.minjun)
    evidence = [Evidence("supports", version=cited.current), Evidence("refutes", link=link)]
    verdict = published(newsroom, mine, evidence=evidence)
    assert not Ground.objects.exists()
    assert told(verdict) == []
    rested_on = {(row.document_id, row.claim_id) for row in Ground.objects.filter(verdict=verdict)}
    assert rested_on == {(c.article_id, c.pk) for c in (mine, cited, first, second)}
    publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="틀렸다")
    follow_together("rechecks", services.follow)
    assert not Ground.objects.exists()


@pytest.mark.parametrize("field", ["claim_id", "document_id"])
def test_verdicts_are_found_by_one_index(newsroom: Newsroom, field: str) -> None:
    verdict = published(newsroom)
    told(verdict)
    row = Ground.objects.get()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Ground.objects.filter(**{f"{field}__in": [getattr(row, field)]}).explain()
    indexes = {word for word in plan.replace("(", " ").split() if word.startswith("claims_ground_")}
    assert len(indexes) == 1, plan
    assert field in next(iter(indexes))


# --- each event ---------------------------------------------------------------------------


def ended(verdict: Verdict) -> set[tuple[str, str]]:
    """Compare now, as if everything was read; what that filed, but for what has no address."""
    verdict.rechecks.filter(state="waiting").update(step="read", next_attempt_at=timezone.now())
    services.perform(claim_together(Recheck, 16))
    filed = verdict.findings.exclude(kind="source_not_looked_at")
    return {(row.kind, row.severity) for row in filed}


def seen(verdict: Verdict) -> tuple[list[tuple[str, str]], set[tuple[str, str]]]:
    return told(verdict), ended(verdict)


def test_what_happens_to_a_document(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    told(verdict)
    kept = Article.objects.get(claims__appearances__verdict=verdict)
    tell("article.corrected", kept, before={"title": "다리"}, after={"title": "새 다리"})
    assert seen(verdict) == ([("article.corrected", "notice")], {("source_corrected", "notice")})
    notice = {"url": "https://river.example/notices/1", "title": "기사를 취소합니다"}
    for is_trusted, severity, kind in (
        (False, "notice", "source_said_retracted"),
        (True, "serious", "source_retracted"),
    ):
        Retraction.objects.create(document=kept, is_trusted=is_trusted, **notice)
        tell("document.retracted", kept, is_trusted=is_trusted, **notice)
        causes_told, findings = seen(verdict)
        assert causes_told == [("document.retracted", severity)]
        assert (kind, severity) in findings
    assert verdict.findings.filter(kind__endswith="retracted").count() == 2


def test_whose_retraction_counts_where_the_entry_does_not_say(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    told(verdict)
    kept = Article.objects.get(claims__appearances__verdict=verdict)
    entries = [tell("document.retracted", kept, url="https://river.example/1") for _ in range(2)]
    erased = EntryBody.objects.filter(entry=entries[1])
    assert erased.update(salt=None, content=None, actor=None) == 1
    assert told(verdict) == [("document.retracted", "serious"), ("document.retracted", "notice")]


def test_a_claim_that_was_edited_split_or_rejected(newsroom: Newsroom) -> None:
    mine, first, second = (claim() for _ in range(3))
    sentences = "다리는 봄에 열렸다.", "주민 이백 명이 왔다."
    cited, part = claims_of(article("\n\n".join(sentences)), *sentences)
    link = links.link(first=first, second=second, by=newsroom.minjun)
    evidence = [Evidence("supports", version=cited.current), Evidence("refutes", link=link)]
    edit = partial(extraction.edit_claim, by=newsroom.minjun, expected_version=1)
    edit(claim=mine, statement="시는 다리를 놓는 데 십억 원을 썼다.")
    mine.refresh_from_db()
    verdict = published(newsroom, mine, evidence=evidence)
    assert told(verdict) == []  # its author knew of what was edited before
    edit(claim=mine, expected_version=2, check_worthiness=0)
    assert told(verdict) == []  # it states the same
    edit(claim=mine, expected_version=3, statement="시는 다리에 십억 원 넘게 썼다.")
    assert told(verdict) == [("claim.edited", "notice")]
    edit(claim=second, hedge="hearsay")
    assert ended(verdict) == {("claim_edited", "notice")}
    assert seen(verdict)[0] == [("claim.edited", "notice")]  # a claim of a link that it cites
    edited = verdict.findings.filter(kind="claim_edited").order_by("pk")
    assert [row.claim for row in edited] == [mine, second]
    assert edited[0].detail["after"] == {"statement": "시는 다리에 십억 원 넘게 썼다."}
    retire = partial(extraction.retire, by=newsroom.minjun)
    retire(claim=cited, because="둘로 나눴다", successors=[part])
    assert told(verdict) == [("claim.retired", "notice")]
    retire(claim=first, because="기사가 그렇게 쓰지 않았다")
    assert told(verdict) == [("claim.retired", "notice"), ("claim.retired", "serious")]
    assert ended(verdict) >= {("claim_retired", "notice"), ("claim_retired", "serious")}


def test_an_edit_to_and_fro_tells_nothing_new(newsroom: Newsroom) -> None:
    known = claim()
    verdict = published(newsroom, known)
    told(verdict)
    ways = "다리는 봄에 열렸다.", "다리는 가을에 열렸다."
    for number in range(1, 5):
        extraction.edit_claim(
            claim=known,
            by=newsroom.minjun,
            expected_version=number,
            statement=ways[number % 2],
        )
    assert told(verdict) == 2 * [("claim.edited", "notice")]


def test_what_told_before_a_correction_was_written_is_still_told(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    told(verdict)
    kept = Article.objects.get(claims__appearances__verdict=verdict)
    tell("article.corrected", kept, after={"title": "새 다리"})
    correct(verdict, newsroom, 1)
    assert told(verdict) == [("article.corrected", "notice")]


def test_a_claim_retired_before_the_first_publication_is_told(newsroom: Newsroom) -> None:
    known = claim()
    tell("article.corrected", known.article, after={"title": "새 다리"})
    tell("claim.retired", known, because="기사에 없다", successors=[])
    assert told(published(newsroom, known)) == [("claim.retired", "serious")]


def test_a_decision_that_is_another_one_now(newsroom: Newsroom) -> None:
    mine, other = claim(), claim()
    link = links.link(first=mine, second=other, by=newsroom.minjun)
    decide = partial(links.decide, link=link, by=newsroom.minjun)
    decide(expected_revision=0, relation="corroborates")
    verdict = published(newsroom, mine, evidence=[Evidence("supports", link=link)])
    told(verdict)
    decide(expected_revision=1, relation="qualifies")
    assert seen(verdict) == ([("link.decided", "notice")], {("link_changed", "serious")})
    decide(expected_revision=2, relation="contradicts")
    assert seen(verdict)[0] == [("link.decided", "serious")]
    assert ("new_contradiction", "serious") in ended(verdict)


def test_a_new_decision_that_says_nothing_against_it_is_no_reason(newsroom: Newsroom) -> None:
    mine, other = claim(), claim()
    verdict = published(newsroom, mine)
    link = links.link(first=mine, second=other, by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="corroborates")
    assert told(verdict) == []


def test_two_sources_that_turn_out_to_be_one(newsroom: Newsroom) -> None:
    mine, cited = claim(), claim()
    origins = [
        naming.name_origin(claim=c, by=newsroom.minjun, description=f"{n}번 보고서").origin
        for n, c in enumerate((mine, cited))
    ]
    evidence = [Evidence("supports", version=cited.current)]
    verdict = published(newsroom, mine, evidence=evidence)
    assert seen(verdict) == ([], set())
    naming.merge(origin=origins[0], into=origins[1], by=newsroom.minjun)
    assert seen(verdict) == ([("origin.merged", "notice")], {("origin_shared", "notice")})


def test_another_verdict_on_the_same_claim(newsroom: Newsroom) -> None:
    shared = claim()
    first = published(newsroom, shared)
    told(first)
    other = published(newsroom, shared, rating=rating("false", 1))
    assert told(first) == [("verdict.published", "notice")]
    assert told(other) == []  # its own publication is no news to it
    assert ended(first) == {("other_verdict", "notice")}
    published(newsroom, shared, rating=first.published.rating)  # type: ignore[union-attr]
    assert seen(first)[0] == [("verdict.published", "notice")]
    assert ("other_verdict", "note") in ended(first)


def test_an_entity_or_the_scale_that_was_corrected(newsroom: Newsroom) -> None:
    firm, same = entity("한들전자"), entity("한들")
    text = "한들전자가 강가에 공장을 세웠다."
    [known] = claims_of(article(text), text, mentions=[mention(text, "한들전자", firm)])
    verdict = published(newsroom, known)
    told(verdict)
    more = [Name("ko", "한들전자", preferred=True), Name("ko", "한들전자㈜")]
    reference.name_entity(entity=firm, names=more, by=newsroom.jiho)
    assert told(verdict) == []  # a name that is added corrects nothing
    reference.merge_entities(winner=same, loser=firm, by=newsroom.jiho)
    assert seen(verdict) == ([("entity.merged", "notice")], {("reference_changed", "notice")})
    step = verdict.published.rating  # type: ignore[union-attr]
    step.label_ko = "고친 이름"
    reference.save_rating(rating=step, by=newsroom.jiho)
    assert told(verdict) == [("rating.changed", "note")]
    reference.merge_entities(winner=entity("한들그룹"), loser=same, by=newsroom.jiho)
    assert told(verdict)[1:] == [("entity.merged", "notice")]  # the firm is the group's now as well


# --- many at once -------------------------------------------------------------------------


def test_ten_thousand_events_for_one_verdict_are_one_re_check_and_none_is_lost(
    newsroom: Newsroom,
) -> None:
    verdict = published(newsroom)
    told(verdict)
    kept = Article.objects.get(claims__appearances__verdict=verdict)
    with transaction.atomic():
        ledger.append_many(
            [
                ("article.corrected", kept, {"after": {"title": f"제목 {n % 70}"}})
                for n in range(10_000)
            ],
            by=SETUP,
        )
    with CaptureQueriesContext(connection) as queries:
        causes_told = told(verdict)
    assert len(causes_told) == 70
    row = verdict.rechecks.get(state="waiting")
    assert row.requests == 10_001
    assert sum(row.causes.values_list("count", flat=True)) == 10_000
    assert Entry.objects.about(verdict).filter(kind="recheck.demanded").count() == 1
    assert len(queries) < 50 * 30  # fifty batches of entries, whatever is in them
    assert ended(verdict) == {("source_corrected", "notice")}
    assert verdict.findings.filter(kind="source_corrected").count() == 70
    [shown] = verdict.rechecks.filter(pk=row.pk).with_causes().with_number_of_findings()
    assert (shown.causes_in_all, len(shown.gravest_causes)) == (70, SHOWN_OF_ONE)
    assert shown.findings_in_all == verdict.findings.count()


def test_what_many_events_find_is_filed_some_at_a_time_and_once_whoever_is_killed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "FILED_AT_ONCE", 3)
    first, second = published(newsroom), published(newsroom)
    told(first)
    for verdict in (first, second):
        kept = Article.objects.get(claims__appearances__verdict=verdict)
        for number in range(4):
            tell("article.corrected", kept, after={"title": f"제목 {number}"})
    told(first)

    def take() -> list[Recheck]:
        waiting = Recheck.objects.filter(state="waiting", cause="event")
        waiting.filter(step="look").update(step="read")
        waiting.update(next_attempt_at=timezone.now(), claimed_until=None)  # the lease ran out
        return claim_together(Recheck, 16)

    @transaction.atomic
    def killed(rows: list[Recheck]) -> None:
        services.perform(rows)
        raise RuntimeError("killed before the commit")

    def corrections(verdict: Verdict) -> int:
        return verdict.findings.filter(kind="source_corrected").count()

    def filed() -> int:
        return first.findings.count() + second.findings.count()

    counts = []
    while rows := take():
        before = filed()
        with pytest.raises(RuntimeError):
            killed(rows)
        assert filed() == before
        Recheck.objects.filter(attempts__gt=0).update(attempts=0)
        services.perform(take())
        counts.append(filed() - before)
    assert max(counts) == 3
    assert corrections(first) == corrections(second) == 4
    for verdict in (first, second):
        assert {finding.times for finding in verdict.findings.all()} == {1}
        [finished] = Entry.objects.about(verdict).filter(kind="recheck.finished")
        said = {each["id"] for each in content_of(finished)["findings"]}
        assert said == {str(each.public_id) for each in verdict.findings.all()}
        assert verdict.rechecks.filter(state="waiting").count() == 1, "the next by schedule"


def test_one_change_under_many_verdicts_takes_as_many_queries_as_under_one(
    newsroom: Newsroom,
) -> None:
    shared = claim()
    numbers: list[int] = []
    for _ in range(3):
        for _each in range(2):
            published(newsroom, shared)
        follow_together("rechecks", services.follow)
        Recheck.objects.filter(state="waiting").update(state="done", outcome="stands")
        said = tell("article.corrected", shared.article, after={"title": str(len(numbers))})
        with CaptureQueriesContext(connection) as queries:
            follow_together("rechecks", services.follow)
        numbers.append(len(queries))
        demanded = Recheck.objects.filter(state="waiting")
        assert demanded.count() == 2 * len(numbers)
        assert {row.causes.get().kind for row in demanded} == {"article.corrected"}
        heard = Entry.objects.after(said.seq).filter(kind="recheck.demanded")
        assert len({entry.subject_id for entry in heard}) == len(heard) == 2 * len(numbers)
    assert len(set(numbers)) == 1


def test_the_ledger_hears_of_a_verdict_first_and_of_what_is_graver(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    told(verdict)
    for key, severity in (("a", "note"), ("a", "note"), ("b", "note"), ("c", "serious")):
        with transaction.atomic():
            causes.demand({verdict.pk: [Cause("test.told", key, Severity(severity))]})
    heard = Entry.objects.about(verdict).filter(kind="recheck.demanded")
    assert [content_of(entry)["severity"] for entry in heard.order_by("seq")] == ["note", "serious"]
    row = verdict.rechecks.get(state="waiting")
    assert (row.cause, row.severity, row.requests) == ("event", "serious", 5)
    assert {cause.key: cause.count for cause in row.causes.all()} == {"a": 2, "b": 1, "c": 1}
    assert row.next_attempt_at <= max(timezone.now(), row.created_at + CALM)
