"""Labelled arrays over pandas, and what formats.md section 4.2 says of every operator and function.

Every cell has four columns: its value in base units (NaN where missing), its status (0 to 3: A P E F), its
size (the largest magnitude that entered it, by which rounding errors are measured), and whether a break
separates it from the one before. What a selection left out has no cell, which is something else than missing.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from scipy import stats

np.seterr(all="ignore")  # what is undefined is missing, and made so below

AGGREGATES = {"WLD", "_T"}
COLUMNS = ["value", "status", "size", "gap"]


class NoCommon(Exception):
    """What is asked for has no member, no period or no value: the generator tries something else."""


def periods_of(frequency, first, last):
    per_year = {"A": 1, "Q": 4, "M": 12}[frequency]
    make = {
        "A": lambda y, n: f"{y}",
        "Q": lambda y, n: f"{y}-Q{n}",
        "M": lambda y, n: f"{y}-{n:02d}",
    }[frequency]
    return [make(y, n + 1) for y in range(first, last + 1) for n in range(per_year)]


def product_index(axes, periods):
    levels = [axes[d] for d in sorted(axes)] + [periods if periods is not None else [""]]
    return pd.MultiIndex.from_product(levels, names=[*sorted(axes), "period"])


@dataclass
class Cube:
    axes: dict                       # dimension -> members
    periods: list | None             # None: one period, or none at all
    frame: pd.DataFrame
    chosen: frozenset = frozenset()  # dimensions of which members were left out by a selection or by top
    named: frozenset = frozenset()   # (dimension, total) that a selection named, and so took in

    @classmethod
    def of(cls, axes, periods, values, status=0, size=None, gap=False, chosen=frozenset(), named=frozenset()):
        index = product_index(axes, periods)
        values = np.asarray(values, dtype=float).reshape(-1)
        values = np.where(np.isfinite(values), values, np.nan)
        size = np.abs(values) if size is None else np.asarray(size, dtype=float).reshape(-1)
        frame = pd.DataFrame(
            {
                "value": np.broadcast_to(values, len(index)),
                "status": np.broadcast_to(np.asarray(status).reshape(-1), len(index)),
                "size": np.broadcast_to(size, len(index)),
                "gap": np.broadcast_to(np.asarray(gap).reshape(-1), len(index)),
            },
            index=index,
        )
        return cls(dict(axes), periods, frame, chosen, named)

    def like(self, values, status, size, gap=None, **other):
        gap = self.frame["gap"].to_numpy() if gap is None else gap
        keep = dict(axes=self.axes, periods=self.periods, chosen=self.chosen, named=self.named) | other
        return Cube.of(values=values, status=status, size=size, gap=gap, **keep)

    def column(self, name):
        """A column as rows of series, one cell a period."""
        return self.frame[name].to_numpy().reshape(-1, len(self.periods or [""]))

    def reindexed(self, axes, periods, index=None):
        """The cells at members and periods, repeated along dimensions that are lacking."""
        target = product_index(axes, periods).to_frame(index=False)
        own = target[[*sorted(self.axes), "period"]].copy()
        if self.periods is None:
            own["period"] = ""
        frame = self.frame.reindex(pd.MultiIndex.from_frame(own))
        return (
            frame["value"].to_numpy(dtype=float),
            frame["status"].fillna(0).to_numpy(dtype=int),
            frame["size"].fillna(0).to_numpy(dtype=float),
            frame["gap"].astype("boolean").fillna(False).to_numpy(dtype=bool),
        )

    # Selection

    def member(self, dimension, member):
        axes = {d: m for d, m in self.axes.items() if d != dimension}
        part = replace(self, axes={**self.axes, dimension: [member]})
        return Cube.of(axes, self.periods, *self.reindexed(part.axes, self.periods), self.chosen - {dimension},
                       frozenset(n for n in self.named if n[0] != dimension))

    def members(self, dimension, members, naming=True):
        axes = {**self.axes, dimension: members}
        named = frozenset((dimension, m) for m in members if m in AGGREGATES and naming)
        return Cube.of(axes, self.periods, *self.reindexed(axes, self.periods), self.chosen | {dimension},
                       self.named | named)

    def range(self, first, last):
        periods = [p for p in self.periods if (first or "") <= p[: len(first or "")] and
                   (not last or p[: len(last)] <= last)]
        if not periods:
            raise NoCommon
        return self.like(*self.reindexed(self.axes, periods), periods=periods)

    def at(self, period):
        if period not in self.periods:
            raise NoCommon
        v, s, z, _ = self.reindexed(self.axes, [period])
        return self.like(v, s, z, False, periods=None)

    def latest(self):
        known = np.isfinite(self.column("value")) & (self.column("status") <= 2)
        every = [p for p, all_known in zip(self.periods, known.all(axis=0)) if all_known]
        if not every:
            raise NoCommon
        return every[-1]

    # Over a dimension

    def taken(self, dimension):
        members = [m for m in self.axes[dimension] if m not in AGGREGATES or (dimension, m) in self.named]
        if not members:
            raise NoCommon
        return members

    def block(self, dimension):
        """Columns as arrays of [others, period, members taken], and the axes without the dimension."""
        others = {d: m for d, m in self.axes.items() if d != dimension}
        members = self.taken(dimension)
        parts = [self.member(dimension, m) for m in members]
        columns = {c: np.stack([p.frame[c].to_numpy() for p in parts], axis=-1) for c in COLUMNS}
        return others, members, columns

    def over(self, dimension, function, skip=False, size=None):
        others, _, c = self.block(dimension)
        v, s, z = c["value"], c["status"], c["size"]
        values, status, sizes = folded(v, s, z, function, skip, size)
        return Cube.of(others, self.periods, values, status, sizes, c["gap"].any(axis=-1), self.chosen - {dimension},
                       frozenset(n for n in self.named if n[0] != dimension))

    def over_periods(self, function, skip=False, size=None):
        values, status, sizes = folded(self.column("value"), self.column("status"), self.column("size"),
                                       function, skip, size)
        return self.like(values, status, sizes, False, periods=None)

    def each_over(self, dimension, function, missing=True, skip=False):
        """A value for each member taken, from a row of all: function(values, sizes) -> values, sizes."""
        others, members, c = self.block(dimension)
        v, s, z = c["value"], c["status"], c["size"]
        values, status, sizes = np.full(v.shape, np.nan), np.zeros(v.shape, int), np.zeros(v.shape)
        for i in range(len(v)):
            known = np.isfinite(v[i])
            if not known.any() or (missing and not skip and not known.all()):
                continue
            a, b = function(v[i][known], z[i][known])
            values[i, known], sizes[i, known] = a, b
            status[i, :] = s[i][known].max()
        axes = {**self.axes, dimension: members}
        made = [
            Cube.of(others, self.periods, values[:, k], status[:, k], sizes[:, k],
                    c["gap"].any(axis=-1))
            for k in range(len(members))
        ]
        return stacked(made, dimension, members, axes, self.periods, self.chosen, self.named)

    # Over time

    def along(self, function):
        """A series from a series: function(values, status, size, gap of one row) -> values, status, size[, gap]."""
        rows = [function(v, s, z, g) for v, s, z, g in
                zip(*(self.column(c) for c in COLUMNS))]
        gap = self.frame["gap"].to_numpy() if len(rows[0]) == 3 else np.stack([r[3] for r in rows])
        return self.like(*(np.stack([r[k] for r in rows]) for k in range(3)), gap)


def folded(v, s, z, function, skip, size):
    """The last axis folded by a function, missing where one value is, or without those."""
    values, status, sizes = np.full(v.shape[:-1], np.nan), np.zeros(v.shape[:-1], int), np.zeros(v.shape[:-1])
    for i in np.ndindex(v.shape[:-1]):
        known = np.isfinite(v[i])
        if not known.any() or (not skip and not known.all()):
            continue
        values[i] = function(v[i][known])
        status[i] = s[i][known].max()
        sizes[i] = (size or (lambda _, sizes: sizes.sum()))(v[i][known], z[i][known])
    return values, status, np.maximum(sizes, np.abs(np.nan_to_num(values)))


def stacked(parts, dimension, members, axes, periods, chosen, named):
    """One cube out of one for each member of a dimension."""
    frames = []
    for member, part in zip(members, parts):
        frame = part.frame.reset_index()
        frame[dimension] = member
        frames.append(frame)
    frame = pd.concat(frames).set_index([*sorted(axes), "period"]).reindex(product_index(axes, periods))
    return Cube(axes, periods, frame, chosen, named)


def aligned(*cubes):
    """Common axes and the columns of each operand on them."""
    axes, chosen, named = {}, set(), set()
    for cube in cubes:
        for dimension, members in cube.axes.items():
            if dimension not in axes:
                axes[dimension] = list(members)
                continue
            mine = axes[dimension]
            if not set(mine) & set(members):
                raise NoCommon
            left, right = dimension in chosen, dimension in cube.chosen
            if left == right:
                axes[dimension] = mine + [m for m in members if m not in mine]
            elif right:
                axes[dimension] = list(members)
        chosen |= cube.chosen
        named |= cube.named
    series = [c.periods for c in cubes if c.periods is not None]
    periods = None
    if series:
        if not set.intersection(*map(set, series)):
            raise NoCommon
        periods = sorted(set().union(*series))
    columns = [c.reindexed(axes, periods) for c in cubes]
    return axes, periods, columns, frozenset(chosen), frozenset(named)


def cell_by_cell(function, size, *cubes):
    """Missing in, missing out; the status is the least certain one's, a break any operand's."""
    axes, periods, columns, chosen, named = aligned(*cubes)
    values = [c[0] for c in columns]
    result = np.where(np.isfinite(sum(values)), function(*values), np.nan)
    sizes = size(values, [c[2] for c in columns])
    return Cube.of(
        axes, periods, result, np.max([c[1] for c in columns], axis=0),
        np.maximum(np.where(np.isnan(sizes), np.inf, sizes), np.abs(np.nan_to_num(result))),
        np.any([c[3] for c in columns], axis=0), chosen, named,
    )


def add(a, b):
    return cell_by_cell(np.add, lambda v, z: z[0] + z[1], a, b)


def subtract(a, b):
    return cell_by_cell(np.subtract, lambda v, z: z[0] + z[1], a, b)


def multiply(a, b, per=1.0):
    return cell_by_cell(lambda x, y: x * y / per, lambda v, z: z[0] * z[1] / per, a, b)


def divide(a, b, times=1.0):
    return cell_by_cell(lambda x, y: np.where(y == 0, np.nan, x / y * times),
                        lambda v, z: np.where(v[1] == 0, 0, z[0] * z[1] / v[1] ** 2 * times), a, b)


def number(value):
    return Cube.of({}, None, [value])


def compare(function, a, b):
    """A truth; of values as close as rounding errors it is unsure, which an infinite size says."""
    return cell_by_cell(lambda x, y: function(x, y).astype(float),
                        lambda v, z: np.where(np.abs(v[0] - v[1]) <= 1e-9 * (z[0] + z[1]), np.inf, 1.0), a, b)


def choose(c, a, b):
    axes, periods, (c, a, b), chosen, named = aligned(c, a, b)
    yes = c[0] != 0
    unsure = ~np.isfinite(c[2])
    value = np.where(np.isnan(c[0]), np.nan, np.where(yes, a[0], b[0]))
    size = np.where(unsure, np.inf, np.where(yes, a[2], b[2]))
    return Cube.of(axes, periods, value, np.maximum(c[1], np.where(yes, a[1], b[1])), size,
                   a[3] | b[3] | c[3], chosen, named)


def default(a, b):
    """What is missing in the first is taken from the second; what was left out of the second leaves nothing out."""
    b = replace(b, chosen=b.chosen - set(a.axes))
    axes, periods, (a, b), chosen, named = aligned(a, b)
    known = np.isfinite(a[0])
    return Cube.of(axes, periods, *(np.where(known, a[k], b[k]) for k in range(3)), a[3] | b[3], chosen, named)


def shifted(row, n, fill):
    result = np.full(len(row), fill, dtype=row.dtype)
    if abs(n) < len(row):
        if n > 0:
            result[n:] = row[:-n]
        elif n < 0:
            result[:n] = row[-n:]
        else:
            result[:] = row
    return result


def crossed(gap, n):
    """Whether a break lies between a period and the one n before it."""
    result = np.zeros(len(gap), bool)
    for k in range(n):
        result |= shifted(gap, k, False)
    return result


def lag(x, n):
    return x.along(lambda v, s, z, g: (shifted(v, n, np.nan), shifted(s, n, 0), shifted(z, n, 0.0), shifted(g, n, False)))


def against_before(x, n, function, size, positive=False):
    """A series of a value and the one n periods before, undefined across a break."""
    def row(v, s, z, g):
        before = shifted(v, n, np.nan)
        bad = crossed(g, n) | ((before <= 0) if positive else np.zeros(len(v), bool))
        return (np.where(bad, np.nan, function(v, before)), np.maximum(s, shifted(s, n, 0)),
                size(v, before, z, shifted(z, n, 0.0)))
    return x.along(row)


def diff(x, n):
    return against_before(x, n, np.subtract, lambda v, b, z, y: z + y)


def growth(x, n):
    return against_before(x, n, lambda v, b: (v / b - 1) * 100,
                          lambda v, b, z, y: (z * y / b**2 + 1) * 100, positive=True)


def cumsum(x):
    return x.along(lambda v, s, z, g: (np.cumsum(v), np.maximum.accumulate(s), np.cumsum(np.nan_to_num(z))))


def rolling(x, n, function, total=True):
    def row(v, s, z, g):
        values, status, size = np.full(len(v), np.nan), np.zeros(len(v), int), np.zeros(len(v))
        for i in range(n - 1, len(v)):
            window = slice(i - n + 1, i + 1)
            if np.isfinite(v[window]).all() and not g[i - n + 2:i + 1].any():
                values[i], status[i], size[i] = function(v[window]), s[window].max(), z[window].sum()
        return values, status, size
    return x.along(row)


def index(x, base):
    at = x.periods.index(base) if base in x.periods else None
    if at is None:
        raise NoCommon

    def row(v, s, z, g):
        values = np.where(v[at] == 0, np.nan, v / v[at] * 100)
        for i in range(len(v)):
            low, high = sorted([i, at])
            if g[low + 1:high + 1].any():
                values[i] = np.nan
        return values, np.maximum(s, s[at]), z * z[at] / v[at] ** 2 * 100
    return x.along(row)


def cagr(x, first, last, years):
    if first not in x.periods or last not in x.periods:
        raise NoCommon
    a, b = x.periods.index(first), x.periods.index(last)
    v, s, z, g = (x.column(c) for c in COLUMNS)
    bad = (v[:, a] <= 0) | (v[:, b] <= 0) | g[:, a + 1:b + 1].any(axis=1)
    ratio = v[:, b] / v[:, a]
    value = np.where(bad, np.nan, (ratio ** (1 / years) - 1) * 100)
    size = (ratio ** (1 / years) * (z[:, b] / v[:, b]) * (z[:, a] / v[:, a]) + 1) * 100
    return x.like(value, np.maximum(s[:, a], s[:, b]), np.nan_to_num(size), False, periods=None)


def interpolate(x):
    def row(v, s, z, g):
        values, status, size = v.copy(), s.copy(), z.copy()
        known = np.flatnonzero(np.isfinite(v))
        for a, b in zip(known, known[1:]):
            if g[a + 1:b + 1].any():
                continue
            for t in range(a + 1, b):
                values[t] = v[a] + (v[b] - v[a]) * (t - a) / (b - a)
                status[t], size[t] = max(s[a], s[b], 2), z[a] + z[b]
        return values, status, size
    return x.along(row)


def by_year(x, how):
    """Years out of shorter periods; a year with fewer than all of them is missing."""
    years = sorted({p[:4] for p in x.periods})
    per_year = 4 if "Q" in x.periods[0] else 12
    columns = []
    for year in years:
        at = [i for i, p in enumerate(x.periods) if p[:4] == year]
        v, s, z, g = (x.column(c)[:, at] for c in COLUMNS)
        whole = len(at) == per_year
        if how == "last":
            last = x.periods[at[-1]][4:] in ("-Q4", "-12")
            columns.append((np.where(last, v[:, -1], np.nan), s[:, -1], z[:, -1], g.any(axis=1)))
        else:
            known = np.isfinite(v).all(axis=1) & whole
            function = np.sum if how == "sum" else np.mean
            columns.append((np.where(known, function(v, axis=1), np.nan), s.max(axis=1), z.sum(axis=1), g.any(axis=1)))
    return x.like(*(np.stack([c[k] for c in columns], axis=1) for k in range(4)), periods=years)


def ytd(x):
    def row(v, s, z, g):
        values, status, size = v.copy(), s.copy(), z.copy()
        for i in range(1, len(v)):
            if x.periods[i][:4] == x.periods[i - 1][:4]:
                values[i] += values[i - 1]
                status[i], size[i] = max(s[i], status[i - 1]), z[i] + size[i - 1]
        first = x.periods[0]
        if not first.endswith(("Q1", "-01")):
            values[[p[:4] == first[:4] for p in x.periods]] = np.nan
        return values, status, size
    return x.along(row)


def mixed(v):
    """Whether parts lie on both sides of zero."""
    return (v < 0).any() and (v > 0).any()


def share(x, dimension, skip=False):
    return x.each_over(dimension, lambda v, z: (
        np.where((v.sum() == 0) | mixed(v), np.nan, v / v.sum() * 100), z * z.sum() / v.sum() ** 2 * 100), skip=skip)


def rank(x, dimension):
    def places(v, z):
        larger = [(v > y).sum() for y in v]
        near = [(np.abs(v - y) <= 1e-9 * (z + z[i])).sum() > 1 for i, y in enumerate(v)]
        return 1 + np.array(larger), np.where(near, np.inf, 1)
    return x.each_over(dimension, places, missing=False)


def hhi(x, dimension, skip=False):
    def size(v, z):
        return (z.sum() / abs(v.sum())) ** 2 * 4 if v.sum() else 0
    return x.over(dimension, lambda v: ((v / v.sum()) ** 2).sum() if v.sum() and not mixed(v) else np.nan, skip, size)


def contribution(x, dimension, n):
    """Each member's change as a part of the total before; missing where one member is, now or before."""
    part = x.members(dimension, x.taken(dimension), naming=False)
    part.chosen, part.named = x.chosen, x.named
    total = x.over(dimension, np.sum)
    return cell_by_cell(lambda change, before, _: np.where(before <= 0, np.nan, change / before * 100),
                        lambda v, z: z[0] * z[1] / v[1] ** 2 * 100, diff(part, n), lag(total, n), diff(total, n))


