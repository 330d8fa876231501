"""A small newsroom: its people, two articles that disagree, and what was made of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from rest_framework.test import APIClient

from claims.articles import services as articles
from claims.articles.models import Article
from claims.extraction.models import (
    Anchor,
    AnchorState,
    Attribution,
    Claim,
    ClaimVersion,
    Directive,
    Mention,
    Quantity,
    Run,
    Time,
)
from claims.links import services as links
from claims.links.models import Link, Proposal
from claims.links.worklist import settle
from claims.people import services as people
from claims.people.models import ApiKey, User
from claims.people.rules import Role, Scope
from claims.publication import services as publication
from claims.publication.models import Publication
from claims.rechecks.models import Finding, Recheck
from claims.reference.models import Entity, EntityName, Rating, RatingScale, Source, SourceDomain
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from tests.factories import declare_none

DAILY = "조선소 노조는 11월 3일 임금 7% 인상안을 거부했다. 회사는 이를 아쉽다고 했다."
WEEKLY = "조선소 노조는 임금 7% 인상안을 받아들였다고 회사가 밝혔다. 협상은 끝났다."


def person(name: str, *roles: Role, superuser: bool = False) -> User:
    user = User.objects.create_user(
        name,
        email=f"{name}@newsroom.example",
        password="pass-word-of-a-test",
        is_superuser=superuser,
        is_staff=superuser or Role.CURATOR in roles or Role.EDITOR in roles,
    )
    user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    declare_none(user)
    return user


def key(user: User, scopes: Collection[str] = tuple(Scope)) -> tuple[ApiKey, str]:
    return people.issue_key(
        user=user,
        name="tests",
        scopes=scopes,
        expires_at=timezone.now() + dt.timedelta(days=30),
        by=user,
    )


def program(user: User, scopes: Collection[str] = tuple(Scope)) -> APIClient:
    """A client that presents a key of ``user``."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key(user, scopes)[1]}")
    return client


@dataclass
class World:
    contributor: User
    reviewer: User
    editor: User
    chief: User
    curator: User
    admin: User
    daily: Article
    weekly: Article
    yard: Entity
    source: Source
    rating: Rating
    claims: list[Claim] = field(default_factory=list)

    @property
    def refused(self) -> Claim:
        return self.claims[0]

    @property
    def accepted(self) -> Claim:
        return self.claims[1]


def build() -> World:
    admin = person("admin", superuser=True)
    yard = entity("haesong-yard", "해송조선", "Haesong Yard")
    outlet = entity("daily-pado", "파도일보", "Pado Daily", kind="outlet")
    source = Source.objects.create(entity=outlet, country="KR")
    SourceDomain.objects.create(source=source, domain="pado.example")
    scale = RatingScale.objects.create(key="two-steps", name_ko="두 단계", name_en="Two steps")
    Rating.objects.create(
        scale=scale, key="wrong", position=2, number=0, label_ko="틀림", label_en="Wrong"
    )
    world = World(
        contributor=person("contributor", Role.CONTRIBUTOR),
        reviewer=person("reviewer", Role.REVIEWER),
        editor=person("editor", Role.EDITOR),
        chief=person("chief", Role.EDITOR),
        curator=person("curator", Role.CURATOR),
        admin=admin,
        daily=articles.take_in(raw=DAILY.encode(), by=admin, url="https://pado.example/1"),
        weekly=articles.take_in(raw=WEEKLY.encode(), by=admin),
        yard=yard,
        source=source,
        rating=Rating.objects.create(
            scale=scale, key="right", position=1, number=1, label_ko="맞음", label_en="Right"
        ),
    )
    world.claims = [
        claim(world.daily, "조선소 노조가 임금 7% 인상안을 거부했다.", names=yard),
        claim(world.weekly, "조선소 노조가 임금 7% 인상안을 받아들였다.", names=yard),
    ]
    return world


def entity(slug: str, ko: str, en: str, kind: str = "company") -> Entity:
    made = Entity.objects.create(slug=slug, kind=kind)
    EntityName.objects.create(entity=made, language="ko", text=ko, preferred=True)
    EntityName.objects.create(entity=made, language="en", text=en, preferred=True)
    return made


