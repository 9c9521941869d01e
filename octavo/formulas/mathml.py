"""Formulas as MathML (MathML Core, W3C), which screens set and voices read, with their TeX as an annotation.

Written from what the library has read, so that paper and screen show the same formula.
"""

from collections.abc import Callable, Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from octavo.formulas.formula_reading import ReadFormula, Tree, UnreadableFormulaError

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

VARIANTS: Mapping[str, Mapping[str, int]] = {
    "bold": {"A": 0x1D400, "a": 0x1D41A, "0": 0x1D7CE, "Α": 0x1D6A8, "α": 0x1D6C2},
    "bold-italic": {"A": 0x1D468, "a": 0x1D482, "Α": 0x1D71C, "α": 0x1D736},
    "double-struck": {"A": 0x1D538, "a": 0x1D552, "0": 0x1D7D8},
    "fraktur": {"A": 0x1D504, "a": 0x1D51E},
    "monospace": {"A": 0x1D670, "a": 0x1D68A, "0": 0x1D7F6},
    "sans-serif": {"A": 0x1D5A0, "a": 0x1D5BA, "0": 0x1D7E2},
    "calligraphic": {"A": 0x1D49C, "a": 0x1D4B6},
}
"""Where the letters of a style begin among the signs of mathematics (Unicode, 1D400 to 1D7FF), by their first."""

HOLES: Mapping[int, str] = {
    **{0x1D49C + ord(sign) - ord("A"): found for sign, found in zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)},
    **{0x1D4B6 + ord(sign) - ord("a"): found for sign, found in zip("ego", "ℯℊℴ", strict=True)},
    **{0x1D504 + ord(sign) - ord("A"): found for sign, found in zip("CHIRZ", "ℭℌℑℜℨ", strict=True)},
    **{0x1D538 + ord(sign) - ord("A"): found for sign, found in zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)},
}
"""Letters that Unicode had before, and that have no place among the others."""

FENCES: Mapping[str, tuple[str, str]] = {
    "p-matrix": ("(", ")"),
    "b-matrix": ("[", "]"),
    "brace-matrix": ("{", "}"),
    "v-matrix": ("|", "|"),
    "v-v-matrix": ("‖", "‖"),
    "cases": ("{", ""),
    "r-cases": ("", "}"),
}
"""The signs around a table, by its shape."""

SIDES: Mapping[str, str] = {"l": "left", "r": "right", "c": "center"}


def mathml(tex: str, formula: ReadFormula, *, is_displayed: bool) -> str:
    """Return the element ``math`` for a formula, whose source is ``tex``.

    Raises :class:`~octavo.formulas.formula_reading.UnreadableFormulaError` where MathML has no way to say it.
    """
    opening = f'<math xmlns="{NAMESPACE}" display="{"block" if is_displayed else "inline"}"'
    annotation = f'<annotation encoding="application/x-tex">{escape(tex)}</annotation>'
    content = _row([formula.tree])
    return f"{opening} alttext={quoteattr(formula.speech)}><semantics>{content}{annotation}</semantics></math>"


def _one(node: Tree) -> str:
    """Return the one element for ``node``."""
    kind = str(node["type"])
    if kind not in _WRITERS:
        raise UnreadableFormulaError(f"screens have no way to show '{kind}' in a formula")
    return _WRITERS[kind](node)


def _row(nodes: Iterable[Tree]) -> str:
    inside = [_one(node) for node in nodes]
    return inside[0] if len(inside) == 1 else f"<mrow>{''.join(inside)}</mrow>"


def _identifier(node: Tree) -> str:
    name, variant = str(node["name"]), str(node.get("variant", ""))
    if variant == "upright":
        return f'<mi mathvariant="normal">{escape(name)}</mi>'
    return f"<mi>{escape(''.join(_letter(sign, variant) for sign in name))}</mi>"


def _letter(sign: str, variant: str) -> str:
    """Return a letter in the style ``variant``, which has signs of its own."""
    starts = VARIANTS.get(variant, {})
    for first, length in (("A", 26), ("a", 26), ("0", 10), ("Α", 25), ("α", 25)):
        place = ord(sign) - ord(first)
        if first in starts and 0 <= place < length:
            return HOLES.get(starts[first] + place, chr(starts[first] + place))
    return sign


