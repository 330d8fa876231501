"""Origins as they are kept: found when an article is linked, named and corrected by people."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from claims.articles.models import Article
from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import naming
from claims.links import services as links
from claims.links.candidates import of_article
from claims.links.models import ClaimOrigin, Link, LinkSearch, Origin
from claims.links.resolving import resolve
from claims.links.sources import sources_of
from claims.links.standing import origin_of, origins_of, tallies_of
from claims.people.models import Machine
from claims.reference.models import Entity, Source
from claims.text.findings import FoundTime, FoundVoice, Grain, Hedge, VoiceKind
from tests.factories import Newsroom, article, claims_of, content_of, entity, found, store

BANNED = "중국 당국이 기업들의 H20 칩 주문을 막았다"
SEVENTEENTH = dt.date(2025, 9, 17)
EIGHTEENTH = dt.date(2025, 9, 18)


@pytest.fixture
def reuters(db: None) -> Entity:
    return entity("로이터", "outlet")


@pytest.fixture
def bloomberg(db: None) -> Entity:
    return entity("블룸버그", "outlet")


def told(
    text: str,
    *cited: Entity,
    published: dt.date = EIGHTEENTH,
    outlet: Entity | None = None,
    words: str = BANNED,
) -> Claim:
    """A claim that an article of its own tells, citing these outlets, outermost first; their names
    stand in the text. Its origins are not resolved yet."""
    made = article(text)
    source = Source.objects.get_or_create(entity=outlet)[0] if outlet else None
    Article.objects.filter(pk=made.pk).update(
        published_on=published, published_grain="day", source=source
    )
    voices = []
    for one in cited:
        name = one.label()
        start = text.index(name)
        voices.append(
            FoundVoice(
                name, VoiceKind.OUTLET, start, start + len(name), verb="전하", key=str(one.pk)
            )
        )
    return claims_of(Article.objects.get(pk=made.pk), words, attribution=voices)[0]


def settle(claim: Claim) -> Origin:
    """Resolve the claim's article and return what the claim rests on."""
    with transaction.atomic():
        resolve(of_article(claim.article_id))
    return origin(claim)


def origin(claim: Claim) -> Origin:
    (row,) = origins_of([claim.pk])[claim.pk]
    return origin_of(row)


# --- found by the machine -----------------------------------------------------------------


def test_two_articles_that_name_one_report_meet(reuters: Entity) -> None:
    first = told(f"로이터에 따르면 {BANNED}.", reuters)
    second = told(f"어제 로이터가 알린 대로 {BANNED}.", reuters, published=dt.date(2025, 9, 19))
    assert settle(first) == settle(second)
    assert origin(first).reporter == reuters


def test_reports_of_one_outlet_a_year_apart_are_two(reuters: Entity) -> None:
    first = told(f"로이터에 따르면 {BANNED}.", reuters)
    second = told(f"로이터 통신을 보면 {BANNED}.", reuters, published=dt.date(2024, 9, 18))
    assert settle(first) != settle(second)


def test_the_reporter_alone_makes_no_one_report(reuters: Entity) -> None:
    first = told(f"로이터에 따르면 {BANNED}.", reuters)
    other = "강가의 다리가 폭우로 끊겼다"
    second = told(f"로이터에 따르면 {other}.", reuters, words=other)
    assert settle(first) != settle(second)


def test_the_innermost_outlet_had_it(reuters: Entity, bloomberg: Entity) -> None:
    claim = told(f"블룸버그가 로이터를 인용한 바로는 {BANNED}.", bloomberg, reuters)
    assert settle(claim).reporter == reuters


def test_an_article_that_cites_nobody_is_its_own_origin(bloomberg: Entity) -> None:
    claim = told(f"{BANNED}.", outlet=bloomberg)
    found = settle(claim)
    assert (found.article, found.reporter) == (claim.article, bloomberg)
    assert found.reported_on == EIGHTEENTH


