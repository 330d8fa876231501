"""Units of measure that are turned into one another, by what they measure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple


class Kind(NamedTuple):
    """What a unit measures, and how much of the kind's own unit it is."""

    of: str
    size: Decimal


KINDS: Mapping[str, Kind] = {
    unit: Kind(of, Decimal(size))
    for of, sizes in {
        "length": {
            "mm": "0.001", "cm": "0.01", "m": "1", "km": "1000", "in": "0.0254", "ft": "0.3048",
            "yd": "0.9144", "mi": "1609.344",
        },
        "area": {
            "㎡": "1", "ha": "10000", "㎢": "1000000", "평": "3.305785", "ac": "4046.8564224",
            "ft²": "0.09290304", "mi²": "2589988.110336",
        },
        "volume": {
            "mL": "0.001", "L": "1", "㎥": "1000", "gal": "3.785411784", "배럴": "158.987294928",
            "ft³": "28.316846592",
        },
        "mass": {
            "µg": "0.000001", "mg": "0.001", "g": "1", "kg": "1000", "t": "1000000",
            "oz": "28.349523125", "lb": "453.59237",
        },
        "speed": {"km/h": "1", "mi/h": "1.609344"},
        "power": {"W": "1", "kW": "1000", "MW": "1000000", "GW": "1000000000"},
        "energy": {"kWh": "1", "MWh": "1000", "GWh": "1000000", "TWh": "1000000000"},
        "data": {"MB": "1", "GB": "1000", "TB": "1000000"},
        "share": {"bp": "0.01", "%p": "1"},
    }.items()
    for unit, size in sizes.items()
}  # fmt: skip
"""Units that are turned into one another. Sizes are the international definitions; the pyeong is
400/121 ㎡, the gallon that of the United States, the barrel that of oil."""


def is_counter(unit: str) -> bool:
    """Whether it counts things, by a word of their own or by none, and does not measure."""
    return not unit or ("가" <= unit[0] <= "힣" and unit not in KINDS)
