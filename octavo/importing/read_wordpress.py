"""Read an export of WordPress or Pressbooks (WXR): its posts in their order, as pages of HTML."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element as Node

from octavo.importing.html_counting import TEX, counts_of, total
from octavo.importing.html_documents import documents_of
from octavo.importing.manuscript import Loss, SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.read_html import html_tree
from octavo.importing.source_folder import SourceFolder
from octavo.importing.xml_trees import xml_tree
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

_KINDS: Mapping[str, str] = {"front-matter": "frontmatter", "back-matter": "backmatter", "chapter": "", "part": "part"}
_ORDER = ("front-matter", "part", "chapter", "page", "post", "back-matter", "glossary")
_STATUS = frozenset({"publish", "private", "web-only", "inherit", "draft", "pending", "future"})
_BLOCK = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr"
    r"|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|style|script|iframe)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FOOTNOTE = re.compile(r"\[footnote\](.*?)\[/footnote\]", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(
    r"\[caption[^\]]*\]\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*?)\[/caption\]", re.DOTALL | re.IGNORECASE
)
_LATEX = re.compile(r"\[latex\](.*?)\[/latex\]|\$latex\s+(.*?)\$", re.DOTALL)
_SHORT = re.compile(r"\[(/?)([a-z][a-z0-9_-]+)((?:\s[^\]]*)?)\]")
_ROLES: Mapping[str, str] = {"pb_authors": "author", "pb_editors": "editor", "pb_translators": "translator",
                             "pb_illustrators": "illustrator"}  # fmt: skip


def read_wordpress(content: bytes, _name: str, folder: SourceFolder, place: Origin) -> SourceManuscript:
    """Read an export of a book or a site. Raises ``Faulty`` with OC186 where it is not well formed, and OC189."""
    root = xml_tree(content, place)
    items = [item for item in root.iter("item") if _text(item, "wp:status") in _STATUS]
    losses: list[Loss] = []
    pages, kinds, labels = {}, {}, {}
    places: dict[str, str] = {}
    for post in sorted((item for item in items if _type(item) in _ORDER), key=_key(items)):
        written = _text(post, "content:encoded")
        title = " ".join(html.unescape(_text(post, "title")).split())
        if not _COMMENT.sub("", written).strip() and _type(post) != "part":
            losses.append(Loss(place=title, what="a page with nothing on it was left out"))
            continue
        path = f"{_type(post)}-{_text(post, 'wp:post_name') or _text(post, 'wp:post_id')}"
        while path in pages:
            path += "-2"
        heading = f"<h1>{html.escape(title)}</h1>" if title else ""
        pages[path] = html_tree(f"<body>{heading}{_as_html(written, path, losses)}</body>")
        kinds[path], labels[path] = _type(post), title
        places[_address(_text(post, "link"))] = path
    if not pages:
        raise Faulty([fault("OC189", place, file=place.path)])
    for page in pages.values():
        _lead_to_pages(page, places)
    media = dict(_media(pages, folder))
    found = documents_of(pages, place=place, hints={}, labels={})
    documents = tuple(
        replace(each, kind=_KINDS.get(kinds[each.path], ""), label=labels[each.path], is_text=True,
                part=labels[each.path] if kinds[each.path] == "part" else "")
        for each in (replace(one, path=one.path or next(iter(pages))) for one in found.documents)
    )  # fmt: skip
    return SourceManuscript(
        documents=documents,
        metadata=_metadata(root, items),
        media={**media, **found.media},
        losses=(*losses, *found.losses),
        replaced=found.replaced,
        links_of_contents=found.links_of_contents,
        counts=total([counts_of(page) for page in pages.values()]),
    )


def _address(url: str) -> str:
    """Return an address on the net without what makes no difference: scheme, last slash, fragment."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path.rstrip('/')}".lower() + (f"?{parts.query}" if parts.query else "")


def _lead_to_pages(page: Node, places: Mapping[str, str]) -> None:
    """Let links to the addresses of the posts lead to the pages that these become."""
    for node in page.iter("a"):
        url = node.get("href", "")
        if path := places.get(_address(url)) if urlsplit(url).netloc else None:
            fragment = urlsplit(url).fragment
            node.set("href", f"{path}#{fragment}" if fragment else path)


def _type(item: Node) -> str:
    return _text(item, "wp:post_type")


def _text(item: Node, tag: str) -> str:
    return next((node.text or "" for node in item if node.tag == tag), "").strip()


def _key(items: list[Node]) -> Callable[[Node], tuple[int, int, int, int, str]]:
    """Return how posts are ordered: front matter, parts each with its chapters, back matter, as their numbers say."""
    parts = {_text(item, "wp:post_id"): _number(item) for item in items if _type(item) == "part"}

    def key(item: Node) -> tuple[int, int, int, int, str]:
        kind, parent = _type(item), _text(item, "wp:post_parent")
        if kind in {"part", "chapter"}:
            own = _text(item, "wp:post_id") if kind == "part" else parent
            return (1, parts.get(own, 0), int(own or 0), 0 if kind == "part" else 1 + _number(item), "")
        place = {"front-matter": 0, "back-matter": 3}.get(kind, 2)
        return (place, _number(item), 0, 0, _text(item, "wp:post_date") if kind == "post" else "")

    return key


