"""The checks: of the manuscript before it is laid out, and of the finished files."""
