"""The seam between a snapshot and who reads it: the rules, or a configured model over them.

The rules always read; a model, where one is configured, proposes the claims and every one of them
is held to the text (``grounding.py``). When it fails, in whatever way, the rules' reading stands.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from claims.extraction import grounding, model_server
from claims.text.findings import Block, Reading
from claims.text.names import Gazetteer
from claims.text.reader import READER_NAME, READER_VERSION

MODEL_FAILED = "model: "
"""What a note begins with where the model's reading was not used, before why."""
QUOTES_REFUSED = "quotes refused: "
"""What a note begins with before the number of quotes that the text does not have."""
UNSUPPORTED = "unsupported language"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MadeReading:
    """A reading and who made it; ``note`` says what did not go as it was configured."""

    reading: Reading
    extractor: str
    version: str
    note: str = ""


def improve(
    reading: Reading, text: str, blocks: Sequence[Block], gazetteer: Gazetteer
) -> MadeReading:
    """The configured model's reading of what the rules have read, or the rules' own."""
    rules = MadeReading(reading, READER_NAME, READER_VERSION)
    if not settings.EXTRACTOR_URL or not reading.supported or not reading.sentences:
        return rules
    try:
        answers = model_server.ask(text, blocks)
        found = grounding.grounded(answers, text, blocks, reading, gazetteer)
    except model_server.Unusable as error:
        logger.warning("the model could not be used", extra={"why": str(error)})
        return MadeReading(
            reading, READER_NAME, READER_VERSION, note=f"{MODEL_FAILED}{error}"[:200]
        )
    if not found.claims:
        return MadeReading(
            reading,
            READER_NAME,
            READER_VERSION,
            note=f"{MODEL_FAILED}no claim stands in the text",
        )
    return MadeReading(
        Reading(reading.language, supported=True, sentences=reading.sentences, claims=found.claims),
        extractor=f"model:{settings.EXTRACTOR_MODEL}"[:40],
        version=model_server.PROMPT_VERSION,
        note=f"{QUOTES_REFUSED}{found.refused}" if found.refused else "",
    )