def _number(node: Tree) -> str:
    value, sign = str(node["value"]), str(node.get("thousands", ""))
    if sign:
        whole, point, rest = value.partition(".")
        value = f"{int(whole):,}".replace(",", sign) + point + rest
    starts = str(node.get("variant", ""))
    return f"<mn>{escape(''.join(_letter(each, starts) for each in value))}</mn>"


def _operator(node: Tree) -> str:
    return f"<mo>{escape(str(node['symbol']))}</mo>"


def _fence(sign: str, form: str) -> str:
    return f'<mo fence="true" stretchy="true" form="{form}">{escape(sign)}</mo>' if sign else ""


def _function(node: Tree) -> str:
    return f"<mi>{escape(str(node['name']))}</mi><mo>&#8289;</mo>"


def _scripts(node: Tree) -> str:
    base: Tree = node["base"]
    # The library puts limits of sums below and above where a formula is displayed; MathML does so by itself.
    is_limited = bool(base.get("limits")) or base["type"] in {"large-operator", "brace", "stacked"}
    is_integral = str(base.get("symbol", "")) in set("∫∬∭∮∯∰")
    names = ("munder", "mover", "munderover") if is_limited and not is_integral else ("msub", "msup", "msubsup")
    inside = f"<mi>{escape(str(base['name']))}</mi>" if base["type"] == "function" else _one(base)
    sub, sup = (_one(node[key]) if node.get(key) else "" for key in ("sub", "sup"))
    name = names[2] if sub and sup else names[0] if sub else names[1]
    made = f"<{name}>{inside}{sub}{sup}</{name}>"
    return f"<mrow>{made}<mo>&#8289;</mo></mrow>" if base["type"] == "function" else made


def _fraction(node: Tree) -> str:
    line = "" if node.get("rule", True) else ' linethickness="0"'
    made = f"<mfrac{line}>{_one(node['num'])}{_one(node['den'])}</mfrac>"
    match node.get("style"):
        case "display":
            return f'<mstyle displaystyle="true" scriptlevel="0">{made}</mstyle>'
        case "row":
            return f'<mstyle displaystyle="false" scriptlevel="0">{made}</mstyle>'
        case _:
            return made


def _root(node: Tree) -> str:
    inside = _one(node["radicand"])
    return f"<mroot>{inside}{_one(node['index'])}</mroot>" if node.get("index") else f"<msqrt>{inside}</msqrt>"


def _text(node: Tree) -> str:
    pieces = [
        # Spaces at its ends would be lost.
        f"<mtext>{escape(part['value'].replace(' ', chr(0xA0)))}</mtext>" if part["type"] == "text" else _one(part)
        for part in node["parts"]
    ]
    return pieces[0] if len(pieces) == 1 else f"<mrow>{''.join(pieces)}</mrow>"


def _table(node: Tree) -> str:
    shape, columns = str(node["shape"]), [each for each in node.get("columns", ()) if each in SIDES]
    rows = "".join(
        f"<mtr>{''.join(_cell(cell, place, shape, columns) for place, cell in enumerate(row))}</mtr>"
        for row in node["rows"]
    )
    lines = ' columnlines="solid"' if node.get("verticals") else ""
    table = f"<mtable{lines}>{rows}</mtable>"
    left, right = FENCES.get(shape, ("", ""))
    if not left and not right:
        return table
    return f"<mrow>{_fence(left, 'prefix')}{table}{_fence(right, 'postfix')}</mrow>"


def _cell(cell: Tree, place: int, shape: str, columns: list[str]) -> str:
    side = "center"
    if shape == "aligned":
        side = "left" if place % 2 else "right"
    elif shape in {"cases", "r-cases"}:
        side = "left"
    elif place < len(columns):
        side = SIDES[columns[place]]
    return f'<mtd style="text-align:{side}">{_one(cell)}</mtd>'


