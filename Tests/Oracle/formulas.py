"""Random well-typed formulas, each with what it comes to by cubes.py.

A formula is drawn from the top: `draw(type, depth)` chooses a production that gives that type and draws its
operands. Every production is a method of `Grammar`, named after what it writes.
"""

from dataclasses import dataclass

import numpy as np

import cubes
from cubes import NoCommon
from folder import GROUP

SUM, PRODUCT, SIGN, PRIMARY = range(4)
AMOUNTS = {"t", "GWh", "USDn", "USDc", "MXNn", "person", "count"}
QUOTIENTS = {"USDn/t": ("USDn", "t"), "t/person": ("t", "person"), "USDn/person": ("USDn", "person"),
             "GWh/t": ("GWh", "t"), "person/t": ("person", "t")}
PRODUCTS = {"t": [("t/person", "person")], "USDn": [("USDn/t", "t"), ("USDn/person", "person")],
            "GWh": [("GWh/t", "t")], "person": [("person/t", "t")]}
# What veta is told, and what it should say of itself.
DECLARED = {"t": "t", "GWh": "GWh", "USDn": "USD, nominal", "USDc": "USD, constant 2018", "MXNn": "MXN, nominal",
            "person": "person", "count": "count", "USDn/t": "USD/t, nominal", "t/person": "t/person",
            "USDn/person": "USD/person, nominal", "GWh/t": "GWh/t", "person/t": "person/t", "1": "1",
            "percent": "percent", "debt": "percent of GDP", "pp": "pp", "index": "index 2018=100",
            "index15": "index 2015=100", "rank": "rank"}
# The unit, kind and frequency of what is drawn, and how often.
ROOTS = ([(u, "flow", "A") for u in ("t", "t", "GWh", "USDn", "USDn", "USDc", "MXNn")] +
         [(u, "stock", "A") for u in ("t", "person", "count")] +
         [(u, "rate", "A") for u in ("1", "1", "percent", "percent", "pp", "index", "rank", "USDn/t", "t/person",
                                     "USDn/person", "GWh/t", "person/t")] +
         [("t", "flow", "Q"), ("USDn", "flow", "Q"), ("person", "stock", "Q"), ("percent", "rate", "Q"),
          ("1", "rate", "Q"), ("t", "flow", "M"), ("person", "stock", "M"), ("percent", "rate", "M")])
LAG = {"A": 1, "Q": 4, "M": 12}
FOLDS = {"min": (np.min, lambda v, z: z.max()), "max": (np.max, lambda v, z: z.max()),
         "median": (np.median, lambda v, z: z.max()), "sum": (np.sum, None),
         "mean": (np.mean, lambda v, z: z.sum() / len(z))}


@dataclass
class Drawn:
    text: str
    cube: cubes.Cube
    level: int = PRIMARY
    adds: bool = False      # whether it is an amount that may be summed

    def within(self, level):
        return self.text if self.level >= level else f"({self.text})"


@dataclass
class Named:
    """A local name or a ratio, and what it stands for."""
    name: str
    type: tuple
    cube: cubes.Cube
    adds: bool


