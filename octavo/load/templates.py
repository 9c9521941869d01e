"""Templates: the files of structure in templates/."""

from pathlib import Path

from octavo.load.files import decode, place_of
from octavo.model.output import Templates

SUFFIX = ".j2"


def load_templates(folder: Path, *, root: Path) -> Templates:
    """Return the templates in ``folder``; raises ``Faulty`` with OC107 where one is no text."""
    texts = (
        (path.relative_to(folder).as_posix(), decode(path.read_bytes(), place_of(path, root)))
        for path in sorted(folder.rglob(f"*{SUFFIX}"))
    )
    return Templates(folder=folder.name, texts=tuple(texts))
