"""The manuscript read as an editor would read it, before anything is laid out: publication in, diagnostics out."""
