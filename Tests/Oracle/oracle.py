#!/usr/bin/env python3
"""Holds Veta's formulas against an independent implementation: pandas for the numbers, pint for the units.

    oracle.py VETA [--formulas N] [--faults N] [--seed SEED] [--keep FOLDER]

Each batch is a random folder (folder.py) and a hundred random well-typed formulas (formulas.py), written from
the documents of the formats and not from Veta's sources. Veta builds the folder, and every cell of every ratio
is compared: its value to 1e-12 of the largest magnitude that entered it, its status, whether it is missing;
one cell of each is traced, which gives the ratio's unit. Then as many formulas as --faults are each broken in
one way (faults.py): Veta must refuse every one, with its caret inside the part that was broken, and none of
those that were left whole. The same seed gives the same formulas. Exits 1 if anything differs.
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np

import folder as folders
from cubes import NoCommon
from faults import PLAIN, Faulty
from formulas import DECLARED, ROOTS, Drawn, Grammar, Named
from units import parse

BATCH = 100
TOLERANCE = 1e-12
POOLED = "".join(f"{name}: {{formula: exports / jobs, title: {name}, zero: missing, over: {how}}}\n"
                 for name, how in [("pooled", "ratio-of-sums"), ("averaged", "mean-of-ratios")])


def formulas_of(folder, source, count):
    """Names, types and drawn formulas, later ones naming earlier ones."""
    grammar, drawn = Grammar(folder, source), []
    while len(drawn) < count:
        type = source.choice(ROOTS)
        formula = grammar.formula(type, source.randint(1, 5))
        if len(formula.text) > 900 or not formula.cube.frame["value"].notna().any():
            continue
        name = f"r{len(drawn)}"
        drawn.append((name, type, formula, source.random() < 0.4))
        if source.random() < 0.3:
            grammar.named.append(Named(name, type, formula.cube, False))
    return drawn, grammar.used


def ratio(name, type, formula, declares):
    lines = "".join(f"    {line}\n" for line in formula.text.split("\n"))
    unit = f'  unit: "{DECLARED[type[0]]}"\n' if declares else ""
    return f"{name}:\n  formula: |\n{lines}  title: {name}\n  zero: missing\n{unit}"


def chart(name, cube):
    x = "period" if cube.periods is not None else sorted(cube.axes)[0] if cube.axes else "value"
    return (f"```chart\nid: {name}\ntitle: T\nsize: third\ndata: {name}\nmark: point\n"
            f"encoding:\n  x: {{field: {x}}}\n  y: {{field: value}}\n```\n\n")


def diagnostics(run):
    found = []
    for line in run.stderr.splitlines():
        if line.startswith("{"):
            found.append(json.loads(line))
    return [d for d in found if d.get("severity") == "error"]


def key_of(cube, row):
    return (*(row[d] for d in sorted(cube.axes)), row["period"] if cube.periods is not None else "")


def differences(cube, rows, factor):
    """What differs between a cube and the rows that Veta wrote, as texts."""
    made = {key_of(cube, r): (float(r["value"]), r.get("status") or "A") for r in rows if r["value"]}
    found, cells = [], 0
    for key, value, status, size in cube.frame[["value", "status", "size"]].itertuples():
        key = key if isinstance(key, tuple) else (key,)
        mine, its = None if np.isnan(value) else value, made.pop(key, None)
        cells += 1
        if np.isinf(size):
            continue
        if (mine is None) != (its is None):
            found.append(f"{key}: {mine} here, {its} there")
        elif its is not None:
            if not abs(mine - its[0] * factor) <= TOLERANCE * max(size, abs(mine)):
                found.append(f"{key}: {mine} here, {its[0] * factor} there, off by "
                             f"{abs(mine - its[0] * factor) / max(size, abs(mine)):.1e}")
            elif "APEF"[status] != its[1]:
                found.append(f"{key}: status {'APEF'[status]} here, {its[1]} there")
    found += [f"{key}: nothing here, {its} there" for key, its in made.items()]
    return found, cells


def unit_of(veta, path, name, cube, source):
    """The unit of a ratio, from the trace of one of its cells; None and why if there is none."""
    known = cube.frame[cube.frame["value"].notna()]
    key = known.index[source.randrange(len(known))]
    key = key if isinstance(key, tuple) else (key,)
    selectors = ", ".join(f"{d}:{m}" for d, m in zip(sorted(cube.axes), key))
    text = name + (f"[{selectors}]" if selectors else "") + (f" @ {key[-1]}" if cube.periods is not None else "")
    run = subprocess.run([veta, "trace", path, text, "--log", "json"], capture_output=True, text=True)
    traces = json.loads(run.stdout)["traces"] if run.returncode == 0 else []
    if not traces:
        return None, f"can't trace {text}: {run.stderr.strip()[:300]}"
    return traces[0], text


def compare(veta, path, folder, drawn, source):
    """The differences in a batch, and how many formulas and cells were compared."""
    found, refused = [], {}
    for _ in range(5):
        left = [d for d in drawn if d[0] not in refused]
        starts, ratios = {}, POOLED
        for d in drawn:
            starts[ratios.count("\n") + 1] = d[0]
            ratios += ratio(*d) if d[0] not in refused else ratio(d[0], None, Drawn("1", None), False)
        report = "".join(chart(d[0], d[2].cube) for d in left)
        folder.write(path, ratios, report)
        run = subprocess.run([veta, "build", path, "-o", path / "out", "--log", "json"], capture_output=True, text=True)
        if run.returncode == 0:
            break
        lines = (path / "report.en.md").read_text().splitlines()
        for error in diagnostics(run):
            line = error.get("line", 0)
            if str(error.get("file", "")).endswith("ratios.yaml"):
                name = starts[max((s for s in starts if s <= line), default=3)]
            elif not str(error.get("file", "")).endswith("report.en.md"):
                continue
            else:
                ids = [i for i, text in enumerate(lines, 1) if text.startswith("id: ")]
                name = lines[min((i for i in ids if i >= line), default=ids[-1]) - 1][4:]
            refused.setdefault(name, error)
        if not refused:
            return [f"veta exits {run.returncode}: {run.stderr[:500]}"], 0, 0
    texts = {d[0]: d[2].text for d in drawn}
    for name, error in refused.items():
        found.append(f"REFUSED {error['message']} at {error['line']}:{error['column']}\n    {texts[name]}")
    cells = 0
    for name, type, formula, declares in drawn:
        if name in refused:
            continue
        trace, text = unit_of(veta, path, name, formula.cube, source)
        if trace is None:
            found.append(f"TRACE {text}\n    {formula.text}")
            continue
        unit, wanted = parse(trace["unit"]), parse(DECLARED[type[0]])
        if unit.kind != wanted.kind:
            found.append(f"UNIT {wanted} here, {trace['unit']} there\n    {formula.text}")
            continue
        with open(path / "out" / "latest" / "data" / f"{name}.csv") as file:
            rows = list(csv.DictReader(file))
        factor = 1.0 if unit.scale and unit.scale != "count" else unit.factor
        wrong, count = differences(formula.cube, rows, factor)
        cells += count
        if wrong:
            found.append(f"DIFFERS {name} in {len(wrong)} of {count} cells, {type}: " + "; ".join(wrong[:3]) +
                         f"\n    {formula.text}")
    return found, len(drawn) - len(refused), cells


def faults_of(folder, source, count):
    """Broken formulas: name, text of the ratio, kind of fault, and the range of the broken part in the formula."""
    grammar, broken = Faulty(folder, source), []
    while len(broken) < count:
        name, type = f"x{len(broken)}", source.choice(ROOTS)
        fault = grammar.faulty(type, source.randint(1, 5))
        if fault is None or len(fault[0]) > 900:
            continue
        text, kind, place = fault
        broken.append((name, ratio(name, type, Drawn(text, None), False), text, kind, place))
    return broken


def cycles_of(folder, source, count):
    """Ratios that stand on themselves, in rings of one to four: as above, the broken part being a name in the ring."""
    grammar, broken = Grammar(folder, source), []
    for ring in range(count):
        names = [f"ring_{ring}_{k}" for k in range(source.randint(1, 4))]
        for name, other in zip(names, names[1:] + names[:1]):
            drawn = grammar.draw(("t", "flow", "A"), source.randint(0, 2))
            if grammar.lines:
                grammar.lines, grammar.lets, drawn = [], [], Drawn("ore", None)
            text = f"max2({drawn.text}, {other})"
            broken.append((name, ratio(name, None, Drawn(text, None), False), text, f"cycle {ring}",
                           range(len(text) - len(other) - 1, len(text) - 1)))
    return broken


def check_faults(veta, path, folder, broken):
    """What veta let pass, or showed in another place than the broken one."""
    starts, ratios = {}, PLAIN + POOLED
    for name, text, *_ in broken:
        starts[name] = ratios.count("\n") + 1
        ratios += text
    folder.write(path, ratios)
    run = subprocess.run([veta, "check", path, "--log", "json"], capture_output=True, text=True)
    errors = [e for e in diagnostics(run) if e.get("file", "").endswith("ratios.yaml")]
    found, rings = [], {}
    for name, block, text, kind, place in broken:
        lines = range(starts[name], starts[name] + block.count("\n"))
        own = [e for e in errors if e["line"] in lines]
        for error in own:
            # The formula begins two lines below the name, four columns in.
            before = text.split("\n")[: error["line"] - starts[name] - 2]
            at = sum(len(line) + 1 for line in before) + error["column"] - 5
            # A bracket that stays open is closed by any that follows: all of the formula may be read anew.
            if kind != "syntax" and not place.start <= at <= place.stop:
                found.append(f"ELSEWHERE {kind}: {error['message']} at {error['line']}:{error['column']}, of "
                             f"{text[place.start:place.stop]}\n    {text}")
        if kind.startswith("cycle"):
            rings.setdefault(kind, []).extend(own)
        elif not own:
            found.append(f"PASSED {kind}: {text[place.start:place.stop]}\n    {text}")
    found += [f"PASSED {kind}" for kind, own in rings.items() if not own]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("veta")
    parser.add_argument("--formulas", type=int, default=1000)
    parser.add_argument("--faults", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="leaves the folders there")
    options = parser.parse_args()
    veta = str(pathlib.Path(options.veta).resolve())
    failed, productions = 0, collections.Counter()
    with tempfile.TemporaryDirectory() as scratch:
        base = options.keep or pathlib.Path(scratch)
        for batch in range(options.faults // BATCH):
            seed = options.seed * 1000 + batch
            source = random.Random(f"faults {seed}")
            folder = folders.make(source, seed)
            broken = faults_of(folder, source, BATCH) + cycles_of(folder, source, 5)
            found = check_faults(veta, base / f"faults-{seed}", folder, broken)
            print(*found, sep="\n", end="\n" if found else "")
            failed += len(found)
            print(f"seed {seed}: {len(broken)} faults, {len(found)} missed or misplaced", flush=True)
        for batch in range(options.formulas // BATCH):
            seed = options.seed * 1000 + batch
            source = random.Random(seed)
            folder = folders.make(source, seed)
            drawn, used = formulas_of(folder, source, BATCH)
            found, formulas, cells = compare(veta, base / f"batch-{seed}", folder, drawn, source)
            for text in found:
                print(text)
            failed += len(found)
            productions.update(used)
            print(f"seed {seed}: {formulas} formulas, {cells} cells, {len(found)} differ", flush=True)
    print("batches that used each production:", dict(sorted(productions.items(), key=lambda p: p[1])))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
