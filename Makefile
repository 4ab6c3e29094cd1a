# The commands of the README. Every target that builds depends on `setup`, which does nothing when all is there.
.PHONY: setup build test demo bench conformance install lint

CARGO ?= cargo
PREFIX ?= /usr/local

setup:
	@.ci/setup

# lumenc and its two workers, optimized.
build: setup
	$(CARGO) build --release

# Everything that CI runs: executables first, because tests start them.
test: setup
	$(CARGO) build
	$(CARGO) build --release
	$(CARGO) test
	$(CARGO) fmt --all --check
	$(CARGO) clippy --all-targets -- -D warnings

# Verify, build, run and audit a document, then see a wrong one refuted with values.
demo: build
	@.ci/demo

# The figures of docs/performance.md.
bench: build
	@.ci/bench

install: build
	install -d $(PREFIX)/lib/lumenc $(PREFIX)/bin
	install target/release/lumenc target/release/lumenc-z3 target/release/lumenc-llvm $(PREFIX)/lib/lumenc/
	install third_party/z3/lib/libz3.so.5.4 $(PREFIX)/lib/lumenc/
	ln -sf ../lib/lumenc/lumenc $(PREFIX)/bin/lumenc
