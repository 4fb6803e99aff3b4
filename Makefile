.DEFAULT_GOAL := help
STATICCHECK := go tool -modfile=.ci/tools/go.mod staticcheck

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: ## try Versus in the browser: a small Slack on loopback, no account
	go run ./cmd/versus sandbox

.PHONY: test
test: ## test everything; installs Chromium and PostgreSQL where it may, says what to install where not
	@.ci/need chromium postgres
	@.ci/with-postgres go test $(TESTFLAGS) ./...

.PHONY: race
race: ## the same tests under the race detector
	@.ci/need chromium postgres
	@.ci/with-postgres go test -race $(TESTFLAGS) ./...

.PHONY: lint
lint: ## formatting, vet, staticcheck, go.mod, the dataset
	@test -z "$$(gofmt -l .)" || { echo "not formatted:"; gofmt -l .; exit 1; }
	go vet ./...
	$(STATICCHECK) ./...
	go mod tidy -diff
	go run ./cmd/versus data check

.PHONY: eval
eval: ## the question set: right and wrong by kind, and every confidently wrong headline
	go test ./answers/eval -run TestQuestions -v -count=1

.PHONY: bench
bench: ## how fast a question is answered, beside the usual alternatives on the same questions
	go run -C answers/bench .

.PHONY: web
web: ## rebuild the sandbox's page
	@.ci/need node
	npm --prefix bot/sandbox/web ci --no-audit --no-fund
	npm --prefix bot/sandbox/web test
	npm --prefix bot/sandbox/web run build

.PHONY: faults
faults: ## the long programme of crashes, cuts and replicas against the digests
	@.ci/need postgres
	@.ci/with-postgres go test ./bot/digest/faults -run TestProgramme -v -count=1 -timeout 60m -long
