import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import claims.people.public_ids
import claims.reference.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        # Indexes below name its operator classes.
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "seq",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="number"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="time")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("subject_kind", models.CharField(max_length=40, verbose_name="subject")),
                ("subject_id", models.UUIDField(verbose_name="subject id")),
                ("digest", models.BinaryField(max_length=32)),
                ("previous", models.BinaryField(max_length=32)),
                ("hash", models.BinaryField(max_length=32, unique=True)),
            ],
            options={
                "verbose_name": "ledger entry",
                "verbose_name_plural": "ledger entries",
                "ordering": ["-seq"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1)), name="entry_seq_positive"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["subject_kind", "subject_id", "-seq"], name="entry_by_subject"
                    ),
                    models.Index(fields=["kind", "-seq"], name="entry_by_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerCursor",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="name"
                    ),
                ),
                ("position", models.BigIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "ledger cursor",
                "verbose_name_plural": "ledger cursors",
            },
        ),
        migrations.CreateModel(
            name="RatingScale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(unique=True, verbose_name="key")),
                ("name_ko", models.CharField(max_length=80, verbose_name="name (Korean)")),
                ("name_en", models.CharField(max_length=80, verbose_name="name (English)")),
            ],
            options={
                "verbose_name": "rating scale",
                "verbose_name_plural": "rating scales",
            },
            bases=(claims.reference.models.NamedByKey, models.Model),
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id, editable=False, unique=True
                    ),
                ),
                (
                    "display_name",
                    models.CharField(blank=True, max_length=80, verbose_name="display name"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="DirectiveTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ko", "Korean"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("term", models.CharField(max_length=80, verbose_name="term")),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("encourage", "encourage"),
                            ("guidance", "guidance"),
                            ("urge", "urge"),
                            ("require_justification", "require_justification"),
                            ("restrict", "restrict"),
                            ("suspend", "suspend"),
                            ("order", "order"),
                            ("cancel", "cancel"),
                            ("ban", "ban"),
                            ("none", "none"),
                        ],
                        max_length=24,
                        verbose_name="strength",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("restrictive", "restrictive"),
                            ("promotive", "promotive"),
                            ("permissive", "permissive"),
                        ],
                        max_length=12,
                        verbose_name="direction",
                    ),
                ),
            ],
            options={
                "verbose_name": "directive term",
                "verbose_name_plural": "directive vocabulary",
                "ordering": ["language", "term"],
                "constraints": [
                    models.UniqueConstraint(fields=("language", "term"), name="directive_term_once")
                ],
            },
            bases=(claims.reference.models.NamedByKey, models.Model),
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "company"),
                            ("government", "government"),
                            ("agency", "public body"),
                            ("organisation", "organisation"),
                            ("person", "person"),
                            ("product", "product"),
                            ("place", "place"),
                            ("outlet", "outlet"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "wikidata_id",
                    models.CharField(blank=True, max_length=20, verbose_name="Wikidata id"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="claims.entity",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "verbose_name": "entity",
                "verbose_name_plural": "entities",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("wikidata_id", ""), _negated=True),
                        fields=("wikidata_id",),
                        name="entity_wikidata_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="entity_not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "article"), ("exhibit", "exhibit")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("fingerprint", models.BinaryField(max_length=32)),
                (
                    "added_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "fingerprint"), name="document_text_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "question_ko",
                    models.CharField(blank=True, max_length=300, verbose_name="question (Korean)"),
                ),
                (
                    "question_en",
                    models.CharField(blank=True, max_length=300, verbose_name="question (English)"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
            ],
            options={
                "verbose_name": "matter",
                "verbose_name_plural": "matters",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("question_en", ""), ("question_ko", ""), _negated=True),
                        name="matter_asks_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                ("description", models.CharField(max_length=300, verbose_name="description")),
                (
                    "reported_on",
                    models.DateField(blank=True, null=True, verbose_name="reported on"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.entity",
                        verbose_name="reporter",
                    ),
                ),
            ],
            options={
                "verbose_name": "origin",
                "verbose_name_plural": "origins",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reporter", "reported_on", "description"),
                        name="origin_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(verbose_name="key")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("number", models.SmallIntegerField(blank=True, null=True, verbose_name="number")),
                ("label_ko", models.CharField(max_length=80, verbose_name="label (Korean)")),
                ("label_en", models.CharField(max_length=80, verbose_name="label (English)")),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="claims.ratingscale",
                        verbose_name="scale",
                    ),
                ),
            ],
            options={
                "verbose_name": "rating",
                "verbose_name_plural": "ratings",
                "ordering": ["scale", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("scale", "key"), name="rating_key_once"),
                    models.UniqueConstraint(
                        fields=("scale", "position"), name="rating_position_once"
                    ),
                ],
            },
            bases=(claims.reference.models.NamedByKey, models.Model),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                ("is_wire", models.BooleanField(default=False, verbose_name="news agency")),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166 code, two letters",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(blank=True, max_length=40, verbose_name="time zone"),
                ),
                (
                    "entity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source",
                        to="claims.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_sources",
                        to="claims.entity",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
            },
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id, editable=False, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                (
                    "hint",
                    models.CharField(
                        editable=False, max_length=12, verbose_name="first characters"
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("read", "read"),
                                ("articles", "articles"),
                                ("links", "links"),
                                ("verdicts", "verdicts"),
                                ("publish", "publish"),
                                ("rechecks", "rechecks"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="scopes",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "last_used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last used"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_keys",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "API key",
                "verbose_name_plural": "API keys",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="api_key_expires_after_creation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ko", "Korean"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("text", models.CharField(max_length=120, verbose_name="name")),
                ("preferred", models.BooleanField(default=False, verbose_name="preferred")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="claims.entity",
                        verbose_name="entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "name",
                "verbose_name_plural": "names",
                "ordering": ["-preferred", "language", "text"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entity", "language", "text"), name="entity_name_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("preferred", True)),
                        fields=("entity", "language"),
                        name="entity_one_preferred_name_a_language",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="entity_name_not_empty",
                    ),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["text"], name="entity_name_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryBody",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_column="seq",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="body",
                        serialize=False,
                        to="claims.entry",
                        verbose_name="entry",
                    ),
                ),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("content", models.JSONField(null=True, verbose_name="content")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_bodies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="actor",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledger body",
                "verbose_name_plural": "ledger bodies",
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "taken_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="taken"),
                ),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="fetched from")),
                ("sha256", models.BinaryField(max_length=32)),
                ("raw", models.FileField(max_length=200, upload_to="")),
                ("size", models.PositiveIntegerField(help_text="bytes", verbose_name="size")),
                (
                    "headers",
                    models.JSONField(
                        default=list,
                        help_text="list of name and value",
                        verbose_name="headers of the answer",
                    ),
                ),
                (
                    "content_type",
                    models.CharField(blank=True, max_length=200, verbose_name="content type"),
                ),
                ("charset", models.CharField(blank=True, max_length=40, verbose_name="charset")),
                ("text", models.TextField(verbose_name="text")),
                ("text_sha256", models.BinaryField(max_length=32)),
                ("blocks", models.JSONField()),
                ("cleaner", models.CharField(max_length=40, verbose_name="cleaned by")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="claims.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "snapshot",
                "verbose_name_plural": "snapshots",
                "ordering": ["document", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="snapshot_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="snapshot_number_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceDomain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("domain", models.CharField(max_length=253, unique=True, verbose_name="domain")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="domains",
                        to="claims.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "domain",
                "verbose_name_plural": "domains",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("domain__regex", "^[a-z0-9-]+(\\.[a-z0-9-]+)+$")),
                        name="source_domain_lowercase_host",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="claims.matter",
                        verbose_name="matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "verdict",
                "verbose_name_plural": "verdicts",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "document_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="claims.document",
                    ),
                ),
                (
                    "outlet",
                    models.CharField(blank=True, max_length=200, verbose_name="outlet as printed"),
                ),
                (
                    "outlet_evidence",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="evidence of the outlet"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                (
                    "title_evidence",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="evidence of the title"
                    ),
                ),
                (
                    "opening",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="first words, for want of a title",
                        max_length=80,
                    ),
                ),
                ("byline", models.CharField(blank=True, max_length=300, verbose_name="byline")),
                (
                    "byline_evidence",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="evidence of the by-line"
                    ),
                ),
                (
                    "language",
                    models.CharField(default="und", max_length=3, verbose_name="language"),
                ),
                (
                    "published_on",
                    models.DateField(blank=True, null=True, verbose_name="published on"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                (
                    "published_grain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("second", "second"),
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("day", "day"),
                            ("week", "week"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("half", "half"),
                            ("year", "year"),
                        ],
                        max_length=10,
                        verbose_name="precision",
                    ),
                ),
                (
                    "published_evidence",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="evidence for the date"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="claims.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at", None),
                                ("published_grain", ""),
                                ("published_on", None),
                            ),
                            models.Q(
                                ("published_on__isnull", False),
                                models.Q(("published_grain", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="article_date_has_precision",
                    )
                ],
                "indexes": [
                    models.Index(fields=["-published_on"], name="article_by_date"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="article_title_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
            bases=("claims.document",),
        ),
        migrations.CreateModel(
            name="DocumentAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=2000, unique=True, verbose_name="address")),
                ("canonical", models.BooleanField(default=True, verbose_name="looked at again")),
                (
                    "stated_by",
                    models.CharField(
                        help_text="who says so: fetch, page or person",
                        max_length=40,
                        verbose_name="stated by",
                    ),
                ),
                (
                    "stated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="stated"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to="claims.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "address",
                "verbose_name_plural": "addresses",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("canonical", True)),
                        fields=("document",),
                        name="document_one_canonical_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="retired"),
                ),
                (
                    "retired_because",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="why retired"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["article", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LinkSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("done", "done"),
                            ("stopped", "stopped after too many attempts"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="due"),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="attempts"
                    ),
                ),
                (
                    "last_error",
                    models.TextField(blank=True, editable=False, verbose_name="last error"),
                ),
                (
                    "claimed_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="held until"),
                ),
                ("claim_token", models.UUIDField(editable=False, null=True)),
                ("requests", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "finished_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="finished"),
                ),
                (
                    "proposals_made",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="proposals made"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link_searches",
                        to="claims.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "search for links",
                "verbose_name_plural": "searches for links",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("article",),
                        name="link_search_one_waiting_an_article",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_attempt_at"],
                        name="link_search_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("unchanged", "unchanged"),
                            ("changed", "changed"),
                            ("gone", "gone"),
                            ("failed", "could not look"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="answer")),
                ("etag", models.CharField(blank=True, max_length=300, verbose_name="ETag")),
                (
                    "last_modified",
                    models.CharField(blank=True, max_length=100, verbose_name="last modified"),
                ),
                ("message", models.CharField(blank=True, max_length=300, verbose_name="message")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="claims.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.snapshot",
                        verbose_name="snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "look",
                "verbose_name_plural": "looks",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["document", "-at"], name="look_by_document")],
            },
        ),
        migrations.CreateModel(
            name="Recheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("done", "done"),
                            ("stopped", "stopped after too many attempts"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="due"),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="attempts"
                    ),
                ),
                (
                    "last_error",
                    models.TextField(blank=True, editable=False, verbose_name="last error"),
                ),
                (
                    "claimed_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="held until"),
                ),
                ("claim_token", models.UUIDField(editable=False, null=True)),
                ("requests", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "finished_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="finished"),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("schedule", "by schedule"),
                            ("event", "something changed"),
                            ("person", "asked for"),
                        ],
                        max_length=10,
                        verbose_name="cause",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("look", "looking at the sources"),
                            ("read", "reading what changed"),
                            ("compare", "comparing"),
                        ],
                        default="look",
                        editable=False,
                        max_length=8,
                        verbose_name="step",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stands", "stands"),
                            ("needs_person", "needs a person"),
                            ("could_not_look", "could not look"),
                        ],
                        editable=False,
                        max_length=16,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rechecks",
                        to="claims.verdict",
                        verbose_name="verdict",
                    ),
                ),
            ],
            options={
                "verbose_name": "re-check",
                "verbose_name_plural": "re-checks",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("verdict",),
                        name="recheck_one_waiting_a_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="recheck_done_has_an_outcome",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_attempt_at"],
                        name="recheck_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "language",
                    models.CharField(
                        choices=[("ko", "Korean"), ("en", "English")],
                        max_length=2,
                        verbose_name="written in",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typo", "typo"),
                            ("clarification", "clarification"),
                            ("verdict_changed", "verdict changed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=16,
                        verbose_name="correction",
                    ),
                ),
                ("public_note", models.TextField(blank=True, verbose_name="public note")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.rating",
                        verbose_name="rating",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="claims.verdict",
                        verbose_name="verdict",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["verdict", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("verdict", "number"), name="revision_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="revision_number_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("done", "done"),
                            ("stopped", "stopped after too many attempts"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="due"),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="attempts"
                    ),
                ),
                (
                    "last_error",
                    models.TextField(blank=True, editable=False, verbose_name="last error"),
                ),
                (
                    "claimed_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="held until"),
                ),
                ("claim_token", models.UUIDField(editable=False, null=True)),
                ("requests", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "finished_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="finished"),
                ),
                ("extractor", models.CharField(max_length=40, verbose_name="extractor")),
                ("version", models.CharField(max_length=40, verbose_name="version")),
                (
                    "started_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="started"),
                ),
                (
                    "claims_found",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="claims found"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="note"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="claims.snapshot",
                        verbose_name="snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "extraction run",
                "verbose_name_plural": "extraction runs",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("snapshot",),
                        name="run_one_waiting_a_snapshot",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_attempt_at"],
                        name="run_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="revision"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_as_a",
                        to="claims.claim",
                        verbose_name="first claim",
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_as_b",
                        to="claims.claim",
                        verbose_name="second claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("a", "b"), name="link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("a__lt", models.F("b"))), name="link_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="removed"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="claims.matter",
                        verbose_name="matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("matter", "claim"),
                        name="matter_member_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("published", "published"),
                            ("corrected", "corrected"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="published"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="public note")),
                ("document", models.TextField(verbose_name="document")),
                ("etag", models.CharField(max_length=64, verbose_name="ETag")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="claims.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="claims.verdict",
                        verbose_name="verdict",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("verdict", "number"), name="publication_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "withdrawn"), _negated=True),
                        fields=("revision",),
                        name="publication_of_a_revision_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ko", "Korean"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("statement", models.TextField(verbose_name="statement")),
                ("summary", models.TextField(verbose_name="summary")),
                ("reasoning", models.TextField(help_text="Markdown", verbose_name="reasoning")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="claims.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "translator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="translator",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a revision",
                "verbose_name_plural": "texts of revisions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "language"), name="revision_text_once_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statement", ""), _negated=True),
                            models.Q(("summary", ""), _negated=True),
                        ),
                        name="revision_text_not_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="claims.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
            },
        ),
        migrations.CreateModel(
            name="ClaimSuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="claims.claim",
                        verbose_name="successor",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim succession",
                "verbose_name_plural": "claim successions",
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "successor"), name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(("claim", models.F("successor")), _negated=True),
                        name="succession_not_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ko", "Korean"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("statement", models.TextField(verbose_name="statement")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("event", "event"),
                            ("state", "standing fact"),
                            ("quantity", "number"),
                            ("directive", "directive"),
                            ("statement", "statement"),
                            ("prediction", "prediction"),
                            ("opinion", "opinion"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "hedge",
                    models.CharField(
                        choices=[
                            ("asserted", "asserted"),
                            ("reported", "reported"),
                            ("hearsay", "hearsay"),
                            ("speculative", "speculative"),
                        ],
                        max_length=12,
                        verbose_name="hedge",
                    ),
                ),
                (
                    "polarity",
                    models.CharField(
                        choices=[("affirmative", "affirmative"), ("negative", "negative")],
                        max_length=12,
                        verbose_name="polarity",
                    ),
                ),
                (
                    "check_worthiness",
                    models.PositiveSmallIntegerField(verbose_name="check-worthiness"),
                ),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="reasons",
                    ),
                ),
                (
                    "about_first",
                    models.DateField(blank=True, null=True, verbose_name="about, from"),
                ),
                ("about_last", models.DateField(blank=True, null=True, verbose_name="about, to")),
                (
                    "about_grain",
                    models.CharField(
                        blank=True, max_length=10, verbose_name="precision of the time"
                    ),
                ),
                (
                    "lemmas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="lemmas",
                    ),
                ),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="claims.run",
                        verbose_name="reading",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim version",
                "verbose_name_plural": "claim versions",
                "ordering": ["claim", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "number"), name="version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("run", None), ("author", None), _connector="XOR"),
                        name="version_by_run_or_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_worthiness__lte", 3)),
                        name="version_check_worthiness_0_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_first", None), ("about_last", None)),
                            ("about_first__lte", models.F("about_last")),
                            _connector="OR",
                        ),
                        name="version_about_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statement", ""), _negated=True),
                        name="version_says_something",
                    ),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["lemmas"], name="version_by_lemma"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["statement"], name="version_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supports", "supports"),
                            ("refutes", "refutes"),
                            ("context", "gives context"),
                        ],
                        max_length=10,
                        verbose_name="stance",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.link",
                        verbose_name="link",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="claims.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of evidence",
                "verbose_name_plural": "lines of evidence",
                "ordering": ["revision", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "position"), name="evidence_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version__isnull", False),
                            ("link__isnull", False),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="evidence_names_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id,
                        editable=False,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("source_changed", "the source was changed"),
                            ("source_gone", "the source is gone"),
                            ("source_not_looked_at", "the source could not be looked at"),
                            ("quote_altered", "the quote was altered"),
                            ("quote_lost", "the quote is gone"),
                            ("new_contradiction", "a new claim contradicts it"),
                            ("new_superseding", "a later state is reported"),
                            ("new_link", "a new claim may bear on it"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("note", "note"), ("notice", "notice"), ("serious", "serious")],
                        max_length=8,
                        verbose_name="severity",
                    ),
                ),
                ("key", models.CharField(max_length=200, verbose_name="key")),
                ("detail", models.JSONField(default=dict, verbose_name="what was seen")),
                (
                    "filed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="filed"
                    ),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="resolved"),
                ),
                ("resolution", models.TextField(blank=True, verbose_name="resolution")),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.link",
                        verbose_name="link",
                    ),
                ),
                (
                    "recheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="claims.recheck",
                        verbose_name="re-check",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="claims.verdict",
                        verbose_name="verdict",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("verdict", "key"), name="finding_cause_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at", None), ("resolved_by", None)),
                            models.Q(
                                ("resolved_at__isnull", False), ("resolved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="finding_resolved_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original",
                    models.CharField(blank=True, max_length=300, verbose_name="as written"),
                ),
                ("start", models.PositiveIntegerField(null=True, verbose_name="from character")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="to character")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="claims.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "mention",
                "verbose_name_plural": "mentions",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=claims.people.public_ids.new_public_id, editable=False, unique=True
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("repeats", "repeats"),
                            ("corroborates", "corroborates"),
                            ("contradicts", "contradicts"),
                            ("qualifies", "qualifies"),
                            ("supersedes", "supersedes"),
                            ("not_comparable", "not comparable"),
                        ],
                        max_length=16,
                        verbose_name="relation",
                    ),
                ),
                (
                    "later",
                    models.CharField(
                        blank=True,
                        choices=[("a", "first claim"), ("b", "second claim")],
                        max_length=1,
                        verbose_name="later one",
                    ),
                ),
                (
                    "independence",
                    models.CharField(
                        choices=[
                            ("independent", "independent"),
                            ("shared_origin", "shared origin"),
                            ("unknown", "unknown"),
                        ],
                        max_length=16,
                        verbose_name="independence",
                    ),
                ),
                ("confidence", models.FloatField(verbose_name="confidence")),
                ("reasons", models.JSONField(default=list, verbose_name="reasons")),
                ("comparer", models.CharField(max_length=40, verbose_name="compared by")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="claims.link",
                        verbose_name="link",
                    ),
                ),
                (
                    "version_a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claimversion",
                        verbose_name="version of the first",
                    ),
                ),
                (
                    "version_b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claimversion",
                        verbose_name="version of the second",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "version_a", "version_b", "comparer"), name="proposal_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="proposal_confidence_0_to_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relation__in",
                                [
                                    "repeats",
                                    "corroborates",
                                    "contradicts",
                                    "qualifies",
                                    "supersedes",
                                    "not_comparable",
                                ],
                            )
                        ),
                        name="proposal_relation_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("later__in", ["a", "b"]), ("relation", "supersedes")),
                            models.Q(
                                models.Q(("relation", "supersedes"), _negated=True), ("later", "")
                            ),
                            _connector="OR",
                        ),
                        name="proposal_later_only_when_superseding",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quantity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original",
                    models.CharField(blank=True, max_length=300, verbose_name="as written"),
                ),
                ("start", models.PositiveIntegerField(null=True, verbose_name="from character")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="to character")),
                (
                    "value",
                    models.DecimalField(decimal_places=6, max_digits=40, verbose_name="value"),
                ),
                (
                    "value_high",
                    models.DecimalField(
                        decimal_places=6, max_digits=40, null=True, verbose_name="upper value"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                (
                    "comparator",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("more_than", "more_than"),
                            ("at_least", "at_least"),
                            ("less_than", "less_than"),
                            ("at_most", "at_most"),
                        ],
                        max_length=10,
                        verbose_name="comparator",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quantities",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "quantity",
                "verbose_name_plural": "quantities",
                "indexes": [models.Index(fields=["value", "unit"], name="quantity_by_value")],
            },
        ),
        migrations.CreateModel(
            name="Time",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original",
                    models.CharField(blank=True, max_length=300, verbose_name="as written"),
                ),
                ("start", models.PositiveIntegerField(null=True, verbose_name="from character")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="to character")),
                ("first", models.DateField(verbose_name="first day")),
                ("last", models.DateField(verbose_name="last day")),
                (
                    "grain",
                    models.CharField(
                        choices=[
                            ("second", "second"),
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("day", "day"),
                            ("week", "week"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("half", "half"),
                            ("year", "year"),
                        ],
                        max_length=10,
                        verbose_name="precision",
                    ),
                ),
                (
                    "anchor",
                    models.CharField(blank=True, max_length=10, verbose_name="counted from"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="times",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "stated time",
                "verbose_name_plural": "stated times",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lte", models.F("last"))), name="time_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimOrigin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="removed"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.origin",
                        verbose_name="origin",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim's origin",
                "verbose_name_plural": "claims' origins",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("claim", "origin"),
                        name="claim_origin_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="removed"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="claims.verdict",
                        verbose_name="verdict",
                    ),
                ),
            ],
            options={
                "verbose_name": "appearance",
                "verbose_name_plural": "appearances",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("verdict", "claim"),
                        name="appearance_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("exact", "exact"), ("altered", "altered"), ("lost", "lost")],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("start", models.PositiveIntegerField(null=True, verbose_name="from character")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="to character")),
                ("quote", models.TextField(verbose_name="quote")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchors",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchors",
                        to="claims.snapshot",
                        verbose_name="snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "anchor",
                "verbose_name_plural": "anchors",
                "ordering": ["snapshot", "start"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "snapshot"), name="anchor_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", None), ("start", None), ("state", "lost")),
                            models.Q(
                                models.Q(("state", "lost"), _negated=True),
                                ("end__gt", models.F("start")),
                            ),
                            _connector="OR",
                        ),
                        name="anchor_has_a_span_unless_lost",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("repeats", "repeats"),
                            ("corroborates", "corroborates"),
                            ("contradicts", "contradicts"),
                            ("qualifies", "qualifies"),
                            ("supersedes", "supersedes"),
                            ("not_comparable", "not comparable"),
                        ],
                        max_length=16,
                        verbose_name="relation",
                    ),
                ),
                (
                    "later",
                    models.CharField(
                        blank=True,
                        choices=[("a", "first claim"), ("b", "second claim")],
                        max_length=1,
                        verbose_name="later one",
                    ),
                ),
                (
                    "independence",
                    models.CharField(
                        choices=[
                            ("independent", "independent"),
                            ("shared_origin", "shared origin"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="independence",
                    ),
                ),
                ("rationale", models.TextField(blank=True, verbose_name="rationale")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "version_a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claimversion",
                        verbose_name="version of the first",
                    ),
                ),
                (
                    "version_b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claimversion",
                        verbose_name="version of the second",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="claims.link",
                        verbose_name="link",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["link", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("link", "number"), name="decision_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relation__in",
                                [
                                    "repeats",
                                    "corroborates",
                                    "contradicts",
                                    "qualifies",
                                    "supersedes",
                                    "not_comparable",
                                ],
                            ),
                            ("relation", ""),
                            _connector="OR",
                        ),
                        name="decision_relation_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("later__in", ["a", "b"]), ("relation", "supersedes")),
                            models.Q(
                                models.Q(("relation", "supersedes"), _negated=True), ("later", "")
                            ),
                            _connector="OR",
                        ),
                        name="decision_later_only_when_superseding",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Directive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original",
                    models.CharField(blank=True, max_length=300, verbose_name="as written"),
                ),
                ("start", models.PositiveIntegerField(null=True, verbose_name="from character")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="to character")),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("encourage", "encouragement"),
                            ("guidance", "guidance without legal force"),
                            ("urge", "urging"),
                            ("require_justification", "demand for justification"),
                            ("restrict", "restriction"),
                            ("suspend", "suspension"),
                            ("order", "order"),
                            ("cancel", "cancellation"),
                            ("ban", "ban"),
                            ("none", "permission"),
                        ],
                        max_length=24,
                        verbose_name="strength",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("restrictive", "restrictive"),
                            ("promotive", "promotive"),
                            ("permissive", "permissive"),
                        ],
                        max_length=12,
                        verbose_name="direction",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("under_discussion", "under_discussion"),
                            ("expected", "expected"),
                            ("announced", "announced"),
                            ("issued", "issued"),
                            ("in_force", "in_force"),
                            ("revoked", "revoked"),
                            ("unknown", "unknown"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=200, verbose_name="issuer")),
                (
                    "addressee",
                    models.CharField(blank=True, max_length=200, verbose_name="addressee"),
                ),
                ("object", models.CharField(blank=True, max_length=200, verbose_name="object")),
                ("act", models.CharField(blank=True, max_length=200, verbose_name="act")),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directive",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "directive",
                "verbose_name_plural": "directives",
            },
        ),
        migrations.CreateModel(
            name="Attribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original",
                    models.CharField(blank=True, max_length=300, verbose_name="as written"),
                ),
                ("start", models.PositiveIntegerField(null=True, verbose_name="from character")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="to character")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("outlet", "outlet"),
                            ("named", "named source"),
                            ("anonymous", "anonymous source"),
                        ],
                        max_length=10,
                        verbose_name="kind of voice",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "verb",
                    models.CharField(blank=True, max_length=60, verbose_name="verb of saying"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="claims.claimversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="claims.entity",
                        verbose_name="entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "attribution",
                "verbose_name_plural": "attributions",
                "ordering": ["version", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "position"), name="attribution_step_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="current",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.claimversion",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="current",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.revision",
                verbose_name="newest revision",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="published",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.revision",
                verbose_name="published revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["published", "withdrawn"]), _negated=True),
                    ("published__isnull", False),
                    _connector="OR",
                ),
                name="verdict_published_names_its_revision",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9deaa0e84d343e93efbbc10a3a719f8886fe645",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_9c59e",
                    table="claims_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="bcc8dde60109877576ff536417a1a5cf57a69c42",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_14856",
                    table="claims_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="identity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="caa22a7eafb64bc2e6da690be2aae1bfc7016129",
                    operation="UPDATE",
                    pgid="pgtrigger_identity_9b8ce",
                    table="claims_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e1c06719288aee8de675e2422cc1808aa1d7247f",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_5c533",
                    table="claims_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="ceda37e72026e5ba12585525f1f2106f6deb1a5a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_715ba",
                    table="claims_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimsuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5c2db0a5e097d85ec57b6d64a1ac0f5cd8925c23",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_86e20",
                    table="claims_claimsuccession",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimsuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="6a47664090207ddf959d15e78c9ec3dfea707d01",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_9bea2",
                    table="claims_claimsuccession",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="directive",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="32d8c45ba3e1de4f0b243b43f795c0ed5dce8a58",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_21863",
                    table="claims_directive",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="directive",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="f203739b71a86d006704e01da6a50c0db7545cb7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_db33f",
                    table="claims_directive",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attribution",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cf8063efb1bc78e5865eb3ad1c98e219f6843c09",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_ea062",
                    table="claims_attribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attribution",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="e4c22e278b8e519711159d80fbf7bbfbbcc64116",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1f9e5",
                    table="claims_attribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="identity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."a_id" IS DISTINCT FROM (NEW."a_id") OR OLD."b_id" IS DISTINCT FROM (NEW."b_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="92540909401db9271fc97f605d49fa81308afb71",
                    operation="UPDATE",
                    pgid="pgtrigger_identity_0a1c3",
                    table="claims_link",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="80177e084bfa976882c4159e4269b9c13658bd0b",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_41840",
                    table="claims_link",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="b7459c6e65c72eb35d977e2b90a8117a47efa27a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2da9e",
                    table="claims_link",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eece0e147be6261cce75d4c89a9d485d9a6fca57",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_91e8a",
                    table="claims_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="ffceaed91e9bf0b51901b759925797a11c504018",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_11016",
                    table="claims_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="6969d48353bbf6ade3ed0cfd29bef1e1f7dc3bac",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_c9c7f",
                    table="claims_matter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="b654d7b47c964b07820acc920a83c32d7f7b53bf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_25690",
                    table="claims_matter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mattermember",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="c896f88440020fa36575149c73f82b75ab31df4d",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_706e5",
                    table="claims_mattermember",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mattermember",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="64420f560bf36dcae157e2b8bc41c3544c196218",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_12f53",
                    table="claims_mattermember",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b991d7915891c8e128df3dbc542f743589372bca",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_6db8e",
                    table="claims_mention",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="d0323cfc93ba781955ff1d476f4a5c309f3dfe48",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_48c42",
                    table="claims_mention",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="origin",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="a7608e11bda3104c0fd2bc247f757312226f7d24",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_cd402",
                    table="claims_origin",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="origin",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="cee37e8af76b7b57a4853d85e64c7c9ad8f07226",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6de31",
                    table="claims_origin",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimorigin",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="2261c94c3c117401b1ffbddebba2d86b56f604ef",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_0d63a",
                    table="claims_claimorigin",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimorigin",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="ffde1f89a068d635eeb61ce04da0476d1a2f03cf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_d7cf1",
                    table="claims_claimorigin",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a5801a6a8dee43822948991ec1718486c349d356",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_2500b",
                    table="claims_proposal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="b85018c5a725cf0603ce889f98b9f44c3f2343bd",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_752e1",
                    table="claims_proposal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quantity",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a93e7d1775e42a3c401d1966036904678ff4bf69",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_76be3",
                    table="claims_quantity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quantity",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="bb27de7f0baee47eb2213fd6ad617c9d222e3798",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_c1242",
                    table="claims_quantity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidenceline",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dfa2770173ec780fb35db1169da09970829455ac",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_40353",
                    table="claims_evidenceline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidenceline",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="c3fe0142173de0a8564504895bf695cce06ad3aa",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f77e0",
                    table="claims_evidenceline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="two_people",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE author bigint;",
                    func="\n                    SELECT author_id INTO author FROM claims_revision WHERE id = NEW.revision_id;\n                    IF author = NEW.by_id THEN\n                        RAISE EXCEPTION 'nobody approves their own revision';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="9fcbb7f9478c08c7c94122bcb450c77f45ec3b96",
                    operation="INSERT",
                    pgid="pgtrigger_two_people_649d5",
                    table="claims_approval",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d8bb7b7fa02b551c3b50819a85d004b2b98f03bb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_cee07",
                    table="claims_approval",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="6f1eee9278b06dbb77420d22b0a5239fb3e6cdf8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a8021",
                    table="claims_approval",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisiontext",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="39621a4b70f75d9870ccd1d973205df7a1be3b62",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_f36b2",
                    table="claims_revisiontext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisiontext",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="8772f5dd6be02b01ddff51b41c052c03c734c52a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1c881",
                    table="claims_revisiontext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimversion",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0a01d22cf7bd7b3f523bf4f34fb07c1706051745",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_bfa18",
                    table="claims_claimversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimversion",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="76fdbe7e542dbf8dac9b5090bfb26089edee21aa",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_b3b6c",
                    table="claims_claimversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="snapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f041760dcb06a5cc2ae2e6a62b6c0d4b47d3d4be",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_e7a66",
                    table="claims_snapshot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="snapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="82335109464178eda2c911aed97cf8ead9e8ea83",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_48e86",
                    table="claims_snapshot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="run",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="f65ba8bb12b40dbf3b38794fe35e7c67b10d1823",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_d5801",
                    table="claims_run",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="run",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="32d96b2b6bb8a857ff9aba70d9527bad059599f9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2e45d",
                    table="claims_run",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="look",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e49860a869e24d9c222af929ce8c3391e13ddcc0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_6f8f0",
                    table="claims_look",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="look",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="d769433604c5d0aaea59a6e9243bb1a3c68e97c2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_fa2a4",
                    table="claims_look",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anchor",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2ebf37de5d1f451f67d9552ff9d6810e06bb9d85",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_962e6",
                    table="claims_anchor",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anchor",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="7a9be20c21d8d58658fecef29c7e07a2439a2b0b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e7c5d",
                    table="claims_anchor",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="time",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2553c32df8f580d46d405cb6c56c451bc9f7dc01",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_f9130",
                    table="claims_time",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="time",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="584c62683828035fb8f3533b8431bd7e443c4d25",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_50162",
                    table="claims_time",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="stages",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{draft:in_review,in_review:draft,in_review:approved,approved:draft,approved:published,published:draft,published:withdrawn,draft:withdrawn,in_review:withdrawn,approved:withdrawn,withdrawn:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="e17fc2d66f503e080616cd22cac6bf1b66f51c15",
                    operation="UPDATE",
                    pgid="pgtrigger_stages_c1dd2",
                    table="claims_verdict",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="published_was_approved",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."published_id" IS NOT NULL)',
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM claims_approval a JOIN claims_revision r\n                        ON r.id = a.revision_id\n                        WHERE r.id = NEW.published_id AND r.verdict_id = NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'only an approved revision is published';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="1316be3caa07026b9f1baf8f07acb7dd4bf78d9a",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_published_was_approved_9a71d",
                    table="claims_verdict",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="identity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ab61d3d09e2e119d37a078599d80ef314b2acdfe",
                    operation="UPDATE",
                    pgid="pgtrigger_identity_c8d70",
                    table="claims_verdict",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="8c54ddfe5352b00f8f57044aa385f278a8c56c47",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_9708b",
                    table="claims_verdict",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="96d7587123b449983ef26c29d6096b59a9411c90",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_880de",
                    table="claims_verdict",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7ed00f6e442c91f7beb7d7b1c8160688cccc3953",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_fd46a",
                    table="claims_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="e6302a4491d620c97935cec37b9d022ee2f4c96c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e7028",
                    table="claims_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recheck",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="47a94da14de93b1138370caac6f14e696abf560c",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_0175d",
                    table="claims_recheck",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recheck",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="541d0f3367eae2f2226611c2c2e7e9486a36f611",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f9658",
                    table="claims_recheck",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="no_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="69585e073928234244905b9a224a4fdb458330bc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_change_26c3c",
                    table="claims_publication",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="c794a7cbe7b38c2eb7b0f3aa63a149cc77db7fa7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_b8642",
                    table="claims_publication",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="6248f906ad820dcf96286ae75e173236df5bfa23",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_ba24d",
                    table="claims_finding",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="d03ec60059de9db2b20f887f93fe1edfa45d0208",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_66389",
                    table="claims_finding",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appearance",
            trigger=pgtrigger.compiler.Trigger(
                name="identity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."verdict_id" IS DISTINCT FROM (NEW."verdict_id") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="371e9e2579c01a9d5dff815de5a3b0ada949f85a",
                    operation="UPDATE",
                    pgid="pgtrigger_identity_a96b8",
                    table="claims_appearance",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appearance",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="45234bf9d2e8122ffaf06737b8e526c3672f937a",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_bc4ac",
                    table="claims_appearance",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appearance",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="bca95d2a2153768527be23efde619a11fb405e6c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_dbd21",
                    table="claims_appearance",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linksearch",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="46127f671435398f62aed826197fc60a9af9f69a",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_e15a2",
                    table="claims_linksearch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linksearch",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="095877a5fe3108d8db072b3100e8ec1d2ebe504f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_42ccc",
                    table="claims_linksearch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="identity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="9d7e563cafa7af8c9d78e38a721861a01f932361",
                    operation="UPDATE",
                    pgid="pgtrigger_identity_299ed",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9f4c9403c7fbcbe206c9bcfaf827516308095571",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_01c2b",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="f732cde5884cba221559a200f24b3bb53f024648",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_59b54",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entrybody",
            trigger=pgtrigger.compiler.Trigger(
                name="only_erase",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (NEW.salt IS NULL AND NEW.content IS NULL AND NEW.actor_id IS NULL AND NEW.seq = OLD.seq))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="6a82a576bc79b746c03dca0002508114caeb1cb8",
                    operation="UPDATE",
                    pgid="pgtrigger_only_erase_910ef",
                    table="claims_entrybody",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entrybody",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="0e103361f729054caf58f77d90bbbac9607d553f",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_aa873",
                    table="claims_entrybody",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entrybody",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;",
                    hash="50250a2ae82e3248ae371e5e28fc0a7220e6ce3a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_05eb6",
                    table="claims_entrybody",
                    when="BEFORE",
                ),
            ),
        ),
    ]
