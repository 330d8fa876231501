from __future__ import annotations

import gettext
import os
from pathlib import Path

from factcheck.local.messages import compile_catalogues

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ko\\n"

msgid "Claim"
msgstr "주장"

#, fuzzy
msgid "Verdict"
msgstr "추측"
"""


def test_a_catalogue_is_compiled_when_it_is_new_and_when_it_has_changed(tmp_path: Path) -> None:
    source = tmp_path / "claims" / "locale" / "ko" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, encoding="utf-8")
    compiled = source.with_suffix(".mo")

    assert compile_catalogues(tmp_path) == [compiled]
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Claim") == "주장"
    assert catalogue.gettext("Verdict") == "Verdict", "a fuzzy translation is nobody's yet"

    assert compile_catalogues(tmp_path) == []
    os.utime(source, (0, compiled.stat().st_mtime + 1))
    assert compile_catalogues(tmp_path) == [compiled]
