from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims.extraction.indexing import indexed
        from claims.links import ready

        indexed.connect(ready.keep, dispatch_uid="features beside the index")