@pytest.mark.parametrize("cited_first", [True, False])
def test_the_report_is_the_article_where_it_is_kept(reuters: Entity, *, cited_first: bool) -> None:
    citing = told(f"로이터에 따르면 {BANNED}.", reuters)
    itself = told(f"{BANNED}.", outlet=reuters, published=SEVENTEENTH)
    for claim in (citing, itself) if cited_first else (itself, citing):
        settle(claim)
    assert origin(citing) == origin(itself)
    assert origin(citing).article == itself.article


def test_a_copy_rests_on_the_article_that_it_copies(bloomberg: Entity) -> None:
    first = told(f"{BANNED}.", outlet=bloomberg)
    copy = told(f"{BANNED}. 전재.", outlet=entity("지역일보", "outlet"))
    Article.objects.filter(pk=copy.article_id).update(copy_of=first.article)
    assert settle(copy) == settle(first)


def test_finding_again_changes_nothing_and_is_not_on_record_twice(reuters: Entity) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    settle(claim)
    settle(claim)
    assert ClaimOrigin.objects.filter(claim=claim).count() == 1
    entry = Entry.objects.about(claim.article).get(kind="article.origins_found")
    assert content_of(entry)["origins"] == [str(origin(claim).public_id)]


def test_a_new_version_replaces_what_the_machine_found(reuters: Entity, bloomberg: Entity) -> None:
    text = f"로이터에 따르면, 블룸버그에 따르면 {BANNED}."
    claim = told(text, reuters)
    assert settle(claim).reporter == reuters
    start = text.index("블룸버그")
    voice = FoundVoice("블룸버그", VoiceKind.OUTLET, start, start + 4, key=str(bloomberg.pk))
    claims_of(claim.article, BANNED, attribution=[voice])
    assert settle(claim).reporter == bloomberg
    assert ClaimOrigin.objects.filter(claim=claim).count() == 2  # the old one stays on record


def test_a_search_for_links_finds_origins_too(reuters: Entity) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    links.search(article=claim.article)
    links.perform(LinkSearch.objects.get(article=claim.article))
    assert origin(claim).reporter == reuters


def test_what_nobody_named_told_is_the_articles_own_too(db: None) -> None:
    gone = "알리바바가 주문을 거둬들였다"
    made = article(f"{BANNED}.\n\n이 사안을 아는 소식통은 {gone}고 전했다.")
    text = made.latest_snapshot.text
    start = text.index("소식통")
    source = FoundVoice("소식통", VoiceKind.ANONYMOUS, start, start + 3, verb="전하", key="")
    own, heard = found(text, BANNED), found(text, gone, attribution=(source,))
    store(made.latest_snapshot, [own, heard], "ko")
    for _again in range(2):
        links.perform(links.search(article=made))
    rests_on = {origin(claim) for claim in Claim.objects.filter(article=made)}
    assert [one.article for one in rests_on] == [made]


def test_the_queries_do_not_grow_with_the_claims(reuters: Entity) -> None:
    def asked(claims: int) -> int:
        words = [f"{n}번 공장이 H20 칩의 주문을 멈췄다" for n in range(claims)]
        made = article(". ".join(words) + ".")
        Article.objects.filter(pk=made.pk).update(published_on=EIGHTEENTH, published_grain="day")
        claims_of(Article.objects.get(pk=made.pk), *words)
        own = of_article(made.pk)
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            resolve(own)
        return len(queries)

    asked(1)
    assert asked(2) == asked(12)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_the_last_day_of_the_calendar_are_days(reuters: Entity, day: dt.date) -> None:
    first = told(f"로이터에 따르면 {BANNED}.", reuters, published=day)
    second = told(f"로이터 보도를 보면 {BANNED}.", reuters, published=day)
    assert settle(first) == settle(second)


