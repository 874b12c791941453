# `make help` lists the targets. `make demo` and `make test` need no other set-up than a Swift toolchain.

SHELL := /bin/sh
# A toolchain unpacked in /opt/swift works without a change to the PATH.
export PATH := $(PATH):/opt/swift/usr/bin
# What scripts/setup.sh made: a Python with setuptools.
export PYTHON := $(CURDIR)/.venv/bin/python3

# Test harnesses beside `swift test`; each ends with the line "N passed, N failed".
HARNESSES := $(wildcard \
	Tests/interpreters/run.sh \
	Tests/primitives/run.sh \
	Tests/syntax/run.sh \
	Tests/text/run.sh \
	Tests/differential/run.sh \
	Tests/commands/run.sh \
	Tests/hazards/run.sh \
	Tests/compile/run.sh \
	Tests/methods/run.sh \
	Tests/cpython/run.sh)

# The targets of `test` run in the order given, also with -j.
.NOTPARALLEL:

.PHONY: help setup pythons build demo test swift-test harnesses lint bench bench-instructions bench-time bench-pool bench-check bench-scaling bench-builds test-cpython packages check-corpus check-recall test-libclangs test-builds test-long syntax-long differential-long mutants clean

help: ## List the targets.
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 20

setup: ## Install what is missing on this machine (scripts/setup.sh).
	@scripts/setup.sh

pythons: setup ## Fetch CPython 3.13 to 3.15 (on Debian) into .pythons; list those that the tests can use.
	@scripts/pythons.sh

build: setup ## Build the tool, optimised and self-contained, as bin/argot.
	swift build -c release --static-swift-stdlib -Xlinker -s --product argot
	@mkdir -p bin
	@cp "$$(swift build -c release --static-swift-stdlib --show-bin-path)/argot" bin/argot.new && mv -f bin/argot.new bin/argot

demo: build ## Build the examples with gcc and with argot; compare behaviour and instructions.
	@"$(PYTHON)" -B Examples/demo.py bin/argot .demo

test: swift-test harnesses bench-check lint ## Run every test, then the linter.
	@printf '\nAll tests passed.\n'

swift-test: setup ## Run the tests of the Swift package.
	swift build --build-tests
	swift test --skip-build

harnesses: build ## Run the tests that compile and call C.
	@set -e; for harness in $(HARNESSES); do scripts/run-harness.sh "$$harness"; done

test-libclangs: setup ## Run the tests that read C with libclang 14 to 18 (from PyPI) besides those found here.
	swift build --build-tests
	ARGOT_TEST_LIBCLANGS=$$(scripts/libclangs.sh) && export ARGOT_TEST_LIBCLANGS \
		&& swift test --skip-build --filter 'FrontendTests|CheckTests|ConventionTests'

test-long: syntax-long differential-long ## Run the tests that take many minutes.

syntax-long: build ## Compare all formats of four bytes, and many random ones, with every CPython.
	@scripts/run-harness.sh Tests/syntax/run.sh --length 4 --draws 50000 --seed 2

differential-long: build ## Compare ten million calls under each minor version of CPython.
	@scripts/run-harness.sh Tests/differential/run.sh --newest --debug --calls 10000000 --effort 8

lint: ## Check the format of the Swift sources.
	swift format lint --strict --recursive Sources Plugins Tests Package.swift

bench: build ## Compare Argot with CPython, Cython, nanobind and others; write Benchmarks/README.md (PYTHONS names interpreters).
	@Benchmarks/peers/run.sh

bench-instructions: build ## Count instructions per call, CPython's own beside the compiled ones.
	@Benchmarks/instructions/run.sh

bench-time: build ## Compare the times of calls, from C and from Python; wants an idle machine.
	@Benchmarks/instructions/run.sh --time

bench-pool: build ## Call every parse unit with all values of the comparison; fail if one is slower than it may be (an hour).
	@scripts/run-harness.sh Benchmarks/instructions/run.sh --pool

bench-check: build ## Fail if compiled calls take more instructions, allocations or bytes than they may.
	@set -e; for folder in instructions scaling peers; do (cd Benchmarks/$$folder && "$(PYTHON)" -B -m unittest --quiet); done
	@scripts/run-harness.sh Benchmarks/instructions/run.sh --check

bench-scaling: build ## Measure how costs grow with units, formats and files; draw charts (half an hour).
	@Benchmarks/scaling/run.sh

test-cpython: build ## Run CPython's own tests of its C API, plain and compiled; 3.11 and 3.13 have to be there.
	@scripts/run-harness.sh Tests/cpython/run.sh --require 3.11,3.13

packages: build ## Build public packages through the launcher and run their own tests.
	@scripts/run-harness.sh Tests/packages/run.sh

bench-builds: build ## Measure what the launcher adds to the CPU time of compiles, on what `make packages` built.
	@Tests/packages/run.sh --overhead

check-corpus: build ## Run the rules over the packages of `make packages` and CPython's own sources; compare with what is known.
	@scripts/run-harness.sh Tests/corpus/run.sh

check-recall: build ## Leave releases out of the same code, and count how many of these faults the group `flow` notices.
	@Tests/corpus/recall.sh

test-builds: build ## Build small extensions with the usual build systems, compiler caches and options.
	@scripts/run-harness.sh Tests/builds/run.sh

mutants: setup ## Plant faults one at a time, and demand that a test fails for each (takes most of an hour).
	@scripts/run-harness.sh Tests/mutants/run.sh

clean: ## Remove what building, testing and measuring made.
	rm -rf .build .build-mutants bin .cpython .packages .builds .libclangs .demo .bench .venv .venv-*
