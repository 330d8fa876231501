"""No regular expression of the reading takes more than linear time, whatever the text.

Every pattern of the language and article modules is run over a long text built from its own
pieces: letters it looks for, parts of what it matches, whole matches, over and over. Ten times
the text may cost ten times as much; a quadratic pattern takes a hundred times. The processor's
time is what counts, so that a busy machine changes nothing.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import claims.articles
import claims.text

# What re itself reads patterns with; it has no public name.
op: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")


def modules() -> Iterator[Any]:
    for package in (claims.text, claims.articles):
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            yield importlib.import_module(module.name)


def compiled(thing: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a module's global, however they are kept."""
    if isinstance(thing, re.Pattern):
        if isinstance(thing.pattern, str):
            yield thing
    elif isinstance(thing, dict):
        for pair in thing.items():
            yield from compiled(pair, depth + 1)
    elif isinstance(thing, list | tuple | set | frozenset) and depth < 6:
        for each in thing:
            yield from compiled(each, depth + 1)
    elif hasattr(thing, "__dataclass_fields__") and not isinstance(thing, type) and depth < 6:
        for name in thing.__dataclass_fields__:
            yield from compiled(getattr(thing, name), depth + 1)


def written(module: Any) -> Iterator[re.Pattern[str]]:
    """The patterns that are written where they are used: ``re.search("…", text)``."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=name),
                args=[ast.Constant(value=str(pattern)), *_],
            ) if name != "escape":
                yield re.compile(pattern)


def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Every pattern once, by a place it stands at, and whether it is only matched at a place."""
    sources = {module: Path(module.__file__).read_text(encoding="utf-8") for module in modules()}
    found: dict[tuple[str, int], tuple[str, re.Pattern[str], bool]] = {}
    for module, source in sources.items():
        place = module.__name__.removeprefix("claims.")
        for name, thing in vars(module).items():
            methods = set(re.findall(rf"\b{name}\.(\w+)", source))
            anchored = name.startswith("_") and bool(methods) and methods <= {"match", "fullmatch"}
            for pattern in compiled(thing):
                key = pattern.pattern, pattern.flags
                found.setdefault(key, (f"{place}.{name}", pattern, anchored))
        for pattern in written(module):
            found.setdefault((pattern.pattern, pattern.flags), (place, pattern, False))
    return {
        f"{place}-{n}": (pattern, anchored)
        for n, (place, pattern, anchored) in enumerate(found.values())
    }


def piece(tree: Any, random: Random) -> str:
    """Something the parsed pattern matches, or nearly."""
    return "".join(_piece(code, argument, random) for code, argument in tree)


def _piece(code: Any, argument: Any, random: Random) -> str:
    match code:
        case op.LITERAL:
            return chr(argument)
        case op.IN:
            return _one_of(argument, random)
        case op.ANY | op.NOT_LITERAL:
            return random.choice("x가 1,.")
        case op.BRANCH:
            return piece(random.choice(argument[1]), random)
        case op.SUBPATTERN:
            return piece(argument[3], random)
        case op.ATOMIC_GROUP:
            return piece(argument, random)
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            least, most, repeated = argument
            times = random.choice([least, min(most, least + 1), min(most, least + 2)])
            return "".join(piece(repeated, random) for _time in range(times))
        case op.ASSERT:
            return piece(argument[1], random) if random.random() < 0.3 else ""
        case _:
            return ""


def _one_of(choices: Any, random: Random) -> str:
    if choices[0][0] is op.NEGATE:
        return random.choice("x가 1-A\n")
    code, argument = random.choice(choices)
    if code is op.LITERAL:
        return chr(argument)
    if code is op.RANGE:
        return chr(random.choice(argument))
    kinds = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "가a1"}
    return random.choice(kinds.get(argument, "x가 ,."))


PATTERNS = patterns()
EXAMPLES = 12  # texts for each pattern
SHORT, LONG = 2_000, 20_000  # code points
FELT, UNBEARABLE = 0.06, 2.0  # seconds of the processor
TIMES = 40  # between the 10 of a linear pattern and the 100 of a quadratic one


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 200


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern, anchored = PATTERNS[name]
    assert superlinear(pattern, anchored) is None


@pytest.mark.parametrize("slow", [r"a+b", r"\s*,"])
def test_one_that_does_not_is_seen(slow: str) -> None:
    assert superlinear(re.compile(slow), anchored=False) is not None


def superlinear(pattern: re.Pattern[str], anchored: bool) -> str | None:
    """What a text repeats on which the pattern takes more than linear time, if such is found."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    random = Random(pattern.pattern)  # noqa: S311  (the same texts every time)
    for _example in range(EXAMPLES):
        whole = piece(tree, random) or "가"
        start = random.randrange(len(whole))
        part = random.choice([whole, whole[start], whole[: start + 1], whole[start:]])

        def search(length: int, part: str = part) -> float:
            text = (part * (length // len(part) + 1))[:length]
            begun = time.process_time()
            if anchored:
                pattern.match(text)
                pattern.fullmatch(text)
            else:
                for _match in pattern.finditer(text):
                    pass
            return time.process_time() - begun

        if grows(search):
            return part
    return None


def grows(search: Callable[[int], float]) -> bool:
    """Whether ten times the length takes much more than ten times as long, at a length where
    it can be felt; the least of three counts, for a first one warms the caches."""
    if search(SHORT) > UNBEARABLE:
        return True
    first = search(LONG)
    if not FELT <= first <= UNBEARABLE:
        return first > UNBEARABLE
    return min(search(LONG) for _time in range(3)) > TIMES * min(
        search(SHORT) for _time in range(3)
    )
