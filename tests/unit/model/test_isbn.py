"""ISBNs are checked, printed as written and put into metadata as URNs."""

import pytest

from octavo.model import isbn


@pytest.mark.parametrize(
    ("written", "urn", "printed"),
    [
        ("978-3-16-148410-0", "urn:isbn:9783161484100", "ISBN 978-3-16-148410-0"),
        ("9783161484100", "urn:isbn:9783161484100", "ISBN 9783161484100"),
        ("ISBN 978 3 16 148410 0", "urn:isbn:9783161484100", "ISBN 978-3-16-148410-0"),
        ("urn:isbn:9783161484100", "urn:isbn:9783161484100", "ISBN 9783161484100"),
        ("3-16-148410-X", "urn:isbn:9783161484100", "ISBN 3-16-148410-X"),
        ("0-306-40615-2", "urn:isbn:9780306406157", "ISBN 0-306-40615-2"),
    ],
)
def test_an_isbn_is_read_however_it_is_written(written: str, urn: str, printed: str) -> None:
    assert isbn.is_meant(written)
    assert isbn.is_valid(written)
    assert isbn.as_urn(written) == urn
    assert isbn.as_printed(written) == printed


@pytest.mark.parametrize(
    "written",
    ["978-3-16-148410-1", "3-16-148410-1", "978316148410", "ISBN 12", "urn:isbn:x", "97831614841000", "X161484100"],
)
def test_a_wrong_isbn_is_told(written: str) -> None:
    assert not isbn.is_valid(written)


@pytest.mark.parametrize("written", ["urn:uuid:0c0d7a31-0000-5000-8000-000000000000", "doi:10.1000/182", "shop-17", ""])
def test_other_identifiers_are_no_isbns(written: str) -> None:
    assert not isbn.is_meant(written)
    assert not isbn.is_valid(written)
