"""Editions of a book: where its words stand in each printing, what is corrected, and what has changed."""
