"""Adding, finding and correcting articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from claims.articles.models import Article
from claims.desk import wording
from claims.reference.models import Source
from claims.text.findings import Grain

SOURCES = Source.objects.select_related("entity").prefetch_related("entity__names")
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
        SOURCES.filter(articles__isnull=False).distinct(),
        label=_("Source"),
        required=False,
        to_field_name="public_id",
        empty_label=_("any"),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("any")), *((code, words) for code, words in wording.LANGUAGES.items())],
    )
    since = forms.DateField(label=_("From"), required=False, widget=DATE)
    until = forms.DateField(label=_("To"), required=False, widget=DATE)


class CorrectArticle(forms.Form):
    """What the page says of itself, where it was misunderstood."""

    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    source = forms.ModelChoiceField(
        SOURCES,
        label=_("Source"),
        required=False,
        to_field_name="public_id",
        empty_label=_("unknown"),
        help_text=_("The known outlet this article belongs to."),
    )
    outlet = forms.CharField(label=_("Outlet as printed"), max_length=200, required=False)
    byline = forms.CharField(label=_("Byline"), max_length=300, required=False)
    published_on = forms.DateField(label=_("Published on"), required=False, widget=DATE)
    expected_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, article: Article) -> None:
        initial = {
            "title": article.title,
            "source": article.source.public_id if article.source else None,
            "outlet": article.outlet,
            "byline": article.byline,
            "published_on": article.published_on,
            "published_grain": article.published_grain or Grain.DAY.value,
            "expected_revision": article.revision,
        }
        super().__init__(data, initial=initial)
        for name in ("title", "outlet", "byline", "published"):
            field = self.fields["published_on" if name == "published" else name]
            code = getattr(article, f"{name}_evidence")
            field.help_text = wording.evidence_text(code) or _("unknown")
        grains = [Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR]
        if article.published_grain and article.published_grain not in grains:
            grains.insert(0, Grain(article.published_grain))
        self.fields["published_grain"] = forms.ChoiceField(
            label=_("Precision of the date"),
            required=False,
            choices=[(grain.value, wording.GRAINS[grain]) for grain in grains],
        )