def claim(
    article: Article, statement: str, *, names: Entity | None = None, language: str = "ko"
) -> Claim:
    """A claim with one facet of each sort, as if the reader had found it."""
    snapshot = article.latest_snapshot
    run = snapshot.runs.filter(extractor="hand").first()
    if run is None:
        run = Run(snapshot=snapshot, extractor="hand", version="1", state="done")
        run.save()
    made = Claim.objects.create(article=article)
    version = ClaimVersion.objects.create(
        claim=made,
        number=1,
        run=run,
        language=language,
        statement=statement,
        kind="quantity",
        hedge="reported",
        polarity="affirmative",
        check_worthiness=3,
        reasons=["has_number"],
        digest=hashlib.sha256(statement.encode()).digest(),
    )
    Anchor.objects.create(
        version=version,
        snapshot=snapshot,
        state=AnchorState.EXACT,
        start=0,
        end=6,
        quote=snapshot.text[:6],
    )
    Attribution.objects.create(version=version, position=0, voice="named", name="회사")
    Quantity.objects.create(
        version=version, value=Decimal(7), unit="%", comparator="exact", original="7%"
    )
    Time.objects.create(
        version=version, first=dt.date(2025, 11, 3), last=dt.date(2025, 11, 3), grain="day"
    )
    Directive.objects.create(
        version=version, strength="order", direction="restrictive", status="issued"
    )
    if names is not None:
        Mention.objects.create(version=version, entity=names, original="조선소")
    made.current = version
    made.save(update_fields=["current"])
    return made


def proposed(first: Claim, second: Claim, consequence: float = 0.9, **says: Any) -> Link:
    a, b = sorted((first, second), key=lambda row: row.pk)
    link = Link.objects.create(a=a, b=b)
    propose(link, **says)
    Link.objects.filter(pk=link.pk).update(consequence=consequence)
    return Link.objects.get(pk=link.pk)


def propose(link: Link, **says: Any) -> Proposal:
    """What the machine says of the pair as it stands now."""
    a, b = (Claim.objects.select_related("current").get(pk=key) for key in (link.a_id, link.b_id))
    assert a.current is not None
    assert b.current is not None
    reason = {"code": "opposite", "facet": "polarity", "weight": 0.9, "a": [0, 2], "b": None}
    values: dict[str, Any] = {
        "relation": "contradicts",
        "independence": "unknown",
        "confidence": 0.9,
        "reasons": [reason | {"values": []}],
        "comparer": "hand",
        "ground": b"one",
    }
    made = Proposal.objects.create(
        link=link, version_a=a.current, version_b=b.current, **values | says
    )
    settle([link.pk])
    return made


def decided(world: World) -> Link:
    link = proposed(world.refused, world.accepted)
    links.decide(link=link, by=world.reviewer, expected_revision=0, relation="contradicts")
    return Link.objects.get(pk=link.pk)


def drafted(world: World, statement: str = "노조는 임금 인상안을 거부했다.") -> Verdict:
    wording = verdicts.Wording("ko", statement, "요약입니다.", "근거는 **회의록**이다.")
    english = verdicts.Wording("en", "The union refused the offer.", "A summary.", "Minutes.")
    evidence = verdicts.Evidence("supports", "회의록", version=world.refused.current)
    return verdicts.draft(
        by=world.reviewer,
        rating=world.rating,
        wordings=[wording, english],
        claims=[world.refused],
        evidence=[evidence],
    )


def approved(world: World, statement: str = "노조는 임금 인상안을 거부했다.") -> Verdict:
    verdict = drafted(world, statement)
    verdicts.submit(verdict=verdict, by=world.reviewer, expected_revision=1)
    verdicts.approve(verdict=verdict, by=world.editor, expected_revision=1)
    return Verdict.objects.get(pk=verdict.pk)


def published(world: World, statement: str = "노조는 임금 인상안을 거부했다.") -> Publication:
    verdict = approved(world, statement)
    return publication.publish(verdict=verdict, by=world.editor, expected_revision=1)


def found(verdict: Verdict, key: str = "quote-1") -> Finding:
    """A finding of a re-check that was done."""
    recheck = Recheck.objects.create(
        verdict=verdict, cause="schedule", state="done", outcome="needs_person"
    )
    return Finding.objects.create(
        verdict=verdict,
        recheck=recheck,
        kind="quote_altered",
        severity="serious",
        key=key,
        detail={"before": "7%", "after": "5%"},
    )


def in_a_month() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=30)
