"""Who and what claims speak of, who publishes, and the scales verdicts are given on."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.people.public_ids import new_public_id
from claims.text.findings import Direction, Strength

LANGUAGE_CHOICES = [("ko", _("Korean")), ("en", _("English"))]


class NamedByKey:
    """A row that public addresses name by its key. The ledger gets an id made of that key."""

    if TYPE_CHECKING:

        def natural_key(self) -> tuple[str, ...]: ...

    @property
    def public_id(self) -> uuid.UUID:
        name = "/".join((type(self).__name__.lower(), *self.natural_key()))
        return uuid.uuid5(uuid.NAMESPACE_OID, name)


class EntityKind(models.TextChoices):
    COMPANY = "company", _("company")
    GOVERNMENT = "government", _("government")
    AGENCY = "agency", _("public body")
    ORGANISATION = "organisation", _("organisation")
    PERSON = "person", _("person")
    PRODUCT = "product", _("product")
    PLACE = "place", _("place")
    OUTLET = "outlet", _("outlet")


class EntityManager(models.Manager["Entity"]):
    def get_by_natural_key(self, slug: str) -> Entity:
        return self.get(slug=slug)


class Entity(models.Model):
    """A company, body, person, product, place or outlet. A merged one points to its successor:
    ``said_to_be`` is the one that a person named, and ``merged_into`` the one in which such steps
    end, so that a merge in the middle can be taken back."""

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    slug = models.SlugField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=EntityKind)
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        verbose_name=_("merged into"),
    )
    said_to_be = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("said to be"),
    )

    objects: ClassVar[EntityManager] = EntityManager()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        constraints = [
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=~models.Q(wikidata_id=""),
                name="entity_wikidata_once",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("pk")),
                name="entity_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None, said_to_be=None)
                | models.Q(merged_into__isnull=False, said_to_be__isnull=False),
                name="entity_merged_is_said_to_be_another",
            ),
        ]

    def __str__(self) -> str:
        return self.label()

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def label(self, language: str | None = None) -> str:
        """The preferred name in ``language`` (default: the active one), else any, else the key."""
        wanted = (language or get_language() or "ko")[:2]
        preferred = [name for name in self.names.all() if name.preferred]
        for name in preferred:
            if name.language == wanted:
                return name.text
        return preferred[0].text if preferred else self.slug


class EntityNameManager(models.Manager["EntityName"]):
    def get_by_natural_key(self, slug: str, language: str, text: str) -> EntityName:
        return self.get(entity__slug=slug, language=language, text=text)


class EntityName(models.Model):
    """One name or alias of an entity in one language."""

    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="names", verbose_name=_("entity")
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    text = models.CharField(_("name"), max_length=120)
    preferred = models.BooleanField(_("preferred"), default=False)

    objects: ClassVar[EntityNameManager] = EntityNameManager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["-preferred", "language", "text"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "language", "text"], name="entity_name_once"),
            models.UniqueConstraint(
                fields=["entity", "language"],
                condition=models.Q(preferred=True),
                name="entity_one_preferred_name_a_language",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="entity_name_not_empty"),
        ]
        indexes = [
            GinIndex(fields=["text"], name="entity_name_trigrams", opclasses=["gin_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, str]:
        return (self.entity.slug, self.language, self.text)

    natural_key.dependencies = ["claims.entity"]  # type: ignore[attr-defined]


class SourceManager(models.Manager["Source"]):
    def get_by_natural_key(self, slug: str) -> Source:
        return self.get(entity__slug=slug)


class Source(models.Model):
    """The profile of an entity that publishes or says things."""

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    entity = models.OneToOneField(
        Entity, models.PROTECT, related_name="source", verbose_name=_("entity")
    )
    owner = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_sources",
        verbose_name=_("owner"),
    )
    is_wire = models.BooleanField(_("news agency"), default=False)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("ISO 3166 code, two letters"),
    )
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)

    objects: ClassVar[SourceManager] = SourceManager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return str(self.entity)

    def natural_key(self) -> tuple[str]:
        return (self.entity.slug,)

    natural_key.dependencies = ["claims.entity"]  # type: ignore[attr-defined]


class SourceDomainManager(models.Manager["SourceDomain"]):
    def get_by_natural_key(self, domain: str) -> SourceDomain:
        return self.get(domain=domain)


class SourceDomain(models.Model):
    """A web host a source publishes on, without ``www``."""

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="domains", verbose_name=_("source")
    )
    domain = models.CharField(_("domain"), max_length=253, unique=True)

    objects: ClassVar[SourceDomainManager] = SourceDomainManager()

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain__regex=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"),
                name="source_domain_lowercase_host",
            )
        ]

    def __str__(self) -> str:
        return self.domain

    def natural_key(self) -> tuple[str]:
        return (self.domain,)

    natural_key.dependencies = ["claims.source"]  # type: ignore[attr-defined]


class RatingScaleManager(models.Manager["RatingScale"]):
    def get_by_natural_key(self, key: str) -> RatingScale:
        return self.get(key=key)


class RatingScale(NamedByKey, models.Model):
    """A scale of verdicts: data, not code."""

    key = models.SlugField(_("key"), unique=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=80)

    objects: ClassVar[RatingScaleManager] = RatingScaleManager()

    class Meta:
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")

    def __str__(self) -> str:
        return self.name_ko if (get_language() or "ko").startswith("ko") else self.name_en

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class RatingManager(models.Manager["Rating"]):
    def get_by_natural_key(self, scale: str, key: str) -> Rating:
        return self.get(scale__key=scale, key=key)


class Rating(NamedByKey, models.Model):
    """One step of a scale. ``number`` is missing where the step is not on the line (판단 유보)."""

    scale = models.ForeignKey(
        RatingScale, models.PROTECT, related_name="ratings", verbose_name=_("scale")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"))
    number = models.SmallIntegerField(_("number"), null=True, blank=True)
    label_ko = models.CharField(_("label (Korean)"), max_length=80)
    label_en = models.CharField(_("label (English)"), max_length=80)

    objects: ClassVar[RatingManager] = RatingManager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "key"], name="rating_key_once"),
            models.UniqueConstraint(fields=["scale", "position"], name="rating_position_once"),
        ]

    def __str__(self) -> str:
        return self.label()

    def label(self, language: str | None = None) -> str:
        language = language or get_language() or "ko"
        return self.label_ko if language.startswith("ko") else self.label_en

    def natural_key(self) -> tuple[str, str]:
        return (self.scale.key, self.key)

    natural_key.dependencies = ["claims.ratingscale"]  # type: ignore[attr-defined]


class DirectiveTermManager(models.Manager["DirectiveTerm"]):
    def get_by_natural_key(self, language: str, term: str) -> DirectiveTerm:
        return self.get(language=language, term=term)


class DirectiveTerm(NamedByKey, models.Model):
    """A word or phrase by which reports name a directive, with the strength it stands for."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    term = models.CharField(_("term"), max_length=80)
    strength = models.CharField(
        _("strength"), max_length=24, choices=[(s.value, s.value) for s in Strength]
    )
    direction = models.CharField(
        _("direction"), max_length=12, choices=[(d.value, d.value) for d in Direction]
    )

    objects: ClassVar[DirectiveTermManager] = DirectiveTermManager()

    class Meta:
        verbose_name = _("directive term")
        verbose_name_plural = _("directive vocabulary")
        ordering = ["language", "term"]
        constraints = [
            models.UniqueConstraint(fields=["language", "term"], name="directive_term_once")
        ]

    def __str__(self) -> str:
        return self.term

    def natural_key(self) -> tuple[str, str]:
        return (self.language, self.term)
