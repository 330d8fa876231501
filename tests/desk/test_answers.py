"""What the desk says when a verb says no, and where it leads when a verb says yes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from claims.articles import services as articles
from claims.articles.corrections import correct
from claims.articles.models import Article
from claims.desk.paging import PER_PAGE
from claims.extraction import services as extraction
from claims.extraction.models import Run
from claims.links import services as links
from claims.links.models import Decision, Link
from claims.people.models import ApiKey
from claims.verdicts.models import Revision, Verdict
from claims.work.services import drain
from tests import factories
from tests.api import world as worlds
from tests.api.world import World
from tests.desk.conftest import SignIn
from tests.text.test_resemblance import HEADED, REPORT

TEXT = "강변 도서관이 11월 1일부터 밤 10시까지 문을 연다.\n\n도서관은 이용자가 12% 늘었다고 밝혔다."


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def sent(response: Any) -> dict[str, Any]:
    """What a browser sends of the form for corrections when nothing is changed in it."""
    context = response.context
    form = {name: "" if v is None else v for name, v in context["form"].initial.items()}
    blocks = [f"{row.span}-{row.block.kind.value}" for row in context["rows"]]
    return form | {"block": blocks, "snapshot": str(context["snapshot"].public_id)}


@pytest.fixture
def reviewer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.reviewer)


class TestArticles:
    def test_pasted_text_is_kept_and_shown(self, reviewer: Client) -> None:
        response = reviewer.post(reverse("desk:article-add"), {"text": TEXT}, follow=True)
        article = Article.objects.latest("pk")
        assert response.redirect_chain[-1][0] == reverse("desk:article", args=[article.public_id])
        assert "12%" in response.content.decode()

    def test_the_same_text_again_leads_to_the_article_that_is_here(self, reviewer: Client) -> None:
        for _turn in range(2):
            response = reviewer.post(reverse("desk:article-add"), {"text": TEXT}, follow=True)
        assert Article.objects.count() == 3  # two of the newsroom's and this one
        assert response.resolver_match.url_name == "article"
        assert messages_of(response)

    def test_a_copy_is_told_and_a_person_says_otherwise(
        self, reviewer: Client, world: World
    ) -> None:
        first, second = factories.article(REPORT), factories.article(HEADED)
        page = reverse("desk:article", args=[second.public_id])
        original = reverse("desk:article", args=[first.public_id])
        assert original in reviewer.get(page).content.decode()
        assert page in reviewer.get(original).content.decode()

        verb = reverse("desk:article-copy", args=[second.public_id])
        reviewer.post(verb, {"of": "", "expected_revision": 0})
        second.refresh_from_db()
        assert (second.copy_of, second.copy_evidence) == (None, "person")
        reviewer.post(verb, {"of": f"http://testserver{original}", "expected_revision": 1})
        second.refresh_from_db()
        assert second.copy_of == first
        reviewer.post(verb, {"of": "https://pado.example/1", "expected_revision": 2})
        second.refresh_from_db()
        assert second.copy_of == world.daily
        for of in ("https://nobody.example/", "no address", str(second.public_id)):
            response = reviewer.post(verb, {"of": of, "expected_revision": 3}, follow=True)
            assert messages_of(response)

    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"text": "   \n "},
            {"text": TEXT, "url": "https://example.com/a"},
            {"url": "not an address"},
            {"url": "http://127.0.0.1:1/secret"},
        ],
    )
    def test_what_cannot_be_taken_in_is_a_form_error_and_nothing_is_kept(
        self, reviewer: Client, given: dict[str, str]
    ) -> None:
        before = Article.objects.count()
        response = reviewer.post(reverse("desk:article-add"), given)
        assert response.status_code == 400
        assert response.context["form"].errors
        assert Article.objects.count() == before

    def test_a_text_past_all_measure_gets_a_page_that_says_so(
        self, reviewer: Client, settings: Any
    ) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
        response = reviewer.post(reverse("desk:article-add"), {"text": TEXT})
        assert response.status_code == 413
        assert "10 MB" in response.content.decode()

    def test_a_correction_of_an_outdated_form_is_refused(
        self, world: World, reviewer: Client
    ) -> None:
        address = reverse("desk:article-correct", args=[world.daily.public_id])
        given = sent(reviewer.get(address))
        assert reviewer.post(address, given | {"title": "첫 번째"}).status_code == 302
        late = reviewer.post(address, given | {"title": "늦은"})
        assert late.status_code == 400
        assert Article.objects.get(pk=world.daily.pk).title == "첫 번째"

    def test_fields_and_blocks_are_corrected_together_or_not_at_all(
        self, world: World, reviewer: Client
    ) -> None:
        address = reverse("desk:article-correct", args=[world.daily.public_id])
        given = sent(reviewer.get(address)) | {"title": "노조", "published_on": "2025-11-03"}
        bad = reviewer.post(address, given | {"block": "0-5-body"})
        assert bad.status_code == 400
        assert bad.context["form"].errors
        world.daily.refresh_from_db()
        assert (world.daily.title, world.daily.revision) == ("", 0)
        good = given | {"block": given["block"][0].replace("body", "summary")}
        assert reviewer.post(address, good).status_code == 302
        world.daily.refresh_from_db()
        assert (world.daily.title, world.daily.published_grain) == ("노조", "day")
        assert [block.kind for block in world.daily.latest_snapshot.typed_blocks] == ["summary"]

    def test_an_emptied_date_and_source_are_unknown(self, world: World, reviewer: Client) -> None:
        address = reverse("desk:article-correct", args=[world.daily.public_id])
        given = sent(reviewer.get(address))
        assert given["source"]
        reviewer.post(address, given | {"published_on": "2025-11-03", "published_grain": "month"})
        given = sent(reviewer.get(address))
        assert given["published_on"]
        reviewer.post(address, given | {"published_on": "", "source": ""})
        world.daily.refresh_from_db()
        assert (world.daily.published_on, world.daily.source) == (None, None)
        assert world.daily.published_evidence == "person"

    @pytest.mark.parametrize("block", ["", "x", "0-5-advert", "5-body", "0-5-body-body"])
    def test_a_block_that_no_form_of_ours_sends_is_refused(
        self, world: World, reviewer: Client, block: str
    ) -> None:
        address = reverse("desk:article-correct", args=[world.daily.public_id])
        assert reviewer.post(address, {"block": block}).status_code == 400

    def test_a_form_of_an_older_snapshot_is_refused(self, world: World, reviewer: Client) -> None:
        address = reverse("desk:article-correct", args=[world.daily.public_id])
        given = sent(reviewer.get(address)) | {"title": "노조"}
        other = {"snapshot": str(world.weekly.latest_snapshot.public_id)}
        assert reviewer.post(address, given | other).status_code == 400
        world.daily.refresh_from_db()
        assert world.daily.title == ""


class TestPairs:
    def decide(
        self, client: Client, link: Link, choice: str, revision: int = 0, **more: object
    ) -> Any:
        proposal = Link.objects.get(pk=link.pk).proposal
        return client.post(
            reverse("desk:link-decide", args=[link.public_id]),
            {
                "choice": choice,
                "expected_revision": revision,
                "rationale": "읽어 보았다",
                "seen_a": 1,
                "seen_b": 1,
                "proposal": str(proposal.public_id) if proposal else "",
            }
            | more,
            follow=True,
        )

    def test_after_a_decision_comes_the_next_pair_and_the_last_can_be_undone(
        self, world: World, reviewer: Client
    ) -> None:
        first = worlds.proposed(world.refused, world.accepted)
        third = worlds.claim(world.weekly, "협상이 끝났다.")
        second = worlds.proposed(world.refused, third)
        response = self.decide(reviewer, first, "contradicts")
        assert response.context["link"] == second
        assert response.context["was"] == first
        reviewer.post(reverse("desk:link-undo", args=[first.public_id]), {"expected_revision": 1})
        assert Link.objects.get(pk=first.pk).decision is None
        assert first in Link.objects.to_decide()

    def test_superseding_says_which_side_is_later(self, world: World, reviewer: Client) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        self.decide(reviewer, link, "supersedes:b")
        decision = Decision.objects.get(link=link)
        assert (decision.relation, decision.later) == ("supersedes", "b")

    def test_who_comes_late_sees_what_was_decided_and_changes_nothing(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        links.decide(link=link, by=world.editor, expected_revision=0, relation="qualifies")
        response = self.decide(reviewer, link, "repeats")
        assert response.status_code == 409
        assert response.context["decision"].by == world.editor
        assert messages_of(response)
        assert Decision.objects.count() == 1

    def test_the_proposal_is_accepted_as_it_stands(self, world: World, reviewer: Client) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        proposal = link.proposal
        assert proposal is not None
        self.decide(reviewer, link, "accept", proposal=str(proposal.public_id))
        decision = Decision.objects.get()
        assert (decision.relation, decision.proposal) == ("contradicts", proposal)
        other = worlds.proposed(world.refused, worlds.claim(world.weekly, "협상이 끝났다."))
        address = reverse("desk:link-decide", args=[other.public_id])
        given = {"choice": "accept", "expected_revision": 0, "seen_a": 1, "seen_b": 1}
        assert reviewer.post(address, given | {"proposal": proposal.public_id}).status_code == 404

    def test_what_the_machine_proposed_meanwhile_is_looked_at_first(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        page = reviewer.get(reverse("desk:link", args=[link.public_id])).content.decode()
        assert link.proposal is not None
        old = str(link.proposal.public_id)
        assert f'name="proposal" value="{old}"' in page
        new = worlds.propose(link, relation="qualifies", ground=b"meanwhile")
        for seen in (old, ""):
            response = self.decide(reviewer, link, "not_comparable", proposal=seen)
            assert response.status_code == 409
            assert response.context["proposal"] == new
        assert link in Link.objects.to_decide()

    def test_the_independence_that_was_chosen_is_kept_with_an_accepted_proposal(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        self.decide(reviewer, link, "accept", independence="shared_origin")
        decision = Decision.objects.get()
        assert (decision.relation, decision.independence) == ("contradicts", "shared_origin")

    def test_a_form_that_does_not_say_what_was_seen_is_told_so(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        for name in ("desk:link-decide", "desk:link-undo"):
            address = reverse(name, args=[link.public_id])
            page = reviewer.post(address, {"choice": "repeats"}, follow=True)
            assert set(messages_of(page)) == {gettext("The form does not say what was seen.")}
        address = reverse("desk:link-undo", args=[link.public_id])
        page = reviewer.post(address, {"expected_revision": 7}, follow=True)
        assert messages_of(page) == [
            gettext("Nobody has decided about this pair yet. Look at it again.")
        ]
        page = self.decide(reviewer, link, "repeats", revision=7)
        assert page.status_code == 409
        page = self.decide(reviewer, link, "accept", proposal="")
        assert messages_of(page) == [gettext("There is no proposal to accept.")]
        assert not Decision.objects.exists()

    def test_who_decides_on_what_was_edited_meanwhile_sees_what_changed(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        extraction.edit_claim(
            claim=world.refused, by=world.editor, expected_version=1, hedge="speculative"
        )
        response = self.decide(reviewer, link, "contradicts")
        assert response.status_code == 409
        [message] = messages_of(response)
        assert str(world.editor) in message
        assert response.context["form"]["rationale"].value() == "읽어 보았다"
        assert not response.context["is_current"]
        assert not Decision.objects.exists()

    def test_a_claim_with_many_links_says_how_many_and_leads_to_each(
        self, world: World, reviewer: Client
    ) -> None:
        others = [worlds.claim(world.weekly, f"{n}번 배가 떠났다.") for n in range(PER_PAGE + 2)]
        made = Link.objects.bulk_create(
            [
                Link(a=world.refused, b=other)
                if world.refused.pk < other.pk
                else Link(a=other, b=world.refused)
                for other in others
            ]
        )
        address, listed = reverse("desk:claim", args=[world.refused.public_id]), set()
        for number in (1, 2):
            page = reviewer.get(address, {"links": number})
            assert page.context["links"].paginator.count == len(made)
            listed |= {link.pk for link in page.context["links"]}
            assert f"?links={3 - number}#links" in page.content.decode()
        assert listed == {link.pk for link in made}

    def test_a_pair_of_a_retired_claim_is_shown_and_not_decided(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        extraction.retire(claim=world.refused, by=world.editor, because="둘이다")
        page = reviewer.get(reverse("desk:link", args=[link.public_id]))
        assert page.context["is_retired"]
        assert b'name="choice"' not in page.content
        assert reviewer.get(reverse("desk:links")).context["rows"] == []
        assert self.decide(reviewer, link, "repeats").status_code == 409

    def test_a_dismissed_pair_comes_back_marked_when_its_ground_changed(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        self.decide(reviewer, link, "not_comparable")
        assert reviewer.get(reverse("desk:links")).context["rows"] == []
        extraction.edit_claim(
            claim=world.refused, by=world.editor, expected_version=1, hedge="speculative"
        )
        worlds.propose(Link.objects.get(), ground=b"another")
        [row] = reviewer.get(reverse("desk:links")).context["rows"]
        assert (row.link, row.is_reopened) == (link, True)
        assert reviewer.get(reverse("desk:link", args=[link.public_id])).context["is_reopened"]
        [row] = reviewer.get(reverse("desk:home")).context["needs"].pairs
        assert row.is_reopened

    def test_the_list_is_narrowed_by_what_is_proposed_and_decided(
        self, world: World, reviewer: Client
    ) -> None:
        third = worlds.claim(world.weekly, "협상이 끝났다.")
        english = worlds.claim(world.weekly, "The talks ended.", language="en")
        sure = worlds.proposed(world.refused, world.accepted)
        doubtful = worlds.proposed(world.refused, third, relation="qualifies", confidence=0.6)
        bridge = worlds.proposed(world.accepted, english, found_by="vectors")
        decided = worlds.proposed(third, english)
        self.decide(reviewer, decided, "repeats")

        def listed(**asked: Any) -> set[Link]:
            rows = reviewer.get(reverse("desk:links"), asked).context["rows"]
            return {row.link for row in rows}

        assert listed() == {sure, doubtful, bridge}
        assert listed(relation="qualifies") == {doubtful}
        assert listed(sure="0.8") == {sure, bridge}
        assert listed(languages="ko-en") == {bridge}
        assert listed(languages="en-en") == set()
        assert listed(found_by="vectors") == {bridge}
        assert listed(independence="shared_origin") == set()
        assert listed(claim=third.public_id) == {doubtful}
        assert listed(article=world.daily.public_id) == {sure, doubtful}
        assert listed(relation="resembles", claim="x") == {sure, doubtful, bridge}
        assert listed(state="decided") == listed(state="decided", relation="repeats") == {decided}
        assert listed(state="decided", relation="contradicts") == set()

    def test_next_and_previous_go_through_the_list_in_its_order(
        self, world: World, reviewer: Client
    ) -> None:
        claims = [worlds.claim(world.weekly, f"{n}척이 떠났다.") for n in range(3)]
        worths = (0.5, 0.9, 0.5)
        made = [
            worlds.proposed(world.refused, claim, consequence=worth)
            for claim, worth in zip(claims, worths, strict=True)
        ]
        order = [made[1], made[0], made[2]]
        assert list(Link.objects.to_decide().most_consequential_first()) == order
        first, second, third = (link.public_id for link in order)
        around = {first: (None, second), second: (first, third), third: (second, first)}
        for public_id, expected in around.items():
            page = reviewer.get(reverse("desk:link", args=[public_id]))
            assert (page.context["before"], page.context["following"]) == expected

    def test_an_unknown_relation_is_a_message(self, world: World, reviewer: Client) -> None:
        link = worlds.proposed(world.refused, world.accepted)
        response = self.decide(reviewer, link, "resembles")
        assert response.status_code == 200
        assert messages_of(response)
        assert not Decision.objects.exists()


class TestVerdicts:
    def text(self, world: World, **changes: Any) -> dict[str, Any]:
        return {
            "rating": world.rating.pk,
            "language": "ko",
            "statement_ko": "노조는 인상안을 거부했다.",
            "summary_ko": "회의록에 그렇게 적혀 있다.",
            "reasoning_ko": "## 회의록\n\n표결은 **부결**이었다.",
            "claim": [str(world.refused.public_id)],
        } | changes

    def test_a_draft_takes_its_evidence_from_decided_links(
        self, world: World, reviewer: Client
    ) -> None:
        link = worlds.decided(world)
        address = reverse("desk:verdict-add")
        editor = reviewer.get(address, {"claim": str(world.refused.public_id)})
        row = editor.context["rows"][0]
        assert row.link == link
        given = self.text(world, evidence=[row.prefix], **{f"{row.prefix}-stance": "refutes"})
        response = reviewer.post(address, given, follow=True)
        verdict = Verdict.objects.get()
        assert response.context["verdict"] == verdict
        assert verdict.current is not None
        line = verdict.current.evidence.get()
        assert (line.stance, line.link, line.version) == (
            "refutes",
            link,
            world.accepted.current,
        )

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"statement_ko": ""}, "statement_ko"),
            ({"rating": ""}, "rating"),
            ({"claim": []}, "__all__"),
            ({"statement_en": "Half a translation."}, "summary_en"),
        ],
    )
    def test_a_draft_with_something_missing_is_refused_field_by_field(
        self, world: World, reviewer: Client, change: dict[str, Any], field: str
    ) -> None:
        response = reviewer.post(reverse("desk:verdict-add"), self.text(world, **change))
        assert response.status_code == 400
        assert field in response.context["form"].errors
        assert not Verdict.objects.exists()

    def test_a_late_revision_is_refused_and_its_text_is_kept_in_the_form(
        self, world: World, reviewer: Client
    ) -> None:
        verdict = worlds.drafted(world)
        address = reverse("desk:verdict-revise", args=[verdict.public_id])
        given = self.text(world, expected_revision=1)
        assert reviewer.post(address, given).status_code == 302
        late = reviewer.post(address, given | {"summary_ko": "늦게 쓴 요약"})
        assert late.status_code == 409
        assert "늦게 쓴 요약" in late.content.decode()
        assert Revision.objects.filter(verdict=verdict).count() == 2

    def test_nobody_approves_their_own_or_what_was_corrected_since_they_read_it(
        self, world: World, signed_in: SignIn
    ) -> None:
        verdict = worlds.drafted(world)
        page = reverse("desk:verdict", args=[verdict.public_id])
        own = signed_in(world.reviewer)
        own.post(reverse("desk:verdict-submit", args=[verdict.public_id]), {"expected_revision": 1})
        assert "approve" not in own.get(page).context["may"]
        editor, approve = signed_in(world.editor), f"{page}approve/"
        shown = editor.get(page)
        assert "approve" in shown.context["may"]
        seen = {"expected_revision": 1, "as_of": shown.context["as_of"], "back": page}
        assert f'name="as_of" value="{seen["as_of"]}"' in shown.content.decode()
        correct(article=world.daily, by=world.reviewer, expected_revision=0, title="고친 제목")
        late = editor.post(approve, seen, follow=True)
        [told] = late.context["messages"]
        assert "고친 제목" in str(told)
        verdict.refresh_from_db()
        assert verdict.stage == "in_review"
        editor.post(approve, seen | {"as_of": late.context["as_of"]})
        verdict.refresh_from_db()
        assert verdict.stage == "approved"

    def test_the_preview_is_harmless(self, reviewer: Client) -> None:
        response = reviewer.post(
            reverse("desk:verdict-preview"),
            {
                "preview": "ko",
                "reasoning_ko": "**굵게** <script>alert(1)</script> ![x](//t.example/p)",
            },
        )
        shown = response.content.decode()
        assert "<strong>굵게</strong>" in shown
        assert "<script" not in shown
        assert "<img" not in shown

    def test_publishing_long_after_signing_in_asks_who_it_is(
        self, world: World, signed_in: SignIn
    ) -> None:
        verdict = worlds.approved(world)
        response = signed_in(world.editor).post(
            reverse("desk:verdict-publish", args=[verdict.public_id]), {"expected_revision": 1}
        )
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_reauthenticate"))
        assert Verdict.objects.get(pk=verdict.pk).published is None


class TestPublicPages:
    def test_a_published_verdict_is_read_without_an_account(
        self, world: World, client: Client
    ) -> None:
        publication = worlds.published(world)
        address = reverse("public:verdict", args=[publication.verdict.public_id])
        page = client.get(address)
        shown = page.content.decode()
        assert "노조는 임금 인상안을 거부했다." in shown
        assert "<strong>회의록</strong>" in shown
        assert not page.context["document"]["under_recheck"]
        worlds.found(publication.verdict)
        assert client.get(address).context["document"]["under_recheck"]

    def test_drafts_are_not_public(self, world: World, client: Client) -> None:
        verdict = worlds.approved(world)
        assert client.get(reverse("public:verdict", args=[verdict.public_id])).status_code == 404
        assert not client.get(reverse("public:verdicts")).context["rows"]

    def test_an_address_with_words_leads_to_the_one_that_stays(
        self, world: World, client: Client
    ) -> None:
        key = worlds.published(world).verdict.public_id
        response = client.get(reverse("public:verdict-slug", args=[key, "노조-거부"]))
        assert response.status_code == 301
        assert response["Location"] == reverse("public:verdict", args=[key])


def test_stopped_work_waits_at_home_and_is_tried_again_by_a_button(
    world: World, reviewer: Client
) -> None:
    run = Run.objects.latest("pk")
    Run.objects.filter(pk=run.pk).update(state="stopped", attempts=8, last_error="no room")
    assert "no room" in reviewer.get(reverse("desk:home")).content.decode()
    reviewer.post(reverse("desk:work-retry", args=["reading", run.public_id]))
    run.refresh_from_db()
    assert run.state == "waiting"
    assert reviewer.get(reverse("desk:home")).context["needs"].stopped_count == 0


def test_search_finds_what_has_all_the_words(world: World, reviewer: Client) -> None:
    found = reviewer.get(reverse("desk:search"), {"q": "조선소 거부"}).context["found"]
    assert list(found.claims) == [world.refused]
    found = reviewer.get(reverse("desk:search"), {"q": "해송"}).context["found"]
    assert list(found.entities) == [world.yard]
    assert reviewer.get(reverse("desk:search"), {"q": "없는말"}).context["found"].nothing


def test_a_form_never_leads_away_from_this_site(world: World, reviewer: Client) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    response = reviewer.post(
        reverse("desk:link-undo", args=[link.public_id]),
        {"expected_revision": 0, "back": "https://elsewhere.example/"},
    )
    assert response["Location"] == reverse("desk:home")


def test_a_revoked_key_opens_nothing_and_only_its_owner_revokes_it(
    world: World, signed_in: SignIn
) -> None:
    key, _secret = worlds.key(world.reviewer)
    address = reverse("desk:key-revoke", args=[key.public_id])
    assert signed_in(world.editor).post(address).status_code == 404
    signed_in(world.reviewer).post(address)
    assert ApiKey.objects.get(pk=key.pk).revoked_at is not None


def test_an_article_in_a_language_that_is_not_read_is_kept_and_shown_with_its_language(
    world: World, reviewer: Client
) -> None:
    page = (
        '<html lang="fr"><title>Le pont</title><article><p>Le pont de la rivière est ouvert, '
        "selon la mairie. Les habitants ne sont pas contents.</p></article></html>"
    )
    kept = articles.take_in(raw=page.encode(), by=world.reviewer)
    extraction.queue(snapshot=kept.latest_snapshot)
    drain(Run, extraction.perform)
    nameless = factories.article("😀 😀 😀")
    for one, words in ((kept, "프랑스어"), (nameless, "언어 알 수 없음")):
        shown = reviewer.get(reverse("desk:article", args=[one.public_id])).content.decode()
        assert words in shown
        assert words in reviewer.get(reverse("desk:articles")).content.decode()
    assert not kept.claims.exists()
