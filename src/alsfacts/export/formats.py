"""The formats that can be written, and writing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.writing import replace_file

__all__ = ["FORMATS", "Format", "write"]


@attrs.frozen(kw_only=True)
class Format:
    """A format in which records can be written.

    Attributes
    ----------
    name : str
        Its name.
    summary : str
        What it is.
    takes : str
        Name of the catalog that it is made of; ``"any"`` for any catalog, and ``"all"`` for
        the whole knowledge base.
    endings : tuple of str
        Endings of file names that stand for it.
    module, function : str
        Where its pieces are made, or its files written.
    options : tuple of str
        Options that it knows.
    writes : bool
        Whether the function writes the file, or the folder, itself.
    extra : str
        Extra of alsfacts, or library, that it needs.
    """

    name: str
    summary: str
    takes: str
    endings: tuple[str, ...] = ()
    module: str
    function: str
    options: tuple[str, ...] = ()
    writes: bool = False
    extra: str = ""

    def call(self, *arguments: Any, **options: Any) -> Any:
        """Call the function of the format.

        Parameters
        ----------
        *arguments : object
            What it takes.
        **options : object
            Its options.

        Returns
        -------
        object
            What it returns.

        Examples
        --------
        >>> from alsfacts import hypotheses
        >>> next(FORMATS["csv"].call(hypotheses))[:11]
        'id,name,sta'
        """
        function: Callable[..., Any] = getattr(import_module(self.module), self.function)
        return function(*arguments, **options)


_TABLES = "alsfacts.export.tables"

_ALL: tuple[Format, ...] = (
    Format(
        name="csv",
        summary="comma-separated table",
        takes="any",
        endings=(".csv",),
        module=_TABLES,
        function="csv_lines",
        options=("part",),
    ),
    Format(
        name="tsv",
        summary="tab-separated table",
        takes="any",
        endings=(".tsv", ".tab"),
        module=_TABLES,
        function="tsv_lines",
        options=("part",),
    ),
    Format(
        name="json",
        summary="data file, which alsfacts reads again",
        takes="any",
        endings=(".json",),
        module=_TABLES,
        function="json_pieces",
    ),
    Format(
        name="jsonl",
        summary="table as JSON Lines",
        takes="any",
        endings=(".jsonl", ".ndjson"),
        module=_TABLES,
        function="jsonl_lines",
        options=("part",),
    ),
    Format(
        name="parquet",
        summary="table as Parquet",
        takes="any",
        endings=(".parquet",),
        module=_TABLES,
        function="parquet",
        options=("part",),
        writes=True,
        extra="pyarrow",
    ),
)

FORMATS: dict[str, Format] = {found.name: found for found in _ALL}
"""Formats by name."""


def write(
    source: Catalog[Any] | KnowledgeBase,
    path: str | Path,
    format: str | None = None,  # noqa: A002 - the word that users know
    **options: Any,
) -> None:
    """Write records to a file, in one step.

    Parameters
    ----------
    source : Catalog or KnowledgeBase
        The records: what the format takes; see `FORMATS`.
    path : str or Path
        The file, or the folder for a format of several files. An old file is replaced when
        the new one is whole; a failure leaves the old one, or none.
    format : str, optional
        Name of the format; by the ending of the file if left out.
    **options : object
        Options of the format, such as ``part`` of a table.

    Raises
    ------
    InvalidValueError
        If there is no such format, or it has no such option.
    InvalidTypeError
        If the format takes something else.
    MissingExtraError
        If the format needs a library that is not installed.
    DataError
        If the file cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from alsfacts import genes
    >>> with TemporaryDirectory() as folder:
    ...     write(genes, Path(folder) / "loci.csv", part="als_loci")
    ...     (Path(folder) / "loci.csv").read_text()[:19]
    'gene_id,place,value'
    """
    chosen = _format_of(path, format)
    unknown = sorted(set(options) - set(chosen.options))
    if unknown:
        accepted = f"Options: {', '.join(chosen.options)}" if chosen.options else "It has no options"
        msg = f"{chosen.name} has no option {unknown[0]!r}. {accepted}"
        raise InvalidValueError(msg)
    _require_source(source, chosen)
    if chosen.writes:
        chosen.call(source, path, **options)
    else:
        pieces: Iterable[str] = chosen.call(source, **options)
        replace_file(path, pieces)


def _format_of(path: str | Path, name: str | None) -> Format:
    if name is None:
        # The longest ending wins: genes.csl.json is no data file.
        ending = Path(path).name.lower()
        found = [entry for entry in _ALL if ending.endswith(entry.endings)]
        if not found:
            known = ", ".join(end for entry in _ALL for end in entry.endings)
            msg = f"no format is known by the ending of {str(path)!r}; pass format. Endings: {known}"
            raise InvalidValueError(msg)
        return max(found, key=lambda entry: max(len(end) for end in entry.endings if ending.endswith(end)))
    if name not in FORMATS:
        hint = did_you_mean(suggest(str(name), FORMATS)) or "."
        msg = f"no format {name!r}{hint} Formats: {', '.join(FORMATS)}"
        raise InvalidValueError(msg)
    return FORMATS[name]


def _require_source(source: Any, chosen: Format) -> None:
    if chosen.takes == "all":
        right = isinstance(source, KnowledgeBase)
        wanted = "a knowledge base"
    else:
        right = isinstance(source, Catalog) and chosen.takes in ("any", source.kind.catalog_name)
        wanted = "a catalog" if chosen.takes == "any" else f"a catalog of {chosen.takes}"
    if not right:
        kind = repr(source) if isinstance(source, Catalog | KnowledgeBase) else type(source).__name__
        msg = f"{chosen.name} is made of {wanted}, got {kind}"
        raise InvalidTypeError(msg)
