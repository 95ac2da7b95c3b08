"""Files written in one step: whoever reads one meets the old content or the new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, NoReturn

from alsfacts.errors import DataError, InvalidTypeError, Problem

__all__ = ["replace_file", "replacing"]

_BATCH = 1 << 16


def replace_file(path: str | Path, content: str | bytes | Iterable[str | bytes]) -> None:
    r"""Write a file in one step.

    Parameters
    ----------
    path : str or Path
        The file. It keeps its permissions if it is there already; folders above it are made.
    content : str, bytes or iterable of them
        Its new content; of an iterable no more than one piece is held at a time.

    Raises
    ------
    DataError
        If it cannot be written. The old file is left then, or none.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "genes.txt"
    ...     replace_file(file, (f"{symbol}\\n" for symbol in ("FUS", "SOD1")))
    ...     file.read_text()
    'FUS\\nSOD1\\n'
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    with replacing(path) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file that takes its place only when all of it is written.

    Parameters
    ----------
    path : str or Path
        The file. It keeps its permissions if it is there already; folders above it are made.

    Yields
    ------
    file object
        To be written in binary.

    Raises
    ------
    DataError
        If it cannot be written. The old file is left then, or none.
    InvalidTypeError
        If the path is no path.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     try:
    ...         with replacing(Path(folder) / "half.txt") as file:
    ...             _ = file.write(b"the first half")
    ...             raise KeyboardInterrupt
    ...     except KeyboardInterrupt:
    ...         list(Path(folder).iterdir())
    []
    """
    if not isinstance(path, str | os.PathLike):
        msg = f"path must be a str or Path, got {type(path).__name__}"
        raise InvalidTypeError(msg)
    if "\0" in str(path):
        _fail(path, "a name cannot hold a null character")
    path = Path(path)
    # Not the name's own ending, so that nothing takes what a crash leaves behind for data.
    beside = path.with_name(f".{path.name}.{token_hex(4)}.tmp") if path.name else path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb", buffering=_BATCH) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
        try:
            if path.exists():
                shutil.copymode(path, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        _fail(path, str(error.strerror or error), error)


def _fail(path: str | os.PathLike[str], reason: str, cause: OSError | None = None) -> NoReturn:
    problem = Problem(f"cannot be written: {reason}", file=str(path))
    msg = f"1 problem in {path}"
    raise DataError(msg, (problem,)) from cause
