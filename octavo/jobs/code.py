"""What a function runs: the modules of our package that it reaches, and the versions of everything else that it uses.

The keys of kept results are made from this, so that nobody keeps a list of what a result depends on. A module reaches
what its import statements name, those inside functions too, and all that these reach in turn. Imports for the type
checker alone are passed over. Where a module says ``__file__`` it reads files that lie beside it, and they count too.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import resolve_name
from posixpath import dirname

from octavo.jobs.libraries import versions_of

IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]+))", re.MULTILINE
)
FOR_TYPES_ONLY = re.compile(r"^if TYPE_CHECKING:\n(?:(?:[ \t]+[^\n]*)?\n)+", re.MULTILINE)
COMMENT = re.compile(r"#[^\n]*")
TOOLS = "\ndef tools() ->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What one module of the package says: the full names of all that it may ``import``, our own and others.

    ``lines`` are its name and the digest of its source, and the same of each file beside it that it may read.
    ``has_tools`` says that it defines ``tools()``.
    """

    imports: frozenset[str]
    lines: tuple[str, ...]
    has_tools: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCode:
    """The source of ``package`` as this process found it: ``files`` are all files of its folder, by their paths in it.

    A module that runs programs or libraries of the system, which no Python distribution stands for, says their versions
    in a function ``tools() -> Mapping[str, str]``.
    """

    package: str
    files: Mapping[str, bytes] = field(repr=False)
    _paths: dict[str, str] = field(init=False, default_factory=dict, repr=False)
    _modules: dict[str, Module] = field(init=False, default_factory=dict, repr=False)
    _digests: dict[str, str] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Name the modules by their files."""
        for path in self.files:
            if path.endswith(".py"):
                inside = path.removesuffix(".py").removesuffix("__init__").rstrip("/").replace("/", ".")
                self._paths[f"{self.package}.{inside}".rstrip(".")] = path

    @property
    def names(self) -> frozenset[str]:
        """The full names of all modules of the package."""
        return frozenset(self._paths)

    def digest(self, name: str) -> str:
        """Return the SHA-256 (hex) of all that functions of the module ``name`` can run; Python itself is part of it.

        Raises ``KeyError`` for a module that is none of the package's: what it runs is not known.
        """
        if name not in self._digests:
            reached = sorted(self.reached(name))
            lines = [sys.version, sys.platform, *versions_of(self.outside(reached))]
            for each in reached:
                module = self.module(each)
                lines += module.lines
                lines += _tools_of(each) if module.has_tools else ()
            self._digests[name] = sha256("\0".join(lines).encode()).hexdigest()
        return self._digests[name]

    def reached(self, name: str) -> frozenset[str]:
        """Return the modules of the package that are imported when functions of ``name`` run, itself included."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self.module(each).imports & self._paths.keys()
                waiting += [parent] if (parent := each.rpartition(".")[0]) else []
        return frozenset(found)

    def outside(self, names: Iterable[str]) -> frozenset[str]:
        """Return the top-level modules of other packages, Python's own left out, that the modules ``names`` import."""
        named = {each.partition(".")[0] for name in names for each in self.module(name).imports}
        return frozenset(named - sys.stdlib_module_names - {self.package})

    def module(self, name: str) -> Module:
        """Return what a module of the package says."""
        if name not in self._modules:
            content = self.files[self._paths[name]]
            source = content.decode()
            self._modules[name] = Module(
                imports=frozenset(self._imported(name, source)),
                lines=(f"{name} {sha256(content).hexdigest()}", *self._beside(name, source)),
                has_tools=TOOLS in source,
            )
        return self._modules[name]

    def _imported(self, name: str, source: str) -> Iterator[str]:
        is_package = self._paths[name].endswith("__init__.py")
        package = name if is_package else name.rpartition(".")[0]
        if "TYPE_CHECKING" in source:
            source = FOR_TYPES_ONLY.sub("", source)
        for origin, names, modules in IMPORT.findall(source):
            if modules:
                yield from _first_words(modules)
            else:
                base = resolve_name(origin, package)
                yield base
                yield from (f"{base}.{each}" for each in _first_words(names.strip("()")))

    def _beside(self, name: str, source: str) -> Iterator[str]:
        if "__file__" in source:
            folder = dirname(self._paths[name])
            for path, content in sorted(self.files.items()):
                if not path.endswith(".py") and path.startswith(f"{folder}/" if folder else ""):
                    yield f"{path} {sha256(content).hexdigest()}"


def _first_words(names: str) -> Iterator[str]:
    """Yield what an import statement imports: ``a as b, c`` gives ``a`` and ``c``."""
    for each in COMMENT.sub("", names).split(","):
        if words := each.split():
            yield words[0]


@cache
def _tools_of(name: str) -> tuple[str, ...]:
    """Return a line for each program and library of the system that a module says it runs."""
    return tuple(f"{tool} {version}" for tool, version in sorted(import_module(name).tools().items()))
