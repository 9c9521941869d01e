"""Read LaTeX: its files joined to one, what pandoc does not read written otherwise, and all that it skips told."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from octavo.importing.cited_works import bib_of
from octavo.importing.drawn_pages import picture_of_pdf
from octavo.importing.latex_layout import without_layout
from octavo.importing.manuscript import Loss, SourceDocument, SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.pandoc_counting import counts_of_blocks
from octavo.importing.pandoc_reading import read
from octavo.importing.remarks import INDEX
from octavo.importing.source_folder import SourceFolder
from octavo.model.origin import Origin
from octavo.pandoc import Element, Json, kind_of

DEEPEST = 12
"""How deep files may include each other."""

_INCLUDE = re.compile(r"\\(?:input|include|subfile)\s*\{\s*([^{}]+?)\s*\}|\\input\s+([^\s\\{}]+)")
_COMMENT = re.compile(r"(?<!\\)%")
_MARK = re.compile(r"\\index\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_MATTER = re.compile(r"\\(frontmatter|mainmatter|backmatter|appendix)\b\s*(?:\{\})?|\\begin\{appendi(?:x|ces)\}")
_MATTERS: Mapping[str, str] = {"frontmatter": "frontmatter", "mainmatter": "", "backmatter": "backmatter"}
_DIVIDER = "octavomatterbeginshere"
_SKIPPED = re.compile(r"\[(?:INFO|WARNING)\] (?:Skipped '(.*)'|(.*?))(?: at .*? line (\d+) column \d+)?$")
_HARMLESS = re.compile(
    r"\\(?:maketitle|tableofcontents|listof\w+|centering|raggedright|noindent|indent|small|large|Large|footnotesize"
    r"|normalsize|vspace|hspace|vfill|hfill|(?:small|med|big)skip|(?:page|line)break|clearpage|cleardoublepage"
    r"|thispagestyle|pagestyle|pagenumbering|setcounter|addcontentsline|hyphenation|usepackage|printindex|makeindex"
    r"|protect|sloppy|fussy|newpage|phantomsection|markboth|let|def|setlength|addtolength|label|bibliographystyle"
    r"|begingroup|endgroup|selectfont|par|strut|null|relax|columnbreak|nopagebreak|goodbreak|toprule|midrule"
    r"|begin\{poetry\}|end\{poetry\}|bottomrule|hline|setstretch|doublespacing|singlespacing|onehalfspacing|theoremstyle|makeatletter|makeatother)(?![A-Za-z])"
)
_PICTURES = ("", ".svg", ".png", ".jpg", ".jpeg", ".pdf", ".PNG", ".JPG", ".gif")


def read_latex(content: bytes, name: str, folder: SourceFolder, place: Origin) -> SourceManuscript:
    """Read a document that lies in ``folder`` as ``name``. Raises ``Faulty`` with OC187 where pandoc refuses it."""
    losses: list[Loss] = []
    del content
    joined = _joined(folder.text(name), name, folder, losses, 0)
    whole = without_layout(joined, lambda what: losses.append(Loss(place=name, what=what)))
    matters: list[str] = []
    text = _prepared(whole, matters)
    told = read(text, "latex", place, ["--verbose"])
    losses += _skipped(told.remarks, name)
    media: dict[str, bytes] = {}
    paths = (
        re.findall(r"\{([^{}]+)\}", found[1])
        if (found := re.search(r"\\graphicspath\s*\{((?:\{[^{}]*\})+)\}", whole))
        else []
    )
    blocks = [_placed(block, _Finder(folder, posixpath.dirname(name), paths, media)) for block in told.blocks]
    documents = _divided([each for each in blocks if isinstance(each, dict)], matters)
    language = re.search(
        r"\\usepackage\[(?:.*,)?\s*(\w+)\s*\]\{babel\}|\\setdefaultlanguage(?:\[[^\]]*\])?\{(\w+)\}", whole
    )
    return SourceManuscript(
        documents=documents,
        metadata=SourceMetadata(
            title=told.text("title"),
            subtitle=told.text("subtitle"),
            people=tuple(SourcePerson(name=each) for each in told.texts("author")),
            language=told.text("lang") or _LANGUAGES.get((language[1] or language[2]) if language else "", ""),
            date="",
        ),
        media=media,
        works=bib_of(told.meta, posixpath.dirname(name), folder, losses),
        losses=tuple(losses),
        part_level=1 if re.search(r"\\part\b", whole) else 0,
        counts=counts_of_blocks(block for document in documents for block in document.blocks),
        is_counted_apart=False,
    )


_LANGUAGES: Mapping[str, str] = {
    **dict.fromkeys(("english", "american", "USenglish"), "en-US"),
    **dict.fromkeys(("british", "UKenglish"), "en-GB"),
    **dict.fromkeys(("german", "ngerman"), "de"),
    **dict.fromkeys(("french", "francais"), "fr"),
    "spanish": "es",
    "italian": "it",
    "polish": "pl",
    "russian": "ru",
    "ukrainian": "uk",
}


def _joined(text: str, root: str, folder: SourceFolder, losses: list[Loss], depth: int) -> str:
    """Put the files in their places that a text includes; what is commented out includes nothing."""

    def put(found: "re.Match[str]") -> str:
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if _COMMENT.search(before):
            return found[0]
        target = found[1] or found[2]
        for file in (f"{target}.tex", target):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(root), file))
            if folder.has(path) and depth < DEEPEST:
                return "\n" + _joined(folder.text(path), root, folder, losses, depth + 1) + "\n"
        losses.append(Loss(place=root, what=f"the file '{target}' that it includes is not there"))
        return ""

    return _INCLUDE.sub(put, text)


def _prepared(text: str, matters: list[str]) -> str:
    """Write verse and marks of the index so that pandoc keeps them, and mark where front and back matter begin."""

    def divide(found: "re.Match[str]") -> str:
        matters.append(_MATTERS.get(found[1] or "appendix", "appendix"))
        return rf"\par {_DIVIDER}\par "

    def index(found: "re.Match[str]") -> str:
        path = "!".join(part.rpartition("@")[2].strip() for part in found[1].partition("|")[0].split("!"))
        bare = re.sub(r"\\[A-Za-z]+\s*|[{}$]", "", path).strip("! ")
        return rf"\href{{{INDEX}{quote(bare).replace('%', '@')}}}{{}}" if bare else ""

    text = re.sub(r"\\(begin|end)\{verse\}", r"\\\1{poetry}", text)
    before, begin, body = text.partition(r"\begin{document}")
    return before + begin + _MATTER.sub(divide, _MARK.sub(index, body)) if begin else text


def _divided(blocks: Sequence[Element], matters: Sequence[str]) -> tuple[SourceDocument, ...]:
    """Divide the blocks where front matter, back matter or appendices begin."""
    found: list[tuple[str, list[Element]]] = [("", [])]
    waiting = iter(matters)
    for block in blocks:
        match block:
            case {"t": "Para", "c": [{"t": "Str", "c": text}]} if text == _DIVIDER:
                found.append((next(waiting, ""), []))
            case _:
                found[-1][1].append(block)
    return tuple(SourceDocument(path="", blocks=tuple(inside), matter=matter) for matter, inside in found if inside)


class _Finder:
    """Finds the pictures that a document names, often without their suffix."""

    def __init__(self, folder: SourceFolder, base: str, paths: Sequence[str], media: dict[str, bytes]) -> None:
        self.folder, self.bases, self.media = folder, (base, *(posixpath.join(base, path) for path in paths)), media

    def name(self, url: str) -> str:
        """Return the name of a picture, whose bytes are then known; a page of a PDF becomes a picture of pixels."""
        for base in self.bases:
            for suffix in _PICTURES:
                path = posixpath.normpath(posixpath.join(base, url + suffix))
                if not self.folder.has(path):
                    continue
                if not path.lower().endswith(".pdf"):
                    self.media[path] = self.folder.read(path)
                    return path
                if drawn := picture_of_pdf(self.folder.read(path)):
                    self.media[f"{path}.png"] = drawn
                    return f"{path}.png"
        return url


def _placed(value: Json, finder: _Finder) -> Json:
    if isinstance(value, list):
        return [_placed(each, finder) for each in value]
    if not isinstance(value, dict):
        return value
    match kind_of(value), value.get("c"):
        case "Image", [given, words, [str(url), title]]:
            return {"t": "Image", "c": [given, words, [finder.name(url), title]]}
        case _:
            return {**value, "c": _placed(value["c"], finder)} if "c" in value else value


def _skipped(remarks: Sequence[str], name: str) -> Iterator[Loss]:
    """Yield what pandoc did not read, each command once; what only moves things about on a page is no loss."""
    times: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for remark in remarks:
        found = _SKIPPED.match(remark.strip())
        if found is None or not found[1] or _HARMLESS.match(found[1]) or "@" in found[1]:
            continue
        command = re.match(r"\\?[A-Za-z@*]+", found[1])
        key = command[0] if command else found[1]
        times[key] += 1
        first.setdefault(key, (found[1], found[3] or ""))
    for key, number in times.items():
        shown, line = first[key]
        many = f", {number} times" if number > 1 else ""
        where = f"{name}, line {line} of the whole" if line else name
        yield Loss(place=where, what=f"a command that is not read was left out{many}: {shown[:100]}")
