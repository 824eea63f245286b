"""A random folder: indicators of every kind, with gaps, statuses, totals and publishers' scales."""

import csv
import itertools
from dataclasses import dataclass

import numpy as np

from cubes import Cube, periods_of
from units import parse

GEO = ["MEX", "CAN", "USA", "CHL", "PER", "WLD"]
MINERAL = ["silver", "copper", "gold", "zinc"]
GROUP = {"precious": ["silver", "gold"], "base": ["copper", "zinc"]}
MASS = ["t", "thousand t", "kt", "kg", "million t", "lb"]
MONEY = ["million {}", "thousand {}", "billion {}", "{}"]
MISSING = ["", "L", "O", "Q", "H"]

# name: type, units that a publisher might use, dimensions, frequency, range
TABLE = {
    "output": ("t flow", MASS, "geo mineral", "A", 10, 900),
    "sold": ("t flow", MASS, "geo mineral", "A", 10, 900),
    "ore": ("t flow", MASS, "geo", "A", 100, 2000),
    "reserves": ("t stock", MASS, "geo mineral", "A", 100, 9000),
    "stocks": ("t stock", MASS, "geo", "A", 100, 9000),
    "energy": ("GWh flow", ["GWh", "TJ", "million kWh", "MWh"], "geo", "A", 100, 9000),
    "exports": ("USDn flow", [m + ", nominal" for m in MONEY], "geo", "A", 100, 9000),
    "imports": ("USDn flow", [m + ", nominal" for m in MONEY], "geo", "A", 100, 9000),
    "sales": ("USDn flow", [m + ", nominal" for m in MONEY], "geo mineral", "A", 100, 9000),
    "balance": ("USDn flow", [m + ", nominal" for m in MONEY], "geo", "A", -400, 900),
    "gdp_real": ("USDc flow", [m + ", constant 2018" for m in MONEY], "geo", "A", 1e3, 9e4),
    "spend": ("MXNn flow", [m + ", nominal" for m in MONEY], "geo", "A", 1e3, 9e4),
    "fx": ("MXN/USD rate", ["MXN/USD"], "", "A", 12, 21),
    "cpi": ("index rate", ["index 2018=100"], "", "A", 80, 140),
    "cpi_geo": ("index rate", ["index 2018=100"], "geo", "A", 80, 140),
    "ppi": ("index15 rate", ["index 2015=100"], "", "A", 80, 140),
    "tax": ("percent rate", ["percent"], "geo", "A", 5, 60),
    "duty": ("percent rate", ["percent"], "geo", "A", 5, 60),
    "debt": ("debt rate", ["percent of GDP"], "geo", "A", 5, 60),
    "spread": ("pp rate", ["pp"], "geo", "A", -5, 6),
    "jobs": ("person stock", ["person", "thousand person"], "geo", "A", 1000, 90000),
    "people": ("person stock", ["person", "million person"], "geo", "A", 1e5, 9e6),
    "mines": ("count stock", ["count"], "geo", "A", 3, 90),
    "place": ("rank rate", ["rank"], "geo", "A", 1, 9),
    "price": ("USDn/t rate", ["USD/t, nominal", "USD/kg, nominal", "USD/troy_oz, nominal"], "mineral", "A", 10, 900),
    "coefficient": ("1 rate", ["1"], "geo", "A", 0.1, 3),
    "q_output": ("t flow", MASS, "geo", "Q", 10, 900),
    "q_sold": ("t flow", MASS, "geo mineral", "Q", 10, 900),
    "q_exports": ("USDn flow", [m + ", nominal" for m in MONEY], "geo", "Q", 100, 900),
    "q_jobs": ("person stock", ["person"], "geo", "Q", 1000, 9000),
    "m_output": ("t flow", MASS, "geo", "M", 10, 900),
    "m_jobs": ("person stock", ["person"], "", "M", 1000, 9000),
}
NUMERALS = {"mines", "place", "people", "jobs", "q_jobs", "m_jobs"}


@dataclass
class Indicator:
    name: str
    type: tuple     # (unit, kind, frequency)
    text: str       # its unit, as the file writes it
    cube: Cube      # in base units
    records: list   # (members, period, value, status letter)


