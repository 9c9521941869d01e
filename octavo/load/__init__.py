"""Files become a publication: YAML with places, records, Markdown with its marks, dates, images, themes, languages."""
