# The checks that read the source. Each takes a folder, so that tests/checks/planted.sh can show it one that must be red.
doors:
	@tools/doors.sh .
quiet:
	@tools/quiet.sh .
names:
	@tools/names.sh .
tidy:
	@tools/tidy.sh .
longest:
	@tools/longest.sh .
.PHONY: doors quiet names tidy longest
