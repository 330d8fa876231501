"""Index of the stages' admin pages, in the order of the flow."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

import claims.articles.admin
import claims.extraction.admin
import claims.feeds.admin
import claims.index.admin
import claims.ledger.admin
import claims.links.admin
import claims.links.matters_admin
import claims.links.origins_admin
import claims.notices.admin
import claims.people.admin
import claims.publication.admin
import claims.rechecks.admin
import claims.reference.admin
import claims.verdicts.admin
import claims.work.admin  # noqa: F401  (all are imported for what they register)

admin.site.site_header = _("Factcheck Workbench")
admin.site.site_title = _("Factcheck Workbench")
admin.site.index_title = _("Records")
