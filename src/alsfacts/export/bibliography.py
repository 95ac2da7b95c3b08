r"""Bibliographies of references: BibTeX, RIS and CSL-JSON.

All hold the same: what a reference knows of its publication, and nothing that it does not know.
Of its authors that is the first one, as printed; each format says so in its own way. Where
fields of the formats are described:

- BibTeX: https://ctan.org/tex-archive/biblio/bibtex/contrib/doc/ (btxdoc) and
  https://docs.jabref.org/v5/advanced/fields.md;
- RIS: https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp;
- CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html (appendices III and IV)
  and https://resource.citationstyles.org/schema/latest/input/json/csl-data.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidValueError
from alsfacts.export.author_names import AuthorName
from alsfacts.export.bibliography_entries import BibliographyEntry, bibliography_entries, references_of
from alsfacts.export.latex import latex, latex_address, latex_title
from alsfacts.export.provenance import provenance_of
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Reference

__all__ = ["bibtex", "bibtex_lines", "csl_json", "csl_json_lines", "ris", "ris_lines"]

_KEY_WORDS = 4


def bibtex_lines(source: Catalog[Reference] | KnowledgeBase, *, ascii_only: bool = False) -> Iterator[str]:
    r"""Yield the lines of `bibtex`.

    Parameters
    ----------
    source : Catalog of Reference, or KnowledgeBase
        The references.
    ascii_only : bool
        As in `bibtex`.

    Returns
    -------
    iterator of str
        Comments, then one piece an entry.

    Raises
    ------
    InvalidTypeError, InvalidValueError
        As in `bibtex`.

    Examples
    --------
    >>> from alsfacts import references
    >>> list(bibtex_lines(references.head(1)))[2][:26]
    '\n@article{abe-2014-confirm'
    """
    references = references_of(source)
    head = (f"% {line}\n" for line in provenance_of(references).lines)
    return chain(
        head, (_bibtex_entry(entry, ascii_only=ascii_only) for entry in bibliography_entries(references))
    )


def bibtex(source: Catalog[Reference] | KnowledgeBase, *, ascii_only: bool = False) -> str:
    r"""Return references as BibTeX, for LaTeX and reference managers.

    An entry is an ``@article`` where the journal is known, else ``@misc``. Its key is the id of
    the reference. Only the first author is recorded: ``and others`` follows the name of a
    person, and nothing that of a group, which may well be all. Braces in titles keep the capitals
    of symbols and proper nouns. The PubMed identifiers are ``pmid`` and ``pmcid``, as Zotero writes
    them; not ``eprint``, which many styles take for an arXiv number. There is a ``url`` where
    there is no DOI, and a ``key`` to sort by where there is no author. A ``note``, which styles
    print, says that a publication was corrected or retracted; remarks of the curators are an
    ``annote``. Not written: where the fields were read (``seen_at``).

    Parameters
    ----------
    source : Catalog of Reference, or KnowledgeBase
        The references.
    ascii_only : bool
        Whether accented and Greek letters become LaTeX commands, for BibTeX and LaTeX that do not
        read UTF-8.

    Returns
    -------
    str
        Comments that name the data, then the entries in the order of the catalog.

    Raises
    ------
    InvalidTypeError
        If the source holds no references.
    InvalidValueError
        If only ASCII is wanted, and a text holds a character without LaTeX command.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> trial = evidence.about("SOD1").where(design="randomised-trial").head(1)
    >>> print(bibtex(trial.references))  # doctest: +ELLIPSIS
    % alsfacts ...
    % 1 reference. No medical advice.
    <BLANKLINE>
    @article{miller-2022-...,
      author = {Miller, Timothy M. and others},
      title = {Trial of Antisense Oligonucleotide Tofersen for {SOD1} {ALS}},
      journal = {New England Journal of Medicine},
      year = {2022},
      doi = {10.1056/...},
      pmid = {...},
    }
    """
    return "".join(bibtex_lines(source, ascii_only=ascii_only))


def _bibtex_entry(entry: BibliographyEntry, *, ascii_only: bool) -> str:
    def text(value: str) -> str:
        return latex(value, ascii_only=ascii_only)

    def address(value: str) -> str:
        return latex_address(value, ascii_only=ascii_only)

    try:
        fields = {
            "author": _bibtex_author(entry.author, ascii_only=ascii_only),
            "title": latex_title(entry.title, ascii_only=ascii_only),
            "journal": text(entry.journal),
            "year": "" if entry.year is None else str(entry.year),
            "doi": address(entry.doi),
            "pmid": entry.pmid,
            "pmcid": entry.pmcid,
            "url": address(entry.address),
            # Styles that sort by author, or make labels of it, otherwise have nothing to go by.
            "key": text(" ".join(entry.title.split(" ")[:_KEY_WORDS])) if entry.author is None else "",
            "note": entry.status.capitalize(),
            "annote": text(entry.remark),
        }
    except InvalidValueError as error:
        msg = f"reference {entry.id!r} cannot be written in ASCII: {error}"
        raise InvalidValueError(msg) from None
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"\n@{'article' if entry.journal else 'misc'}{{{entry.id},\n{lines}}}\n"


def _bibtex_author(name: AuthorName | None, *, ascii_only: bool) -> str:
    if name is None:
        return ""
    if name.whole:
        return f"{{{latex(name.family, ascii_only=ascii_only)}}}"
    parts = [part for part in (name.family, name.suffix, name.given) if part]
    if not name.given:
        # Without a given name BibTeX would take the suffix, or the last word, for one.
        written = _bibtex_name_part(" ".join(parts), ascii_only=ascii_only, alone=True)
    else:
        written = ", ".join(_bibtex_name_part(part, ascii_only=ascii_only) for part in parts)
    return f"{written} and others"


def _bibtex_name_part(part: str, *, ascii_only: bool, alone: bool = False) -> str:
    """Return a part of a name, in braces where BibTeX would divide it otherwise."""
    words = part.split(" ")
    reserved = any(word.lower() in ("and", "others") for word in words)
    # What stands before a particle counts as a particle too: Garcia de la Torre.
    particle_inside = not words[0][:1].islower() and any(word[:1].islower() for word in words)
    written = latex(part, ascii_only=ascii_only)
    return f"{{{written}}}" if reserved or particle_inside or (alone and len(words) > 1) else written


def ris_lines(source: Catalog[Reference] | KnowledgeBase) -> Iterator[str]:
    r"""Yield the lines of `ris`.

    Parameters
    ----------
    source : Catalog of Reference, or KnowledgeBase
        The references.

    Returns
    -------
    iterator of str
        One piece a reference.

    Raises
    ------
    InvalidTypeError
        As in `ris`.

    Examples
    --------
    >>> from alsfacts import references
    >>> next(ris_lines(references))[:20]
    'TY  - JOUR\nID  - abe'
    """
    return (_ris_record(entry) for entry in bibliography_entries(references_of(source)))


def ris(source: Catalog[Reference] | KnowledgeBase) -> str:
    r"""Return references as RIS, for EndNote, Zotero, Mendeley and screening programs.

    A record is a ``JOUR`` where the journal is known, else ``GEN``. The PubMed identifier is the
    accession number (``AN``) in the database PubMed (``DB``), and that of PubMed Central is
    ``C2``, as in EndNote. There is a ``UR`` where there is no DOI. Notes (``N1``) say that a
    publication was corrected or retracted, that only the first author is recorded, and what the
    curators remarked. Not written: where the fields were read (``seen_at``), and the version of
    the data, because RIS has no comments. Lines end as on Unix.

    Parameters
    ----------
    source : Catalog of Reference, or KnowledgeBase
        The references.

    Returns
    -------
    str
        Records in the order of the catalog, an empty line after each.

    Raises
    ------
    InvalidTypeError
        If the source holds no references.

    Examples
    --------
    >>> from alsfacts import references
    >>> for line in ris(references.search("multistep revisited")).splitlines()[:7]:
    ...     print(line)
    TY  - JOUR
    ID  - chio-2018-multistep-hypothesis-revisited
    AU  - Chiò, Adriano
    TI  - The multistep hypothesis of ALS revisited: The role of genetic mutations
    T2  - Neurology
    PY  - 2018
    DO  - 10.1212/wnl.0000000000005996
    """
    return "".join(ris_lines(source))


def _ris_record(entry: BibliographyEntry) -> str:
    author = entry.author
    first_only = "Only the first author is recorded." if author is not None and not author.whole else ""
    tags = (
        ("TY", "JOUR" if entry.journal else "GEN"),
        ("ID", entry.id),
        ("AU", author.inverted if author is not None else ""),
        ("TI", entry.title),
        ("T2", entry.journal),
        ("PY", "" if entry.year is None else str(entry.year)),
        ("DO", entry.doi),
        ("AN", entry.pmid),
        ("DB", "PubMed" if entry.pmid else ""),
        ("C2", entry.pmcid),
        # A semicolon would part two addresses.
        ("UR", entry.address.replace(";", "%3B")),
        ("N1", entry.status.capitalize()),
        ("N1", first_only),
        ("N1", entry.remark),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  - \n\n"


def csl_json_lines(source: Catalog[Reference] | KnowledgeBase) -> Iterator[str]:
    r"""Yield the pieces of `csl_json`.

    Parameters
    ----------
    source : Catalog of Reference, or KnowledgeBase
        The references.

    Returns
    -------
    iterator of str
        One piece an item, and the brackets around them.

    Raises
    ------
    InvalidTypeError
        As in `csl_json`.

    Examples
    --------
    >>> from alsfacts import references
    >>> list(csl_json_lines(references.head(0)))
    ['[', '\n]\n']
    """
    items = (_csl_item(entry) for entry in bibliography_entries(references_of(source)))
    return _csl_pieces(items)


def _csl_pieces(items: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "["
    gap = "\n"
    for item in items:
        yield f"{gap}{json.dumps(item, ensure_ascii=False)}"
        gap = ",\n"
    yield "\n]\n"


def csl_json(source: Catalog[Reference] | KnowledgeBase) -> str:
    """Return references as CSL-JSON, for Pandoc, Quarto, Zotero and other citation processors.

    An item is an ``article-journal`` where the journal is known, else a ``document``. Only the
    first author is recorded, and CSL has no word for that: after a person stands the name
    ``others``, which Pandoc prints as "et al." and other processors as it is; see
    https://github.com/jgm/citeproc/issues/61. There is a ``URL`` where there is no DOI. ``status``
    and a ``note``, which many styles print, say that a publication was corrected or retracted;
    remarks of the curators are an ``annote``. Not written: where the fields were read (``seen_at``),
    and the version of the data, because JSON has no comments.

    Parameters
    ----------
    source : Catalog of Reference, or KnowledgeBase
        The references.

    Returns
    -------
    str
        A JSON array, one item a line, in the order of the catalog.

    Raises
    ------
    InvalidTypeError
        If the source holds no references.

    Examples
    --------
    >>> import json
    >>> from alsfacts import references
    >>> (item,) = json.loads(csl_json(references.search("multistep revisited")))
    >>> item["author"], item["issued"]
    ([{'family': 'Chiò', 'given': 'Adriano'}, {'literal': 'others'}], {'date-parts': [[2018]]})
    """
    return "".join(csl_json_lines(source))


def _csl_item(entry: BibliographyEntry) -> dict[str, Any]:
    fields = {
        "id": entry.id,
        "type": "article-journal" if entry.journal else "document",
        "title": entry.title,
        "author": _csl_names(entry.author),
        "issued": {"date-parts": [[entry.year]]} if entry.year is not None else None,
        "container-title": entry.journal,
        "DOI": entry.doi,
        "PMID": entry.pmid,
        "PMCID": entry.pmcid,
        "URL": entry.address,
        "status": entry.status,
        "note": entry.status.capitalize(),
        "annote": entry.remark,
    }
    return {name: value for name, value in fields.items() if value}


def _csl_names(name: AuthorName | None) -> list[dict[str, str]]:
    if name is None:
        return []
    if name.whole:
        return [{"literal": name.family}]
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return [{part: text for part, text in parts.items() if text}, {"literal": "others"}]
