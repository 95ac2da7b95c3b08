"""Text broken into lines of the width of a terminal."""

from __future__ import annotations

import re
import textwrap

__all__ = ["clean", "wrap"]

_WIDTH = 88


def clean(text: str) -> str:
    """Replace control characters, which a user's data may hold, by blanks.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    str
        Text that neither a terminal nor a page takes for an instruction.

    Examples
    --------
    >>> clean("SOD1" + chr(27) + "[31m")
    'SOD1 [31m'
    """
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text)


def wrap(text: str, indent: int = 0, hang: int = 0) -> list[str]:
    """Break text into lines of the width of a terminal.

    Parameters
    ----------
    text : str
        The text.
    indent : int
        Spaces before each line.
    hang : int
        Further spaces before all lines but the first.

    Returns
    -------
    list of str
        At least one line; control characters become spaces.

    Examples
    --------
    >>> first, second = wrap("- " + "word " * 20, indent=2, hang=2)
    >>> first[:10], second
    ('  - word w', '    word word word')
    """
    return textwrap.wrap(
        clean(text),
        width=_WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
