"""Books to renditions: XHTML, style sheets and the files that they need, for paper or for screens."""
