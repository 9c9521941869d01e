"""Functions of WeasyPrint that another body stands in for, while a unit is laid out and no longer.

A patch knows the source that its body was written for. Where WeasyPrint has another one, its own function goes on, and
``octavo doctor`` says so.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Any, TypeAlias

import weasyprint.css
import weasyprint.layout
import weasyprint.text.line_break

Function: TypeAlias = Callable[..., Any]

PACKAGES = frozenset({"weasyprint", "pydyf"})
"""In whose modules functions are replaced."""

CLASSES = (weasyprint.css.ComputedStyle, weasyprint.layout.LayoutContext, weasyprint.text.line_break.Layout)
"""The classes some of whose methods are replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A function of WeasyPrint and what stands in for it.

    ``body`` was written for the ``own`` function whose source has a SHA-256 (hex) that begins with ``source``, and for
    the ``others`` whose work it does as well, each with the same of its own.
    """

    own: Function
    body: Function
    source: str
    others: tuple[tuple[Function, str], ...] = ()

    @property
    def name(self) -> str:
        """The full name of WeasyPrint's function."""
        return f"{self.own.__module__}.{self.own.__qualname__}"

    def fits(self) -> bool:
        """Whether WeasyPrint's functions are those that the body was written for."""
        return all(_digest(own).startswith(source) for own, source in ((self.own, self.source), *self.others))


@cache
def _digest(function: Function) -> str:
    try:
        return sha256(inspect.getsource(function).encode()).hexdigest()
    except OSError:
        return ""


@contextmanager
def patched(patches: Iterable[Patch]) -> Iterator[None]:
    """Put the bodies of all ``patches`` that fit in place for as long as the block runs.

    Afterwards WeasyPrint is as it was, whatever happened in the block. A block inside another changes nothing. The
    caller sees to it that no other thread is in such a block.
    """
    bodies = {patch.own: patch.body for patch in patches if patch.fits()}
    if not _replace(bodies):
        yield
        return
    try:
        yield
    finally:
        _replace({body: own for own, body in bodies.items()})


def _replace(functions: Mapping[Function, Function]) -> int:
    """Replace each function by another wherever WeasyPrint has it; return in how many places.

    Its modules import functions from each other by name, so that one function stands in many places.
    """
    modules = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in PACKAGES]
    others = {id(function): other for function, other in functions.items()}
    found = [
        (place, name, others[id(value)])
        for place in chain(modules, CLASSES)
        for name, value in vars(place).items()
        if id(value) in others
    ]
    for place, name, other in found:
        setattr(place, name, other)
    return len(found)


@contextmanager
def replaced(place: object, **others: object) -> Iterator[None]:
    """Let attributes of ``place`` have other values for as long as the block runs."""
    own = {name: getattr(place, name) for name in others}
    for name, other in others.items():
        setattr(place, name, other)
    try:
        yield
    finally:
        for name, value in own.items():
            setattr(place, name, value)
