"""Links to the files of other texts lead to the sections that these are."""

import pytest

from octavo.model.book import Section
from octavo.model.inlines import Inline, Reference, Text
from octavo.model.origin import Origin
from octavo.model.prose import Heading, Paragraph
from octavo.resolve.file_links import join_file_links


def section(identifier: str, path: str, *links: Inline) -> Section:
    heading = Heading(level=2, children=(Text(value="How deep"),), id=f"{identifier}--how-deep")
    return Section(
        id=identifier,
        kind="chapter",
        matter="body",
        title=(Text(value=identifier),),
        blocks=(heading, Paragraph(children=links)),
        origin=Origin(path, 1, 1),
    )


@pytest.mark.parametrize(
    ("file", "place", "target"),
    [
        ("content/b/text/02-well.md", "", "well"),
        ("content/b/text/02-well.md", "how-deep", "well--how-deep"),
        ("content/b/text/02-well.md", "How-deep", "well--how-deep"),
        ("content/b/text/02-well.md", "rope--how-deep", "rope--how-deep"),
        ("content/b/02-well.html", "", "well"),
        ("content/b/text/02-well.md", "nowhere", "nowhere"),
        ("content/b/text/09-lost.md", "", None),
    ],
)
def test_a_link_to_a_file_leads_to_its_section_or_heading(file: str, place: str, target: str | None) -> None:
    link = Reference(target=place, file=file, children=(Text(value="there"),))
    rope = section("rope", "content/b/text/03-rope.md", link)

    joined = join_file_links((section("well", "content/b/text/02-well.md"), rope))

    block = joined[1].blocks[1]
    assert isinstance(block, Paragraph)
    expected = link if target is None else Reference(target=target, children=(Text(value="there"),))
    assert block.children == (expected,)
