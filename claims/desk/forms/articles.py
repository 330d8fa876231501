"""Adding, finding and correcting articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from claims.articles.models import Article
from claims.desk import wording
from claims.reference.models import Source
from claims.text.findings import Grain

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AddArticle(forms.Form):
    """One way in of three: an address, a file, or pasted text."""

    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=_("The page is fetched and kept as it is now."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Plain text or HTML, up to 10 MB. Old Korean encodings are read too."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.html,.htm,.md,text/*"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        help_text=_("Paste the whole article with its title, outlet and date."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    published_at_url = forms.URLField(
        label=_("Published at"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=_("Optional, for a file or text: where it was published."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data.get("file")
        if given and given.size > settings.ARTICLE_MAX_BYTES:
            raise forms.ValidationError(
                _("This file has %(size)s; an article may have up to %(limit)s.")
                % {
                    "size": filesizeformat(given.size),
                    "limit": filesizeformat(settings.ARTICLE_MAX_BYTES),
                }
            )
        return given

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        given = [name for name in ("url", "file", "text") if data.get(name)]
        if not given:
            raise forms.ValidationError(_("Give an address, a file or a text."))
        if len(given) > 1:
            raise forms.ValidationError(
                _("Give only one of the three: an address, a file or a text.")
            )
        return data


class FindArticles(forms.Form):
    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("Source"), required=False, to_field_name="public_id"
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("any")), *((code, words) for code, words in wording.LANGUAGES.items())],
    )
    since = forms.DateField(label=_("From"), required=False, widget=DATE)
    until = forms.DateField(label=_("To"), required=False, widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = self.fields["source"]
        assert isinstance(sources, forms.ModelChoiceField)
        sources.queryset = sources_with_articles()
        sources.empty_label = str(_("any"))


class CorrectArticle(forms.Form):
    """What the page says of itself, where it was misunderstood."""

    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    source = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Source"),
        required=False,
        to_field_name="public_id",
        help_text=_("The known outlet this article belongs to."),
    )
    outlet = forms.CharField(label=_("Outlet as printed"), max_length=200, required=False)
    byline = forms.CharField(label=_("Byline"), max_length=300, required=False)
    published_on = forms.DateField(label=_("Published on"), required=False, widget=DATE)
    published_grain = forms.ChoiceField(
        label=_("Precision of the date"),
        required=False,
        choices=[
            (grain.value, wording.GRAINS[grain])
            for grain in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
        ],
    )
    expected_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        initial = {
            "title": article.title,
            "source": article.source.public_id if article.source else None,
            "outlet": article.outlet,
            "byline": article.byline,
            "published_on": article.published_on,
            "published_grain": article.published_grain or Grain.DAY.value,
            "expected_revision": article.revision,
        }
        super().__init__(*args, initial=initial, **kwargs)
        sources = self.fields["source"]
        assert isinstance(sources, forms.ModelChoiceField)
        sources.queryset = known_sources()
        sources.empty_label = str(_("unknown"))
        grain = self.fields["published_grain"]
        assert isinstance(grain, forms.ChoiceField)
        if article.published_grain and article.published_grain not in dict(grain.choices):
            grain.choices = [
                (article.published_grain, wording.in_words("grain", article.published_grain)),
                *grain.choices,
            ]


def known_sources() -> Any:
    return Source.objects.select_related("entity").prefetch_related("entity__names")


def sources_with_articles() -> Any:
    return known_sources().filter(articles__isnull=False).distinct()
