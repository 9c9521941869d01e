"""What the section 'prose' of a language says has an effect: without it, something else is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.check.manuscript.manuscripts import facts, manuscript

EVENT = (
    'id: first-lit\n  date: "1884-03-01"\n  text: The lamp => id: first-lit\n  date: "1884-03-01"\n  text: {} The lamp'
)


@pytest.mark.parametrize(
    ("key", "files"),
    [
        ("pronouns", {"text": "::: sidebar person=wren\nAda Wren kept the lamp. She died in 1900.\n:::"}),
        ("governing", {"text": "The son of Ada Wren was born in 1900."}),
        ("first_words", {"text": "Then Wren died in 1900."}),
        ("deaths", {"events": EVENT.format("Ada Wren dies.")}),
    ],
)
def test_what_reads_prose_depends_on_every_key(key: str, files: dict[str, str], tmp_path: Path) -> None:
    publication = manuscript(tmp_path, **files)
    prose = publication.language.prose
    assert prose is not None

    less = replace(prose, **{key: ()})  # type: ignore[arg-type]  # the key is that of a list
    without = replace(publication, language=replace(publication.language, prose=less))

    assert facts(without) != facts(publication)