def _number(item: Node) -> int:
    order = _text(item, "wp:menu_order")
    return int(order) if order.lstrip("-").isdigit() else 0


def _as_html(written: str, path: str, losses: list[Loss]) -> str:
    """Return the text of a post as HTML: short codes that have a mark, and paragraphs where an empty line ends one."""
    notes: list[str] = []

    def note(found: "re.Match[str]") -> str:
        notes.append(found[1].strip())
        number = len(notes)
        return f'<a epub:type="noteref" id="{path}-r{number}" href="#{path}-n{number}">{number}</a>'

    text = _FOOTNOTE.sub(note, written)
    text = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", text)
    text = _LATEX.sub(lambda found: f"<{TEX}>{found[1] or found[2]}</{TEX}>", text)
    text = _SHORT.sub(lambda found: _short_code(found, path, losses), text)
    asides = "".join(
        f'<aside epub:type="footnote" id="{path}-n{number}"><p>{words}</p></aside>'
        for number, words in enumerate(notes, start=1)
    )
    return _paragraphs(text) + asides


_KNOWN = frozenset(
    {"footnote", "caption", "latex", "embed", "h5p", "gallery", "audio", "video", "pb_glossary", "textbox", "anchor"}
    | {"heading", "subheading", "blockquote", "code", "em", "strong", "media"}
)
_AS_TAGS: Mapping[str, str] = {
    **{name: name for name in ("blockquote", "code", "em", "strong")},
    "heading": "h2",
    "subheading": "h3",
}


def _short_code(found: "re.Match[str]", path: str, losses: list[Loss]) -> str:
    name = found[2]
    if name not in _KNOWN:
        return found[0]
    if name in _AS_TAGS:
        return f"<{found[1]}{_AS_TAGS[name]}>"
    if name == "textbox":
        return "</div>" if found[1] else '<div class="textbox">'
    if not found[1] and name not in {"pb_glossary", "anchor"}:
        losses.append(Loss(place=path, what=f"what '[{name}]' shows was left out: {found[0][:80]}"))
    return ""


def _paragraphs(text: str) -> str:
    """Return text with ``<p>`` around what empty lines divide, as WordPress shows it (its function *wpautop*)."""
    if re.search(r"<!--\s*wp:", text):
        return text
    pieces = re.split(r"(<pre\b.*?</pre>)", text.replace("\r\n", "\n"), flags=re.DOTALL | re.IGNORECASE)
    done: list[str] = []
    for piece in pieces:
        if piece.lower().startswith("<pre"):
            done.append(piece)
            continue
        for chunk in re.split(r"\n\s*\n", piece):
            bare = chunk.strip()
            if bare and not _BLOCK.match(bare):
                bare = "<p>" + re.sub(r"(?<!>)\n", "<br/>", bare) + "</p>"
            done.append(bare)
    return "\n".join(done)


def _media(pages: Mapping[str, Node], folder: SourceFolder) -> Iterator[tuple[str, bytes]]:
    """Yield pictures that lie beside the export under the names that their addresses end with."""
    names = {posixpath.basename(name): name for name in folder.names(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")}
    for root in pages.values():
        for node in root.iter("img"):
            own = posixpath.basename(unquote(urlsplit(node.get("src", "")).path))
            if own in names:
                node.set("src", names[own])
                yield names[own], folder.read(names[own])


def _metadata(root: Node, items: list[Node]) -> SourceMetadata:
    """Return what Pressbooks says of a book or, for a site, its title and language."""
    said: dict[str, list[str]] = {}
    for item in items + [item for item in root.iter("item") if _type(item) == "metadata"]:
        if _type(item) == "metadata":
            for meta in item.iter("wp:postmeta"):
                said.setdefault(_text(meta, "wp:meta_key"), []).append(_text(meta, "wp:meta_value"))
    channel = next(root.iter("channel"), root)

    def first(*keys: str) -> str:
        return next((each for key in keys for each in said.get(key, ()) if each), "")

    people = [
        SourcePerson(name=name, role=role)
        for key, role in _ROLES.items()
        for name in dict.fromkeys(said.get(key, ()))
        if name
    ]
    names = {_text(node, "wp:author_login"): _text(node, "wp:author_display_name") for node in root.iter("wp:author")}
    people = [replace(each, name=names.get(each.name) or each.name) for each in people]
    numbers = {"epub": first("pb_ebook_isbn"), "print": first("pb_print_isbn")}
    about = first("pb_about_50", "pb_about_140") or _text(channel, "description")
    return SourceMetadata(
        title=html.unescape(first("pb_title") or _text(channel, "title")),
        subtitle=html.unescape(first("pb_subtitle")),
        people=tuple(people),
        language=first("pb_language") or _text(channel, "language"),
        identifiers={form: number for form, number in numbers.items() if number},
        publisher=first("pb_publisher"),
        rights=first("pb_custom_copyright", "pb_book_license", "pb_copyright_holder"),
        description=re.sub(r"<[^>]+>", "", html.unescape(about)),
        subjects=tuple(dict.fromkeys(filter(None, said.get("pb_keywords_tags", ())))),
    )
