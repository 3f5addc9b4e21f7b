# make card-pictures     the pictures of docs/guides/card.md and README: Northmere's card as it comes, a draft
card-pictures: build/safekeep
	rm -rf build/pictures/card && mkdir -p build/pictures/card
	build/safekeep card new build/pictures/card/card
	build/safekeep card print build/pictures/card/card --language en --language ar --out build/pictures/card/card.pdf
	build/safekeep card print build/pictures/card/card --language en --layout sheet-8up --out build/pictures/card/sheet.pdf
	build/safekeep card page build/pictures/card/card --out build/pictures/card/page
	pdftoppm -r 140 -png build/pictures/card/card.pdf build/pictures/card/card
	pdftoppm -r 60 -png -f 1 -l 1 -singlefile build/pictures/card/sheet.pdf docs/pictures/card-sheet
	cp build/pictures/card/card-1.png docs/pictures/card-front.png
	cp build/pictures/card/card-2.png docs/pictures/card-back.png
	cp build/pictures/card/card-3.png docs/pictures/card-arabic.png
	tests/browser/screenshot.sh build/pictures/card/page/index.html docs/pictures/card-phone.png 390 780
.PHONY: card-pictures