@pytest.mark.django_db(transaction=True)
def test_two_articles_at_once_make_one_origin() -> None:
    with transaction.atomic():
        reuters = entity("로이터", "outlet")
        claims = [
            told(f"로이터에 따르면 {BANNED}.", reuters),
            told(f"로이터 보도를 보면 {BANNED}.", reuters),
        ]

    def work(claim: Claim) -> None:
        try:
            settle(claim)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(claim,)) for claim in claims]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert origin(claims[0]) == origin(claims[1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["person", "machine"])
def test_a_person_and_the_machine_find_one_origin_at_once_and_the_person_stands_for_it(
    first: str,
) -> None:
    newsroom = Newsroom()
    reuters = entity("로이터", "outlet")
    known = settle(told(f"로이터에 따르면 {BANNED}.", reuters))
    claim = told(f"로이터 보도를 보면 {BANNED}.", reuters)
    failures: list[BaseException] = []

    def name() -> None:
        naming.rest_on(claim=claim, origin=known, by=newsroom.minjun)

    def find() -> None:
        with transaction.atomic():
            resolve(of_article(claim.article_id))

    before, after = (name, find) if first == "person" else (find, name)

    def later() -> None:
        try:
            after()
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=later)
    with transaction.atomic():
        before()
        thread.start()
        while thread.is_alive() and not _somebody_waits():
            pass
    thread.join()
    assert failures == []
    (row,) = ClaimOrigin.objects.filter(claim=claim, removed_at=None)
    assert (row.origin, row.by) == (known, newsroom.minjun)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


# --- named by people ----------------------------------------------------------------------


def test_what_a_person_names_outranks_the_machine(newsroom: Newsroom, reuters: Entity) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    settle(claim)
    named = naming.name_origin(
        claim=claim,
        by=newsroom.minjun,
        description=" 당국의 통지문 ",
        reported_on=SEVENTEENTH,
        medium="document",
    )
    assert (named.origin.description, named.origin.medium) == ("당국의 통지문", "document")
    assert settle(claim) == named.origin
    entry = Entry.objects.about(claim).latest("pk")
    assert (entry.kind, entry.body.actor) == ("claim.origin_named", newsroom.minjun)


def test_what_a_person_took_away_is_not_found_again(newsroom: Newsroom, reuters: Entity) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    found = settle(claim)
    naming.take_away(claim=claim, origin=found, by=newsroom.minjun)
    with transaction.atomic():
        resolve(of_article(claim.article_id))
    assert origins_of([claim.pk])[claim.pk] == []
    with pytest.raises(Conflict):
        naming.take_away(claim=claim, origin=found, by=newsroom.minjun)


@pytest.mark.parametrize("away_from", ["before the merge", "the survivor", "the merged one"])
def test_what_a_person_took_away_stays_away_over_a_merge(
    newsroom: Newsroom, reuters: Entity, bloomberg: Entity, away_from: str
) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    found, survivor = settle(claim), settle(told(f"블룸버그에 따르면 {BANNED}.", bloomberg))

    def merge() -> None:
        naming.merge(origin=found, into=survivor, by=newsroom.minjun)

    def take_away() -> None:
        away = survivor if away_from == "the survivor" else found
        naming.take_away(claim=claim, origin=away, by=newsroom.minjun)

    steps = (take_away, merge) if away_from == "before the merge" else (merge, take_away)
    for step in steps:
        step()
    for _again in range(2):
        with transaction.atomic():
            resolve(of_article(claim.article_id))
        assert origins_of([claim.pk])[claim.pk] == []
    for each in (found, survivor):
        with pytest.raises(Conflict):
            naming.take_away(claim=claim, origin=each, by=newsroom.minjun)
    naming.split(origin=found, by=newsroom.minjun)
    with transaction.atomic():
        resolve(of_article(claim.article_id))
    assert origins_of([claim.pk])[claim.pk] == [], "what it rested on was taken away, not the merge"


