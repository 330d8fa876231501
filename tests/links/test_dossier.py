"""What is known of a matter from its stored claims: time and sides, ties, sources."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.articles import copying
from claims.articles.models import Article
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.links import dossier, matters, naming
from claims.links import services as links
from claims.links.models import ClaimOrigin, Link, Matter, Origin, Proposal
from claims.links.sources import Sources, sources_of
from claims.links.timeline import Basis, chapters, lanes
from claims.reference.models import Entity, EntityName
from claims.text import findings
from claims.text.findings import FoundDirective
from tests.factories import Newsroom, article, claims_of, found, mention, store
from tests.factories import claim as one_claim

_numbers = itertools.count(1)


def asked(newsroom: Newsroom, *claims: Claim) -> Matter:
    matter = matters.open_matter(by=newsroom.minjun, question_ko="여객선은 다시 다니는가?")
    for each in claims:
        matters.place(matter=matter, claim=each, by=newsroom.minjun)
    return matter


def linked(a: Claim, b: Claim, relation: str = "contradicts", confidence: float = 0.9) -> Link:
    """A pair that the machine proposes and that waits for a person."""
    first, second = sorted((a, b), key=lambda each: each.pk)
    link = Link.objects.create(a=first, b=second, consequence=confidence)
    assert first.current is not None
    assert second.current is not None
    Proposal.objects.create(
        link=link,
        version_a=first.current,
        version_b=second.current,
        relation=relation,
        independence="unknown",
        confidence=confidence,
        comparer="by hand",
    )
    return link


def decide(newsroom: Newsroom, a: Claim, b: Claim, relation: str, **said: Any) -> Link:
    link = links.link(first=a, second=b, by=newsroom.minjun)
    links.decide(
        link=link, by=newsroom.minjun, expected_revision=link.revision, relation=relation, **said
    )
    return link


def suggested(matter: Matter) -> list[Claim]:
    members = dossier.members_of(matter)
    rows, _waiting = dossier.suggested_for(matter, members, *dossier.ties_of(members))
    return [row.claim for row in rows]


def body(slug: str, name: str, kind: str) -> Entity:
    entity, is_new = Entity.objects.get_or_create(slug=slug, defaults={"kind": kind})
    if is_new:
        EntityName.objects.create(entity=entity, language="ko", text=name, preferred=True)
    return entity


def ordered(text: str, *, published: str = "", names: tuple[tuple[str, Entity], ...] = (),
            polarity: str = "affirmative", about: tuple[dt.date, dt.date] | None = None,
            **directive: Any) -> Claim:  # fmt: skip
    """A claim that reports a directive, in an article of its own."""
    made = article(f"{text} ({next(_numbers)})")
    snapshot = made.latest_snapshot
    if published:
        Article.objects.filter(pk=made.pk).update(
            published_on=dt.date.fromisoformat(published), published_grain="day"
        )
    values: dict[str, Any] = {
        "strength": findings.Strength.SUSPEND,
        "direction": findings.Direction.RESTRICTIVE,
        "status": findings.DirectiveStatus.ISSUED,
    }
    said = FoundDirective(start=0, end=len(text), original=text, **values | directive)
    row = found(
        snapshot.text,
        text,
        kind=findings.Kind.DIRECTIVE,
        polarity=findings.Polarity(polarity),
        directive=said,
        mentions=tuple(mention(snapshot.text, name, entity) for name, entity in names),
    )
    store(snapshot, [row])
    return Claim.objects.get(article=made)


# --- suggestions --------------------------------------------------------------------------


def test_links_suggest_and_a_person_places(newsroom: Newsroom) -> None:
    member, proposed, decided, apart = (one_claim() for _each in range(4))
    matter = asked(newsroom, member)
    linked(member, proposed, "qualifies", 0.8)
    decide(newsroom, member, decided, "supersedes", later="b")
    decide(newsroom, member, apart, "not_comparable")
    assert suggested(matter) == [decided, proposed]
    matters.place(matter=matter, claim=decided, by=newsroom.minjun)
    assert suggested(matter) == [proposed]


def test_a_refused_claim_is_suggested_again_only_when_that_is_taken_back(
    newsroom: Newsroom,
) -> None:
    member, other = one_claim(), one_claim()
    matter = asked(newsroom, member)
    linked(member, other)
    matters.refuse(matter=matter, claim=other, by=newsroom.minjun)
    assert suggested(matter) == []
    assert suggested(asked(newsroom, member)) == [other], "it was refused elsewhere only"
    matters.take_back_refusal(matter=matter, claim=other, by=newsroom.minjun)
    assert suggested(matter) == [other]


def test_a_dismissed_or_retired_claim_is_not_suggested(newsroom: Newsroom) -> None:
    member, dismissed, gone = one_claim(), one_claim(), one_claim()
    matter = asked(newsroom, member)
    pair = linked(member, dismissed)
    linked(member, gone)
    links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="not_comparable")
    extraction.retire(claim=gone, by=newsroom.minjun, because="둘이다")
    assert suggested(matter) == []
    links.undo(link=pair, by=newsroom.minjun, expected_revision=1)
    assert suggested(matter) == [dismissed]


# --- disagreements ------------------------------------------------------------------------


def test_members_disagree_as_decided_or_as_proposed(newsroom: Newsroom) -> None:
    a, b, c, outside = (one_claim() for _each in range(4))
    matter = asked(newsroom, a, b, c)
    linked(a, b, "qualifies", 0.95)
    linked(a, c, "contradicts", 0.6)
    linked(a, outside, "contradicts", 0.9)
    decide(newsroom, b, c, "repeats")
    members = dossier.members_of(matter)
    rows = dossier.disagreements_among(members, *dossier.ties_of(members))
    assert [(row.a, row.b, row.tie.relation, row.tie.decided) for row in rows] == [
        (a, c, "contradicts", False),
        (a, b, "qualifies", False),
    ]


def test_a_decision_outranks_the_proposal_it_answers(newsroom: Newsroom) -> None:
    a, b = one_claim(), one_claim()
    matter = asked(newsroom, a, b)
    pair = linked(a, b, "contradicts", 0.9)
    links.decide(
        link=pair, by=newsroom.minjun, expected_revision=0, relation="qualifies", rationale="강도"
    )
    members = dossier.members_of(matter)
    [row] = dossier.disagreements_among(members, *dossier.ties_of(members))
    assert (row.tie.relation, row.tie.decided) == ("qualifies", True)
    assert row.decision is not None
    assert row.decision.rationale == "강도"


# --- time and sides -----------------------------------------------------------------------


def test_directives_stand_under_their_state_and_the_thing_they_are_about(
    newsroom: Newsroom,
) -> None:
    china = body("cn-government", "중국 정부", "government")
    office = body("cac", "인터넷판공실", "agency")
    small = body("chip-7", "칩7", "product")
    large = body("chip-70", "칩70", "product")
    claims = [
        ordered(
            "중국 정부는 칩7을 사지 말라고 권했다.",
            published="2024-09-28",
            names=(("중국 정부", china), ("칩7", small)),
            issuer="중국 정부",
            object="칩7",
            strength=findings.Strength.GUIDANCE,
        ),
        ordered(
            "인터넷판공실은 칩7 구매를 중단시켰다.",
            published="2025-08-13",
            names=(("인터넷판공실", office), ("칩7", small)),
            issuer="인터넷판공실",
            object="칩7 구매",
        ),
        ordered(
            "중국 정부는 칩70을 금지했다.",
            published="2025-09-18",
            names=(("중국 정부", china), ("칩70", large)),
            issuer="중국 정부",
            object="칩70",
            strength=findings.Strength.BAN,
        ),
    ]
    matter = asked(newsroom, *claims)
    moments = dossier.moments_of(dossier.members_of(matter))
    assert {moment.basis for moment in moments} == {Basis.PUBLISHED}
    table = [
        (lane.side.key, lane.side.label, lane.object.key,
         [[step.level for step in cell] for cell in lane.cells])
        for lane in lanes(chapters(moments))
    ]  # fmt: skip
    assert table == [
        ("cn", "중국 정부", "chip-7", [[2], [6], []]),
        ("cn", "중국 정부", "chip-70", [[], [], [9]]),
    ]


def test_authorities_called_only_so_are_those_of_the_same_article(newsroom: Newsroom) -> None:
    city = body("harbour-board", "항만청", "agency")
    text = "항만청은 배를 세우라고 명령했다. 당국은 배를 세우라고 명령했다."
    made = article(text)
    rows = [
        found(
            text,
            quote,
            kind=findings.Kind.DIRECTIVE,
            directive=FoundDirective(
                start=0,
                end=3,
                original=quote[:3],
                strength=findings.Strength.ORDER,
                direction=findings.Direction.RESTRICTIVE,
                status=findings.DirectiveStatus.ISSUED,
                issuer=issuer,
                object="배",
            ),
            mentions=(mention(text, "항만청", city),) if issuer == "항만청" else (),
        )
        for quote, issuer in (
            ("항만청은 배를 세우라고 명령했다.", "항만청"),
            ("당국은 배를 세우라고 명령했다.", "당국"),
        )
    ]
    store(made.latest_snapshot, rows)
    alone = ordered("당국은 배를 보내라고 명령했다.", issuer="당국", object="배")
    matter = asked(newsroom, *Claim.objects.filter(article=made), alone)
    sides = [
        moment.directed.side.key
        for moment in dossier.moments_of(dossier.members_of(matter))
        if moment.directed
    ]
    assert sides == ["harbour-board", "harbour-board", ""]


def test_what_is_denied_is_marked(newsroom: Newsroom) -> None:
    claim = ordered(
        "시청은 배를 금지하지 않았다.", polarity="negative", strength=findings.Strength.BAN
    )
    [moment] = dossier.moments_of(dossier.members_of(asked(newsroom, claim)))
    assert moment.directed is not None
    assert moment.directed.denied


# --- sources ------------------------------------------------------------------------------


def rest(newsroom: Newsroom, origin: Origin, *claims: Claim) -> None:
    for claim in claims:
        assert claim.current is not None
        ClaimOrigin.objects.create(
            claim=claim, version=claim.current, origin=origin, by=newsroom.minjun
        )


def original(description: str) -> Origin:
    return Origin.objects.create(description=description)


def sources(matter: Matter) -> Sources:
    members = dossier.members_of(matter)
    _ties, pairs = dossier.ties_of(members)
    return sources_of(members, pairs.values())


def test_many_articles_may_rest_on_few_origins(newsroom: Newsroom) -> None:
    a, b, c, unknown = (one_claim() for _each in range(4))
    agency, letter = original("통신사의 3월 1일 보도"), original("선사의 공문")
    rest(newsroom, agency, a, b)
    rest(newsroom, letter, c)
    counted = sources(asked(newsroom, a, b, c, unknown))
    assert (counted.articles, counted.texts, counted.unresolved) == (4, 4, 1)
    assert counted.independent == 2
    rows = [row for one in counted.origins for row in one.origins]
    assert [(row.origin, row.articles, row.claims) for row in rows] == [
        (agency, 2, 2),
        (letter, 1, 1),
    ]


def test_an_article_may_bring_the_reports_of_several(newsroom: Newsroom) -> None:
    made = article("아침 신문은 배가 섰다고 전했다. 저녁 신문은 배가 떠났다고 전했다.")
    a, b = claims_of(made, "아침 신문은 배가 섰다고 전했다.", "저녁 신문은 배가 떠났다고 전했다.")
    rest(newsroom, original("아침 신문의 보도"), a)
    rest(newsroom, original("저녁 신문의 보도"), b)
    counted = sources(asked(newsroom, a, b))
    assert (counted.articles, counted.independent) == (1, 2)


def test_what_a_person_decided_to_be_of_one_origin_is_counted_once(newsroom: Newsroom) -> None:
    a, b = one_claim(), one_claim()
    rest(newsroom, original("아침 보도"), a)
    rest(newsroom, original("저녁 보도"), b)
    matter = asked(newsroom, a, b)
    assert sources(matter).independent == 2
    decide(newsroom, a, b, "repeats", independence="shared_origin")
    counted = sources(matter)
    [one] = counted.origins
    assert (counted.independent, one.because, one.claims) == (1, ["shared"], 2)
    assert [str(row.origin) for row in one.origins] == ["아침 보도", "저녁 보도"]


def test_what_a_person_named_is_listed_in_place_of_what_the_machine_found(
    newsroom: Newsroom,
) -> None:
    claim, by_person = one_claim(), original("공사의 공고")
    assert claim.current is not None
    ClaimOrigin.objects.create(claim=claim, version=claim.current, origin=original("어느 보도"))
    rest(newsroom, by_person, claim)
    [one] = sources(asked(newsroom, claim)).origins
    assert [row.origin for row in one.origins] == [by_person]


def test_a_merged_origin_counts_as_the_one_it_became_and_copies_as_one_text(
    newsroom: Newsroom,
) -> None:
    a, b = one_claim(), one_claim()
    first = original("첫 이름")
    second = original("둘째 이름")
    rest(newsroom, first, a)
    rest(newsroom, second, b)
    naming.merge(origin=second, into=first, by=newsroom.minjun)
    copying.state_copy(
        article=b.article, of=a.article, by=newsroom.minjun, expected_revision=b.article.revision
    )
    counted = sources(asked(newsroom, a, b))
    [one] = counted.origins
    assert [row.origin for row in one.origins] == [first]
    assert (counted.articles, counted.texts, counted.independent) == (2, 1, 1)


# --- size ---------------------------------------------------------------------------------


def everything(matter: Matter) -> None:
    members = dossier.members_of(matter)
    ties, pairs = dossier.ties_of(members)
    lanes(chapters(dossier.moments_of(members)))
    dossier.suggested_for(matter, members, ties, pairs)
    dossier.disagreements_among(members, ties, pairs)
    sources_of(members, pairs.values())


def test_a_large_matter_takes_as_many_queries_as_a_small_one(newsroom: Newsroom) -> None:
    ship = body("ship", "배", "product")
    counts = []
    matter = asked(newsroom)
    for size in (2, 6):
        for _each in range(size):
            held, outside = (
                ordered(
                    "항만청은 배를 세웠다.", names=(("배", ship),), issuer="항만청", object="배"
                )
                for _side in range(2)
            )
            rest(newsroom, original(f"{next(_numbers)}번 보도"), held)
            linked(held, outside)
            matters.place(matter=matter, claim=held, by=newsroom.minjun)
        with CaptureQueriesContext(connection) as queries:
            everything(matter)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_matter_without_claims_has_nothing(newsroom: Newsroom) -> None:
    matter = asked(newsroom)
    assert suggested(matter) == []
    counted = sources(matter)
    assert (counted.articles, counted.independent, counted.unresolved) == (0, 0, 0)


def test_a_retired_member_stays_with_the_matter(newsroom: Newsroom) -> None:
    [gone] = claims_of(article("배는 봄에 뜬다."), "배는 봄에 뜬다.")
    matter = asked(newsroom, gone)
    extraction.retire(claim=gone, by=newsroom.minjun, because="둘이다")
    [shown] = dossier.members_of(matter)
    assert shown.retired_at is not None


@pytest.mark.parametrize(
    ("words", "names", "expected"),
    [
        ("칩7 구매", ("칩7", "칩70"), ["칩7"]),
        ("칩70 구매", ("칩7", "칩70"), ["칩70"]),
        ("칩70과 칩7", ("칩7", "칩70"), ["칩70", "칩7"]),
        ("Chip7X", ("Chip7",), []),
    ],
)
def test_a_longer_name_is_no_shorter_one(
    db: None, words: str, names: tuple[str, ...], expected: list[str]
) -> None:
    from claims.extraction.models import Mention

    mentions = [
        Mention(original=name, entity=body(f"product-{n}", name, "product"))
        for n, name in enumerate(names)
    ]
    assert [each.label() for each in dossier._named(words, mentions)] == expected
