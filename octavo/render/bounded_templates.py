"""Templates that come to an end: loops, products and texts in them have bounds, whatever they say."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Template, nodes
from jinja2.sandbox import SandboxedEnvironment

from octavo.model import limits

COUNTED = "counted"
"""The filter that is put behind what a loop goes through. No template names it."""


class EndlessTemplateError(ValueError):
    """A template does more than any section needs; the message says what."""


class BoundedEnvironment(SandboxedEnvironment):
    """An environment whose templates can neither loop nor reckon without end, nor reach what is not theirs.

    ``range`` ends where the sandbox of Jinja has it.
    """

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of Jinja
        """Take the ``options`` of an environment."""
        super().__init__(**options)
        self.filters[COUNTED] = self._counted
        self._steps = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the tree of a template whose loops are counted."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
        return tree

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - the same
        """Return a product or a power where it is no larger than a section may be."""
        size, times = (left, right) if hasattr(left, "__len__") else (right, left)
        is_long = hasattr(size, "__len__") and isinstance(times, int) and len(size) * times > limits.SECTION
        if operator == "**" or is_long:
            raise EndlessTemplateError(f"'{operator}' makes too much of little here")
        return super().call_binop(context, operator, left, right)

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