def top(x, n, dimension, rest):
    """The n members with the largest newest values, of a cube of that dimension alone."""
    members = x.taken(dimension)
    part = x.members(dimension, members)
    v = part.column("value")
    newest = np.flatnonzero(np.isfinite(v).any(axis=0))
    if not len(newest):
        raise NoCommon
    last = v[:, newest[-1]]
    order = [i for i in np.argsort(-last, kind="stable") if np.isfinite(last[i])][:n]
    kept = [members[i] for i in order]
    others = [m for m in members if m not in kept]
    best = part.members(dimension, kept)
    if not rest or not others:
        return best
    remaining = part.members(dimension, others)
    remaining.named = frozenset((dimension, m) for m in others)
    total = remaining.over(dimension, np.sum)
    return stacked([best.member(dimension, m) for m in kept] + [total], dimension, kept + ["rest"],
                   {**x.axes, dimension: kept + ["rest"]}, x.periods, best.chosen, best.named)


def price_index(kind, price, quantity, dimension, base, skip=False):
    axes, periods, (p, q), chosen, named = aligned(price, quantity)
    if periods is None or base not in periods:
        raise NoCommon
    price, quantity = (Cube.of(axes, periods, *c, chosen, named) for c in (p, q))
    others, members, p = price.block(dimension)
    _, _, q = quantity.block(dimension)
    shape = (-1, len(periods), len(members))
    pv, ps, pz = (p[c].reshape(shape) for c in COLUMNS[:3])
    qv, qs, qz = (q[c].reshape(shape) for c in COLUMNS[:3])
    at = periods.index(base)

    price_at_base = pv[:, [at]]
    gaps = p["gap"].reshape(shape)
    crossed_to_base = np.stack(
        [gaps[:, min(t, at) + 1:max(t, at) + 1].any(axis=1) for t in range(len(periods))], axis=1
    )

    def one(weights, status, sizes):
        used = [pv, np.broadcast_to(price_at_base, pv.shape), weights]
        known = np.all([np.isfinite(u) for u in used], axis=0)
        above = np.where(known, pv * weights, 0).sum(axis=2)
        below = np.where(known, price_at_base * weights, 0).sum(axis=2)
        good = (known.any(axis=2) if skip else known.all(axis=2)) & (below != 0)
        good &= ~(crossed_to_base & known).any(axis=2)
        value = np.where(good, above / below * 100, np.nan)
        size = np.where(known, np.abs(pz * sizes), 0).sum(axis=2) / np.abs(np.where(below == 0, 1, below)) * 100
        all_status = np.where(known, np.maximum(np.maximum(ps, ps[:, [at]]), status), 0).max(axis=2)
        return value, all_status, np.maximum(size, np.abs(np.nan_to_num(value)))
    base_q = np.broadcast_to(qv[:, [at]], qv.shape)
    if kind == "fisher" and skip:
        # One basket for both: a member that lacks any of the four is left out.
        lacking = ~np.isfinite(pv + pv[:, [at]] + qv + qv[:, [at]])
        pv = np.where(lacking, np.nan, pv)
    las = one(base_q, np.broadcast_to(qs[:, [at]], qs.shape), np.broadcast_to(qz[:, [at]], qz.shape))
    paa = one(qv, qs, qz)
    chosen_index = {
        "laspeyres": las, "paasche": paa,
        "fisher": (np.sqrt(las[0] * paa[0]), np.maximum(las[1], paa[1]), np.sqrt(las[2] * paa[2])),
    }[kind]
    return Cube.of(others, periods, *chosen_index, False, chosen - {dimension},
                   frozenset(n for n in named if n[0] != dimension))


