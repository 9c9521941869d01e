"""What is found in our own books is no false place: each says, in its own file, what was looked for."""

import json
import re

import pytest

from tests.e2e.workshop import ROOT, Workshop

SPAN_END = re.compile(r"\d\d\d\d(?:–|--|/)(\d\d)(?!\d)")


@pytest.mark.parametrize(("book", "year"), [("great-terror", "1937"), ("handbook", "2026")])
def test_no_place_of_a_year_in_our_books_is_false(built: Workshop, book: str, year: str) -> None:
    done = built.run("find", book, year, "--no-pages", "--json")
    places = json.loads(done.stdout)["places"]

    assert done.returncode == 0
    assert book != "great-terror" or len(places) > 100
    for each in places:
        line = (ROOT / each["path"]).read_text().split("\n")[each["line"] - 1][each["column"] - 1 :]
        ends = SPAN_END.findall(each["words"])
        assert each["form"] == "age computed from it" or year in each["words"] or year[2:] in ends, each
        assert each["what"] == "index" or line.startswith(each["words"].split()[0]), each
