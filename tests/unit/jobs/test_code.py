"""What a function can run is found from the sources, and each module changes the keys that it can change, no others."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import grimp
import pytest

from octavo.jobs import code as code_module
from octavo.jobs.code import PackageCode
from octavo.jobs.libraries import versions_of
from octavo.project import own_code

COMMENT = b"\n# another\n"


def package(**sources: str) -> PackageCode:
    """Return a made-up package; ``a__b`` is the file ``a/b.py``."""
    files = {
        f"{name.replace('__', '/')}.py".replace("/init.py", "/__init__.py"): text for name, text in sources.items()
    }
    return PackageCode(
        package="made", files={"__init__.py": b"", **{name: text.encode() for name, text in files.items()}}
    )


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield what the statements of a parsed module import, as Python itself would read them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "we have no relative imports"
            yield str(node.module)
            yield from (f"{node.module}.{each.name}" for each in node.names)


def without_types(tree: ast.Module) -> ast.Module:
    """Take away what is imported for the type checker alone."""
    body = [each for each in tree.body if not (isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING")]
    return ast.Module(body=body, type_ignores=[])


@pytest.mark.parametrize("name", sorted(own_code().names))
def test_imports_are_read_as_python_reads_them(name: str) -> None:
    code = own_code()
    source = code.files[file_of(name)]

    assert set(imported(without_types(ast.parse(source)))) <= code.module(name).imports


def file_of(module: str) -> str:
    """Return the path of the source of one of our modules."""
    inside = module.removeprefix("octavo").removeprefix(".").replace(".", "/")
    names = (f"{inside}.py", f"{inside}/__init__.py".lstrip("/"))
    return next(name for name in names if name in own_code().files)


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("octavo", exclude_type_checking_imports=True, cache_dir=None)


def parents(names: frozenset[str]) -> frozenset[str]:
    """Return ``names`` with the packages that they stand in."""
    return frozenset(".".join(name.split(".")[:end]) for name in names for end in range(1, name.count(".") + 2))


def expected(entry: str) -> frozenset[str]:
    """Return what an independent reader of imports says that ``entry`` reaches."""
    found, waiting = frozenset[str](), parents(frozenset({entry}))
    while waiting - found:
        found |= waiting
        waiting = parents(found.union(*map(graph().find_modules_directly_imported_by, found)))
    return found


ENTRIES = (
    "octavo.check.artefacts.epub",
    "octavo.check.artefacts.pdf_reading",
    "octavo.check.manuscript.proofreading",
    "octavo.check.manuscript.spelling_dictionary",
    "octavo.load.images",
    "octavo.load.language",
    "octavo.load.parsing",
    "octavo.load.style_sheets",
    "octavo.model.output",
    "octavo.package.archive",
    "octavo.package.cover",
    "octavo.render.images",
    "octavo.render.page_starts",
    "octavo.render.section_rendering",
    "octavo.resolve.citeproc",
    "octavo.resolve.typography",
    "octavo.typeset.place_unit",
    "octavo.typeset.worker",
)


"""The modules of all functions whose results a build keeps, and of the classes that they are given."""


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_a_function_reaches_is_what_the_linter_of_imports_finds(entry: str) -> None:
    assert own_code().reached(entry) == expected(entry)


def test_imports_are_followed_to_every_depth_and_cycles_end() -> None:
    code = package(
        a="from made import b\n",
        b="def f():\n    from made.c.d import (\n        one,  # a comment, with a comma\n        two,\n    )\n",
        c__init="",
        c__d="import made.e as e, os\n",
        e="from made.a import g\n",
        f="import made.a",
    )

    assert code.reached("made.a") == {"made", "made.a", "made.b", "made.c", "made.c.d", "made.e"}
    assert code.reached("made.c") == {"made", "made.c"}


def test_what_is_imported_for_types_alone_is_passed_over_and_relative_names_are_not() -> None:
    code = package(
        a="if TYPE_CHECKING:\n    from made import b\n\n    import made.b\nfrom . import c\n",
        b="",
        c="from .d import x\n",
        d="",
    )

    assert code.reached("made.a") == {"made", "made.a", "made.c", "made.d"}


def test_files_beside_a_module_that_reads_them_count() -> None:
    plain = package(a="from made.b import c", b__init="", b__c="HERE = __file__", d="")
    other = replace(plain, files={**plain.files, "b/words/list.txt": b"lamp", "other.txt": b"lamp"})

    assert plain.digest("made.a") != other.digest("made.a")
    assert plain.digest("made.d") == other.digest("made.d")


def test_a_module_of_another_package_has_no_digest() -> None:
    with pytest.raises(KeyError):
        own_code().digest("json")


def test_libraries_count_with_their_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    code = package(a="import yaml, json\n", b="import os\n")
    before = {name: code.digest(f"made.{name}") for name in "ab"}
    assert code.outside(["made.a"]) == {"yaml"}
    monkeypatch.setattr(code_module, "versions_of", lambda names: [f"{name} 99" for name in names])
    fresh = replace(code)

    assert fresh.digest("made.a") != before["a"]
    assert fresh.digest("made.b") == before["b"]


def test_what_a_library_needs_in_turn_counts_and_what_is_not_there_as_well() -> None:
    from importlib.metadata import version

    assert f"pyyaml-{version('pyyaml')}" in versions_of(["yaml"])
    named = versions_of(["weasyprint", "nothing_of_this_name"])
    assert {line.partition("-")[0] for line in named} >= {"weasyprint", "tinycss2", "webencodings"}
    assert "nothing_of_this_name is not installed" in named


def test_programs_that_a_module_runs_count() -> None:
    from octavo import pandoc

    assert own_code().module(pandoc.__name__).has_tools
    assert pandoc.tools() == {"pandoc": pandoc.pandoc_version()}
    assert pandoc.__name__ in own_code().reached("octavo.resolve.citeproc")
    assert own_code().module("octavo.typeset.system").has_tools
    assert "octavo.typeset.system" in own_code().reached("octavo.typeset.worker")


def test_how_units_are_joined_is_no_part_of_how_one_is_laid_out() -> None:
    joining = {
        f"octavo.typeset.{name}" for name in ("assemble", "divisions", "page_estimate", "pagination", "typesetting")
    }

    assert not {f"octavo.typeset.{name}" for name in joining} & own_code().reached("octavo.typeset.worker")


def test_python_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    code = package(a="")
    before = code.digest("made.a")
    monkeypatch.setattr(sys, "version", "4.0")

    assert replace(code).digest("made.a") != before


def digests(files: Mapping[str, bytes]) -> Mapping[str, str]:
    code = PackageCode(package="octavo", files=files)
    return {entry: code.digest(entry) for entry in ENTRIES}


@cache
def own_digests() -> Mapping[str, str]:
    return digests(own_code().files)


@pytest.mark.no_cover  # the tests of made-up packages run the same lines
@pytest.mark.parametrize("name", sorted(own_code().names))
def test_an_edit_changes_the_keys_of_what_reaches_the_module_and_no_others(name: str) -> None:
    files = own_code().files
    before, after = own_digests(), digests({**files, file_of(name): files[file_of(name)] + COMMENT})

    changed = {entry for entry in ENTRIES if before[entry] != after[entry]}
    assert changed == {entry for entry in ENTRIES if name in expected(entry)}
