"""Build the publications: `python3 build.py build`, the same as `octavo build`.

Works with any python3 once `make` has set up the environment in .venv: the command is run there.
"""

import os
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent / ".venv"
INTERPRETER = ENVIRONMENT / "bin" / "python"

if __name__ == "__main__":
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        if not INTERPRETER.exists():
            sys.exit("build.py: there is no .venv yet; `make` sets it up")
        os.execv(INTERPRETER, [str(INTERPRETER), __file__, *sys.argv[1:]])  # noqa: S606 -- this very file, run by the environment

    from octavo.cli import main

    sys.exit(main())
