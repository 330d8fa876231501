"""What is changed in the admin goes through the verbs: permission, history, lost updates."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from claims.articles.models import Article
from claims.extraction import aliases
from claims.extraction.models import AliasSuggestion, Claim, Run
from claims.ledger.models import Entry
from claims.people.models import ApiKey, User
from claims.people.rules import Role
from claims.rechecks.models import Policy
from claims.reference.models import DirectiveTerm, Entity, Rating, Source
from claims.text.aliases import FoundPair
from claims.work.models import WorkState
from tests.admin.conftest import signed_in
from tests.api import world as worlds
from tests.api.world import World


def names_form(*names: tuple[str, str, bool], initial: int = 0) -> dict[str, Any]:
    form: dict[str, Any] = {
        "names-TOTAL_FORMS": len(names),
        "names-INITIAL_FORMS": initial,
    }
    for n, (language, text, preferred) in enumerate(names):
        form |= {f"names-{n}-language": language, f"names-{n}-text": text}
        if preferred:
            form[f"names-{n}-preferred"] = "on"
    return form


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def kinds() -> list[str]:
    """The newest three kinds of the ledger, newest first."""
    return list(Entry.objects.order_by("-seq").values_list("kind", flat=True)[:3])


def test_a_curator_adds_an_entity_with_its_names(curator: Client) -> None:
    body = {"slug": "hangang-bank", "kind": "company", "wikidata_id": "", "note": ""}
    names = names_form(
        ("ko", "한강은행", True), ("ko", "한강", False), ("en", "Hangang Bank", True)
    )
    response = curator.post(reverse("admin:claims_entity_add"), body | names)
    assert response.status_code == 302, response.content.decode()
    entity = Entity.objects.get(slug="hangang-bank")
    assert {str(name) for name in entity.names.all()} == {"한강은행", "한강", "Hangang Bank"}
    assert kinds()[:2] == ["entity.named", "entity.added"]


def test_saving_what_is_there_writes_nothing(curator: Client, world: World) -> None:
    before = Entry.objects.count()
    body = {"slug": world.yard.slug, "kind": "company", "wikidata_id": "", "note": ""}
    names = list(world.yard.names.order_by("-preferred", "language", "text"))
    form = names_form(*((n.language, n.text, n.preferred) for n in names), initial=len(names))
    form |= {f"names-{i}-id": name.pk for i, name in enumerate(names)}
    form |= {f"names-{i}-entity": world.yard.pk for i in range(len(names))}
    url = reverse("admin:claims_entity_change", args=[world.yard.pk])
    response = curator.post(url, body | form)
    assert response.status_code == 302, response.content.decode()
    assert Entry.objects.count() == before


def test_two_preferred_names_of_one_language_are_refused(curator: Client) -> None:
    body = {"slug": "two-names", "kind": "company", "wikidata_id": "", "note": ""}
    names = names_form(("ko", "하나", True), ("ko", "둘", True))
    response = curator.post(reverse("admin:claims_entity_add"), body | names)
    assert not Entity.objects.filter(slug="two-names").exists()
    assert response.status_code == 200 or said(response)


def test_two_entities_become_one_and_two_again(curator: Client, world: World) -> None:
    other = worlds.entity("haesong-shipbuilding", "해송조선해양", "Haesong Shipbuilding")
    page = reverse("admin:claims_entity_changelist")
    chosen = {"_selected_action": [world.yard.pk, other.pk]}
    curator.post(page, {"action": "merge"} | chosen)
    other.refresh_from_db()
    assert other.merged_into == world.yard
    response = curator.post(page, {"action": "merge"} | chosen)
    assert "already" in said(response) or "이미" in said(response)
    curator.post(page, {"action": "split", "_selected_action": [other.pk]})
    other.refresh_from_db()
    assert other.merged_into is None
    assert kinds()[:2] == ["entity.split", "entity.merged"]


@pytest.fixture
def suggestion(world: World) -> AliasSuggestion:
    aliases.note(world.daily.latest_snapshot, [FoundPair("해솔조선", "Haesol Yards", 0, 5)])
    return AliasSuggestion.objects.get()


def test_a_pair_of_names_is_given_to_an_entity(
    curator: Client, world: World, suggestion: AliasSuggestion
) -> None:
    page = reverse("admin:claims_aliassuggestion_change", args=[suggestion.pk])
    sightings = {"sightings-TOTAL_FORMS": 0, "sightings-INITIAL_FORMS": 0}
    response = curator.post(page, {"entity": world.yard.pk} | sightings)
    assert response.status_code == 302, response.content.decode()
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.entity) == ("accepted", world.yard)
    assert {"해솔조선", "Haesol Yards"} <= {name.text for name in world.yard.names.all()}
    assert curator.post(page, {"entity": world.yard.pk} | sightings).status_code == 403


@pytest.mark.parametrize(("action", "state"), [("dismiss", "dismissed"), ("accept", "open")])
def test_pairs_are_decided_from_the_list(
    curator: Client, suggestion: AliasSuggestion, action: str, state: str
) -> None:
    page = reverse("admin:claims_aliassuggestion_changelist")
    curator.post(page, {"action": action, "_selected_action": [suggestion.pk]})
    suggestion.refresh_from_db()
    assert suggestion.state == state  # nobody said yet whose names these are


def test_an_editor_decides_no_pair(editor: Client, suggestion: AliasSuggestion) -> None:
    page = reverse("admin:claims_aliassuggestion_changelist")
    editor.post(page, {"action": "dismiss", "_selected_action": [suggestion.pk]})
    suggestion.refresh_from_db()
    assert suggestion.state == "open"


def test_a_source_keeps_its_domains_without_www(curator: Client, world: World) -> None:
    domain = world.source.domains.get()
    body = {
        "entity": world.source.entity_id,
        "owner": "",
        "country": "KR",
        "time_zone": "Asia/Seoul",
        "domains-TOTAL_FORMS": 2,
        "domains-INITIAL_FORMS": 1,
        "domains-0-id": domain.pk,
        "domains-0-source": world.source.pk,
        "domains-0-domain": domain.domain,
        "domains-0-DELETE": "on",
        "domains-1-source": world.source.pk,
        "domains-1-domain": "www.pado.test",
    }
    url = reverse("admin:claims_source_change", args=[world.source.pk])
    response = curator.post(url, body)
    assert response.status_code == 302, response.content.decode()
    source = Source.objects.get(pk=world.source.pk)
    assert [row.domain for row in source.domains.all()] == ["pado.test"]
    assert kinds()[:2] == ["source.domains_set", "source.changed"]


def test_the_key_of_a_rating_stays(curator: Client, world: World) -> None:
    url = reverse("admin:claims_rating_change", args=[world.rating.pk])
    body = {
        "scale": world.rating.scale_id,
        "position": 1,
        "number": 1,
        "label_ko": "참",
        "label_en": "True",
    }
    assert curator.post(url, body | {"key": "right"}).status_code == 302
    response = curator.post(url, body | {"key": "true"})
    assert said(response)
    rating = Rating.objects.get(pk=world.rating.pk)
    assert (rating.key, rating.label_ko) == ("right", "참")
    assert kinds()[0] == "rating.changed"


def test_a_word_of_the_vocabulary_is_added_and_taken_out(curator: Client) -> None:
    body = {"language": "ko", "term": "만류", "strength": "urge", "direction": "restrictive"}
    assert curator.post(reverse("admin:claims_directiveterm_add"), body).status_code == 302
    term = DirectiveTerm.objects.get(term="만류")
    page = reverse("admin:claims_directiveterm_changelist")
    curator.post(page, {"action": "remove", "_selected_action": [term.pk]})
    assert not DirectiveTerm.objects.filter(term="만류").exists()
    assert kinds()[:2] == ["directiveterm.removed", "directiveterm.added"]


def test_a_policy_is_done_without_by_who_may(world: World, curator: Client) -> None:
    policy = Policy.objects.create(every_days=7, sooner_days=1)
    page = reverse("admin:claims_policy_changelist")
    body = {"action": "remove", "_selected_action": [policy.pk]}
    signed_in(world.editor).post(page, body)
    assert Policy.objects.exists()
    curator.post(page, body)
    assert not Policy.objects.exists()
    assert kinds()[0] == "policy.removed"


def correction(article: Article, **changes: Any) -> dict[str, Any]:
    form: dict[str, Any] = {
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "source": article.source_id or "",
        "published_on": "",
        "published_grain": "",
        "expected_revision": article.revision,
    }
    for prefix in ("addresses", "snapshots", "looks"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return form | changes


def test_of_two_corrections_of_an_article_the_second_is_refused(
    curator: Client, world: World
) -> None:
    article = Article.objects.get(pk=world.weekly.pk)
    url = reverse("admin:claims_article_change", args=[article.pk])
    assert curator.post(url, correction(article, title="협상 타결")).status_code == 302
    late = curator.post(url, correction(article, title="협상 결렬"))
    assert said(late)
    article.refresh_from_db()
    assert (article.title, article.title_evidence, article.revision) == ("협상 타결", "person", 1)
    assert kinds()[0] == "article.corrected"


def test_a_date_is_corrected_with_its_precision(curator: Client, world: World) -> None:
    article = Article.objects.get(pk=world.weekly.pk)
    url = reverse("admin:claims_article_change", args=[article.pk])
    body = correction(article, published_on="2025-11-04", published_grain="day")
    assert curator.post(url, body).status_code == 302
    article.refresh_from_db()
    assert article.published_on is not None
    assert (article.published_on.isoformat(), article.published_grain) == ("2025-11-04", "day")


@pytest.mark.parametrize("because", ["", "두 주장이었다"])
def test_an_editor_retires_claims_saying_why(editor: Client, world: World, because: str) -> None:
    page = reverse("admin:claims_claim_changelist")
    body = {"action": "retire", "_selected_action": [world.refused.pk], "because": because}
    editor.post(page, body)
    claim = Claim.objects.get(pk=world.refused.pk)
    assert claim.retired_because == because
    assert (claim.retired_at is None) == (because == "")


def test_a_curator_retires_no_claim(curator: Client, world: World) -> None:
    page = reverse("admin:claims_claim_changelist")
    body = {"action": "retire", "_selected_action": [world.refused.pk], "because": "왜냐면"}
    curator.post(page, body)
    assert Claim.objects.get(pk=world.refused.pk).retired_at is None


def test_stopped_work_is_tried_again(editor: Client, world: World) -> None:
    run = Run(
        snapshot=world.daily.latest_snapshot,
        extractor="hand",
        version="2",
        state=WorkState.STOPPED,
        attempts=8,
        last_error="ValueError: no",
    )
    run.save()
    page = reverse("admin:claims_run_changelist")
    editor.post(page, {"action": "try_again", "_selected_action": [run.pk]})
    run.refresh_from_db()
    assert (run.state, run.attempts) == (WorkState.WAITING, 0)
    done = Run.objects.filter(state=WorkState.DONE).first()
    assert done is not None
    response = editor.post(page, {"action": "try_again", "_selected_action": [done.pk]})
    assert said(response)
    done.refresh_from_db()
    assert done.state == WorkState.DONE


def test_a_key_is_shown_once_works_and_is_revoked(boss: Client, world: World) -> None:
    body = {
        "user": world.reviewer.pk,
        "name": "reader",
        "scopes": ["read"],
        "expires_at_0": "2026-12-31",
        "expires_at_1": "00:00:00",
    }
    body |= {"expires_at_0": worlds.in_a_month().date().isoformat()}
    response = boss.post(reverse("admin:claims_apikey_add"), body)
    assert response.status_code == 302, response.content.decode()
    secret = next(word for word in said(response).split() if word.startswith("fc_"))
    key = ApiKey.objects.get(name="reader")
    header = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/claims", headers=header).status_code == 200
    page = boss.get(reverse("admin:claims_apikey_change", args=[key.pk]))
    boss.get("/admin/")  # the message is shown and gone
    assert secret not in boss.get("/admin/").content.decode()
    assert page.status_code == 200
    revoke = {"action": "revoke", "_selected_action": [key.pk]}
    boss.post(reverse("admin:claims_apikey_changelist"), revoke)
    assert Client().get("/api/v1/claims", headers=header).status_code == 401


def test_a_key_for_longer_than_a_year_is_refused(boss: Client, world: World) -> None:
    body = {
        "user": world.reviewer.pk,
        "name": "forever",
        "scopes": ["read"],
        "expires_at_0": "2099-01-01",
        "expires_at_1": "00:00:00",
    }
    response = boss.post(reverse("admin:claims_apikey_add"), body)
    assert "366" in said(response)
    assert not ApiKey.objects.filter(name="forever").exists()


def test_a_superuser_changes_roles_and_switches_people_off(boss: Client, world: World) -> None:
    from django.contrib.auth.models import Group

    url = reverse("admin:claims_user_change", args=[world.reviewer.pk])
    body = {
        "username": "reviewer",
        "display_name": "윤슬",
        "email": "reviewer@newsroom.example",
        "groups": [Group.objects.get(name="editor").pk],
        "is_active": "on",
    }
    response = boss.post(url, body)
    assert response.status_code == 302, response.content.decode()
    user = User.objects.get(pk=world.reviewer.pk)
    assert str(user) == "윤슬"
    assert user.roles == frozenset({Role.EDITOR})
    assert kinds()[0] == "user.changed"
    del body["is_active"]
    boss.post(url, body)
    assert signed_in(user).get("/api/v1/me").status_code in (401, 403)
