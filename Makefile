# Two commands are enough on a bare Debian 12 with git, make and a Swift toolchain:
#
#     make report     writes Reports/mexico-mining
#     make test       runs the tests
#
# Both install what is missing of PACKAGES first, and ask nothing of apt when nothing is.

SHELL := /bin/bash -o pipefail
.DEFAULT_GOAL := build
.PHONY: build report test lint format bench fuzz oracle install clean packages

PREFIX ?= /usr/local
REPORT ?= Inputs/mexico-mining
VETA := .build/release/veta

# What the Swift toolchain needs to compile and link.
TOOLCHAIN_PACKAGES := binutils libc6-dev libstdc++-12-dev libcurl4 libedit2 libncurses6 libsqlite3-0 \
  libxml2 zlib1g-dev pkg-config
# The libraries Veta is linked to, and its type.
LIBRARY_PACKAGES := libcairo2-dev libpango1.0-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
  libyaml-dev libpng-dev libqpdf-dev libssl-dev fontconfig-config fonts-inter
# The programs that tests hold the output against.
TEST_PACKAGES := poppler-utils qpdf
PACKAGES := $(TOOLCHAIN_PACKAGES) $(LIBRARY_PACKAGES) $(TEST_PACKAGES)

build: packages
	swift build -c release --product veta

report: build
	$(VETA) build $(REPORT)

test: packages
	swift test --disable-xctest --parallel

lint: packages
	swift format lint --strict --recursive Package.swift Sources Tests

format: packages
	swift format --in-place --recursive Package.swift Sources Tests

bench: build
	swift build -c release --product tabular-benchmark
	swift build -c release --product formulas-benchmark
	Tests/Benchmarks/run $(VETA) $(REPORT)
	Tests/Benchmarks/tabular.py .build/release/tabular-benchmark --sizes 10,100,1000
	.build/release/formulas-benchmark

# Texts changed at random, the same for the same seed: make fuzz EXECUTIONS=10000000 SEED=7
EXECUTIONS ?= 1000000
SEED ?= 1
fuzz: packages
	swift build -c release --product fuzz
	.build/release/fuzz $(EXECUTIONS) $(SEED)

# Random formulas held against pandas and pint: make oracle FORMULAS=4000 FAULTS=1000 SEED=7
FORMULAS ?= 1000
FAULTS ?= 400
ORACLE := .build/oracle
oracle: build $(ORACLE)/installed
	$(ORACLE)/bin/python -B Tests/Oracle/oracle.py $(VETA) --formulas $(FORMULAS) --faults $(FAULTS) --seed $(SEED)

$(ORACLE)/installed: Tests/Oracle/requirements.txt
	@.ci/packages python3-venv
	python3 -m venv $(ORACLE)
	$(ORACLE)/bin/pip install --quiet --requirement $<
	touch $@

install: build
	install -D -m 755 $(VETA) $(DESTDIR)$(PREFIX)/bin/veta

clean:
	rm -rf .build

# Installs what dpkg does not know as installed; quick and silent when that is nothing.
packages:
	@.ci/packages $(PACKAGES)
