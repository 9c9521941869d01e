"""What dialects of Markdown add to it, written as what pandoc reads: Obsidian, mdBook, Quarto, bookdown, Jekyll."""

import posixpath
import re
from collections.abc import Callable

from octavo.importing.callouts import with_callouts
from octavo.importing.manuscript import Loss
from octavo.importing.source_folder import SourceFolder

DEEPEST = 8
"""How deep files may include each other."""

_FENCE = re.compile(r"^(?P<indent>[ ]{0,3}|\s*>?\s*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_INCLUDE = re.compile(
    r"\{\{\s*#(?:include|rustdoc_include|playground)\s+([^\s}]+)[^}]*\}\}|\{\{<\s*include\s+(\S+)\s*>\}\}"
)
_CHUNK = re.compile(r"\{\s*=?([A-Za-z0-9_]+)([ ,].*|)\}")
_GRAPHICS = re.compile(r"include_graphics\(\s*(?:c\()?((?:\s*[\"'][^\"']+[\"']\s*,?)+)")
_WIDTH = re.compile(r"out[.-]width\s*[:=]\s*[\"']?([\d.]+(?:%|px|in|cm|mm))")
_CAPTION = re.compile(r"fig[.-]cap\s*[:=]\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')")
_ALT = re.compile(r"fig[.-]alt\s*[:=]\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')")
_HIDDEN = re.compile(r"(?:echo|include|eval)\s*[:=]\s*(?:FALSE|F\b|false)")
_TEXT_REFERENCE = re.compile(r"^\((ref:[\w-]+)\)[ ]+(.+)$", re.MULTILINE)


def plain_markdown(name: str, folder: SourceFolder, losses: list[Loss]) -> str:
    """Return the text of a file with what its dialect adds written out; what cannot be is told in ``losses``."""
    text = _included(folder.text(name), name, folder, losses, 0)
    references = dict(_TEXT_REFERENCE.findall(text))
    text = _TEXT_REFERENCE.sub("", text)
    for key, words in references.items():
        text = text.replace(f"({key})", words)
    if name.lower().endswith(_RUN):
        text = _outside_code(text, lambda prose: _without_inline_code(prose, name, losses), lambda *_: None)
    return _outside_code(with_callouts(text), _replaced, lambda info, lines: _chunk(info, lines, name, losses))


_RUN = (".rmd", ".qmd")
_INLINE_CODE = re.compile(r"(?<!`)(?:(`{2,})(?!`).*?(?<!`)\1(?!`)|`(?:r |\{(?:r|python|julia)\} ?)([^`]+)`(?!`))")


def _without_inline_code(prose: str, name: str, losses: list[Loss]) -> str:
    """Put comments in the places of code in a line, whose result Quarto and bookdown would write there."""

    def put(found: "re.Match[str]") -> str:
        if found[2] is None:
            return found[0]
        code = found[2].strip()
        what = "code in a line is run when its book is made: its result is not here, a comment marks the place"
        losses.append(Loss(place=name, what=f"{what}: {code[:60]}"))
        return f"<!-- {code.replace('--', '- -')} -->"

    return _INLINE_CODE.sub(put, prose)


def _included(text: str, name: str, folder: SourceFolder, losses: list[Loss], depth: int) -> str:
    """Put files in the places that include them; of a range of lines or an anchor, that part."""

    def put(found: "re.Match[str]") -> str:
        target, *part = (found[1] or found[2]).split(":")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        if depth >= DEEPEST or not folder.has(path):
            losses.append(Loss(place=name, what=f"the file '{target}' that it includes is not there"))
            return ""
        inside = _part(folder.text(path), part)
        return (
            _included(inside, path, folder, losses, depth + 1).rstrip("\n")
            if path.endswith((".md", ".qmd", ".Rmd"))
            else inside
        )

    return _INCLUDE.sub(put, text)


def _part(text: str, part: list[str]) -> str:
    """Return the lines of a file that an include names: ``2:10``, ``:10``, or an anchor."""
    lines = text.split("\n")
    if not part or not any(part):
        return text.rstrip("\n")
    if all(not each or each.isdigit() for each in part):
        start = int(part[0] or 1) - 1
        end = int(part[1] or len(lines)) if len(part) > 1 else start + 1
        return "\n".join(lines[start:end])
    inside, found = False, []
    for line in lines:
        if re.search(rf"ANCHOR:\s*{re.escape(part[0])}\b", line):
            inside = True
        elif re.search(rf"ANCHOR_END:\s*{re.escape(part[0])}\b", line):
            inside = False
        elif inside and "ANCHOR" not in line:
            found.append(line)
    return "\n".join(found)


def _outside_code(text: str, change: Callable[[str], str], chunk: Callable[[str, list[str]], list[str] | None]) -> str:
    """Return ``text`` with ``change`` made outside of blocks of code, and blocks that are run as ``chunk`` has them."""
    done: list[str] = []
    prose: list[str] = []
    lines = iter(text.split("\n"))
    for line in lines:
        opening = _FENCE.match(line)
        if opening is None:
            prose.append(line)
            continue
        done.append(change("\n".join(prose)))
        prose = []
        inside = []
        for other in lines:
            if re.fullmatch(rf"\s*>?\s*{re.escape(opening['fence'][0])}{{{len(opening['fence'])},}}\s*", other):
                closing = other
                break
            inside.append(other)
        else:
            closing = opening["indent"] + opening["fence"]
        made = chunk(opening["info"].strip(), inside)
        done += [line, *inside, closing] if made is None else made
    done.append(change("\n".join(prose)))
    return "\n".join(done)


