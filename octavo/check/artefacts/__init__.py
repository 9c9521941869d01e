"""Finished files in, diagnostics out: nothing is made here, and nothing of how it was made is known."""
