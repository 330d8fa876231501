"""What happened while a verdict waited to be published is looked at when it is."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.articles.models import Article, Retraction
from claims.extraction import services as extraction
from claims.links import services as links
from claims.publication import services as publication
from claims.rechecks import services
from claims.rechecks.causes import CALM
from claims.reference import services as reference
from claims.verdicts import services as verdicts
from claims.verdicts.services import Evidence
from claims.work.following import follow_together
from tests.factories import (
    Newsroom,
    article,
    claim,
    claims_of,
    draft,
    entity,
    mention,
    published,
    rating,
)
from tests.rechecks.test_events import ended, seen, tell, told
from tests.verdicts.world import revise

pytestmark = pytest.mark.django_db

WHILE_IT_WAITS: dict[str, tuple[str, str]] = {
    "a correction": ("article.corrected", "source_corrected"),
    "an edit": ("claim.edited", "claim_edited"),
    "a retraction": ("document.retracted", "source_retracted"),
    "a decision": ("link.decided", "new_contradiction"),
    "a merged name": ("entity.merged", "reference_changed"),
    "a name merged before": ("entity.split", "reference_changed"),
    "another verdict": ("verdict.published", "other_verdict"),
}


@pytest.mark.parametrize(
    ("what", "is_read_before"),
    [*((what, True) for what in WHILE_IT_WAITS), ("an edit", False), ("another verdict", False)],
)
def test_what_happened_between_writing_and_publication_is_looked_at_at_once(
    newsroom: Newsroom, what: str, is_read_before: bool
) -> None:
    firm, firms, group = entity("한들전자"), entity("한들"), entity("한들그룹")
    reference.merge_entities(winner=firms, loser=firm, by=newsroom.jiho)
    reference.merge_entities(winner=group, loser=firms, by=newsroom.jiho)
    text = "한들전자가 강가에 공장을 세웠다."
    [known] = claims_of(article(text), text, mentions=[mention(text, "한들전자", firm)])
    tell("article.corrected", known.article, after={"title": "쓰기 전의 제목"})
    verdict = draft(newsroom, known)
    match what:
        case "a correction":
            tell("article.corrected", known.article, after={"title": "고친 제목"})
        case "an edit":
            extraction.edit_claim(
                claim=known, by=newsroom.minjun, expected_version=1, statement="공장을 지었다."
            )
        case "a retraction":
            notice = {"url": "https://river.example/1", "title": "기사를 취소합니다"}
            Retraction.objects.create(document=known.article, is_trusted=True, **notice)
            tell("document.retracted", known.article, is_trusted=True, **notice)
        case "a decision":
            link = links.link(first=known, second=claim(), by=newsroom.minjun)
            links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="contradicts")
        case "a merged name":
            reference.merge_entities(winner=entity("한들지주"), loser=group, by=newsroom.jiho)
        case "a name merged before":
            reference.split_entity(entity=firms, by=newsroom.jiho)
        case "another verdict":
            published(newsroom, known, rating=rating("true", 5))
    if is_read_before:
        follow_together("rechecks", services.follow)
    known.refresh_from_db()
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    kind, found = WHILE_IT_WAITS[what]
    assert [cause for cause, _severity in told(verdict)] == [kind]
    row = verdict.rechecks.get(state="waiting")
    assert row.cause == "event"
    assert row.next_attempt_at <= max(timezone.now(), row.created_at + CALM)
    assert found in {each for each, _severity in ended(verdict)}


def test_a_correction_of_a_verdict_is_not_told_twice_of_what_came_while_it_was_written(
    newsroom: Newsroom,
) -> None:
    verdict = published(newsroom)
    told(verdict)
    other = claim()
    kept = Article.objects.get(claims__appearances__verdict=verdict)
    evidence = [Evidence("supports", version=other.current)]
    said = {"correction": "clarification", "public_note": "근거를 더했다"}
    revise(verdict, newsroom, 1, evidence=evidence, **said)
    tell("article.corrected", kept, after={"title": "이미 알던 글"})
    tell("article.corrected", other.article, after={"title": "새로 인용한 글"})
    assert len(seen(verdict)[0]) == 1
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=2)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=2)
    publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=2)
    assert told(verdict) == [("article.corrected", "notice")]
    ended(verdict)
    corrected = verdict.findings.filter(kind="source_corrected")
    assert sorted(corrected.values_list("document", "times")) == sorted(
        [(kept.pk, 1), (other.article_id, 1)]
    )
