"""Lines of delimited text, which CSV, TSV and panel tables share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["cell", "delimited_line"]

_SEPARATOR = "|"


def delimited_line(cells: Iterable[str], delimiter: str) -> str:
    r"""Return cells as a line, in quotes where they need them (RFC 4180, with a line feed).

    Parameters
    ----------
    cells : iterable of str
        Texts.
    delimiter : str
        What stands between them.

    Returns
    -------
    str
        The line with its end.

    Examples
    --------
    >>> delimited_line(["SOD1", "a,b", 'a "b" c'], ",")
    'SOD1,"a,b","a ""b"" c"\n'
    """
    # The module csv leaves a lone carriage return bare, which its own reader takes for a line end.
    unsafe = {delimiter, '"', "\n", "\r"}
    quoted = ('"' + cell.replace('"', '""') + '"' if unsafe & set(cell) else cell for cell in cells)
    return delimiter.join(quoted) + "\n"


def cell(value: Any) -> str:
    r"""Return a plain value as the text of a cell.

    Parameters
    ----------
    value : str, number, bool, tuple of str, or None
        The value.

    Returns
    -------
    str
        Empty for None, ``true`` or ``false``; texts of a tuple joined by ``|``, one inside a
        text written as ``\|``, and a backslash as two.

    Examples
    --------
    >>> cell(None), cell(True), cell(0.5), cell(("ALS1", "a|b"))
    ('', 'true', '0.5', 'ALS1|a\\|b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return _SEPARATOR.join(
            item.replace("\\", "\\\\").replace(_SEPARATOR, f"\\{_SEPARATOR}") for item in value
        )
    return str(value)