def _delimited(node: Tree) -> str:
    middles = [_fence(str(sign), "infix") for sign in node.get("middles", ())]
    pieces = [_one(part) for part in node["parts"]]
    inside = "".join(piece + middle for piece, middle in zip(pieces, [*middles, ""], strict=False))
    opening, closing = _fence(str(node.get("open", "")), "prefix"), _fence(str(node.get("close", "")), "postfix")
    return f"<mrow>{opening}{inside}{closing}</mrow>"


def _accent(node: Tree) -> str:
    stretchy = ' stretchy="true"' if node.get("stretchy") else ""
    sign = _ACCENTS.get(str(node["accent"]), str(node["accent"]))
    return f'<mover accent="true">{_one(node["base"])}<mo{stretchy}>{escape(sign)}</mo></mover>'


_ACCENTS = dict(zip("̂̃̄̇̈⃗́̀̌̆̊", "^~¯˙¨→´`ˇ˘˚", strict=True))
"""Accents that combine with a letter, and the signs of the same shape that stand alone."""


def _bar(node: Tree) -> str:
    name, sign = ("mover", "¯") if node["above"] else ("munder", "_")
    return f'<{name}>{_one(node["base"])}<mo stretchy="true">{sign}</mo></{name}>'


def _brace(node: Tree) -> str:
    name, sign = ("mover", "⏞") if node["above"] else ("munder", "⏟")
    made = f'<{name}>{_one(node["base"])}<mo stretchy="true">{sign}</mo></{name}>'
    return f"<{name}>{made}{_one(node['label'])}</{name}>" if node.get("label") else made


def _around(node: Tree, base: str) -> str:
    """Return ``base`` with what stands above and below it."""
    above, below = (_one(node[key]) if node.get(key) else "" for key in ("above", "below"))
    if above and below:
        return f"<munderover>{base}{below}{above}</munderover>"
    name = "mover" if above else "munder"
    return f"<{name}>{base}{above}{below}</{name}>" if above or below else base


def _arrow(node: Tree) -> str:
    return _around(node, f'<mo stretchy="true">{escape(str(node["symbol"]))}</mo>')


def _style(node: Tree) -> str:
    level = int(node.get("level", 0))
    shown = f'displaystyle="{"false" if level else "true"}" scriptlevel="{max(level - 1, 0)}"'
    return f"<mstyle {shown}>{_one(node['base'])}</mstyle>"


def _colored(node: Tree) -> str:
    colour = quoteattr("color:" + str(node["color"]))
    return f"<mstyle style={colour}>{_one(node['base'])}</mstyle>"


def _space(node: Tree) -> str:
    return f'<mspace width="{float(node["em"]):.4g}em"/>'


_WRITERS: Mapping[str, Callable[[Tree], str]] = {
    "accent": _accent,
    "arrow": _arrow,
    "bar": _bar,
    "brace": _brace,
    "canceled": lambda node: f'<menclose notation="updiagonalstrike">{_one(node["base"])}</menclose>',
    "colored": _colored,
    "delimited": _delimited,
    "fixed-delimiter": lambda node: f'<mo stretchy="false">{escape(str(node["symbol"]))}</mo>',
    "forced-class": lambda node: _one(node["base"]),
    "fraction": _fraction,
    "framed": lambda node: f'<menclose notation="box">{_one(node["base"])}</menclose>',
    "function": lambda node: f"<mrow>{_function(node)}</mrow>",
    "identifier": _identifier,
    "large-operator": _operator,
    "math": lambda node: _one(node["value"]),
    "number": _number,
    "operator": _operator,
    "phantom": lambda node: f"<mphantom>{_one(node['base'])}</mphantom>",
    "quantity": lambda node: _one(node["unit"]),
    "root": _root,
    "row": lambda node: _row(node["children"]),
    "scripts": _scripts,
    "smashed": lambda node: _one(node["base"]),
    "space": _space,
    "stacked": lambda node: _around(node, _one(node["base"])),
    "style": _style,
    "table": _table,
    "text": _text,
    "unit": lambda node: _one(node["base"]),
}
"""What writes each kind of piece."""
