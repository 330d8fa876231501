"""The desk's addresses."""

from __future__ import annotations

from django.urls import path

from claims.desk.views import (
    articles,
    claims,
    home,
    keys,
    links,
    matters,
    rechecks,
    search,
    verdicts,
    writing,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("articles/", articles.articles, name="articles"),
    path("articles/add/", articles.add, name="article-add"),
    path("articles/<uuid:public_id>/", articles.article, name="article"),
    path("articles/<uuid:public_id>/state/", articles.article_state, name="article-state"),
    path("articles/<uuid:public_id>/changes/", articles.article_changes, name="article-changes"),
    path("articles/<uuid:public_id>/correct/", articles.article_correct, name="article-correct"),
    path("articles/<uuid:public_id>/look/", articles.article_look, name="article-look"),
    path("links/", links.links, name="links"),
    path("links/next/", links.link_next, name="link-next"),
    path("links/add/", links.link_add, name="link-add"),
    path("links/<uuid:public_id>/", links.link, name="link"),
    path("links/<uuid:public_id>/decide/", links.link_decide, name="link-decide"),
    path("links/<uuid:public_id>/undo/", links.link_undo, name="link-undo"),
    path("claims/options/", claims.claim_options, name="claim-options"),
    path("claims/place/", matters.claim_place, name="claim-place"),
    path("claims/<uuid:public_id>/", claims.claim, name="claim"),
    path("claims/<uuid:public_id>/edit/", claims.claim_edit, name="claim-edit"),
    path("claims/<uuid:public_id>/retire/", claims.claim_retire, name="claim-retire"),
    path("claims/<uuid:public_id>/origin/", claims.claim_origin, name="claim-origin"),
    path("matters/", matters.matters, name="matters"),
    path("matters/add/", matters.matter_add, name="matter-add"),
    path("matters/<uuid:public_id>/", matters.matter, name="matter"),
    path("matters/<uuid:public_id>/place/", matters.matter_place, name="matter-place"),
    path("matters/<uuid:public_id>/remove/", matters.matter_remove, name="matter-remove"),
    path("verdicts/", verdicts.verdicts, name="verdicts"),
    path("verdicts/add/", writing.verdict_add, name="verdict-add"),
    path("verdicts/preview/", writing.verdict_preview, name="verdict-preview"),
    path("verdicts/part/", writing.verdict_part, name="verdict-part"),
    path("verdicts/<uuid:public_id>/", verdicts.verdict, name="verdict"),
    path("verdicts/<uuid:public_id>/revise/", writing.verdict_revise, name="verdict-revise"),
    path("verdicts/<uuid:public_id>/changes/", verdicts.verdict_changes, name="verdict-changes"),
    path("verdicts/<uuid:public_id>/submit/", verdicts.verdict_submit, name="verdict-submit"),
    path(
        "verdicts/<uuid:public_id>/send-back/",
        verdicts.verdict_send_back,
        name="verdict-send-back",
    ),
    path("verdicts/<uuid:public_id>/approve/", verdicts.verdict_approve, name="verdict-approve"),
    path("verdicts/<uuid:public_id>/publish/", verdicts.verdict_publish, name="verdict-publish"),
    path(
        "verdicts/<uuid:public_id>/withdraw/", verdicts.verdict_withdraw, name="verdict-withdraw"
    ),
    path("verdicts/<uuid:public_id>/attach/", verdicts.verdict_attach, name="verdict-attach"),
    path("verdicts/<uuid:public_id>/detach/", verdicts.verdict_detach, name="verdict-detach"),
    path("verdicts/<uuid:public_id>/recheck/", verdicts.verdict_recheck, name="verdict-recheck"),
    path("rechecks/", rechecks.rechecks, name="rechecks"),
    path(
        "findings/<uuid:public_id>/resolve/", rechecks.finding_resolve, name="finding-resolve"
    ),
    path("keys/", keys.keys, name="keys"),
    path("keys/<uuid:public_id>/revoke/", keys.key_revoke, name="key-revoke"),
]