class Grammar:
    """Draws formulas over a folder; `named` are ratios drawn before, which formulas may name."""

    def __init__(self, folder, random):
        self.folder, self.random = folder, random
        self.named = []     # `Named`
        self.lets = []      # those of the formula that is being drawn
        self.lines = []
        self.used = set()   # names of the productions that were drawn

    def formula(self, type, depth):
        """The text of a program and the cube it comes to."""
        self.lets, self.lines = [], []
        drawn = self.draw(type, depth)
        return Drawn("\n".join([*self.lines, drawn.text]), drawn.cube, adds=drawn.adds)

    def draw(self, type, depth):
        for _ in range(60):
            saved = len(self.lines), len(self.lets)
            try:
                production = self.leaf if depth <= 0 else self.random.choice(self.productions(type))
                drawn = production(type, depth - 1)
                self.used.add(production.__name__)
                return drawn
            except NoCommon:
                del self.lines[saved[0]:], self.lets[saved[1]:]
        return self.leaf(type, 0)

    def productions(self, type):
        unit, kind, frequency = type
        any_unit = [self.leaf, self.parentheses, self.member, self.member, self.several, self.all_but, self.range,
                    self.at, self.fold, self.fold_periods, self.condition, self.let, self.let, self.default,
                    self.lag, self.rolling, self.name, self.several_at_once, self.top]
        if unit in AMOUNTS:
            any_unit += [self.sum, self.sum, self.scale, self.scale, self.fraction, self.negative, self.absolute,
                         self.smaller, self.clamp]
        if unit in AMOUNTS and kind == "flow":
            any_unit += [self.cumsum, self.diff]
        if unit in AMOUNTS and kind == "flow" and frequency != "A":
            any_unit += [self.ytd, self.ytd]
        if frequency == "A" and (unit, kind) in [("t", "flow"), ("USDn", "flow"), ("person", "stock")]:
            any_unit += [self.annual]
        if kind == "stock":
            any_unit += [self.interpolate]
        if unit in QUOTIENTS and frequency == "A":
            any_unit += [self.quotient] * 5 + [self.negative, self.absolute, self.scale]
        if unit in PRODUCTS and frequency == "A":
            any_unit += [self.product] * 2
        special = {
            "1": [self.ratio_of_amounts] * 4 + [self.power, self.ratio, self.hhi, self.plus_one, self.sum,
                                                 self.square_root, self.exponential, self.rebased, self.elasticity,
                                                 self.round],
            "percent": [self.share, self.share_of, self.yoy, self.yoy, self.cagr, self.percent_sum, self.rest_of_all,
                        self.literal_percent, self.scale],
            "pp": [self.percent_difference] * 2 + [self.percent_diff, self.contribution, self.sum, self.pp_number],
            "index": [self.index_from, self.index_from, self.price_index, self.price_index],
            "rank": [self.rank] * 5,
            "count": [self.count, self.plus_count],
            "USDc": [self.deflate] * 4,
            "MXNn": [self.convert] * 2,
            "t/person": [self.per_capita] * 2,
            "USDn/person": [self.per_capita] * 2 + [self.added_ratio] * 2,
        }
        if frequency != "A":
            special = {"percent": [self.share, self.yoy, self.percent_sum], "1": [self.ratio_of_amounts] * 3}
        return any_unit + special.get(unit, [])

    # Helpers

    def amount(self, frequency="A", flow=False):
        if frequency == "M":
            return ("t", "flow", "M")
        if frequency == "Q":
            return self.random.choice([("t", "flow", "Q"), ("USDn", "flow", "Q")])
        flows = [(u, "flow", "A") for u in ("t", "GWh", "USDn", "USDc", "MXNn")]
        return self.random.choice(flows if flow else [*flows, ("t", "stock", "A"), ("person", "stock", "A")])

    def series(self, type, depth):
        drawn = self.draw(type, depth)
        if drawn.cube.periods is None:
            raise NoCommon
        return drawn

    def dimension(self, drawn):
        dimensions = [d for d, m in drawn.cube.axes.items() if m != ["WLD"]]
        if not dimensions:
            raise NoCommon
        return self.random.choice(sorted(dimensions))

    def of_unit(self, unit, frequency="A"):
        """A type of a unit that formulas can give."""
        kind = {"person": "stock", "count": "stock", "percent": "rate", "1": "rate"}.get(unit, "flow")
        return (unit, "rate" if "/" in unit else kind, frequency)

    def keep(self, drawn, text, cube, level=PRIMARY):
        return Drawn(text, cube, level, drawn.adds)

    # Leaves

    def leaf(self, type, _):
        fitting = [i for i in self.folder.indicators.values() if i.type == type]
        fitting += [n for n in self.lets if n.type == type]
        if not fitting:
            if type[0] in QUOTIENTS:
                return self.quotient(type, 0)
            if type[0] in ("1", "percent"):
                make = self.ratio_of_amounts if type[0] == "1" else self.yoy
                return make(type, 0)
            raise NoCommon
        chosen = self.random.choice(fitting)
        return Drawn(chosen.name, chosen.cube, adds=type[0] in AMOUNTS and getattr(chosen, "adds", True))

    def name(self, type, _):
        fitting = [n for n in self.named if n.type == type]
        if not fitting:
            raise NoCommon
        chosen = self.random.choice(fitting)
        return Drawn(chosen.name, chosen.cube, adds=chosen.adds)

    def let(self, type, depth):
        if len(self.lines) > 2:
            raise NoCommon
        local_type = self.random.choice([type, self.amount(type[2])])
        local = self.draw(local_type, depth)
        name = f"local_{len(self.lines)}"
        self.lines.append(f"let {name} = {local.text}")
        self.lets.append(Named(name, local_type, local.cube, local.adds))
        return self.draw(type, depth)

    # Operators

    def parentheses(self, type, depth):
        x = self.draw(type, depth)
        return self.keep(x, f"({x.text})", x.cube)

    def negative(self, type, depth):
        x = self.draw(type, depth)
        return self.keep(x, f"-{x.within(SIGN)}", cubes.multiply(x.cube, cubes.number(-1)), SIGN)

    def sum(self, type, depth):
        x, y = self.draw(type, depth), self.draw(type, depth)
        operator = self.random.choice("+-")
        cube = (cubes.add if operator == "+" else cubes.subtract)(x.cube, y.cube)
        return Drawn(f"{x.text} {operator} {y.within(PRODUCT)}", cube, SUM, x.adds and y.adds)

    def scale(self, type, depth):
        x, n = self.draw(type, depth), self.random.choice([2, 0.5, 3, 1.25, 7])
        form = self.random.choice(["times", "over", "number", "coefficient"])
        if form == "over":
            return Drawn(f"{x.within(PRODUCT)} / {n}", cubes.divide(x.cube, cubes.number(n)), PRODUCT)
        if form == "number":
            return self.keep(x, f"{n} * {x.within(SIGN)}", cubes.multiply(x.cube, cubes.number(n)), PRODUCT)
        if form == "coefficient" and type[2] == "A" and type[0] not in ("percent", "pp"):
            y = self.draw(("1", "rate", "A"), depth)
            return Drawn(f"{x.within(PRODUCT)} * {y.within(SIGN)}", cubes.multiply(x.cube, y.cube), PRODUCT)
        return self.keep(x, f"{x.within(PRODUCT)} * {n}", cubes.multiply(x.cube, cubes.number(n)), PRODUCT)

    def fraction(self, type, depth):
        x, y = self.draw(type, depth), self.draw(("percent", "rate", type[2]), depth)
        if self.random.random() < 0.5:
            return Drawn(f"{y.within(PRODUCT)} * {x.within(SIGN)}", cubes.multiply(y.cube, x.cube, 100), PRODUCT)
        return Drawn(f"{x.within(PRODUCT)} * {y.within(SIGN)}", cubes.multiply(x.cube, y.cube, 100), PRODUCT)

    def quotient(self, type, depth):
        above, below = (self.of_unit(u) for u in QUOTIENTS[type[0]])
        x, y = self.draw(above, depth), self.draw(below, depth)
        return Drawn(f"{x.within(PRODUCT)} / {y.within(SIGN)}", cubes.divide(x.cube, y.cube), PRODUCT)

    def product(self, type, depth):
        left, right = self.random.choice(PRODUCTS[type[0]])
        x, y = self.draw(self.of_unit(left), depth), self.draw(self.of_unit(right), depth)
        return Drawn(f"{x.within(PRODUCT)} * {y.within(SIGN)}", cubes.multiply(x.cube, y.cube), PRODUCT)

    def ratio_of_amounts(self, type, depth):
        amount = self.amount(type[2])
        x, y = self.draw(amount, depth), self.draw(amount, depth)
        return Drawn(f"{x.within(PRODUCT)} / {y.within(SIGN)}", cubes.divide(x.cube, y.cube), PRODUCT)

    def rebased(self, type, depth):
        x = self.series(self.amount(), depth)
        year = self.random.choice(x.cube.periods)
        cube = cubes.divide(x.cube, x.cube.at(year))
        return Drawn(f"{x.within(PRIMARY)} / {x.within(PRIMARY)} @ {year}", cube, PRODUCT)

    def power(self, type, depth):
        x = self.draw(type, depth)
        return Drawn(f"{x.within(PRIMARY)} ^ 2", cubes.multiply(x.cube, x.cube), SIGN)

    def plus_one(self, type, depth):
        x, n = self.draw(type, depth), self.random.choice([1, 0.25, 2])
        if self.random.random() < 0.5:
            return Drawn(f"{n} - {x.within(PRODUCT)}", cubes.subtract(cubes.number(n), x.cube), SUM)
        return Drawn(f"{x.text} + {n}", cubes.add(x.cube, cubes.number(n)), SUM)

    def plus_count(self, type, depth):
        x = self.draw(type, depth)
        return Drawn(f"{x.text} + 5", cubes.add(x.cube, cubes.number(5)), SUM)

    def pp_number(self, type, depth):
        x = self.draw(type, depth)
        return Drawn(f"{x.text} - 0.5", cubes.subtract(x.cube, cubes.number(0.5)), SUM)

    def percent_sum(self, type, depth):
        x = self.draw(type, depth)
        if type[2] == "A" and self.random.random() < 0.5:
            y, operator = self.draw(("pp", "rate", "A"), depth), self.random.choice("+-")
        else:
            y, operator = self.draw(type, depth), "+"
        if x.text == "100%":
            raise NoCommon
        cube = (cubes.add if operator == "+" else cubes.subtract)(x.cube, y.cube)
        return Drawn(f"{x.text} {operator} {y.within(PRODUCT)}", cube, SUM)

    def rest_of_all(self, type, depth):
        x = self.draw(type, depth)
        return Drawn(f"100% - {x.within(PRODUCT)}", cubes.subtract(cubes.number(100), x.cube), SUM)

    def literal_percent(self, type, depth):
        x, n = self.draw(type, depth), self.random.choice([5, 2.5, 40])
        return Drawn(f"{n}% + {x.within(PRODUCT)}", cubes.add(cubes.number(n), x.cube), SUM)

    def percent_difference(self, type, depth):
        percent = ("percent", "rate", "A")
        x, y = self.draw(percent, depth), self.draw(percent, depth)
        return Drawn(f"{x.text} - {y.within(PRODUCT)}", cubes.subtract(x.cube, y.cube), SUM)

    # Selection

    def member(self, type, depth):
        x = self.draw(type, depth)
        if not x.cube.axes:
            raise NoCommon
        dimension = self.random.choice(sorted(x.cube.axes))
        member = self.random.choice(x.cube.axes[dimension])
        text = self.random.choice([f"{dimension}:{member}", member, f'{dimension}:"{member}"'])
        return self.keep(x, f"{x.within(PRIMARY)}[{text}]", x.cube.member(dimension, member))

    def several(self, type, depth):
        x = self.draw(type, depth)
        dimension = self.dimension(x)
        members = x.cube.axes[dimension]
        group = [m for m in members if m in GROUP["precious"]]
        if dimension == "mineral" and len(group) > 1 and self.random.random() < 0.3:
            return self.keep(x, f"{x.within(PRIMARY)}[mineral:{{precious}}]", x.cube.members(dimension, group))
        kept = self.random.sample(members, self.random.randint(1, len(members)))
        prefix = self.random.choice([f"{dimension}:", ""])
        return self.keep(x, f"{x.within(PRIMARY)}[{prefix}{{{', '.join(kept)}}}]", x.cube.members(dimension, kept))

    def all_but(self, type, depth):
        x = self.draw(type, depth)
        dimension = self.dimension(x)
        out = self.random.choice(x.cube.axes[dimension])
        kept = [m for m in x.cube.axes[dimension] if m != out]
        if not kept:
            raise NoCommon
        return self.keep(x, f"{x.within(PRIMARY)}[{dimension}:!{out}]", x.cube.members(dimension, kept, naming=False))

    def several_at_once(self, type, depth):
        x = self.series(type, depth)
        if len(x.cube.axes) < 1 or type[2] != "A":
            raise NoCommon
        dimension = self.random.choice(sorted(x.cube.axes))
        member = self.random.choice(x.cube.axes[dimension])
        cube = x.cube.member(dimension, member).range("2016", "2020")
        return self.keep(x, f"{x.within(PRIMARY)}[{dimension}:{member}, 2016..2020]", cube)

    def range(self, type, depth):
        x = self.series(type, depth)
        first, last = self.random.choice(["2014", "2017", "2018", ""]), self.random.choice(["2020", "2022", ""])
        if not first and not last or len(x.cube.periods) < 6:
            raise NoCommon
        if type[2] == "Q":
            first, last = first and f"{first}-Q2", last and f"{last}-Q3"
        if type[2] == "M":
            first, last = first and f"{first}-03", last and f"{last}-10"
        return self.keep(x, f"{x.within(PRIMARY)}[{first}..{last}]", x.cube.range(first, last))

    def at(self, type, depth):
        if self.random.random() < 0.5:
            raise NoCommon
        x = self.series(type, depth)
        newest = x.cube.latest()
        form = self.random.choice(["latest", "before", "period", "period"])
        if form == "latest":
            return self.keep(x, f"{x.within(PRIMARY)} @ latest", x.cube.at(newest))
        if form == "before":
            place = x.cube.periods.index(newest) - 1
            if place < 0:
                raise NoCommon
            return self.keep(x, f"{x.within(PRIMARY)} @ (latest - 1)", x.cube.at(x.cube.periods[place]))
        period = self.random.choice(x.cube.periods)
        return self.keep(x, f"{x.within(PRIMARY)} @ {period}", x.cube.at(period))

    # Over members and periods

    def fold(self, type, depth):
        x = self.draw(type, depth)
        name = self.random.choice(["sum", "sum", "mean", "min", "max", "median"] if x.adds else ["min", "max", "median"])
        dimension, skip = self.dimension(x), self.random.random() < 0.3
        cube = x.cube.over(dimension, FOLDS[name][0], skip, FOLDS[name][1])
        return self.keep(x, f"{name}({x.text}, over:{dimension}{', missing:skip' * skip})", cube)

    def fold_periods(self, type, depth):
        if self.random.random() < 0.6:
            raise NoCommon
        x = self.series(type, depth)
        name = self.random.choice(["sum", "mean", "min", "max", "median"] if x.adds and type[1] == "flow"
                                  else ["min", "max", "median"])
        skip = self.random.random() < 0.5
        cube = x.cube.over_periods(FOLDS[name][0], skip, FOLDS[name][1])
        return Drawn(f"{name}({x.text}{', missing:skip' * skip})", cube)

    def count(self, type, depth):
        x = self.draw(self.amount(), depth)
        dimension = self.dimension(x)
        others, _, columns = x.cube.block(dimension)
        known = np.isfinite(columns["value"])
        cube = cubes.Cube.of(others, x.cube.periods, known.sum(axis=-1),
                             np.where(known, columns["status"], 0).max(axis=-1), None, False,
                             x.cube.chosen - {dimension})
        return Drawn(f"count({x.text}, over:{dimension})", cube)

    def added_ratio(self, type, depth):
        """A ratio that says how it is added up: as the ratio of the sums, or as the mean of the ratios."""
        x, y = (self.folder.indicators[name].cube for name in ("exports", "jobs"))
        skip, name = self.random.random() < 0.4, self.random.choice(["sum", "mean"])
        both = cubes.divide(x, y)
        if self.random.random() < 0.5:
            above, below = (cubes.cell_by_cell(lambda v, _: v, lambda v, z: z[0], c, both) for c in (x, y))
            cube = cubes.divide(above.over("geo", np.sum, skip), below.over("geo", np.sum, skip))
            ratio = "pooled"
        else:
            cube, ratio = both.over("geo", np.mean, skip), "averaged"
        return Drawn(f"{name}({ratio}, over:geo{', missing:skip' * skip})", cube)

    def share(self, type, depth):
        x = self.draw(self.amount(type[2]), depth)
        if not x.adds:
            raise NoCommon
        dimension, skip = self.dimension(x), self.random.random() < 0.3
        cube = cubes.share(x.cube, dimension, skip)
        return Drawn(f"share({x.text}, over:{dimension}{', missing:skip' * skip})", cube)

    def share_of(self, type, depth):
        x = self.draw(self.amount(type[2]), depth)
        if not x.adds:
            raise NoCommon
        dimension = self.dimension(x)
        of = self.random.choice(x.cube.axes[dimension])
        part = x.cube.members(dimension, x.cube.taken(dimension))
        part.chosen, part.named = x.cube.chosen, x.cube.named
        cube = cubes.divide(part, x.cube.member(dimension, of), 100)
        return Drawn(f"share({x.text}, over:{dimension}, of:{of})", cube)

    def rank(self, type, depth):
        x = self.draw(self.random.choice([self.amount(), ("percent", "rate", "A"), ("USDn/t", "rate", "A")]), depth)
        dimension = self.dimension(x)
        return Drawn(f"rank({x.text}, over:{dimension})", cubes.rank(x.cube, dimension))

    def hhi(self, type, depth):
        x = self.draw(self.amount(), depth)
        if not x.adds:
            raise NoCommon
        dimension, skip = self.dimension(x), self.random.random() < 0.3
        return Drawn(f"hhi({x.text}, over:{dimension}{', missing:skip' * skip})", cubes.hhi(x.cube, dimension, skip))

    def contribution(self, type, depth):
        x = self.series(self.amount(), depth)
        if not x.adds:
            raise NoCommon
        dimension, n = self.dimension(x), self.random.choice([1, 2])
        text = f"contribution({x.text}, over:{dimension}" + (f", {n})" if n > 1 else ")")
        return Drawn(text, cubes.contribution(x.cube, dimension, n))

    def top(self, type, depth):
        x, n = self.series(type, depth), self.random.choice([1, 2, 3])
        if len(x.cube.axes) != 1 or "rest" in next(iter(x.cube.axes.values())):
            raise NoCommon
        dimension = self.dimension(x)
        rest = x.adds and self.random.random() < 0.5
        return self.keep(x, f"top({x.text}, {n}, over:{dimension}{', rest:true' * rest})",
                         cubes.top(x.cube, n, dimension, rest))

    # Over time

    def lag(self, type, depth):
        x, n = self.series(type, depth), self.random.choice([1, 1, 2])
        name = self.random.choice(["lag", "lead"])
        text = f"{name}({x.text})" if n == 1 and self.random.random() < 0.5 else f"{name}({x.text}, {n})"
        return self.keep(x, text, cubes.lag(x.cube, n if name == "lag" else -n))

    def diff(self, type, depth):
        x, n = self.series(type, depth), self.random.choice([1, 2])
        return Drawn(f"diff({x.text}, {n})", cubes.diff(x.cube, n))

    def percent_diff(self, type, depth):
        x = self.series(("percent", "rate", "A"), depth)
        return Drawn(f"diff({x.text})", cubes.diff(x.cube, 1))

    def yoy(self, type, depth):
        x = self.series(self.amount(type[2]), depth)
        return Drawn(f"yoy({x.text})", cubes.growth(x.cube, LAG[type[2]]))

    def cagr(self, type, depth):
        x, last = self.series(self.amount(), depth), self.random.choice([2018, 2021])
        return Drawn(f"cagr({x.text}, 2015, {last})", cubes.cagr(x.cube, "2015", str(last), last - 2015))

    def index_from(self, type, depth):
        x = self.series(self.random.choice([self.amount(), ("USDn/t", "rate", "A"), ("index15", "rate", "A")]), depth)
        return Drawn(f"index({x.text}, base:2018)", cubes.index(x.cube, "2018"))

    def cumsum(self, type, depth):
        x = self.series(type, depth)
        if not x.adds:
            raise NoCommon
        return self.keep(x, f"cumsum({x.text})", cubes.cumsum(x.cube))

    def rolling(self, type, depth):
        x = self.series(type, depth)
        name = self.random.choice(list(FOLDS) if x.adds and type[1] == "flow" else ["min", "max", "median", "mean"])
        n = self.random.choice([2, 3])
        return Drawn(f"rolling({x.text}, {n}, {name})", cubes.rolling(x.cube, n, FOLDS[name][0]))

    def interpolate(self, type, depth):
        x = self.series(type, depth)
        if not x.adds:
            raise NoCommon  # it may be a product, which Veta may know as a flow
        return Drawn(f"interpolate({x.text})", cubes.interpolate(x.cube))

    def annual(self, type, depth):
        frequency = "Q" if type[0] == "USDn" else self.random.choice("QM")
        x = self.series((type[0], type[1], frequency), depth)
        how = self.random.choice(["sum", "mean", "last"] if x.adds and type[1] == "flow" else ["mean", "last"])
        return Drawn(f"annual({x.text}, {how})", cubes.by_year(x.cube, how))

    def ytd(self, type, depth):
        x = self.series(type, depth)
        if not x.adds:
            raise NoCommon
        return Drawn(f"ytd({x.text})", cubes.ytd(x.cube))

    def elasticity(self, type, depth):
        y, x = self.series(self.amount(), 0), self.series(self.amount(), 0)
        part = self.random.choice(["value", "low", "high", "r2"])
        field = "" if part == "value" and self.random.random() < 0.5 else f".{part}"
        cube = cubes.elasticity(y.cube, x.cube, "2014", "2021", part)
        return Drawn(f"elasticity({y.text}, {x.text}, 2014, 2021){field}", cube)

    def price_index(self, type, depth):
        price = self.draw(("USDn/t", "rate", "A"), min(depth, 1))
        quantity = self.draw(("t", "flow", "A"), min(depth, 1))
        if "mineral" not in price.cube.axes or "mineral" not in quantity.cube.axes:
            raise NoCommon
        kind, skip = self.random.choice(["laspeyres", "paasche", "fisher"]), self.random.random() < 0.4
        if price.cube.periods is None or quantity.cube.periods is None:
            raise NoCommon
        cube = cubes.price_index(kind, price.cube, quantity.cube, "mineral", "2018", skip)
        return Drawn(f"{kind}(price:{price.text}, quantity:{quantity.text}, over:mineral, base:2018"
                     f"{', missing:skip' * skip})", cube)

    # Cell by cell

    def absolute(self, type, depth):
        x = self.draw(type, depth)
        return Drawn(f"abs({x.text})", cubes.cell_by_cell(np.abs, lambda v, z: z[0], x.cube))

    def smaller(self, type, depth):
        x, y = self.draw(type, depth), self.draw(type, depth)
        name, function = self.random.choice([("min2", np.minimum), ("max2", np.maximum)])
        return Drawn(f"{name}({x.text}, {y.text})",
                     cubes.cell_by_cell(function, lambda v, z: np.maximum(*z), x.cube, y.cube))

    def clamp(self, type, depth):
        x, b = self.draw(type, depth), self.draw(type, depth)
        return Drawn(f"clamp({x.text}, 0, {b.text})",
                     cubes.cell_by_cell(lambda x, high: np.where(high < 0, np.nan, np.minimum(np.maximum(x, 0), high)),
                                        lambda v, z: np.maximum(*z), x.cube, b.cube))

    def default(self, type, depth):
        x, y = self.draw(type, depth), self.draw(type, depth)
        if type[0] in AMOUNTS and self.random.random() < 0.4:
            return Drawn(f"default({x.text}, 0)", cubes.default(x.cube, cubes.number(0)))
        return Drawn(f"default({x.text}, {y.text})", cubes.default(x.cube, y.cube))

    def round(self, type, depth):
        x, n = self.draw(type, depth), self.random.choice([0, 1, 2])
        def near_half(v, z):
            scaled = np.abs(v[0]) * 10**n
            return np.where(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6 * (z[0] * 10**n + 1), np.inf, np.abs(v[0]))
        cube = cubes.cell_by_cell(lambda v: np.round(v * 10**n) / 10**n, near_half, x.cube)
        return Drawn(f"round({x.text}, {n})" if n else f"round({x.text})", cube)

    def square_root(self, type, depth):
        x = self.draw(type, depth)
        return Drawn(f"sqrt({x.text})",
                     cubes.cell_by_cell(np.sqrt, lambda v, z: z[0] / np.sqrt(np.abs(v[0])), x.cube))

    def exponential(self, type, depth):
        x = self.draw(type, depth)
        name, function = self.random.choice([("exp", np.exp), ("ln", np.log), ("log10", np.log10)])
        def size(v, z):
            return np.exp(v[0]) * (z[0] + 1) if name == "exp" else np.abs(np.log(v[0])) + z[0] / np.abs(v[0]) + 1
        return Drawn(f"{name}({x.text})", cubes.cell_by_cell(function, size, x.cube))

    def ratio(self, type, depth):
        x = self.draw(("percent", "rate", "A"), depth)
        return Drawn(f"ratio({x.text})", cubes.cell_by_cell(lambda v: v / 100, lambda v, z: z[0] / 100, x.cube))

    def condition(self, type, depth):
        c = self.truth(depth - 1, type[2])
        x, y = self.draw(type, depth - 1), self.draw(type, depth - 1)
        return Drawn(f"if({c.text}, {x.text}, {y.text})", cubes.choose(c.cube, x.cube, y.cube))

    def truth(self, depth, frequency):
        """A condition; its level is that of a comparison."""
        form = self.random.choice(["compare", "compare", "compare", "known", "and", "or", "not", "zero"] if depth > 0
                                  else ["compare", "zero"])
        if form == "known":
            x = self.draw(self.amount(frequency), depth)
            known = np.isfinite(x.cube.frame["value"]).astype(float)
            cube = x.cube.like(known, np.where(known, x.cube.frame["status"], 0), np.ones(len(known)))
            return Drawn(f"known({x.text})", cube)
        if form == "not":
            x = self.truth(depth - 1, frequency)
            return Drawn(f"not ({x.text})", cubes.cell_by_cell(lambda v: 1 - v, lambda v, z: z[0], x.cube))
        if form in ("and", "or"):
            x, y = self.truth(depth - 1, frequency), self.truth(depth - 1, frequency)
            function = np.minimum if form == "and" else np.maximum
            cube = cubes.cell_by_cell(function, lambda v, z: np.maximum(*z), x.cube, y.cube)
            return Drawn(f"({x.text}) {form} ({y.text})", cube)
        operator, function = self.random.choice([("<", np.less), ("<=", np.less_equal), (">", np.greater),
                                                 (">=", np.greater_equal), ("!=", np.not_equal), ("==", np.equal)])
        amount = self.amount(frequency)
        x = self.draw(amount, depth)
        y = Drawn("0", cubes.number(0)) if form == "zero" else self.draw(amount, depth)
        return Drawn(f"{x.text} {operator} {y.text}", cubes.compare(function, x.cube, y.cube))

    # Bridges between units

    def deflate(self, type, depth):
        x = self.draw(("USDn", "flow", "A"), depth)
        by = self.draw(("index", "rate", "A"), min(depth, 1))
        if x.cube.periods is None or by.cube.periods is None or "2018" not in by.cube.periods:
            raise NoCommon
        cube = cubes.divide(x.cube, cubes.divide(by.cube, by.cube.at("2018")))
        base = ", base:2018" if self.random.random() < 0.7 else ""
        return self.keep(x, f"deflate({x.text}, by:{by.text}{base})", cube)

    def convert(self, type, depth):
        fx = self.folder.indicators["fx"].cube
        x = self.draw(("USDn", "flow", "A"), depth)
        if x.cube.periods is None:
            raise NoCommon
        return self.keep(x, f'convert({x.text}, to:"MXN", using:fx)', cubes.multiply(x.cube, fx))

    def per_capita(self, type, depth):
        x = self.draw(self.of_unit(QUOTIENTS[type[0]][0]), depth)
        y = self.draw(("person", "stock", "A"), min(depth, 1))
        return Drawn(f"per_capita({x.text}, {y.text})", cubes.divide(x.cube, y.cube))
