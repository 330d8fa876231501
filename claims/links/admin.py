"""Pairs of claims in the admin, decided by the verbs of the desk; searches that stopped are tried
again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.extraction.models import Claim
from claims.links import services
from claims.links.forms import Dismiss, Relate, Undo
from claims.links.models import (
    Decision,
    Independence,
    Link,
    LinkSearch,
    Proposal,
    Relation,
    SecondLook,
    Side,
)
from claims.links.wording import sentence
from claims.people.admin import ReadOnly, ReadOnlyRows
from claims.people.models import User
from claims.people.object_tools import Tool, WithTools, looked_up
from claims.people.rules import Act
from claims.work.admin import DueWorkAdmin


@admin.register(LinkSearch)
class LinkSearches(DueWorkAdmin):
    queue = "links"
    list_display = ("article", "state", "next_attempt_at", "attempts", "proposals_made")
    list_select_related = ("article",)
    search_fields = ("article__title", "=article__public_id", "last_error")


@admin.register(SecondLook)
class SecondLooks(LinkSearches):
    queue = "second-looks"


class Proposals(ReadOnlyRows):
    model = Proposal
    fields = (
        "relation",
        "later",
        "independence",
        "confidence",
        "found_by",
        "comparer",
        "made_at",
        "why",
        "folded",
    )
    readonly_fields = ("why",)

    @admin.display(description=_("reasons"))
    def why(self, proposal: Proposal) -> str:
        return _reasons(proposal)


class Decisions(ReadOnlyRows):
    model = Decision
    fields = ("number", "proposal", "relation", "later", "independence", "rationale", "by", "at")


def a_claim(model: type[Model], field: str = "claim") -> Any:
    """A claim to be named in a form, as ``field`` of the model points to one."""
    how = _("Search for its words, or for the public id of the claim or of its article.")
    return looked_up(model, field, help_text=how)


class OfPair(Tool):
    act = Act.DECIDE_LINK
    row: Link

    @classmethod
    def fits(cls, row: Link) -> bool:
        return not (row.a.retired_at or row.b.retired_at)


class AcceptProposal(Relate, OfPair):
    name = "accept"
    label = _("Accept the proposal")
    hint = _("The two relate as the machine proposes. Its proposal stays beside your decision.")
    done = _("Decided.")

    @staticmethod
    def as_seen(link: Link) -> dict[str, Any]:
        proposal = link.proposal
        said = {"independence": proposal.independence} if proposal else {}
        return Relate.as_seen(link) | said

    @classmethod
    def fits(cls, row: Link) -> bool:
        said = row.proposal
        return (
            super().fits(row)
            and said is not None
            and (said.version_a_id, said.version_b_id) == (row.a.current_id, row.b.current_id)
        )

    def use(self, by: User) -> Link:
        proposal = self.proposal_for(self.row)
        if proposal is None:
            raise ValidationError(gettext("There is no proposal to accept."))
        services.accept(
            proposal=proposal,
            by=by,
            expected_revision=self.cleaned_data["expected_revision"],
            independence=self.cleaned_data["independence"] or None,
            rationale=self.cleaned_data["rationale"],
        )
        return self.row


class DecidePair(Relate, OfPair):
    name = "decide"
    label = _("Decide how they relate")
    done = _("Decided.")
    relation = forms.ChoiceField(
        label=_("Relation"),
        choices=Relation,
        widget=forms.RadioSelect,
    )
    later = forms.ChoiceField(
        label=_("Which describes the later state?"),
        choices=[("", "–"), *Side.choices],
        required=False,
        help_text=_("For “supersedes” only."),
    )

    @staticmethod
    def as_seen(link: Link) -> dict[str, Any]:
        seen, decision = Relate.as_seen(link), link.decision
        said = decision or link.proposal
        if said is not None:
            seen |= {name: getattr(said, name) for name in ("relation", "later", "independence")}
        if decision is not None:
            seen["rationale"] = decision.rationale
        return seen

    def use(self, by: User) -> Link:
        services.decide(
            link=self.row,
            by=by,
            expected_revision=self.cleaned_data["expected_revision"],
            relation=self.cleaned_data["relation"],
            later=self.cleaned_data["later"],
            independence=self.cleaned_data["independence"] or Independence.UNKNOWN,
            rationale=self.cleaned_data["rationale"],
            seen=self.seen,
            proposal=self.proposal_for(self.row),
        )
        return self.row


class DismissPair(Dismiss, OfPair):
    name = "dismiss"
    label = _("Dismiss the pair")
    hint = _(
        "The two speak of different things. The pair is not proposed again unless its ground"
        " changes."
    )
    done = _("Dismissed.")

    def use(self, by: User) -> Link:
        services.dismiss(
            link=self.row,
            by=by,
            expected_revision=self.cleaned_data["expected_revision"],
            rationale=self.cleaned_data["rationale"],
            seen=self.seen,
            proposal=self.proposal_for(self.row),
        )
        return self.row


class UndoDecision(Undo, OfPair):
    name = "undo"
    label = _("Take the decision back")
    hint = _("The decision stays in the history.")
    done = _("The decision was taken back; it stays in the history.")

    @classmethod
    def fits(cls, row: Link) -> bool:
        return row.decision is not None

    def use(self, by: User) -> Link:
        services.undo(link=self.row, by=by, **self.cleaned_data)
        return self.row


class MakeLink(Tool):
    """Two claims side by side by hand."""

    label = _("Link two claims")
    hint = _("The machine compares them; what it says of them stands beside your decision.")
    done = _("The two claims are linked.")
    act = Act.DECIDE_LINK

    first = a_claim(Link, "a")
    second = a_claim(Link, "b")

    def use(self, by: User) -> Link:
        return services.link(by=by, **self.cleaned_data)


@admin.register(Link)
class Links(WithTools):
    list_display = ("a", "b", "decided", "proposed", "consequence", "created_at", "public_id")
    list_filter = (
        ("consequence", admin.EmptyFieldListFilter),
        "proposals__relation",
        "proposals__found_by",
        "created_at",
    )
    search_fields = (
        "=public_id",
        "a__current__statement",
        "b__current__statement",
        "=a__public_id",
        "=b__public_id",
    )
    fields = ("first", "second", "public_id", "revision", "consequence", "created_at")
    readonly_fields = ("first", "second", "public_id", "revision", "consequence", "created_at")
    inlines = (Proposals, Decisions)
    told = ["first", "second", "proposal_in_words", "decision_in_words"]
    tools = (AcceptProposal, DecidePair, DismissPair, UndoDecision)
    adding = MakeLink

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        rows = super().get_queryset(request)
        return rows.select_related("a__current", "b__current").prefetch_related(
            "proposals", "decisions"
        )

    @admin.display(description=_("first claim"))
    def first(self, link: Link) -> str:
        return _in_its_article(link.a)

    @admin.display(description=_("second claim"))
    def second(self, link: Link) -> str:
        return _in_its_article(link.b)

    @admin.display(description=_("The machine's proposal"), empty_value="–")
    def proposal_in_words(self, link: Link) -> str | None:
        said = link.proposal
        if said is None:
            return None
        return f"{_relation(said)} · {round(said.confidence * 100)} %\n{_reasons(said)}"

    @admin.display(description=_("decision"), empty_value="–")
    def decision_in_words(self, link: Link) -> str | None:
        said = link.decision
        if said is None:
            return None
        at = date_format(timezone.localtime(said.at), "SHORT_DATETIME_FORMAT")
        return "\n".join(filter(None, [_relation(said), said.rationale, f"{said.by} · {at}"]))

    @admin.display(description=_("decided"), empty_value="–")
    def decided(self, link: Link) -> str | None:
        return link.decision.get_relation_display() if link.decision else None

    @admin.display(description=_("proposed"), empty_value="–")
    def proposed(self, link: Link) -> str | None:
        return link.proposal.get_relation_display() if link.proposal else None


@admin.register(Proposal)
class ProposalsMade(ReadOnly):
    list_display = ("link", "relation", "independence", "confidence", "found_by", "made_at")
    list_filter = ("relation", "independence", "found_by", "comparer", "made_at")
    list_select_related = ("link",)
    search_fields = ("=public_id", "=link__public_id")


@admin.register(Decision)
class DecisionsMade(ReadOnly):
    list_display = ("link", "number", "relation", "independence", "by", "at")
    list_filter = ("relation", "independence", "at")
    list_select_related = ("link", "by")
    search_fields = ("=link__public_id", "rationale")


def _relation(said: Proposal | Decision) -> str:
    """The relation with its direction, and the independence."""
    later = gettext("later: %(which)s") % {"which": said.get_later_display()} if said.later else ""
    independence = gettext("independence: %(independence)s") % {
        "independence": said.get_independence_display()
    }
    return " · ".join(filter(None, (said.get_relation_display(), later, independence)))


def _reasons(proposal: Proposal) -> str:
    return "\n".join(sentence(reason) for reason in proposal.reasons)


def _in_its_article(claim: Claim) -> str:
    article = claim.article
    day = date_format(article.published_on, "DATE_FORMAT") if article.published_on else ""
    outlet = str(article.source) if article.source else article.outlet
    return format_html(
        '<a href="{}">{}</a><br>{}',
        reverse("admin:claims_claim_change", args=[claim.pk]),
        claim,
        " · ".join(filter(None, (outlet, day, str(article)))),
    )
