# The site's look as it is kept in the tree: web/assets, made anew by npm from tools/site.
site-assets:
	@mkdir -p build/site
	tools/site/build.sh $(CURDIR)/build/site
	cp build/site/site.css build/site/leaflet.js web/assets/
.PHONY: site-assets
