# The front door of a first visit. Each target does its own set-up, once; `make` alone lists them. Everything after
# set-up is ./integrations.
# `exec` in a recipe: GNU make 3.81 looks up a command without shell words on its own PATH, not on the one set here.
.PHONY: help up tenant test review battery plugin destroy clean
.SUFFIXES:

PLUGINS ?= stand-in
# The stack of the sandbox: dev, or gallery. One of a real tenant is refused by ./integrations.
STACK ?= dev

# What a target does not read is refused, and so is a STACK of the shell, which may be meant for something else.
read := PLUGINS BASE STACK
unread := $(filter-out $(read),$(foreach word,$(MAKEOVERRIDES),$(firstword $(subst =, ,$(word)))))
unread += $(foreach name,STACK TENANT,$(if $(filter environment,$(origin $(name))),$(name)))
ifneq ($(strip $(unread)),)
  $(error $(strip $(unread)): not read here. make works on the sandbox alone (stack dev, or STACK=gallery behind the target); for a real tenant: ./integrations <verb> --stack <name>)
endif
ifeq ($(filter stand-in real,$(PLUGINS)),)
  $(error PLUGINS=$(PLUGINS): write PLUGINS=stand-in or PLUGINS=real)
endif

# npm runs on the machine's own Node; everything else on the project's, which npm installs.
machine_path := $(PATH)
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

packages := node_modules/.package-lock.json
engine := engine/.build/ready

help:
	@printf '%s\n' 'make up [STACK=gallery] [PLUGINS=real]' 'make tenant' 'make test' 'make review BASE=<revision>' 'make battery' 'make plugin' 'make destroy' 'make clean' \
	  './integrations --help'

up: $(packages) $(engine)
	@exec ./integrations --stack '$(STACK)' sandbox up --plugins $(PLUGINS)

# The simulated tenant by itself, until Ctrl-C.
tenant: $(packages)
	@exec ./integrations --stack '$(STACK)' sandbox tenant

test: $(packages) $(engine)
	@exec node test/count.ts

review: $(packages)
	@test -n "$(BASE)" || { echo 'What is to be compared? make review BASE=<revision>, for example BASE=main'; exit 2; }
	@exec ./integrations review --base "$(BASE)"

# Every fault at every request: docs/reliability.md. About half an hour on two cores; stopped, it goes on from there.
battery: $(packages)
	@exec node battery/run.ts

# The component for programs in other languages: docs/component.md.
plugin: $(packages)
	@exec node plugin/build.ts

destroy: $(packages) $(engine)
	@exec ./integrations --stack '$(STACK)' sandbox destroy --plugins $(PLUGINS)

# All that the other targets made. Go's own cache stays, so the engine is back within seconds.
clean:
	@rm -rf out .simulated engine/.build plugin/build node_modules

$(packages): package-lock.json
	@PATH="$(machine_path)" engine/packages.sh

$(engine): engine/go.mod engine/go.sum engine/build.ts engine/install.ts engine/release.ts | $(packages)
	@node engine/install.ts && mkdir -p $(@D) && touch $@