def test_who_rests_on_both_of_two_merged_origins_rests_on_neither_when_taken_away(
    newsroom: Newsroom, reuters: Entity, bloomberg: Entity
) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    found, survivor = settle(claim), settle(told(f"블룸버그에 따르면 {BANNED}.", bloomberg))
    for each in (found, survivor):
        naming.rest_on(claim=claim, origin=each, by=newsroom.minjun)
    naming.merge(origin=found, into=survivor, by=newsroom.minjun)
    naming.take_away(claim=claim, origin=survivor, by=newsroom.minjun)
    assert origins_of([claim.pk])[claim.pk] == []


def test_a_person_may_stand_for_what_the_machine_found(newsroom: Newsroom, reuters: Entity) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    found = settle(claim)
    named = naming.rest_on(claim=claim, origin=found, by=newsroom.minjun)
    assert named == naming.rest_on(claim=claim, origin=found, by=newsroom.seoyeon)
    assert (settle(claim), named.by) == (found, newsroom.minjun)


def test_merged_and_split_again(newsroom: Newsroom, reuters: Entity, bloomberg: Entity) -> None:
    first = told(f"로이터에 따르면 {BANNED}.", reuters)
    second = told(f"블룸버그에 따르면 {BANNED}.", bloomberg)
    one, other = settle(first), settle(second)
    naming.merge(origin=other, into=one, by=newsroom.minjun)
    assert origin(second) == one
    assert settle(second) == one  # finding anew keeps to what a person merged
    with pytest.raises(Conflict):
        naming.merge(origin=other, into=one, by=newsroom.minjun)
    with pytest.raises(Conflict):
        naming.rest_on(claim=first, origin=other, by=newsroom.minjun)
    naming.split(origin=other, by=newsroom.minjun)
    assert origin(second) == other
    with pytest.raises(Conflict):
        naming.split(origin=other, by=newsroom.minjun)
    kinds = [entry.kind for entry in Entry.objects.about(other).order_by("pk")]
    assert kinds == ["origin.merged", "origin.split"]


def test_an_origin_is_not_merged_into_itself(newsroom: Newsroom, reuters: Entity) -> None:
    found = settle(told(f"로이터에 따르면 {BANNED}.", reuters))
    with pytest.raises(ValidationError):
        naming.merge(origin=found, into=found, by=newsroom.minjun)


def test_who_may_not_decide_may_not_name(newsroom: Newsroom, reuters: Entity) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters)
    found = settle(claim)
    with pytest.raises(PermissionDenied):
        naming.name_origin(claim=claim, by=newsroom.stranger, description="통지문")
    with pytest.raises(PermissionDenied):
        naming.take_away(claim=claim, origin=found, by=Machine("links"))
    with pytest.raises(PermissionDenied):
        naming.merge(origin=found, into=found, by=newsroom.stranger)


# --- counted ------------------------------------------------------------------------------


def decided(a: Claim, b: Claim, newsroom: Newsroom, relation: str, **said: str) -> None:
    link = links.link(first=a, second=b, by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation=relation, **said)  # type: ignore[arg-type]


def test_three_articles_two_origins(newsroom: Newsroom, reuters: Entity, bloomberg: Entity) -> None:
    first = told(f"로이터에 따르면 {BANNED}.", reuters)
    second = told(f"로이터 보도를 보면 {BANNED}.", reuters)
    third = told(f"블룸버그에 따르면 {BANNED}.", bloomberg)
    against = told(f"당국은 아니라고 한다: {BANNED}는 말은 거짓이다.", outlet=bloomberg)
    for claim in (first, second, third, against):
        settle(claim)
    decided(first, second, newsroom, "repeats")
    decided(first, third, newsroom, "corroborates")
    decided(first, against, newsroom, "contradicts")
    supports, contradicts = tallies_of([first])[first.pk].decided
    assert (supports.name, supports.articles, len(supports.reports)) == ("supports", 3, 2)
    assert [claim.pk for claim in supports.reports[0].claims] == [first.pk, second.pk]
    assert (contradicts.name, contradicts.articles) == ("contradicts", 1)
    assert tallies_of([first])[first.pk].proposed == []


