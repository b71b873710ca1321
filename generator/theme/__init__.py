"""The look of the site: the MkDocs theme `dateline`, which extends Material and works without our plugin too."""
