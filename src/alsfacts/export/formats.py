"""The formats that can be written, and writing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.model import RECORD_TYPES
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.writing import replace_file

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.knowledge import KnowledgeBase

__all__ = ["FORMATS", "Format", "source_for", "write"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Format(Frozen):
    """A format in which records can be written.

    Attributes
    ----------
    name : str
        Its name.
    summary : str
        What it is.
    takes : tuple of str
        Names of the catalogs that it can be made of.
    whole : bool
        Whether it can be made of a whole knowledge base.
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
    takes: tuple[str, ...]
    whole: bool = False
    endings: tuple[str, ...] = ()
    module: str
    function: str
    options: tuple[str, ...] = ()
    writes: bool = False
    extra: str = ""

    def pieces(self, source: Catalog[Any] | KnowledgeBase, **options: Any) -> Iterator[str]:
        """Yield the text of records in this format.

        Parameters
        ----------
        source : Catalog or KnowledgeBase
            The records.
        **options : object
            Options of the format.

        Yields
        ------
        str
            Pieces of the text.

        Raises
        ------
        InvalidValueError
            If the format has no such option, or writes its files itself.
        InvalidTypeError
            If it is made of something else.

        Examples
        --------
        >>> from alsfacts import hypotheses
        >>> next(FORMATS["csv"].pieces(hypotheses))[:11]
        'id,name,sta'
        """
        if self.writes:
            msg = f"{self.name} writes its files itself"
            raise InvalidValueError(msg)
        self._check(source, options)
        found: Iterator[str] = self._function()(source, **options)
        return found

    def write(self, source: Catalog[Any] | KnowledgeBase, path: str | Path, **options: Any) -> None:
        """Write records in this format, in one step.

        Parameters
        ----------
        source : Catalog or KnowledgeBase
            The records.
        path : str or Path
            The file, or the folder for a format of several files.
        **options : object
            Options of the format.

        Raises
        ------
        InvalidValueError, InvalidTypeError, MissingExtraError, DataError
            As `write` does.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from alsfacts import genes
        >>> with TemporaryDirectory() as folder:
        ...     FORMATS["json"].write(genes, Path(folder) / "genes.json")
        ...     (Path(folder) / "genes.json").stat().st_size > 100_000
        True
        """
        if self.writes:
            self._check(source, options)
            self._function()(source, path, **options)
        else:
            replace_file(path, self.pieces(source, **options))

    def _function(self) -> Callable[..., Any]:
        function: Callable[..., Any] = getattr(import_module(self.module), self.function)
        return function

    def _check(self, source: object, options: dict[str, Any]) -> None:
        unknown = sorted(set(options) - set(self.options))
        if unknown:
            accepted = f"Options: {', '.join(self.options)}" if self.options else "It has no options"
            msg = f"{self.name} has no option {unknown[0]!r}. {accepted}"
            raise InvalidValueError(msg)
        # Here, since the command line reads this list for its help whatever it is asked to do.
        from alsfacts.catalog import Catalog
        from alsfacts.knowledge import KnowledgeBase

        right = (isinstance(source, KnowledgeBase) and self.whole) or (
            isinstance(source, Catalog) and source.kind.catalog_name in self.takes
        )
        if not right:
            kind = repr(source) if isinstance(source, Catalog | KnowledgeBase) else type(source).__name__
            msg = f"{self.name} is made of {self.wanted}, got {kind}"
            raise InvalidTypeError(msg)

    @property
    def wanted(self) -> str:
        """What it is made of, in words."""
        catalogs = "a catalog" if self.takes == _ANY else f"a catalog of {' or '.join(self.takes)}"
        return " or ".join(
            [*([catalogs] if self.takes else []), *(["a knowledge base"] if self.whole else [])]
        )


_ANY = tuple(RECORD_TYPES)
_TABLES = "alsfacts.export.tables"

