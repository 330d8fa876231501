"""The features of a claim in bytes, as they are kept beside the index: made once for all searches.

Two parts. The *head* is what tells whether a pair is worth comparing (``promising.py``): terms by
hash, with their weights, and the bounds of the numbers. The *body* is everything, field by field
as the dataclasses declare them.

A version of a claim never changes, but what it rests on may: an entity is merged or split, an
article is dated, given a source or found to be a copy. So a payload also says what it was made of
(``Made``), and one of which that is no longer so, or that other code made (``form``), counts as
missing: who reads it makes the features from the rows.
"""

from __future__ import annotations

import builtins
import dataclasses
import datetime
import datetime as dt
import decimal
import hashlib
import struct
import sys
import types
import zlib
from collections import abc
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import numpy as np
import orjson

from claims.links import features as features_module
from claims.links.facets import Features, Number
from claims.text.unit_kinds import KINDS, is_counter

HEAD_MOST = 768
"""Bytes of the longest head, of about 60 terms; a longer claim has none and is always compared."""

_FIXED = struct.Struct("<8s2s?3B2f")
_ENTITY = struct.Struct("<II")
TERM = np.dtype([("term", "<u4"), ("weight", "<f4")])
NUMBER = np.dtype([("unit", "<u4"), ("low", "<f4"), ("high", "<f4"), ("digits", "u1")])
_LEFT_OUT = 255

_WIDER = 1.101
"""Numbers said with "about" or with fewer digits are within a tenth of each other."""


class Made(NamedTuple):
    """What a payload is made of beside the words: the version and the article by key, and the
    entities that the version names, by key, each with the slug and the kind that it goes by."""

    version: int
    article: int
    entities: Mapping[int, tuple[str, str]]


class Head(NamedTuple):
    """What a bound of the likeness of two claims is computed from: ``has_order`` for a directive,
    ``terms`` as rows of hash and weight, ``numbers`` as rows of the hash of the unit, both bounds
    and the number of digits, as ``TERM`` and ``NUMBER`` lay them out; ``entities`` as pairs of key
    and stamp."""

    language: bytes
    has_order: bool
    weight: float
    known: float
    terms: bytes
    numbers: bytes
    entities: Sequence[tuple[int, int]]


Change = Callable[[Any], Any]
Codec = tuple[Change | None, Change | None]
"""What makes a value one that JSON has, and what makes it again; None where it is one already."""


@cache
def form() -> bytes:
    """Eight bytes that tell which code made a payload: of the sources of all modules that make
    features, and of the concepts."""
    digest = hashlib.blake2b(digest_size=8)
    concepts = Path(str(features_module.__file__)).with_name("concepts.txt")
    for path in (*sorted(_sources()), concepts):
        digest.update(path.read_bytes())
    return digest.digest()


def _sources() -> set[Path]:
    """The files of this module, of ``features``, and of what that uses of the project."""
    found: dict[str, types.ModuleType] = {}
    todo = [sys.modules[__name__]]
    while todo:
        module = todo.pop()
        found[module.__name__] = module
        for value in vars(module).values():
            is_module = isinstance(value, types.ModuleType)
            name = str(getattr(value, "__name__" if is_module else "__module__", ""))
            if name.startswith(("claims.links.", "claims.text.")) and name not in found:
                todo.append(sys.modules[name])
    return {Path(module.__file__) for module in found.values() if module.__file__}


def stamp(slug: str, kind: str) -> int:
    """A number that changes with what an entity goes by."""
    return zlib.crc32(f"{slug} {kind}".encode())


def pack(features: Features, made: Made) -> bytes:
    """The payload of a claim: about 1.5 kB for a sentence."""
    named = [[key, *names] for key, names in made.entities.items()]
    write, _read = _codec(Features)
    body = [made.version, made.article, named, write(features) if write else features]
    return head(features, made.entities) + orjson.dumps(body)


def head(features: Features, entities: Mapping[int, tuple[str, str]]) -> bytes:
    """The beginning of a payload, up to its body."""
    terms = [(zlib.crc32(term.encode()), weight) for term, weight in features.terms.items()]
    numbers = [
        (zlib.crc32(_counted(one).encode()), *_reach(one), _digits(one)) for one in features.numbers
    ]
    named = [_ENTITY.pack(key, stamp(*names)) for key, names in entities.items()]
    packed = np.array(terms, TERM).tobytes() + np.array(numbers, NUMBER).tobytes() + b"".join(named)
    counts = [len(terms), len(numbers), len(named)]
    if _FIXED.size + len(packed) > HEAD_MOST or max(counts) >= _LEFT_OUT:
        packed, counts = b"", [_LEFT_OUT, 0, 0]
    language = features.language.encode()
    has_order = features.order is not None
    weights = features.weight, features.known
    return _FIXED.pack(form(), language, has_order, *counts, *weights) + packed


