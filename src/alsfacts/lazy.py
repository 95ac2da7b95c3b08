"""Packages whose names are imported when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from sys import modules as loaded
from typing import Any

__all__ = ["lazy_names"]


def lazy_names(
    package: str, modules: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` of a package that imports its names at first use.

    Parameters
    ----------
    package : str
        Name of the package, its ``__name__``.
    modules : mapping of str to str
        Module inside the package for each name. No module may have the name of something
        that it defines: the module itself would be found then.

    Returns
    -------
    callable
        For ``__getattr__`` (PEP 562).
    callable
        For ``__dir__``.

    Examples
    --------
    >>> get, names = lazy_names("alsfacts.scoring", {"verdict": "judgement"})
    >>> get("verdict").__module__
    'alsfacts.scoring.judgement'
    >>> names()
    ['verdict']
    """

    def get(name: str) -> Any:
        if name not in modules:
            msg = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(loaded[package], name, value)
        return value

    def names() -> list[str]:
        return sorted(modules)

    return get, names
