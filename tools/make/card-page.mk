# The page of a safety card as people use it, in a real Chromium.
card-browser: build/safekeep
	tests/browser/card.sh
.PHONY: card-browser
TEST_TARGETS += card-browser
