"""What the styles of a source become in a book: the table of ``import.yaml``, and what it says if nobody changed it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.importing.yaml_text import value_of_yaml
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

TABLE = "import.yaml"

BLOCK_ROLES = (
    *("plain", "extract", "verse", "epigraph", "dedication", "attribution", "centred", "first"),
    *("sidebar", "note", "warning", "summary", "opening", "questions", "disagree"),
    *("box-title", "caption", "code", "separator", "title", "subtitle", "author"),
    *("heading-1", "heading-2", "heading-3", "heading-4", "omit"),
)
"""What a style of paragraphs, or a class of blocks, may become."""

WORD_ROLES = (
    *("plain", "emphasis", "strong", "code", "smallcaps", "acronym", "title", "nohyphen"),
    *("strike", "subscript", "superscript", "highlight", "key", "small", "underline", "omit"),
)
"""What a style of characters, or a class of words, may become."""

BOXES = ("note", "warning", "summary", "opening", "questions", "disagree")

_BLOCKS: Mapping[str, str] = {
    **dict.fromkeys(("block text", "quote", "intense quote", "quotations", "extract", "block quotation"), "extract"),
    **dict.fromkeys(("blockquote", "epub:z3998:letter", "bq", "prose extract", "epub:z3998:recipient"), "extract"),
    **dict.fromkeys(
        ("verse", "poem", "poetry", "poetry-container", "lg", "song", "hymn", "stanza", "linegroup"), "verse"
    ),
    **dict.fromkeys(("epub:z3998:verse", "epub:z3998:poem", "epub:z3998:song", "epub:z3998:hymn"), "verse"),
    **dict.fromkeys(("verse extract", "poetry extract"), "verse"),
    **dict.fromkeys(("epigraph", "epub:epigraph"), "epigraph"),
    **dict.fromkeys(("dedication", "epub:dedication"), "dedication"),
    **dict.fromkeys(
        ("attribution", "epigraph source", "epigraph-source", "signature", "source", "quote source"), "attribution"
    ),
    **dict.fromkeys(("epub:z3998:signature", "epub:se:letter.dateline"), "attribution"),
    **dict.fromkeys(("center", "centre", "centered", "centred", "css:centred"), "centred"),
    **dict.fromkeys(("sidebar", "sidebar text", "epub:sidebar", "aside"), "sidebar"),
    **dict.fromkeys(
        ("note", "callout-note", "rmdnote", "admonition-note", "infobox", "box", "box-note", "tip"), "note"
    ),
    **dict.fromkeys(("callout-tip", "rmdtip", "callout-important", "important", "textbox", "epub:notice"), "note"),
    **dict.fromkeys(
        ("warning", "callout-warning", "callout-caution", "caution", "rmdwarning", "rmdcaution"), "warning"
    ),
    **dict.fromkeys(("rmdimportant", "box-warning", "danger"), "warning"),
    **dict.fromkeys(("key-takeaways", "summary", "box-summary", "textbox--key-takeaways"), "summary"),
    **dict.fromkeys(("learning-objectives", "box-opening", "textbox--learning-objectives"), "opening"),
    **dict.fromkeys(("exercises", "box-questions", "textbox--exercises", "questions"), "questions"),
    "box-disagree": "disagree",
    "box-label": "omit",
    **dict.fromkeys(("box-title", "sidebar-head", "textbox__title", "callout-title", "admonition-title"), "box-title"),
    **dict.fromkeys(
        ("caption", "image caption", "table caption", "figure", "illustration", "wp-caption-text"), "caption"
    ),
    **dict.fromkeys(("source code", "preformatted text", "html preformatted", "code", "listing"), "code"),
    **dict.fromkeys(("title", "book title"), "title"),
    **dict.fromkeys(("subtitle", "book subtitle"), "subtitle"),
    **dict.fromkeys(("author", "book author"), "author"),
    **dict.fromkeys(("heading 1", "chapter title", "chapter heading"), "heading-1"),
    "heading 2": "heading-2",
    "heading 3": "heading-3",
    "heading 4": "heading-4",
}

_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("smallcaps", "small-caps", "sc", "smcap", "smcaps", "small caps", "css:smallcaps"), "smallcaps"),
    **dict.fromkeys(
        ("emphasis", "intense emphasis", "subtle emphasis", "css:emphasis", "italic", "italics"), "emphasis"
    ),
    **dict.fromkeys(("strong", "css:strong", "bold", "strong emphasis"), "strong"),
    **dict.fromkeys(("verbatim char", "source text", "code", "html code", "teletype"), "code"),
    **dict.fromkeys(("book title", "epub:se:name.publication.book", "work title", "cite"), "title"),
    **dict.fromkeys(("acronym", "abbr", "epub:z3998:initialism", "epub:z3998:acronym"), "acronym"),
    **dict.fromkeys(("css:strike", "strikethrough"), "strike"),
    **dict.fromkeys(("css:subscript", "subscript"), "subscript"),
    **dict.fromkeys(("css:superscript", "superscript"), "superscript"),
    **dict.fromkeys(("mark", "highlight", "highlighted"), "highlight"),
    **dict.fromkeys(("kbd", "keyboard"), "key"),
    "small": "small",
}


@dataclass(slots=True, kw_only=True)
class Roles:
    """The roles of styles by their names, and how often each name was met.

    Names are compared without regard to capitals. What an editor has said of a name comes before what Octavo says.
    """

    blocks: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    split: int = 0
    met_blocks: Counter[str] = field(default_factory=Counter)
    met_words: Counter[str] = field(default_factory=Counter)

    def of_block(self, names: tuple[str, ...]) -> str:
        """Return the role of a block that has styles or classes of these ``names``; *plain* where none has one."""
        self.met_blocks.update(dict.fromkeys(names, 1))
        return _first(names, self.blocks, _BLOCKS)

    def of_words(self, names: tuple[str, ...]) -> str:
        """Return the role of words; *plain* where they have none."""
        self.met_words.update(dict.fromkeys(names, 1))
        return _first(names, self.words, _WORDS)


def _first(names: tuple[str, ...], said: Mapping[str, str], known: Mapping[str, str]) -> str:
    for name in names:
        if role := said.get(name.casefold()):
            return role
    # A class such as 'box' says less than 'box-warning' beside it.
    return next(
        (role for name in sorted(names, key=_VAGUE.__contains__) if (role := _known(name.casefold(), known))), "plain"
    )


_VAGUE = frozenset({".box", ".note", ".textbox", ".tip"})


def _known(name: str, known: Mapping[str, str]) -> str:
    """Return the role that Octavo gives to a name; what a class says of titles is not to be relied upon."""
    role = known.get(name.removeprefix("."), "")
    return (
        ""
        if name.startswith(".") and role in {"title", "subtitle", "author", "caption"} and name != ".caption"
        else role
    )


def read_roles(text: str, place: Origin) -> Roles:
    """Read a table of roles. Raises ``Faulty`` with OC190 where it is no such table."""
    value = value_of_yaml(text, place, "OC190")
    given = value if isinstance(value, dict) else {}
    faults = []
    if value is not None and not isinstance(value, dict):
        faults.append(fault("OC190", place, problem="it is no list of keys and values"))
    lines = text.splitlines()

    def table(key: str, roles: tuple[str, ...]) -> dict[str, str]:
        found = {}
        entries = given.get(key) or {}
        for name, role in entries.items() if isinstance(entries, dict) else ():
            if role not in roles:
                at = next((number for number, line in enumerate(lines, 1) if str(name) in line), 0)
                problem = f"'{role}' is no role of {key}; use one of: {', '.join(roles)}"
                faults.append(fault("OC190", Origin(place.path, at), problem=problem))
            found[str(name).casefold()] = str(role)
        return found

    split = given.get("split", 0)
    if not isinstance(split, int) or not 0 <= split <= len("######"):
        faults.append(fault("OC190", place, problem=f"split is {split!r}, but a level is a number of 1 to 6"))
    roles = Roles(blocks=table("blocks", BLOCK_ROLES), words=table("words", WORD_ROLES), split=split or 0)
    if faults:
        raise Faulty(faults)
    return roles


_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9 _-]*")


def written_roles(roles: Roles, split: int) -> str:
    """Return the table of roles as a file to edit: every style that the source has, and its role in the book."""
    lines = [
        "# What the styles and classes of the source become in this book. Change a role, then import again:",
        "#   octavo import FILE --into BOOK --update",
        f"# Roles of blocks: {', '.join(BLOCK_ROLES)}.",
        f"# Roles of words: {', '.join(WORD_ROLES)}.",
        "# 'omit' leaves words out, and the report says so. 'split' is the level of heading at which a text begins.",
        f"split: {split}",
    ]
    for key, met, role in (("blocks", roles.met_blocks, roles.of_block), ("words", roles.met_words, roles.of_words)):
        names = sorted(met, key=lambda name: (name.casefold(), name))
        lines.append(f"{key}:" if names else f"{key}: {{}}")
        lines += [f"  {_key(name)}: {role((name,))}" for name in names]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    if _SAFE.fullmatch(name) and name.casefold() not in {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}:
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
