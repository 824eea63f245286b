#!/usr/bin/env python3
"""Times the reader of tables beside other programs' on the same files, in turns.

    Tests/Benchmarks/tabular.py .build/release/tabular-benchmark [--sizes 10,100,1000] [--rounds 3]

The task: count the rows, and add `value` up by indicator and year. Peers are those of polars, duckdb,
pyarrow and pandas that this Python has; without any only the reader's own times are shown. The best of
the rounds counts, since everything else that runs can only slow a program. Nothing is asserted but that
all agree on the rows, the groups and, to ten digits, the sum.
"""
import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time

PEERS = {
    "polars": """
import polars as pl
q = pl.scan_csv(path).group_by("indicator", pl.col("period").cast(pl.String).str.slice(0, 4).alias("year"))
t = q.agg(pl.len().alias("n"), pl.col("value").sum()).collect(engine="streaming")
rows, groups, total = t["n"].sum(), t.height, t["value"].sum()
""",
    "duckdb": """
import duckdb
rows, groups, total = duckdb.sql(f'''select sum(n), count(*), sum(s) from (
  select indicator, substr(period, 1, 4), count(*) n, sum(value) s
  from read_csv('{path}', types={{'period': 'VARCHAR'}}) group by 1, 2)''').fetchone()
""",
    "pyarrow": """
import pyarrow as pa, pyarrow.csv as csv, pyarrow.compute as pc
t = csv.read_csv(path, parse_options=csv.ParseOptions(newlines_in_values=True),
                 convert_options=csv.ConvertOptions(column_types={"period": pa.string()}))
t = t.append_column("year", pc.utf8_slice_codeunits(t["period"], 0, 4))
g = t.group_by(["indicator", "year"]).aggregate([("value", "sum"), ("geo", "count")])
rows, groups, total = t.num_rows, g.num_rows, pc.sum(g["value_sum"]).as_py()
""",
    "pandas": """
import pandas as pd
t = pd.read_csv(path, dtype={"period": str})
g = t.groupby(["indicator", t["period"].str[:4]])["value"].sum()
rows, groups, total = len(t), len(g), g.sum()
""",
}
REPORT = "\nprint(f'rows={rows} groups={groups} sum={total:.6f}')\n"

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("--sizes", default="10,100")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--shape", default="plain")
options = parser.parse_args()
here = os.path.dirname(os.path.abspath(__file__))


def measured(command):
    """Seconds of wall and of processor, peak MiB, and what was printed."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"error: {command[0]} failed")
    wall = time.perf_counter() - begun
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed.strip()


def answer(printed):
    rows, groups, total = (part.split("=")[1] for part in printed.split())
    return int(rows), int(groups), f"{float(total):.9e}"


with tempfile.TemporaryDirectory() as scratch:
    for size in options.sizes.split(","):
        path = os.path.join(scratch, f"{size}.csv")
        subprocess.run(
            [sys.executable, os.path.join(here, "records.py"), path, size, "--shape", options.shape],
            check=True,
        )
        commands = {"veta": [options.program, path]}
        for name, code in PEERS.items():
            if importlib.util.find_spec(name):
                commands[name] = [sys.executable, "-c", f"path = {path!r}\n" + code + REPORT]
        best, answers = {}, {}
        for _ in range(options.rounds):
            for name, command in commands.items():
                wall, cpu, peak, printed = measured(command)
                before = best.get(name, (wall, cpu, peak))
                best[name] = (min(wall, before[0]), min(cpu, before[1]), max(peak, before[2]))
                answers[name] = answer(printed)
        print(f"{size} MB ({os.path.getsize(path)} bytes)   wall s    cpu s   peak MiB   of veta: wall  cpu")
        ours = best["veta"]
        for name, (wall, cpu, peak) in best.items():
            print(f"  {name:20} {wall:14.3f} {cpu:8.3f} {peak:10.0f} {wall / ours[0]:14.1f} {cpu / ours[1]:4.1f}")
            if answers[name] != answers["veta"]:
                print(f"  {name} found {answers[name]}, veta {answers['veta']}")
        os.remove(path)
