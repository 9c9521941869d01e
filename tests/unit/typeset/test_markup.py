"""The document that the engine is given is read as XML; a reader of HTML would find the same in it."""

from xml.etree import ElementTree as ET

from octavo.model.page_map import PageMap
from octavo.typeset import markup
from octavo.typeset.system import layout_engine
from octavo.typeset.unit_document import unit_source
from tests import whole_document
from tests.unit.typeset.samples import book


def written(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")


def as_html(text: str) -> str:
    """Return ``text`` with void elements and empty elements as HTML has them."""
    root = ET.fromstring(text)  # noqa: S314 -- our own markup
    return f"<!DOCTYPE html>{ET.tostring(root, encoding='unicode', method='html')}"


def test_the_engine_finds_what_a_reader_of_html_finds() -> None:
    rendition = book(3)
    texts = [unit_source(rendition, unit, pages=PageMap(pages={}, count=0)).decode() for unit in rendition.units]
    bodies = [(unit, markup.parse(unit)) for unit in rendition.units]
    texts.append(whole_document.joined_document(rendition.metadata, bodies, style="p > a { content: '&' }"))
    with layout_engine():
        from weasyprint import HTML

        from octavo.typeset.engine.drawing import html_of

        for text in texts:
            read = html_of(text, base_url="file:///book/", url_fetcher=None)
            by_html = HTML(string=as_html(text), base_url="file:///book/")
            # Serialising HTML tells readers in which encoding it is; nothing of that is laid out.
            head = by_html.etree_element.find("head")
            for meta in head.findall("meta[@charset]"):
                head.remove(meta)

            assert written(read.etree_element) == written(by_html.etree_element)
            assert vars(read).keys() == vars(by_html).keys()
            assert (read.base_url, read.media_type) == (by_html.base_url, by_html.media_type)
