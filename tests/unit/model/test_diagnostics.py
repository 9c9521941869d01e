"""A finding is one line, whatever the names are that it tells."""

import pytest

from octavo.model.diagnostics import fault
from octavo.model.origin import Origin


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a\nb.md", r"a\nb.md"),
        ("\x1b[31mred.md", r"\x1b[31mred.md"),
        ("cr\r.md", r"cr\r.md"),
        ("gpj.\u202eexe.md", r"gpj.\u202eexe.md"),
        ("line\u2028s.md", r"line\u2028s.md"),
        ("fünf Äpfel.md", "fünf Äpfel.md"),
    ],
)
def test_no_name_of_a_file_parts_its_line_or_speaks_to_the_terminal(name: str, told: str) -> None:
    found = fault("OC122", Origin(f"content/b/{name}"), file=name)

    assert str(found).startswith(f"content/b/{told}: warning OC122: nothing reads the file '{told}' ·")
    assert len(str(found).splitlines()) == 1
