"""From a typeset PDF or a rendition to what people get: one module a format."""
