"""Exports as methods of catalogs: what `alsfacts.export` does, for one selection."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from alsfacts.model import Record

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from alsfacts.model import Disease, Gene, Reference

__all__ = ["ExportMethods"]

R = TypeVar("R", bound=Record)


def _exports() -> Any:
    # By name: exports lie above catalogs, and only who exports pays for them.
    return import_module("alsfacts.export")


class ExportMethods(Generic[R]):
    """Exports of a catalog, each as the function of the same name in `alsfacts.export`."""

    __slots__ = ()

    def to_rows(self, part: str | None = None) -> list[dict[str, Any]]:
        """Return the records as rows of plain values; see `alsfacts.export.rows`.

        Parameters
        ----------
        part : str, optional
            Field of which a record may hold several, such as ``"bearings"``: one row for each.

        Returns
        -------
        list of dict
            Value by column name.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.where(als_loci="ALS1").to_rows()[0]["locus_start"]
        31659666
        """
        found: list[dict[str, Any]] = _exports().rows(self, part)
        return found

    @overload
    def to_frame(self, backend: Literal["pandas"], part: str | None = None) -> pd.DataFrame: ...
    @overload
    def to_frame(self, backend: Literal["polars"], part: str | None = None) -> pl.DataFrame: ...
    @overload
    def to_frame(self, backend: Literal["pyarrow"], part: str | None = None) -> pa.Table: ...
    @overload
    def to_frame(self, backend: Literal["duckdb"], part: str | None = None) -> duckdb.DuckDBPyRelation: ...
    @overload
    def to_frame(self, backend: str, part: str | None = None) -> Any: ...
    def to_frame(self, backend: str, part: str | None = None) -> Any:
        """Return the records as a data frame; see `alsfacts.export.frame`.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"``.
        part : str, optional
            Field of which a record may hold several, such as ``"bearings"``: one row for each.

        Returns
        -------
        object
            A frame of that library.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> evidence.on("multistep").to_frame("pandas").dtypes["n_cases"]
        Int64Dtype()
        """
        return _exports().frame(self, backend, part)

    def to_csv(self, part: str | None = None) -> str:
        """Return the records as comma-separated values; see `alsfacts.export.csv`.

        Parameters
        ----------
        part : str, optional
            Field of which a record may hold several: one row for each.

        Returns
        -------
        str
            A header, then a line a row.

        Examples
        --------
        >>> from alsfacts import mechanisms
        >>> mechanisms.to_csv("links").splitlines()[0]
        'mechanism_id,place,gene_id,evidence_id'
        """
        text: str = _exports().csv(self, part)
        return text

    def to_json(self) -> str:
        r"""Return the records as a data file that `alsfacts.load` reads; see `alsfacts.export.json`.

        Returns
        -------
        str
            Canonical JSON.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.where(als_loci="ALS1").to_json()[:30]
        '{\n  "genes": [\n    {\n      "id'
        """
        text: str = _exports().json(self)
        return text

    def write(self, path: str | Path, format: str | None = None, **options: Any) -> None:  # noqa: A002
        r"""Write the records to a file, in one step; see `alsfacts.export.write`.

        Parameters
        ----------
        path : str or Path
            The file. An old one is replaced when the new one is whole.
        format : str, optional
            Name of the format; by the ending of the file if left out.
        **options : object
            Options of the format, such as ``part``.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from alsfacts import genes
        >>> with TemporaryDirectory() as folder:
        ...     genes.write(Path(folder) / "genes.tsv")
        ...     (Path(folder) / "genes.tsv").read_text().count("\n") == len(genes) + 1
        True
        """
        _exports().write(self, path, format, **options)

    def to_bibtex(self: ExportMethods[Reference], *, ascii_only: bool = False) -> str:
        """Return the references as BibTeX; see `alsfacts.export.bibtex`.

        Parameters
        ----------
        ascii_only : bool
            Whether accents are written as commands of LaTeX, for classic BibTeX.

        Returns
        -------
        str
            One entry a reference.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> evidence.on("multistep").references.to_bibtex().count("@article") > 3
        True
        """
        text: str = _exports().bibtex(self, ascii_only=ascii_only)
        return text

    def to_ris(self: ExportMethods[Reference]) -> str:
        """Return the references as RIS; see `alsfacts.export.ris`.

        Returns
        -------
        str
            One entry a reference.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> evidence.on("multistep").references.to_ris()[:10]
        'TY  - JOUR'
        """
        text: str = _exports().ris(self)
        return text

    def to_csl_json(self: ExportMethods[Reference]) -> str:
        """Return the references as CSL-JSON; see `alsfacts.export.csl_json`.

        Returns
        -------
        str
            A list of items for citation processors.

        Examples
        --------
        >>> import json
        >>> from alsfacts import evidence
        >>> json.loads(evidence.on("multistep").references.to_csl_json())[0]["type"]
        'article-journal'
        """
        text: str = _exports().csl_json(self)
        return text

    def to_bed(
        self: ExportMethods[Gene],
        *,
        disease: Disease | str = "als",
        chromosome_style: str = "ucsc",
        order: str = "lexicographic",
    ) -> str:
        r"""Return the places of the genes on the genome as BED; see `alsfacts.export.bed`.

        Parameters
        ----------
        disease : Disease or str
            Disease whose validity classes give the scores.
        chromosome_style : str
            ``"ucsc"`` (chr21) or ``"ensembl"`` (21).
        order : str
            ``"lexicographic"`` or ``"karyotype"``.

        Returns
        -------
        str
            Tab-separated lines, 0-based and half-open, on GRCh38.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.where(als_loci="ALS1").to_bed().splitlines()[-1].split("\t")[:4]
        ['chr21', '31659665', '31668931', 'SOD1']
        """
        text: str = _exports().bed(self, disease=disease, chromosome_style=chromosome_style, order=order)
        return text