def test_a_persons_independence_outranks_the_chains(newsroom: Newsroom, reuters: Entity) -> None:
    first = told(f"로이터에 따르면 {BANNED}.", reuters)
    second = told(f"로이터 보도를 보면 {BANNED}.", reuters)
    assert settle(first) == settle(second)
    decided(first, second, newsroom, "corroborates", independence="independent")
    (supports,) = tallies_of([first])[first.pk].decided
    assert len(supports.reports) == 2


def test_articles_that_cite_each_other_confirm_nothing(
    newsroom: Newsroom, reuters: Entity, bloomberg: Entity
) -> None:
    first = told(f"블룸버그에 따르면 {BANNED}.", bloomberg, outlet=reuters)
    second = told(f"로이터에 따르면 {BANNED}.", reuters, outlet=bloomberg)
    third = told(f"현장에서 보니 {BANNED}.", outlet=entity("나루일보", "outlet"))
    for claim in (first, second, third):
        settle(claim)
    decided(first, second, newsroom, "corroborates")
    decided(first, third, newsroom, "corroborates")
    tally = tallies_of([first])[first.pk]
    assert {article.pk for article in tally.circle} == {first.article_id, second.article_id}
    assert tally.circle[0] == tally.circle[-1]
    circled, other = tally.decided[0].reports
    assert [claim.pk for claim in circled.claims] == [first.pk, second.pk]
    assert (circled.because, other.because) == (["cited"], [])


@pytest.mark.parametrize(
    ("relation", "later", "circles"),
    [
        ("qualifies", "", True),
        ("contradicts", "", True),
        ("supersedes", "b", False),  # who tells of the later state may cite the earlier report
        ("not_comparable", "", False),
    ],
)
def test_articles_that_cite_each_other_need_not_agree(
    newsroom: Newsroom, reuters: Entity, bloomberg: Entity, relation: str, later: str, circles: bool
) -> None:
    first = told(f"블룸버그에 따르면 {BANNED}.", bloomberg, outlet=reuters)
    second = told(f"로이터에 따르면 {BANNED}.", reuters, outlet=bloomberg)
    for claim in (first, second):
        settle(claim)
    decided(first, second, newsroom, relation, later=later)
    circle = {article.pk for article in tallies_of([first])[first.pk].circle}
    assert circle == ({first.article_id, second.article_id} if circles else set())


def test_a_chain_that_comes_back_is_told_on_whatever_side(
    newsroom: Newsroom, reuters: Entity
) -> None:
    own, against = told(f"{BANNED}."), told(f"로이터에 따르면 {BANNED}.", reuters, outlet=reuters)
    for claim in (own, against):
        settle(claim)
    decided(own, against, newsroom, "contradicts")
    assert tallies_of([own])[own.pk].circular == [against]


def test_a_circle_is_of_days_that_meet(
    newsroom: Newsroom, reuters: Entity, bloomberg: Entity
) -> None:
    last_year = dt.date(2024, 9, 18)
    first = told(f"블룸버그에 따르면 {BANNED}.", bloomberg, outlet=reuters)
    second = told(f"로이터에 따르면 {BANNED}.", reuters, outlet=bloomberg, published=last_year)
    for claim in (first, second):
        settle(claim)
    decided(first, second, newsroom, "corroborates")
    tally = tallies_of([first])[first.pk]
    assert (tally.circle, len(tally.decided[0].reports)) == ([], 2)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 1, 0)])
