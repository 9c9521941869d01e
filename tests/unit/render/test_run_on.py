"""In a compact book the sections of the body are one unit, and are compared as one."""

from octavo.check.artefacts.book_reading import book_reading
from octavo.check.artefacts.compact_books import as_one, joined_on_screen, runs
from octavo.check.artefacts.epub import ReadText
from octavo.model.output import Unit
from octavo.render.run_on import run_on
from tests.unit.render.factory import book, compact


def unit(name: str, kind: str, matter: str) -> Unit:
    return Unit(id=name, kind=kind, matter=matter, title=name, body=f"<{name}/>", language="en", anchors=(name,))


def test_sections_of_the_body_run_on_and_others_begin_pages() -> None:
    units = [
        unit("preface", "text", "front"),
        unit("part", "part", "body"),
        unit("one", "chapter", "body"),
        unit("two", "chapter", "body"),
        unit("index", "index", "back"),
    ]

    assert [(each.id, each.body, each.anchors) for each in run_on(units)] == [
        ("preface", "<preface/>", ("preface",)),
        ("part", "<part/><one/><two/>", ("part", "one", "two")),
        ("index", "<index/>", ("index",)),
    ]


def test_what_runs_on_is_read_as_one_section() -> None:
    readings = book_reading(compact(book()))
    together = runs(compact(book()), readings)
    (long,) = (run for run in together if len(run) > 1)
    one = as_one(long)
    texts = {reading.id: ReadText(text=reading.id, pictures=1) for reading in readings}

    assert [run[0].id for run in runs(book(), readings)] == [reading.id for reading in readings]
    assert one.stretches == tuple(stretch for reading in long for stretch in reading.stretches)
    assert len(one.pictures) == sum(len(reading.pictures) for reading in long)
    assert dict(joined_on_screen(texts, together))[one.id].text == "\n".join(reading.id for reading in long)
