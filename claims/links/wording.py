"""Each reason of a comparison as a sentence, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from claims.extraction.models import DirectiveStrength, HedgeLevel

Words = Any  # a lazy string

# What is said where the two values are known, and without them.
_SENTENCES: dict[str, tuple[Words, Words]] = {
    "same_name": (_("Both name %(a)s."), _("Both name the same.")),
    "same_matter": (
        _("Both speak of the same thing: “%(a)s” and “%(b)s”."),
        _("Both speak of the same thing."),
    ),
    "same_number": (
        _("The numbers go together: “%(a)s” and “%(b)s”."),
        _("The numbers go together."),
    ),
    "same_words": (_("They share %(a)s of their words."), _("They share words.")),
    "same_sentence": (
        _("It is nearly the same sentence: %(a)s of the words are shared."),
        _("It is nearly the same sentence."),
    ),
    "alike_in_meaning": (
        _("They are alike in meaning (%(a)s)."),
        _("They are alike in meaning."),
    ),
    "nothing_against": (
        _("Nothing in one speaks against the other."),
        _("Nothing in one speaks against the other."),
    ),
    "other_product": (
        _("They speak of different products: %(a)s and %(b)s."),
        _("They speak of different products."),
    ),
    "other_actor": (
        _("They speak of different parties: %(a)s and %(b)s."),
        _("They speak of different parties."),
    ),
    "other_issuer": (
        _("The measures are those of different states: %(a)s and %(b)s."),
        _("The measures are those of different states."),
    ),
    "other_addressee": (
        _("The measures are meant for different addressees: “%(a)s” and “%(b)s”."),
        _("The measures are meant for different addressees."),
    ),
    "other_subject": (
        _("They say something of different things: “%(a)s” and “%(b)s”."),
        _("They speak of different things."),
    ),
    "other_act": (
        _("They are measures against different acts: “%(a)s” and “%(b)s”."),
        _("They are measures against different acts."),
    ),
    "other_qualifier": (
        _("It is not the same one: “%(a)s” and “%(b)s”."),
        _("It is not the same one."),
    ),
    "little_in_common": (
        _("They have too little in common."),
        _("They have too little in common."),
    ),
    "other_measure": (
        _("They measure different things: “%(a)s” and “%(b)s”."),
        _("They measure different things."),
    ),
    "other_basis": (
        _("They measure on different bases: “%(a)s” and “%(b)s”."),
        _("They measure on different bases."),
    ),
    "other_group": (
        _("They are about different groups: “%(a)s” and “%(b)s”."),
        _("They are about different groups."),
    ),
    "other_place": (
        _("They are about different places: “%(a)s” and “%(b)s”."),
        _("They are about different places."),
    ),
    "part_and_whole": (
        _("One number is that of a part, the other that of the whole (%(a)s)."),
        _("One number is that of a part, the other that of the whole."),
    ),
    "other_time": (
        _("They are about different times: %(a)s and %(b)s."),
        _("They are about different times."),
    ),
    "far_in_time": (
        _("They were published %(a)s days apart and name no common period."),
        _("They were published far apart and name no common period."),
    ),
    "other_forecaster": (
        _("They are forecasts of different forecasters: %(a)s and %(b)s."),
        _("They are forecasts of different forecasters."),
    ),
    "number_of_something_else": (
        _("“%(a)s” and “%(b)s” may count different things."),
        _("The numbers may count different things."),
    ),
    "other_number": (
        _("“%(a)s” and “%(b)s” cannot both be right."),
        _("The numbers cannot both be right."),
    ),
    "grown_number": (
        _("The later count has grown: “%(a)s” and “%(b)s”."),
        _("The later count has grown."),
    ),
    "revised_number": (
        _("The later number revises the earlier one: “%(a)s” and “%(b)s”."),
        _("The later number revises the earlier one."),
    ),
    "opposite": (
        _("One affirms what the other denies."),
        _("One affirms what the other denies."),
    ),
    "opposite_acts": (
        _("“%(a)s” and “%(b)s” exclude each other."),
        _("One denies what the other says was done."),
    ),
    "rival_actor": (
        _("Only one can have done it: %(a)s or %(b)s."),
        _("Only one can have done it, and each claim names another."),
    ),
    "changed_places": (
        _("Who does it and whom it is done to are the other way round."),
        _("Who does it and whom it is done to are the other way round."),
    ),
    "singled_out": (
        _("Each claim says that it was another: %(a)s or %(b)s."),
        _("Each claim says that it was another."),
    ),
    "other_doer": (
        _("What one claim speaks of as doing it, the other only mentions."),
        _("What one claim speaks of as doing it, the other only mentions."),
    ),
    "reservation": (
        _("Only one makes a reservation: “%(a)s”."),
        _("Only one makes a reservation."),
    ),
    "narrower": (
        _("One speaks of it more narrowly: “%(a)s”."),
        _("One speaks of it more narrowly."),
    ),
    "other_day": (
        _("They give different times for one event: “%(a)s” and “%(b)s”."),
        _("They give different times for one event."),
    ),
    "higher_court": (
        _("A higher court judged after a lower one: “%(a)s” and “%(b)s”."),
        _("A higher court judged after a lower one."),
    ),
    "later_state": (
        _("It is a later state of the measure: “%(a)s” and “%(b)s”."),
        _("It is a later state of the measure."),
    ),
    "later_turn": (
        _("The later claim tells of a turn: “%(a)s”."),
        _("The later claim tells of a turn."),
    ),
    "permitted_and_restricted": (
        _("One permits what the other restricts."),
        _("One permits what the other restricts."),
    ),
    "other_strength": (
        _("The measure is of different strength: “%(a)s” and “%(b)s”."),
        _("The measure is of different strength."),
    ),
    "other_direction": (
        _("The measures aim in different directions."),
        _("The measures aim in different directions."),
    ),
    "same_strength": (
        _("Both tell of a measure of one strength on the same thing."),
        _("Both tell of a measure of one strength on the same thing."),
    ),
    "other_stage": (
        _("The plan has come to different points: “%(a)s” and “%(b)s”."),
        _("The plan has come to different points."),
    ),
    "went_on": (
        _("The later claim is further on the way, or more certain."),
        _("The later claim is further on the way, or more certain."),
    ),
    "went_back": (
        _("The later claim is less far on the way, or less certain."),
        _("The later claim is less far on the way, or less certain."),
    ),
    "other_certainty": (
        _("They are certain to different degrees: “%(a)s” and “%(b)s”."),
        _("They are certain to different degrees."),
    ),
    "other_scope": (
        _("They are about a different extent: “%(a)s” and “%(b)s”."),
        _("They are about a different extent."),
    ),
}
_CODED: dict[str, dict[str, Words]] = {
    "other_strength": dict(DirectiveStrength.choices),
    "later_state": dict(DirectiveStrength.choices),
    "other_certainty": dict(HedgeLevel.choices),
}
CODES = frozenset(_SENTENCES)


def sentence(reason: Mapping[str, Any]) -> str:
    """A reason, as ``Reason.as_json`` gives it, in words; an unknown code stands for itself."""
    code = str(reason.get("code", ""))
    if code not in _SENTENCES:
        return code.replace("_", " ")
    full, short = (str(words) for words in _SENTENCES[code])
    labels = _CODED.get(code, {})
    values: Sequence[Any] = reason.get("values") or ()
    known = {
        side: str(labels.get(str(value), value))
        for side, value in zip("ab", values, strict=False)
        if str(value)
    }
    if any(f"%({side})s" in full and side not in known for side in "ab"):
        return short
    return full % known


def in_both(reason: Mapping[str, Any]) -> dict[str, str]:
    """The sentence in Korean and in English."""
    said = {}
    for language in ("ko", "en"):
        with override(language):
            said[language] = sentence(reason)
    return said
