"""Objects of PDF become values, as another reader has them; what we never write is refused."""

import pikepdf
import pytest

from octavo.pdf.values import PdfName, PdfReference, UnreadableError, Value, parse

OBJECTS = [
    b"<</S /Span/P 12 0 R/T (page of a\\(b\\)\\\\)/Pg 7 0 R/K [1 2 <</Type /MCR/Pg 8 0 R/MCID 0>>]>>",
    b"[0 -1.5 .25 3. -7 true false null /DeviceRGB <> <FEFF00e90301> (line\nline)]",
    b"<</A <</B [[] [<<>>]]>>>>",
    b"  /Name \n",
]


def as_value(item: object) -> Value:
    """Return what pikepdf has parsed as :func:`parse` would."""
    match item:
        case pikepdf.Dictionary():
            return {key[1:]: as_value(each) for key, each in item.items()}
        case pikepdf.Array():
            return [as_value(each) for each in item]
        case pikepdf.Name():
            return PdfName(str(item)[1:])
        case pikepdf.String():
            return str(item)
        case bool() | int() | None:
            return item
        case _:
            return float(item)  # type: ignore[arg-type]


@pytest.mark.parametrize("written", OBJECTS)
def test_objects_are_read_as_another_reader_reads_them(written: bytes) -> None:
    referring = written.replace(b" 0 R", b"")

    assert parse(referring) == as_value(pikepdf.Object.parse(referring))


def test_kinds_are_told_apart() -> None:
    kinds = {key: type(each) for key, each in parse(b"<</A 5 0 R/B 5/C /n/D (n)/E <ff>/F 5.0>>").items()}  # type: ignore[union-attr]

    assert kinds == {"A": PdfReference, "B": int, "C": PdfName, "D": str, "E": bytes, "F": float}


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"<<",
        b"<</A>>",
        b"[1",
        b"1 2",
        b"<</A 1>> 2",
        b"(\\n)",
        b"(\xe9)",
        b"<f>",
        b"5 1 R",
        b"% 1",
        b"]",
        b"<<1 2>>",
    ],
)
def test_what_we_never_write_is_refused(written: bytes) -> None:
    with pytest.raises(UnreadableError):
        parse(written)
