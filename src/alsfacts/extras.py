"""Optional libraries: imported when a feature asks for them, or named with how to install them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from alsfacts.errors import MissingExtraError

__all__ = ["require"]


def require(module: str, extra: str, purpose: str) -> Any:
    """Import an optional library.

    Parameters
    ----------
    module : str
        Module to import.
    extra : str
        Extra of alsfacts that installs it; empty for a library that the user chooses.
    purpose : str
        What needs it, as the beginning of a sentence.

    Returns
    -------
    module
        The module.

    Raises
    ------
    MissingExtraError
        If it is not installed, with the line that installs it.

    Examples
    --------
    >>> require("json", "", "a list").dumps([1])
    '[1]'
    >>> require("no_such_library", "graph", "a graph")
    Traceback (most recent call last):
    alsfacts.errors.MissingExtraError: a graph needs no_such_library: pip install 'alsfacts[graph]'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            # The library is there and lacks something of its own.
            raise
        line = f"'alsfacts[{extra}]'" if extra else package
        msg = f"{purpose} needs {package}: pip install {line}"
        raise MissingExtraError(msg, name=package) from None