def read_head(data: bytes) -> Head | None:
    """The head of a payload of which at least ``HEAD_MOST`` bytes are given; None of one that
    other code made, or that has none."""
    if data[:8] != form():
        return None
    fixed = _FIXED.unpack_from(data)
    _form, language, has_order, terms, numbers, entities, weight, known = fixed
    if terms == _LEFT_OUT:
        return None
    start = _FIXED.size
    first = start + TERM.itemsize * terms
    second = first + NUMBER.itemsize * numbers
    named = list(_ENTITY.iter_unpack(data[second : second + _ENTITY.size * entities]))
    return Head(language, has_order, weight, known, data[start:first], data[first:second], named)


def unpack(data: bytes) -> tuple[Features, Made] | None:
    """All of a payload; None of one that other code made. About 30 µs."""
    if data[:8] != form():
        return None
    terms, numbers, entities = _FIXED.unpack_from(data)[3:6]
    start = _FIXED.size
    if terms != _LEFT_OUT:
        start += TERM.itemsize * terms + NUMBER.itemsize * numbers + _ENTITY.size * entities
    version, article, named, values = orjson.loads(data[start:])
    _write, read = _codec(Features)
    made = Made(version, article, {key: (slug, kind) for key, slug, kind in named})
    return read(values) if read else values, made


@cache
def _codec(hint: Any) -> Codec:
    """How values of a type are written, derived from its annotation; a dataclass is the list of
    its fields. Raises ``TypeError`` for a type that nothing is said of."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _of_dataclass(hint)
    inner = get_args(hint)
    match get_origin(hint) or hint:
        case types.UnionType if len(inner) == 2 and inner[1] is types.NoneType:
            return tuple(one and _unless_none(one) for one in _codec(inner[0]))  # type: ignore[return-value]
        case builtins.tuple if all(_codec(one) == (None, None) for one in inner):
            return None, tuple
        case abc.Sequence:
            write, read = _codec(inner[0])
            return _each(write, list), _each(read, tuple)
        case builtins.frozenset:
            return sorted, frozenset
        case abc.Mapping:
            write, read = _codec(inner[1])
            return _each_value(write), _each_value(read)
        case decimal.Decimal:
            return str, Decimal
        case datetime.date:
            return None, dt.date.fromisoformat
        case builtins.str | builtins.int | builtins.float:
            return None, None
    raise TypeError(f"a payload cannot hold {hint}")


def _of_dataclass(made: type[Any]) -> Codec:
    hints = get_type_hints(made)
    names = [field.name for field in dataclasses.fields(made)]
    codecs = [_codec(hints[name]) for name in names]
    writes = [write for write, _read in codecs]
    reads = [(at, read) for at, (_write, read) in enumerate(codecs) if read]

    def write_all(value: Any) -> list[Any]:
        own = [getattr(value, name) for name in names]
        return [write(one) if write else one for write, one in zip(writes, own, strict=True)]

    def read_all(values: list[Any]) -> Any:
        for at, read in reads:
            values[at] = read(values[at])
        return made(*values)

    return write_all, read_all


def _each(change: Change | None, many: type[Any]) -> Change:
    return many if change is None else lambda values: many([change(one) for one in values])


def _each_value(change: Change | None) -> Change:
    if change is None:
        return dict
    return lambda values: {key: change(one) for key, one in values.items()}


def _unless_none(change: Change) -> Change:
    return lambda value: None if value is None else change(value)


def _counted(number: Number) -> str:
    """What a number counts, where only equals can agree: things are counted by several words, or
    by none."""
    if is_counter(number.unit):
        return ""
    kind = KINDS.get(number.unit)
    return kind.of if kind else number.unit


def _digits(number: Number) -> int:
    """How many digits tell it from others; 255 for more."""
    return min(len(number.value.normalize().as_tuple().digits), 255)


def _reach(number: Number) -> tuple[float, float]:
    """Bounds that two numbers share where they can both be right; rather too wide."""
    kind = KINDS.get(number.unit)
    size = float(kind.size) if kind else 1.0
    top = number.value if number.high is None else number.high
    ends = [float(number.value) * size, float(top) * size]
    low, high = min(ends), max(ends)
    if number.comparator in ("more_than", "at_least"):
        high = float("inf")
    elif number.comparator in ("less_than", "at_most"):
        low = float("-inf")
    return min(low * _WIDER, low / _WIDER), max(high * _WIDER, high / _WIDER)
