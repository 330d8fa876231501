"""Who may handle a verdict: those with a statement of interests on file and no tie to what it is
about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Conflict
from claims.extraction.models import Attribution, Mention
from claims.people.models import Interest, InterestStatement, User
from claims.verdicts.models import Verdict


def require_statement(person: User) -> None:
    """Raise ``Conflict`` unless the person's newest statement of interests holds today, by the
    newsroom's calendar. One query."""
    if with_statement([person]):
        return
    raise Conflict(
        _(
            "No statement of your interests is on file, or it has run out. Make one first: on the"
            " desk under “My interests”, or through the API (POST /api/v1/me/interests)."
        ),
        code="no_statement",
    )


def require_authors_statement(author: User) -> None:
    """As ``require_statement``, told to somebody who handles what ``author`` wrote. One query."""
    if not with_statement([author]):
        raise Conflict(no_statement_of(author), code="no_statement")


def no_statement_of(author: User) -> str:
    """The sentence that says so, to somebody else."""
    return _(
        "%(who)s, who wrote this revision, has no statement of interests on file, or it has run"
        " out: they make one first, or somebody else revises it."
    ) % {"who": author}


def with_statement(people: Collection[User]) -> set[int]:
    """Which of them, by primary key, have a newest statement that holds today. One query."""
    held = InterestStatement.objects.in_force(timezone.localdate()).filter(user__in=people)
    return set(held.values_list("user", flat=True))


def require_untied(people: Collection[User], versions: Iterable[int | None]) -> None:
    """Raise ``PermissionDenied`` when one of ``people`` declared a tie to what the claims of
    these versions (by primary key) name: mention, or attribute what they say to.

    A tie holds until a newer statement leaves it out, even when the one that declares it has run
    out. Merged entities are one. One query.
    """
    keys = list(versions)
    winner = Coalesce("entity__merged_into", "entity")
    mentioned = Mention.objects.filter(version__in=keys).values(named=winner)
    attributed = Attribution.objects.filter(version__in=keys, entity__isnull=False)
    newer = InterestStatement.objects.filter(
        user=OuterRef("statement__user"), pk__gt=OuterRef("statement")
    )
    tie = (
        Interest.objects.filter(~Exists(newer), statement__user__in=people)
        .annotate(named=winner)
        .filter(Q(named__in=mentioned) | Q(named__in=attributed.values(named=winner)))
        .select_related("statement__user", "entity")
        .first()
    )
    if tie is not None:
        raise PermissionDenied(
            _("%(who)s declared a tie to %(entity)s, which this verdict is about.")
            % {"who": tie.statement.user, "entity": tie.entity}
        )


def require_free(verdict: Verdict, people: Collection[User]) -> None:
    """As ``require_untied``, about the attached claims, as they were attached and as they are
    now. Two queries."""
    standing = verdict.appearances.filter(removed_at=None)
    require_untied(people, chain.from_iterable(standing.values_list("version", "claim__current")))
