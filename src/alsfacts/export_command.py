"""The command ``alsfacts export``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from alsfacts.errors import InvalidValueError
from alsfacts.model import RECORD_TYPES

__all__ = ["add_export_command"]

_EPILOG = """\
examples:
  alsfacts export csv --of genes --select "validity>=strong" -o genes.csv
  alsfacts export bibtex --on autoimmune-contribution -o references.bib
  alsfacts export parquet --of evidence --part bearings --disease als -o bearings.parquet
"""


def add_export_command(commands: Any) -> None:
    """Add the command to a parser.

    Parameters
    ----------
    commands : object
        What `argparse.ArgumentParser.add_subparsers` returned.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_export_command(parser.add_subparsers())
    >>> parser.parse_args(["export", "csv", "--of", "genes"]).catalog
    'genes'
    """
    from alsfacts.export.formats import FORMATS

    formats = "\n".join(f"  {name:<12} {held.summary}" for name, held in FORMATS.items())
    export = commands.add_parser(
        "export",
        help="write records as a table, bibliography, graph or genome file",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"Write records in a format:\n\n{formats}",
        epilog=_EPILOG,
    )
    export.add_argument("format", metavar="FORMAT", choices=FORMATS, help="one of the formats above")
    export.add_argument(
        "--of",
        dest="catalog",
        choices=RECORD_TYPES,
        metavar="CATALOG",
        help=f"records to begin with: {', '.join(RECORD_TYPES)} (default: what the format is made of)",
    )
    export.add_argument("--part", metavar="P", help="for tables: a field with several parts, a row for each")
    export.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CONDITION",
        help="keep records with FIELD=VALUE, FIELD>=VALUE or FIELD<=VALUE; may be given again",
    )
    export.add_argument("--search", metavar="TEXT", help="keep records with these words")
    export.add_argument("--about", metavar="X", help="evidence that names a gene, exposure, therapy, ...")
    export.add_argument("--on", metavar="H", help="evidence that bears on a hypothesis")
    export.add_argument("--disease", metavar="D", help="evidence on a disease profile")
    export.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="option of the format, such as order=karyotype for bed; may be given again",
    )
    export.add_argument(
        "-o", "--output", metavar="FILE", help="file, or folder for formats of several files (default: print)"
    )
    export.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from alsfacts.bundled import knowledge_base
    from alsfacts.export.formats import FORMATS, source_for, write

    chosen = FORMATS[options.format]
    kb = knowledge_base()
    if not chosen.takes:
        _refuse_selection(options)
    # Of one catalog alone it is told how many of its records there are, not how many of all.
    if chosen.whole and len(chosen.takes) != 1 and not _selects(options):
        source: Any = kb
    else:
        source = source_for(chosen, _selected(kb, chosen.takes, options))
    settings = dict(map(_option, options.option))
    if options.part is not None:
        settings["part"] = options.part
    if options.output is not None:
        write(source, options.output, chosen.name, **settings)
        return 0
    if chosen.writes:
        msg = f"{chosen.name} cannot be printed; pass -o"
        raise InvalidValueError(msg)
    for piece in chosen.pieces(source, **settings):
        sys.stdout.write(piece)
    return 0


_WORDS = {"true": True, "false": False}


def _option(text: str) -> tuple[str, Any]:
    name, found, value = text.partition("=")
    if not found:
        msg = f"{text!r} is no option: expected NAME=VALUE"
        raise InvalidValueError(msg)
    return name, _WORDS.get(value, value)


_SELECTORS = {
    "catalog": "--of",
    "search": "--search",
    "about": "--about",
    "on": "--on",
    "disease": "--disease",
    "select": "--select",
}


def _selects(options: argparse.Namespace) -> bool:
    return any(getattr(options, name) for name in _SELECTORS)


def _refuse_selection(options: argparse.Namespace) -> None:
    for name, word in _SELECTORS.items():
        if getattr(options, name):
            msg = f"{options.format} is made of the whole knowledge base; {word} cannot be used with it"
            raise InvalidValueError(msg)


def _selected(kb: Any, takes: tuple[str, ...], options: argparse.Namespace) -> Any:
    from alsfacts.selection import select

    asks_evidence = options.about or options.on or options.disease
    name = options.catalog or ("evidence" if asks_evidence or "evidence" in takes else takes[0])
    if asks_evidence and name != "evidence":
        msg = f"--about, --on and --disease choose evidence, not {name}"
        raise InvalidValueError(msg)
    found = kb.catalog(name)
    if options.disease is not None:
        found = found.about(kb.diseases[options.disease])
    if options.about is not None:
        found = found.about(options.about)
    if options.on is not None:
        found = found.on(options.on)
    found = select(found, options.select)
    return found.search(options.search) if options.search is not None else found
