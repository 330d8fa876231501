"""Tell whose word a notice of retraction is, and what was found about claims.

Who carried the notices that were kept so far is not known; they go on counting as they did.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0011_stopped"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="retraction", name="retraction_once"),
        migrations.AddField(
            model_name="retraction",
            name="is_trusted",
            field=models.BooleanField(
                default=True, verbose_name="by its publisher or a named index"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="retraction",
            constraint=models.UniqueConstraint(
                fields=["document", "url", "is_trusted"], name="retraction_once"
            ),
        ),
        migrations.AlterField(
            model_name="feed",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("articles", "articles"),
                    ("retractions", "its publisher's retractions"),
                    ("retraction_index", "an index of retractions by all publishers"),
                ],
                default="articles",
                max_length=16,
                verbose_name="what its entries are",
            ),
        ),
        migrations.AlterField(
            model_name="finding",
            name="kind",
            field=models.CharField(
                choices=[
                    ("source_changed", "the source was changed"),
                    ("source_gone", "the source is gone"),
                    ("source_not_looked_at", "the source could not be looked at"),
                    ("quote_altered", "the quote was altered"),
                    ("quote_lost", "the quote is gone"),
                    ("new_contradiction", "a new claim contradicts it"),
                    ("new_superseding", "a later state is reported"),
                    ("new_link", "a new claim may bear on it"),
                    ("link_changed", "a decision about a link it rests on changed"),
                    ("origin_shared", "its sources rest on one origin"),
                    ("source_corrected", "the source published a correction"),
                    ("source_retracted", "the source was retracted"),
                    ("source_said_retracted", "somebody else says that the source was retracted"),
                    ("claim_edited", "a claim it rests on was edited"),
                    ("claim_retired", "a claim it rests on was retired"),
                    ("evidence_changed", "a document of its evidence was changed"),
                    ("evidence_gone", "a document of its evidence is gone"),
                    ("other_verdict", "a claim it rests on got another verdict"),
                    ("reference_changed", "an entity or its scale was corrected"),
                    ("date_reached", "the date that the claim names has come"),
                ],
                max_length=24,
                verbose_name="kind",
            ),
        ),
    ]