_ALL: tuple[Format, ...] = (
    Format(
        name="csv",
        summary="comma-separated table",
        takes=_ANY,
        endings=(".csv",),
        module=_TABLES,
        function="csv_lines",
        options=("part",),
    ),
    Format(
        name="tsv",
        summary="tab-separated table",
        takes=_ANY,
        endings=(".tsv", ".tab"),
        module=_TABLES,
        function="tsv_lines",
        options=("part",),
    ),
    Format(
        name="json",
        summary="data file, which alsfacts reads again",
        takes=_ANY,
        endings=(".json",),
        module=_TABLES,
        function="json_pieces",
    ),
    Format(
        name="jsonl",
        summary="table as JSON Lines",
        takes=_ANY,
        endings=(".jsonl", ".ndjson"),
        module=_TABLES,
        function="jsonl_lines",
        options=("part",),
    ),
    Format(
        name="parquet",
        summary="table as Parquet",
        takes=_ANY,
        endings=(".parquet",),
        module=_TABLES,
        function="parquet",
        options=("part",),
        writes=True,
        extra="pyarrow",
    ),
    Format(
        name="bibtex",
        summary="references as BibTeX",
        takes=("references",),
        whole=True,
        endings=(".bib",),
        module="alsfacts.export.bibliography",
        function="bibtex_lines",
        options=("ascii_only",),
    ),
    Format(
        name="ris",
        summary="references as RIS",
        takes=("references",),
        whole=True,
        endings=(".ris",),
        module="alsfacts.export.bibliography",
        function="ris_lines",
    ),
    Format(
        name="csl-json",
        summary="references as CSL-JSON",
        takes=("references",),
        whole=True,
        endings=(".csl.json",),
        module="alsfacts.export.bibliography",
        function="csl_json_lines",
    ),
    Format(
        name="bed",
        summary="places of genes on the genome (GRCh38)",
        takes=("genes",),
        whole=True,
        endings=(".bed",),
        module="alsfacts.export.genomics",
        function="bed_lines",
        options=("disease", "chromosome_style", "order"),
    ),
    Format(
        name="gene-list",
        summary="genes, one a line",
        takes=("genes",),
        whole=True,
        endings=(".genes.txt",),
        module="alsfacts.export.genomics",
        function="gene_list_lines",
        options=("identifier", "comments"),
    ),
    Format(
        name="panel",
        summary="genes as a table for gene panels",
        takes=("genes",),
        whole=True,
        endings=(".panel.tsv",),
        module="alsfacts.export.panels",
        function="panel_lines",
        options=("disease", "comments"),
    ),
    Format(
        name="graphml",
        summary="all records and links as GraphML",
        takes=(),
        whole=True,
        endings=(".graphml",),
        module="alsfacts.export.network_graph",
        function="graphml_lines",
    ),
    Format(
        name="kgx",
        summary="folder of KGX nodes and edges (Biolink)",
        takes=(),
        whole=True,
        module="alsfacts.export.kgx_files",
        function="kgx",
        writes=True,
    ),
    Format(
        name="turtle",
        summary="all records and links as RDF Turtle",
        takes=(),
        whole=True,
        endings=(".ttl",),
        module="alsfacts.export.rdf",
        function="turtle_lines",
    ),
    Format(
        name="va-spec",
        summary="GA4GH VA-Spec statements on genes and hypotheses",
        takes=("genes", "hypotheses"),
        whole=True,
        endings=(".va.json",),
        module="alsfacts.export.va_statements",
        function="va_spec_json_lines",
        options=("disease", "policy", "superseded"),
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
    _format_of(path, format).write(source, path, **options)


def source_for(chosen: Format, found: Catalog[Any]) -> Catalog[Any]:
    """Return what a format is made of, for a selection of evidence too.

    Parameters
    ----------
    chosen : Format
        The format.
    found : Catalog
        Records; evidence leads to the references and genes that it names.

    Returns
    -------
    Catalog
        Records of the catalog that the format takes.

    Raises
    ------
    InvalidTypeError
        If the records lead to nothing that the format takes.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> source_for(FORMATS["csv"], evidence.on("multistep")).kind.__name__
    'Evidence'
    """
    name = found.kind.catalog_name
    if name in chosen.takes:
        return found
    from alsfacts.catalog import Catalog
    from alsfacts.evidence_catalog import EvidenceCatalog
    from alsfacts.model import Gene

    if isinstance(found, EvidenceCatalog) and "references" in chosen.takes:
        return found.references
    if isinstance(found, EvidenceCatalog) and "genes" in chosen.takes:
        named = {gene.id: gene for item in found for gene in item.genes}
        return Catalog(Gene, (named[key] for key in sorted(named)), found.home)
    msg = f"{chosen.name} is made of {chosen.wanted}, and {name} lead to none"
    raise InvalidTypeError(msg)


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
