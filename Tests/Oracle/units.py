"""Units as formats.md section 3 writes them, read by pint and not by Veta.

A `Unit` is a factor to base units and what must agree for two amounts to be added: the base units, the
basis of money, what a percentage is of, and which of the scales that are no amounts it is.
"""

import re
from dataclasses import dataclass

import pint

registry = pint.UnitRegistry()
for atom in ["person", "vehicle", "job", "USD", "MXN", "EUR"]:
    registry.define(f"{atom} = [{atom}]")

MULTIPLIERS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# What pint reads as something else (a `kt` is a knot to it), or not at all.
ATOMS = {
    "t": "metric_ton", "kt": "kilometric_ton", "Mt": "megametric_ton", "Gt": "gigametric_ton",
    "lb": "pound", "short_ton": "short_ton", "long_ton": "long_ton", "troy_oz": "troy_ounce",
}
# Scales that are no amounts: they keep their own numbers and pint has no part in them.
SCALES = {"percent", "pp", "rank", "count", "1"}


@dataclass(frozen=True)
class Unit:
    factor: float
    base: tuple          # of (base unit, exponent), sorted
    basis: str = ""
    scale: str = ""      # "percent", "pp", "index 2018=100", …
    of: str = ""

    @property
    def kind(self):
        return (self.base, self.basis, self.scale, self.of)


def parse(text):
    """The unit that a text means."""
    text, _, basis = text.partition(", ")
    words = text.split(" ", 1)
    multiplier = 1.0
    if words[0] in MULTIPLIERS:
        multiplier, text = MULTIPLIERS[words[0]], words[1]
    product, _, of = text.partition(" of ")
    if product in SCALES or product.startswith("index"):
        return Unit(multiplier, (), "", "" if product == "1" else product, of)
    if product == "1" or not product:
        return Unit(multiplier, (), basis, "", of)
    named = re.sub(r"[A-Za-z_]+", lambda m: ATOMS.get(m[0], m[0]), product).replace("^", "**")
    quantity = registry.Quantity(multiplier, registry.parse_units(re.sub(r"\bcount\b", "1", named))).to_base_units()
    base = tuple(sorted((str(k), int(v)) for k, v in quantity.unit_items()))
    return Unit(float(quantity.magnitude), base, basis, "", of)
