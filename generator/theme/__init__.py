"""The look of the site: a MkDocs theme of the name `dateline` that extends Material, so that it works without our plugin too."""
