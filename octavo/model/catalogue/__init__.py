"""Every fault that Octavo can find, worded in one place.

Codes: 1xx load, 2xx resolve, 3xx render, 4xx editions, 5xx typeset, 6xx package, 7xx check, 8xx manuscript, 9xx system;
a module for each, and two more for marks and imports (1xx). Messages are lower case, blame nobody, quote values and end
without a full stop; a hint says the next action.
"""

from collections.abc import Mapping

from octavo.model.catalogue import (
    check,
    editions,
    importing,
    load,
    manuscript,
    marks,
    package,
    render,
    resolve,
    system,
    typeset,
)
from octavo.model.catalogue.wording import Wording

CATALOGUE: Mapping[str, Wording] = {
    **dict(sorted({**load.ROWS, **marks.ROWS, **importing.ROWS}.items())),
    **resolve.ROWS,
    **render.ROWS,
    **editions.ROWS,
    **typeset.ROWS,
    **package.ROWS,
    **check.ROWS,
    **manuscript.ROWS,
    **system.ROWS,
}
