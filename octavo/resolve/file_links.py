"""Let links to the files of other texts lead to the sections of the book that these are."""

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from octavo.model.inlines import Inline, Inlines, Reference
from octavo.model.prose import Place
from octavo.model.transform import Rules, change_marks, rewrite_section
from octavo.resolve.anchors import WRITTEN, ids_of, slug
from octavo.resolve.registers import Sections


def join_file_links(sections: Sections) -> Sections:
    """Return ``sections`` with the ids of sections and headings in the place of files and what stands behind a ``#``.

    A heading is found by its id or, as other programs do, by its words. A link to what is no text of the book stays.
    """
    files = _files(sections)
    ids = ids_of(sections)

    def joined(inline: Inline) -> Inlines:
        if not isinstance(inline, Reference) or not inline.file:
            return (inline,)
        section = files.get(inline.file) or files.get(posixpath.splitext(posixpath.basename(inline.file))[0])
        if section is None:
            return (inline,)
        places = (inline.target, f"{section}--{slug(inline.target)}") if inline.target else (section,)
        target = next((place for place in places if place in ids), inline.target)
        return (replace(inline, target=target, file=""),)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, joined)

    return tuple(rewrite_section(section, Rules(run=run)) for section in sections)


def _files(sections: Sections) -> Mapping[str, str]:
    """Return the ids of sections by the paths of their files and, where only one has it, by the name alone."""
    written = {section.origin.path: section.id for section in sections if section.kind in WRITTEN}
    stems: dict[str, set[str]] = {}
    for path, section in written.items():
        stems.setdefault(posixpath.splitext(posixpath.basename(path))[0], set()).add(section)
    return {**{stem: next(iter(found)) for stem, found in stems.items() if len(found) == 1}, **written}