def _replaced(text: str) -> str:
    for pattern, written in _MARKS:
        text = pattern.sub(written, text)
    return text


_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"%%(.*?)%%", re.DOTALL), r"<!--\1-->"),
    (re.compile(r"(?<=\S)[ ]+\^[A-Za-z0-9-]+$", re.MULTILINE), ""),
    (re.compile(r"\\?@ref\(([\w:.-]+)\)"), r"[\1](#\1){.octavo-reference}"),
    (re.compile(r"\(\\#((?:fig|tab|eq|thm|lem|def|exm|exr):[\w.-]+)\)"), r"[]{#\1}"),
    (re.compile(r"^#\s*\((?:PART\\?\*?|APPENDIX)\)[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"(!\[[^\]\n]*\]\([^()\s]+)[ ]+=(\d+)%(?:x\d*%?)?\)"), r"\1){width=\2%}"),
    (re.compile(r"(!\[[^\]\n]*\]\([^()\s]+)[ ]+=(\d+)(?:x\d*)?\)"), r"\1){width=\2px}"),
    (re.compile(r"(!\[[^\]\n]*\]\([^()\s]+)[ ]+=x(\d+)\)"), r"\1){height=\2px}"),
    (re.compile(r"!\[([^\]\n|]*)\|(\d+)(?:x\d+)?\]\(([^()\s]+)\)"), r"![\1](\3){width=\2px}"),
    (re.compile(r"!\[\[([^\]\n|]+\.(?:png|jpe?g|gif|svg|webp))\|(\d+)(?:x\d+)?\]\]"), r"![](<\1>){width=\2px}"),
    (re.compile(r"\\\[[ ]*((?=(?:(?!\\\]).)*?\\[A-Za-z])(?:[^\]\\\n]|\\(?!\]).)+?)[ ]*\\\]"), r"$$\1$$"),
    (re.compile(r"\\\([ ]*((?=(?:(?!\\\)).)*?\\[A-Za-z])(?:[^)\\\n]|\\(?!\)).)+?)[ ]*\\\)"), r"$\1$"),
    (re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}"), ""),
    (re.compile(r"\{\{<\s*pagebreak\s*>\}\}"), ""),
    (re.compile(r"^\[\[?_?(?:toc|TOC)_?\]\]?\s*$", re.MULTILINE), ""),
    (re.compile(r"\{\{\s*#title\s+[^}]*\}\}"), ""),
)


def _chunk(info: str, lines: list[str], name: str, losses: list[Loss]) -> list[str] | None:
    """Return what stands for a block of code: for one that shows a picture, the picture; for others, their code."""
    found = _CHUNK.fullmatch(info)
    if found is None or found[1].startswith("."):
        # mdBook hides lines of Rust that begin with a number sign.
        language = info.split(",", maxsplit=1)[0]
        if "," in info and language == "rust":
            return [f"```{language}", *(line for line in lines if not re.match(r"\s*#(?: |$)", line)), "```"]
        return None
    options = f"{found[2]}\n" + "\n".join(line for line in lines if line.startswith("#|"))
    code = [line for line in lines if not line.startswith("#|")]
    label = re.match(r"\s*,?\s*([A-Za-z][\w-]*)\s*(?:,|$)", found[2]) or re.search(r"#\|\s*label:\s*([\w-]+)", options)
    if picture := _GRAPHICS.search("\n".join(code)):
        caption, alt = _CAPTION.search(options), _ALT.search(options)
        words = (caption[1] or caption[2] or "") if caption else ""
        described = f' alt="{(alt[1] or alt[2] or "").replace(chr(34), chr(39))}"' if alt else ""
        prefix = "" if not label or label[1].startswith("fig-") else "fig:"
        identity = f"#{prefix}{label[1]}" if label else ""
        width = f" width={size[1]}" if (size := _WIDTH.search(options)) else ""
        first, *others = re.findall(r"[\"']([^\"']+)[\"']", picture[1])
        row = [f"![{words}]({first}){{{identity}{described}{width}}}"]
        return ["", " ".join((*row, *(f"![]({each}){{{width.strip()}}}" for each in others))), ""]
    caption = _CAPTION.search(options)
    lost = f", nor its caption '{caption[1] or caption[2]}'" if caption else ""
    what = f"a block of {found[1]} code is run when its book is made: its result is not here{lost}"
    if _HIDDEN.search(options):
        losses.append(Loss(place=name, what=f"{what}, and its code was hidden: {' '.join(code)[:60]}"))
        return []
    losses.append(Loss(place=name, what=f"{what}, its code is kept: {' '.join(code)[:60]}"))
    return [f"```{found[1]}", *code, "```"]