def elasticity(y, x, first, last, part):
    axes, periods, (y, x), chosen, named = aligned(y, x)
    if periods is None:
        raise NoCommon
    cubes = [Cube.of(axes, periods, *c, chosen, named).range(first, last) for c in (y, x)]
    values, status, sizes = [], [], []
    for yv, ys, yg, xv, xs, xg in zip(*(c.column(name) for c in cubes for name in ("value", "status", "gap"))):
        known = np.isfinite(yv) & np.isfinite(xv)
        yv, xv = yv[known], xv[known]
        status.append(max(ys[known].max(initial=0), xs[known].max(initial=0)))
        if (yg | xg)[1:].any() or len(yv) < 3 or (yv <= 0).any() or (xv <= 0).any() or np.ptp(np.log(xv)) == 0:
            values.append(np.nan)
            sizes.append(0)
            continue
        fit = stats.linregress(np.log(xv), np.log(yv))
        reach = stats.t.ppf(0.975, len(yv) - 2) * fit.stderr
        made = {"value": fit.slope, "low": fit.slope - reach, "high": fit.slope + reach,
                "r2": fit.rvalue**2, "n": len(yv)}
        values.append(made[part])
        sizes.append(1000 * (abs(fit.slope) + reach + 1))
    return Cube.of(axes, None, values, status, sizes, False, chosen, named)
