"""SVG drawings as the outputs hold them: what is drawn, without what says who drew it, where and with what."""

import re
from base64 import b64decode, b64encode
from binascii import Error
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

from octavo.model.book import ImageFile

SVG, XLINK, XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
DRAWN = (f"{{{SVG}}}",)
SAID = (f"{{{XLINK}}}", f"{{{XML}}}")
"""How the names of elements that are drawn begin, and those of attributes that say how, beside the names without."""

STYLE = f"{{{SVG}}}style"
PRIVATE = frozenset(f"{{{SVG}}}{word}" for word in ("metadata", "title", "desc"))
"""Elements that are not drawn. What the drawing shows is said by the alternative text of its figure."""

REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
EMBEDDED = re.compile(r"\s*data:image/(png|jpe?g);base64,(.*)", re.DOTALL | re.IGNORECASE)


def plain(drawing: bytes) -> bytes:
    """Return ``drawing`` without metadata, comments, and what belongs to the program that it was drawn with.

    Photographs in it lose what :func:`octavo.render.raster_images.prepared` takes out of those that stand alone. The
    drawing was read by :mod:`octavo.load.drawings`, which refuses entities and what is not well formed.
    """
    root = fromstring(drawing)  # noqa: S314 -- entities are refused where drawings are read
    _clean(root)
    register_namespace("", SVG)
    register_namespace("xlink", XLINK)
    made: bytes = tostring(root, "utf-8", xml_declaration=True)
    return made + b"\n"


def _clean(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if name.startswith("data-") or (name.startswith("{") and not name.startswith(SAID)):
            del element.attrib[name]
        elif found := EMBEDDED.match(value):
            element.attrib[name] = _without_private_marks(found, value)
    for child in list(element):
        if not child.tag.startswith(DRAWN) or child.tag in PRIVATE:
            _take_out(element, child)
        elif child.tag == STYLE:
            child.text = REMARK.sub("", child.text or "")
        else:
            _clean(child)


def _take_out(element: Element, child: Element) -> None:
    """Take a child out, and leave the text behind it."""
    place = list(element).index(child)
    if place:
        element[place - 1].tail = (element[place - 1].tail or "") + (child.tail or "")
    else:
        element.text = (element.text or "") + (child.tail or "")
    element.remove(child)


def _without_private_marks(found: re.Match[str], value: str) -> str:
    """Return the address of an embedded picture without its private marks; one that is damaged is left as it is."""
    from PIL import Image

    from octavo.render.raster_images import JPEG, prepared

    try:
        content = b64decode("".join(found[2].split()), validate=False)
        with Image.open(BytesIO(content)) as opened:
            width, height = opened.size
        picture = prepared(ImageFile(content=content, width=width, height=height), max(width, height)).content
    except (Error, OSError, ValueError, SyntaxError):
        return value
    kind = "jpeg" if picture.startswith(JPEG) else "png"
    return f"data:image/{kind};base64,{b64encode(picture).decode()}"
