"""The names of the engines, apart from the engines: these take long to load, and most builds have nothing to do."""

import re

ENGINE = re.compile(r"inline|processes(:[1-9]\d{0,2})?|dask://[^/\s]+:\d+")
"""``inline`` runs every task where it is submitted, ``processes`` or ``processes:4`` in worker processes.

``dask://host:port`` hands tasks to the workers of a running scheduler, which must have the same Octavo installed.
"""
