"""Templates that come to an end: loops, products and texts in them have bounds, whatever they say."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from typing import Any

from jinja2 import Template, TemplateRuntimeError, nodes, pass_eval_context
from jinja2.filters import do_replace, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.sandbox import SandboxedEnvironment

from octavo.model import limits

COUNTED = "counted"
"""The filter that is put behind what a loop goes through. No template names it."""

BOUNDED = "bounded"
"""The filter that is put behind what is joined of several texts. No template names it."""

LEFT_OUT = frozenset({"batch", "center", "format", "indent", "pprint", "random", "slice", "wordwrap", "xmlattr"})
"""Filters of Jinja that make much of little, and the one that makes something else every time."""

GROWING = frozenset(
    ["center", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust", "translate", "zfill"]
)
"""Methods of a text that may make much of little."""

BITS = 1_000
"""How large a number is at most that a product makes; larger ones only grow on."""

_WIDE = re.compile(r"\d{4}|\[|:[^{}]*\{")
"""A width in a text with places to fill, or a width that is filled in."""


class EndlessTemplateError(ValueError):
    """A template does more than any section needs; the message says what."""


class BoundedEnvironment(SandboxedEnvironment):
    """An environment whose templates can neither loop nor reckon without end, nor reach what is not theirs.

    ``range`` ends where the sandbox of Jinja has it.
    """

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of Jinja
        """Take the ``options`` of an environment."""
        super().__init__(**options)
        for name in LEFT_OUT:
            del self.filters[name]
        self.filters |= {COUNTED: self._counted, BOUNDED: _bounded, "join": _joined, "replace": _replaced}
        self._steps = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the tree of a template whose loops are counted."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                nodes.Filter(each, BOUNDED, [], [], None, None, lineno=joined.lineno) for each in joined.nodes
            ]
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - the same
        """Whether a template may reach an attribute: methods that make long texts of short ones are out of reach."""
        return not (isinstance(obj, str) and attr in GROWING) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401 - the same
        """Return a safe ``format`` of a text whose places are as wide as what fills them."""
        text = getattr(value, "__self__", None)
        if isinstance(text, str) and _WIDE.search(text):
            return None
        return super().wrap_str_format(value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - the same
        """Return a product or a power where it is no larger than a section may be."""
        is_text = operator == "%" and isinstance(left, str)
        if operator == "**" or is_text or (operator == "*" and _is_much(left, right)):
            raise EndlessTemplateError(f"'{operator}' makes too much of little here")
        try:
            return _bounded(super().call_binop(context, operator, left, right))
        except (TypeError, ArithmeticError) as problem:
            raise TemplateRuntimeError(str(problem)) from problem

    def text_of(self, template: Template, values: Mapping[str, object]) -> str:
        """Return what a template makes of ``values``; raises :class:`EndlessTemplateError`, and what Jinja raises."""
        self._steps = 0
        pieces: list[str] = []
        length = 0
        for piece in template.generate(values):
            pieces.append(piece)
            length += len(piece)
            if length > limits.SECTION:
                raise EndlessTemplateError(f"the section has more than {limits.SECTION:,} characters")
        return "".join(pieces)

    def _counted(self, values: Iterable[object]) -> Iterator[object]:
        """Yield the values that a loop goes through, and count them."""
        for value in values:
            self._steps += 1
            if self._steps > limits.STEPS:
                raise EndlessTemplateError(f"its loops take more than {limits.STEPS:,} steps")
            yield value


def _is_much(left: object, right: object) -> bool:
    """Whether a product is more than a section needs."""
    if isinstance(left, int) and isinstance(right, int):
        return left.bit_length() + right.bit_length() > BITS
    repeated, times = (left, right) if hasattr(left, "__len__") else (right, left)
    most = limits.SECTION if isinstance(repeated, str) else limits.STEPS
    return isinstance(repeated, Sized) and isinstance(times, int) and len(repeated) * times > most


def _bounded(value: Any) -> Any:  # noqa: ANN401 - whatever a template puts together
    """Return ``value``, which is no longer than a section may be."""
    if isinstance(value, str):
        _bounded_length(len(value))
    return value


@pass_eval_context
def _joined(context: EvalContext, values: Iterable[object], between: str = "") -> str:
    """Return texts put together, with another ``between`` them; this is Jinja's filter, with a bound."""
    texts = list(values)
    _bounded_length(sum(len(str(each)) + len(between) for each in texts))
    return sync_do_join(context, texts, between)


@pass_eval_context
def _replaced(context: EvalContext, text: str, old: str, new: str) -> str:
    """Return a text with ``new`` in place of ``old``; this is Jinja's filter, with a bound."""
    _bounded_length(len(text) + text.count(old) * len(new))
    return do_replace(context, text, old, new)


def _bounded_length(length: int) -> None:
    if length > limits.SECTION:
        raise EndlessTemplateError(f"a text in it has more than {limits.SECTION:,} characters")
