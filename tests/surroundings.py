"""The environment of programs that tests start."""

import os

UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
"""Without the measuring of coverage, which doubles the time: for what other tests run as well, and for copies."""