@dataclass
class Folder:
    seed: int
    indicators: dict

    def write(self, path, ratios, report=""):
        (path / "data").mkdir(parents=True, exist_ok=True)
        with open(path / "data" / "all.csv", "w", newline="") as file:
            out = csv.writer(file)
            out.writerow("indicator,geo,mineral,period,value,unit,obs_status".split(","))
            for i in self.indicators.values():
                for members, period, value, status in i.records:
                    out.writerow([i.name, members.get("geo", ""), members.get("mineral", ""), period,
                                  value, i.text, status])
        with open(path / "datapackage.yaml", "w") as file:
            file.write("name: oracle\ntitle: Oracle\nveta: {labels: labels.csv}\nresources:\n  - name: all\n"
                       "    path: data/all.csv\n    title: All\n    sources: [{title: Made}]\n"
                       "    veta:\n      layout: tidy\n      indicators:\n")
            for i in self.indicators.values():
                file.write(f'        {i.name}: {{title: {i.name}, unit: "{i.text}", kind: {i.type[1]}, '
                           f"frequency: {i.type[2]}}}\n")
        with open(path / "labels.csv", "w") as file:
            file.write("of,id,en,group\n")
            group_of = {m: group for group, members in GROUP.items() for m in members}
            for dimension in ("geo", "mineral"):
                used = {m for i in self.indicators.values() for m in i.cube.axes.get(dimension, [])}
                file.writelines(f"{dimension},{m},{m},{group_of.get(m, '')}\n" for m in sorted(used))
        (path / "ratios.yaml").write_text(ratios)
        (path / "report.en.md").write_text(f"---\ntitle: Oracle\nedition: 2022-06\n---\n# One {{#one}}\n\n{report}")


def make(random, seed):
    """A folder drawn from a generator."""
    geo = ["MEX", *random.sample(GEO[1:-1], random.randint(2, 4)), "WLD"]
    mineral = ["silver", *random.sample(MINERAL[1:], random.randint(1, 3))]
    gaps = random.choice([0, 0.03, 0.1])
    indicators = {}
    for name, (kind, texts, dimensions, frequency, low, high) in TABLE.items():
        unit, kind = kind.split()
        text = random.choice(texts).format("MXN" if unit == "MXNn" else "USD")
        axes = {d: list({"geo": geo, "mineral": mineral}[d]) for d in dimensions.split()}
        if "geo" in axes:
            if random.random() < 0.3:
                axes["geo"].remove("WLD")
            if random.random() < 0.3:
                axes["geo"].remove(random.choice(axes["geo"][1:3]))
        first = random.choice([2012, 2013, 2014]) if frequency == "A" else 2017
        periods = periods_of(frequency, first, random.choice([2022, 2023, 2024]))
        shape = tuple(len(m) for m in axes.values())
        values, status, gap = np.full((*shape, len(periods)), np.nan), np.zeros((*shape, len(periods)), int), None
        gap = np.zeros(values.shape, bool)
        records = []
        for place in np.ndindex(shape):
            members = {d: axes[d][k] for d, k in zip(axes, place)}
            series = []
            for k, period in enumerate(periods):
                value = random.uniform(low, high)
                value = round(value) if name in NUMERALS else float(f"{value:.5g}")
                letter = "AAAAAAPPE"[random.randrange(9)] if k < len(periods) - 2 else "AAPEF"[random.randrange(5)]
                # The years that formulas name have values more often than others.
                if name not in ("cpi", "fx") and period not in ("2015", "2018") and random.random() < gaps and k:
                    if random.random() < 0.8 and k < len(periods) - 1:
                        series.append((members, period, "", random.choice(MISSING)))
                    continue
                broken = k > 0 and gaps == 0.1 and random.random() < 0.02 and letter == "A"
                cell = (*place, k)
                values[cell], status[cell], gap[cell] = value, "APEF".index(letter), broken
                series.append((members, period, repr(value), "B" if broken else letter))
            records += series
        factor = parse(text).factor if unit not in ("index", "index15") else 1.0
        # Cubes keep the dimensions in alphabetical order, as `Cube` does.
        order = [list(axes).index(d) for d in sorted(axes)] + [len(axes)]
        cube = Cube.of(axes, periods, values.transpose(order) * factor, status.transpose(order), None,
                       gap.transpose(order))
        indicators[name] = Indicator(name, (unit, kind, frequency), text, cube, records)
    return Folder(seed, indicators)
