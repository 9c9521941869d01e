"""What style sheets say of classes that a reader would see: small capitals, slant, weight, page breaks."""

import re
from collections.abc import Iterable, Iterator, Mapping

_CLASS = re.compile(r"(?:[a-z0-9]+)?\.([A-Za-z_][\w-]*)", re.IGNORECASE)
_SAID: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("font-variant", re.compile(r"\b(?:all-)?small-caps\b"), "css:smallcaps"),
    ("font-variant-caps", re.compile(r"\b(?:all-)?small-caps\b"), "css:smallcaps"),
    ("font-style", re.compile(r"\b(?:italic|oblique)\b"), "css:emphasis"),
    ("font-weight", re.compile(r"\b(?:bold|bolder|[6-9]00)\b"), "css:strong"),
    ("text-decoration", re.compile(r"\bline-through\b"), "css:strike"),
    ("vertical-align", re.compile(r"\b(?:super|text-top)\b"), "css:superscript"),
    ("vertical-align", re.compile(r"\bsub\b"), "css:subscript"),
    ("text-align", re.compile(r"\bcenter\b"), "css:centred"),
    ("page-break-before", re.compile(r"\b(?:always|left|right)\b"), "css:page-break"),
    ("break-before", re.compile(r"\b(?:always|page|left|right|recto|verso)\b"), "css:page-break"),
)
BLOCK_HINTS = frozenset({"css:centred", "css:page-break"})
"""What is seen of a block; of words everything else is."""


def hints_of_sheets(sheets: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return what style sheets say of each class that a selector names alone, such as ``.sc`` or ``span.sc``."""
    import tinycss2

    found: dict[str, frozenset[str]] = {}
    for sheet in sheets:
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            hints = frozenset(_hints(tinycss2.parse_blocks_contents(rule.content)))
            for selector in tinycss2.serialize(rule.prelude).split(",") if hints else ():
                if match := _CLASS.fullmatch(selector.strip()):
                    found[match[1]] = found.get(match[1], frozenset()) | hints
    return found


def hints_of_style(style: str) -> frozenset[str]:
    """Return what a ``style`` attribute says."""
    import tinycss2

    return frozenset(_hints(tinycss2.parse_blocks_contents(style))) if style else frozenset()


def _hints(declarations: Iterable[object]) -> Iterator[str]:
    import tinycss2

    for each in declarations:
        if getattr(each, "type", "") != "declaration":
            continue
        value = tinycss2.serialize(getattr(each, "value", [])).lower()
        for name, pattern, hint in _SAID:
            if getattr(each, "lower_name", "") == name and pattern.search(value):
                yield hint
