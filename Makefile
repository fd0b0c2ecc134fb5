# The front door. Each target does its own set-up, once; `make` alone lists them.
# `exec` in a recipe: GNU make 3.81 looks up a command without shell words on its own PATH, not on the one set here.
.PHONY: help up test review destroy clean
.SUFFIXES:

PLUGINS ?= stand-in
export PLUGINS

# npm runs on the machine's own Node; everything else on the project's, which npm installs.
machine_path := $(PATH)
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

packages := node_modules/.package-lock.json
engine := engine/.build/ready

help:
	@printf '%s\n' 'make up [PLUGINS=real]' 'make test' 'make review BASE=<revision>' 'make destroy' 'make clean'

up: $(packages) $(engine)
	@exec node simulator/up.ts

test: $(packages) $(engine)
	@exec node test/count.ts

review: $(packages)
	@test -n "$(BASE)" || { echo 'What is to be compared? make review BASE=<revision>, for example BASE=main'; exit 2; }
	@exec node review/cli.ts --base "$(BASE)"

destroy: $(packages) $(engine)
	@exec node simulator/up.ts --destroy

# All that the other targets made. Go's own cache stays, so the engine is back within seconds.
clean:
	@rm -rf out .simulated engine/.build node_modules

$(packages): package-lock.json
	@PATH="$(machine_path)" engine/packages.sh

$(engine): engine/go.mod engine/go.sum engine/build.ts engine/install.ts engine/release.ts | $(packages)
	@node engine/install.ts && mkdir -p $(@D) && touch $@
