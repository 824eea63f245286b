#!/usr/bin/env python3
"""Writes a delimited file of indicators with a given size, for measuring and for tests.

    Tests/Benchmarks/records.py FILE MEGABYTES [--seed N] [--shape plain|crlf|quoted|stray|other]

Seven columns, quoted fields with delimiters, doubled quotes and line breaks, letters outside of ASCII,
5 % missing values. A block of some megabytes is made and repeated with other values of its first
column, so that a gigabyte takes seconds; 1 GB has 300 indicators of 28 years each.
"""
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("file")
parser.add_argument("megabytes", type=float)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--shape", default="plain", choices=["plain", "crlf", "quoted", "stray", "other"])
options = parser.parse_args()

rng = random.Random(options.seed)
ending = "\r\n" if options.shape == "crlf" else "\n"
header = ["indicator", "geo", "period", "value", "unit", "obs_status", "source"]
if options.shape == "other":
    header = ["note", "value", "geo", "unit", "period", "extra", "indicator"]
words = ["mine", "export", "gdp", "jobs", "prices", "index", "wages", "energy", "oro", "plata"]
places = [chr(65 + i // 26) + chr(65 + i % 26) + chr(65 + i * 7 % 26) for i in range(60)]
units = ["t", "USD", "thousand t", "percent", "USD/t", "million USD, nominal"]
sources = ["Yearbook of statistics", "INE", "Année 2025", "España, anuario", "Bank of issue, table 4",
           'the "old" series', "Ministry\nof mines", "WB", "OECD Main indicators"]
weights = [20, 20, 5, 5, 10, 1, 1, 20, 20]


def quoted(text):
    if options.shape == "quoted" or any(sign in text for sign in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def record(indicator):
    year = 1996 + rng.randrange(28)
    period = f"{year}-{1 + rng.randrange(12):02d}" if rng.random() < 0.6 else str(year)
    missing = rng.random() < 0.05
    value = "" if missing else f"{rng.lognormvariate(6, 3) - 100:.{rng.randrange(5)}f}"
    if missing and options.shape == "other":
        value = rng.choice(["", "NA", "n.d."])
    row = {
        "indicator": indicator,
        "geo": rng.choice(places),
        "period": period,
        "value": value,
        "unit": rng.choice(units),
        "obs_status": "O" if missing else rng.choice("AAAAPE"),
        "source": rng.choices(sources, weights)[0],
        "note": rng.choice(sources),
        "extra": "" if rng.random() < 0.5 else "x" * rng.randrange(20),
    }
    if options.shape == "stray" and rng.random() < 1e-3:
        row["source"] = '5" pipe'
        return ",".join(quoted(row[name]) for name in header[:-1]) + "," + row["source"]
    return ",".join(quoted(row[name]) for name in header)


size = int(options.megabytes * 1e6)
written = 0
with open(options.file, "w", newline="", encoding="utf-8") as file:
    if options.shape in ("quoted", "other"):
        file.write("\ufeff")
    file.write(",".join(quoted(name) for name in header) + ending)
    names = [f"{rng.choice(words)}_{rng.choice(words)}_{i:03d}"[: 6 + i % 14] + str(i) for i in range(300)]
    rows = [record(f"\0{rng.randrange(50):02d}\0") for _ in range(60000)]
    block = 0
    for round in range(1 << 30):
        if written >= size:
            break
        if block and written + block > size:
            rows = rows[: max(1, int((size - written) / block * len(rows)))]
        parts = (ending.join(rows) + ending).split("\0")
        start = round * 50 % 300
        for i in range(1, len(parts), 2):
            parts[i] = names[start + int(parts[i])]
        text = "".join(parts)
        file.write(text)
        block = len(text.encode())
        written += block
