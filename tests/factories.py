"""A newsroom to test with: its people, short articles of our own, claims without a reader.

Minjun reviews, Seoyeon edits, Hana contributes, Jiho keeps the reference data, and a stranger
has an account and no role.
"""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from claims.articles import services as articles
from claims.articles.models import Article, Snapshot
from claims.extraction import storing
from claims.extraction.models import Claim, Run
from claims.ledger.models import Entry
from claims.people.models import Actor, InterestStatement, Machine, User
from claims.people.rules import Role
from claims.people.services import enrol
from claims.publication import services as publication
from claims.reference.models import Entity, EntityName, Rating, RatingScale
from claims.text import findings
from claims.text.findings import FoundClaim, FoundMention, FoundQuantity, Reading, Sentence
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from claims.work.models import WorkState

PASSWORD = "naru-teo-seom-1937"
SETUP = Machine("tests")
_counter = itertools.count(1)


class Newsroom:
    """Five people; the attributes are their names."""

    def __init__(self) -> None:
        for role in Role:
            Group.objects.get_or_create(name=role.value)
        self.minjun = person("minjun", Role.REVIEWER)
        self.seoyeon = person("seoyeon", Role.EDITOR)
        self.hana = person("hana", Role.CONTRIBUTOR)
        self.jiho = person("jiho", Role.CURATOR)
        self.stranger = person("stranger")


def person(username: str, *roles: Role, superuser: bool = False) -> User:
    """Somebody with an account, who declared to have no interests."""
    made = enrol(
        username=username,
        password=PASSWORD,
        by=SETUP,
        roles=[role.value for role in roles],
        display_name=username.title(),
        superuser=superuser,
    )
    declare_none(made)
    return made


def declare_none(user: User) -> InterestStatement:
    """A statement on file, whatever day a test sets; the verb's own are for a year at most."""
    return InterestStatement.objects.create(
        user=user, made_on=dt.date(2000, 1, 1), valid_until=dt.date(2999, 12, 31)
    )


def article(text: str = "", *, by: Actor = SETUP, url: str = "") -> Article:
    """An article taken in as pasted text; without a text, one that nobody else has."""
    text = text or f"시험 기사 {next(_counter)}\n\n강가의 다리 {next(_counter)}번이 다시 열렸다."
    return articles.take_in(raw=text.encode(), by=by, url=url, content_type="text/plain")


def found(text: str, quote: str, **said: Any) -> FoundClaim:
    """What a reader would have found at ``quote``; ``said`` overrides any field."""
    start = text.index(quote)
    end = start + len(quote)
    values: dict[str, Any] = {
        "start": start,
        "end": end,
        "quote": quote,
        "statement": quote,
        "sentence": Sentence(start, end),
        "kind": findings.Kind.EVENT,
        "hedge": findings.Hedge.ASSERTED,
        "polarity": findings.Polarity.AFFIRMATIVE,
        "check_worthiness": 2,
    }
    return FoundClaim(**values | said)


def mention(text: str, name: str, entity: Entity) -> FoundMention:
    start = text.index(name)
    return FoundMention(str(entity.pk), start, start + len(name), name, entity.kind)


def quantity(text: str, original: str, value: Any, unit: str, **said: Any) -> FoundQuantity:
    start = text.index(original)
    return FoundQuantity(value, unit, start, start + len(original), original, **said)


def run_of(snapshot: Snapshot) -> Run:
    """A run that is over, for readings made by hand."""
    run = Run(
        snapshot=snapshot,
        extractor="by hand",
        version="1",
        state=WorkState.DONE,
        finished_at=timezone.now(),
    )
    run.save()
    return run


def store(
    snapshot: Snapshot, claims: Sequence[FoundClaim], language: str = "ko"
) -> storing.Outcome:
    """Store a reading of a snapshot as the extraction stage would."""
    article = Article.objects.get(pk=snapshot.document_id)
    reading = Reading(language=language, supported=True, claims=claims)
    with transaction.atomic():
        return storing.store(run_of(snapshot), article, snapshot, reading)


def claims_of(article: Article, *quotes: str, language: str = "ko", **said: Any) -> list[Claim]:
    """The claims at these quotes of an article's newest text, in their order."""
    snapshot = article.latest_snapshot
    store(snapshot, [found(snapshot.text, quote, **said) for quote in quotes], language)
    known = {
        anchor.quote: claim
        for claim in Claim.objects.filter(article=article).select_related("current")
        if claim.current is not None
        for anchor in claim.current.anchors.filter(snapshot=snapshot)
    }
    return [known[quote] for quote in quotes]


def claim(text: str = "", *, by: Actor = SETUP, url: str = "", **said: Any) -> Claim:
    """One claim: the whole of a one-sentence article that is taken in for it."""
    text = text or f"강가의 다리 {next(_counter)}번이 다시 열렸다."
    made = article(text, by=by, url=url)
    return claims_of(made, text, **said)[0]


def entity(name: str, kind: str = "company", language: str = "ko") -> Entity:
    made = Entity.objects.create(slug=f"e-{uuid.uuid4().hex[:12]}", kind=kind)
    EntityName.objects.create(entity=made, language=language, text=name, preferred=True)
    return made


def rating(key: str = "half-true", number: int | None = 3) -> Rating:
    scale, _made = RatingScale.objects.get_or_create(
        key="tests", defaults={"name_ko": "시험 척도", "name_en": "Test scale"}
    )
    position = scale.ratings.count() + 1
    step, _made = Rating.objects.get_or_create(
        scale=scale,
        key=key,
        defaults={
            "position": position,
            "number": number,
            "label_ko": f"판정 {position}",
            "label_en": f"Rating {position}",
        },
    )
    return step


def wording(
    statement: str = "강가의 다리가 다시 열렸다.",
    summary: str = "다리는 열렸다.",
    reasoning: str = "현장에서 **확인**했다.",
    language: str = "ko",
) -> verdicts.Wording:
    return verdicts.Wording(language, statement, summary, reasoning)


def draft(newsroom: Newsroom, *claims: Claim, **given: Any) -> Verdict:
    """Minjun's draft on these claims (default: a new one)."""
    values: dict[str, Any] = {
        "by": newsroom.minjun,
        "rating": rating(),
        "wordings": [wording()],
        "claims": claims or [claim()],
    }
    return verdicts.draft(**values | given)


def approved(newsroom: Newsroom, *claims: Claim, **given: Any) -> Verdict:
    """Drafted by Minjun, approved by Seoyeon."""
    verdict = draft(newsroom, *claims, **given)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    verdict.refresh_from_db()
    return verdict


def published(newsroom: Newsroom, *claims: Claim, **given: Any) -> Verdict:
    """Drafted by Minjun, approved and published by Seoyeon."""
    verdict = approved(newsroom, *claims, **given)
    publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    verdict.refresh_from_db()
    return verdict


def content_of(entry: Entry) -> dict[str, Any]:
    """What an entry of the ledger says; it was not erased."""
    content: dict[str, Any] | None = entry.body.content
    assert content is not None
    return content
