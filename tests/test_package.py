"""The package as its users meet it: light to import, typed, documented."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import alsfacts

HEAVY = ("cattrs", "importlib_resources", "importlib.metadata", "json", "attrs", "attr")


def run(script: str, *paths: str) -> str:
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, *paths], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_import_alone_loads_nothing_and_reads_no_data() -> None:
    script = f"""
import builtins, io, sys
opened = []
def hook(event, arguments):
    if event == "open" and "alsfacts" in str(arguments[0]) and ".json" in str(arguments[0]):
        opened.append(arguments[0])
sys.addaudithook(hook)
before = set(sys.modules)
import alsfacts
new = set(sys.modules) - before
print([name for name in {HEAVY!r} if name in new], opened)
"""
    assert run(script) == "[] []\n"


def test_a_gene_is_found_without_reading_other_catalogs() -> None:
    script = """
import sys
opened = []
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".json"):
        opened.append(str(arguments[0]).rsplit("/", 1)[-1])
sys.addaudithook(hook)
from alsfacts import genes
genes["SOD1"]
print(opened)
"""
    assert run(script) == "['genes.json']\n"


def test_a_verdict_brings_nothing_that_it_does_not_use() -> None:
    unused = (
        "cattrs",
        "importlib_resources",
        "statistics",
        "random",
        "hashlib",
        "alsfacts.scoring.stability",
    )
    script = f"""
import sys
import alsfacts
alsfacts.verdict()
print([name for name in {unused!r} if name in sys.modules])
"""
    assert run(script) == "[]\n"


def test_every_public_name_exists_and_is_listed() -> None:
    for name in alsfacts.__all__:
        assert getattr(alsfacts, name) is not None
    assert set(alsfacts.__all__) <= set(dir(alsfacts))
    with pytest.raises(AttributeError, match="no attribute 'gens'"):
        getattr(alsfacts, "gens")  # noqa: B009


def modules() -> list[str]:
    found = pkgutil.walk_packages(alsfacts.__path__, "alsfacts.")
    return sorted(info.name for info in found if not info.name.endswith("__main__"))


@pytest.mark.parametrize("name", modules())
def test_every_module_lists_its_public_names_and_documents_them(name: str) -> None:
    module = importlib.import_module(name)

    assert module.__doc__
    for public in getattr(module, "__all__", ()):
        item = getattr(module, public)
        if inspect.isclass(item) or inspect.isfunction(item):
            assert item.__doc__, f"{name}.{public} has no docstring"
        if inspect.isfunction(item) and item.__module__ == name and inspect.signature(item).parameters:
            assert "Parameters\n" in str(item.__doc__), f"{name}.{public} does not explain its arguments"


def test_no_module_is_longer_than_a_person_reads() -> None:
    folder = Path(alsfacts.__file__).parent
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.py")}

    assert {name: count for name, count in lengths.items() if count > 480} == {}


def test_the_package_is_marked_as_typed() -> None:
    assert (Path(alsfacts.__file__).parent / "py.typed").is_file()
