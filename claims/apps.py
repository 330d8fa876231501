from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims.extraction.indexing import filled, indexed
        from claims.links import ready, services

        indexed.connect(ready.keep, dispatch_uid="features beside the index")
        filled.connect(services.search_again, dispatch_uid="searches while the index was filled")