def test_a_cited_report_rests_on_what_its_article_cites(
    newsroom: Newsroom, reuters: Entity, bloomberg: Entity, order: tuple[int, int, int]
) -> None:
    """The chain does not end where the first article's text does."""
    chain = (
        told(f"블룸버그에 따르면 {BANNED}.", bloomberg, outlet=entity("나루일보", "outlet")),
        told(f"로이터에 따르면 {BANNED}.", reuters, outlet=bloomberg, published=SEVENTEENTH),
        told(f"{BANNED}.", outlet=reuters, published=SEVENTEENTH),
    )
    for place in order:
        settle(chain[place])
    citing, between, itself = chain
    decided(citing, between, newsroom, "corroborates")
    decided(citing, itself, newsroom, "corroborates")
    tally = tallies_of([citing])[citing.pk]
    (supports,) = tally.decided
    assert (supports.articles, len(supports.reports), tally.circle) == (3, 1, [])
    (report,) = supports.reports
    assert {one.reporter for one in report.origins} == {bloomberg, reuters}
    under_one_question = Claim.objects.filter(pk__in=[one.pk for one in chain]).for_display()
    counted = sources_of(under_one_question, Link.objects.prefetch_related("decisions"))
    assert (counted.articles, counted.independent) == (3, 1)
    assert counted.origins[0].because == ["cited"]
    links.decide(
        link=Link.objects.get(a=citing, b=between),
        by=newsroom.minjun,
        expected_revision=1,
        relation="corroborates",
        independence="independent",
    )
    (supports,) = tallies_of([citing])[citing.pk].decided
    assert len(supports.reports) == 2, "a person who knows better outranks the chain"


def test_an_outlet_that_cites_itself_is_told(reuters: Entity) -> None:
    claim = told(f"로이터에 따르면 {BANNED}.", reuters, outlet=reuters)
    assert settle(claim).article == claim.article
    assert tallies_of([claim])[claim.pk].circular == [claim]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("로이터는 2024년 9월 10일 {}고 보도했다", True),
        ("앞서 로이터는 {}고 보도한 바 있다", False),
    ],
)
def test_an_outlet_that_cites_what_it_reported_before_is_not_circular(
    reuters: Entity, said: str, *, day: bool
) -> None:
    then = said.format(BANNED)
    now = "중국 당국이 기업들의 H20 칩 주문을 막았음을 이날 다시 확인했다"
    text = f"{then}. {now}."
    made = article(text)
    source = Source.objects.get_or_create(entity=reuters)[0]
    Article.objects.filter(pk=made.pk).update(
        published_on=EIGHTEENTH, published_grain="day", source=source
    )
    start, end = text.find("2024년"), text.find("10일") + 3
    stated = dt.date(2024, 9, 10)
    times = [FoundTime(stated, stated, Grain.DAY, start, end, text[start:end])] if day else []
    at = text.index("로이터")
    voice = FoundVoice("로이터", VoiceKind.OUTLET, at, at + 3, verb="보도하", key=str(reuters.pk))
    cites = found(text, then, attribution=[voice], times=times)
    store(made.latest_snapshot, [cites, found(text, now)])
    claim, own = Claim.objects.filter(article=made).order_by("pk")
    for _again in range(2):
        settle(own)
        assert origin(own).article == made
        assert origin(claim).article is None
        assert tallies_of([claim])[claim.pk].circular == []


def test_hearsay_of_nobody_is_of_unknown_origin(db: None) -> None:
    made = article(f"{BANNED}고 전해졌다.")
    (claim,) = claims_of(made, BANNED, hedge=Hedge.HEARSAY)
    settle(claim)
    (supports,) = tallies_of([claim])[claim.pk].decided
    assert (supports.articles, supports.reports, supports.unknown) == (1, [], [claim])


def test_tallies_of_many_claims_ask_as_often(newsroom: Newsroom, reuters: Entity) -> None:
    claims = [told(f"로이터에 따르면 {n}번째로 {BANNED}.", reuters) for n in range(4)]
    for claim in claims:
        settle(claim)
    for other in claims[1:]:
        decided(claims[0], other, newsroom, "corroborates")

    def asked(of: list[Claim]) -> int:
        with CaptureQueriesContext(connection) as queries:
            tallies_of(of)
        return len(queries)

    assert asked(claims[:1]) == asked(claims)
    assert Link.objects.count() == 3
