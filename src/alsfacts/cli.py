"""Command line: ``alsfacts`` and ``python -m alsfacts``."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from alsfacts import __version__
from alsfacts.errors import AlsfactsError

__all__ = ["main"]

_OK, _FAILED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Words after the command; those of the process if left out.

    Returns
    -------
    int
        0 if all went well, 1 for an error in data or names, 2 for a misused command.

    Examples
    --------
    >>> main(["summary"])  # doctest: +ELLIPSIS
    alsfacts ..., data ...
    ...  hypotheses
    ...
    0
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without accents shows a question mark and not a traceback.
            stream.reconfigure(errors="replace")
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except AlsfactsError as error:
        print(f"alsfacts: {error}", file=sys.stderr)
        return _FAILED
    except BrokenPipeError:
        # The reader has gone, as in `alsfacts evidence | head`: what it took, it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alsfacts",
        description="Facts about amyotrophic lateral sclerosis (ALS), cited. No medical advice.",
    )
    parser.add_argument("--version", action="version", version=f"alsfacts {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    verdict = commands.add_parser("verdict", help="is the disease genetic, autoimmune, or neither alone?")
    verdict.add_argument("--disease", default="als", metavar="D", help="disease profile (default: als)")
    verdict.add_argument("--json", action="store_true", help="for programs")
    verdict.set_defaults(run=_verdict)

    explain = commands.add_parser("explain", help="take the score of a hypothesis apart")
    explain.add_argument("hypothesis", metavar="H", help="hypothesis, such as autoimmune-contribution")
    explain.add_argument("--disease", default="als", metavar="D", help="disease profile (default: als)")
    explain.set_defaults(run=_explain)

    compare = commands.add_parser("compare", help="put the frameworks side by side")
    compare.add_argument("hypothesis", nargs="?", metavar="H", help="one hypothesis, in full (default: all)")
    compare.add_argument("--disease", default="als", metavar="D", help="disease profile (default: als)")
    compare.set_defaults(run=_compare)

    calibration = commands.add_parser("calibration", help="known answers beside derived ones")
    calibration.set_defaults(run=_calibration)

    gene = commands.add_parser("gene", help="show a gene")
    gene.add_argument("symbol", metavar="SYMBOL", help="symbol, alias, name or CURIE, in any case")
    gene.set_defaults(run=_gene)

    evidence = commands.add_parser("evidence", help="list evidence")
    evidence.add_argument(
        "--about", metavar="X", help="gene, mechanism, exposure, therapy, disease or reference that it names"
    )
    evidence.add_argument("--on", metavar="H", help="hypothesis that it bears on")
    evidence.add_argument("--disease", metavar="D", help="disease profile (default: all)")
    evidence.set_defaults(run=_evidence)

    from alsfacts.export_command import add_export_command  # one command, one module

    add_export_command(commands)

    validate = commands.add_parser("validate", help="check a data file or folder; exits 1 if it has problems")
    validate.add_argument("path", metavar="PATH", help="JSON file, or folder of them")
    validate.add_argument("--json", action="store_true", help="for programs")
    validate.set_defaults(run=_validate)

    fmt = commands.add_parser("fmt", help="bring data files into canonical form")
    fmt.add_argument("paths", nargs="+", metavar="PATH", help="JSON file, or folder of them")
    fmt.add_argument("--check", action="store_true", help="change nothing; exits 1 if a file would change")
    fmt.set_defaults(run=_fmt)

    schema = commands.add_parser("schema", help="write the JSON Schemas of data files, for editors")
    schema.add_argument("folder", metavar="FOLDER", help="where to; not the folder of the data files")
    schema.set_defaults(run=_schema)

    summary = commands.add_parser("summary", help="count the bundled records")
    summary.set_defaults(run=_summary)
    return parser


def _verdict(options: argparse.Namespace) -> int:
    from alsfacts.scoring import verdict  # each command imports what it needs

    answer = verdict(options.disease)
    if options.json:
        from alsfacts.display.json import verdict_content

        print(json.dumps(verdict_content(answer), indent=2, ensure_ascii=False))
    else:
        print(answer)
    return _OK


def _explain(options: argparse.Namespace) -> int:
    from alsfacts.scoring import explain

    print(explain(options.hypothesis, disease=options.disease))
    return _OK


def _compare(options: argparse.Namespace) -> int:
    from alsfacts.scoring import compare

    print(compare(options.hypothesis, disease=options.disease))
    return _OK


def _calibration(_options: argparse.Namespace) -> int:
    from alsfacts.scoring import calibration

    print(calibration())
    return _OK


def _gene(options: argparse.Namespace) -> int:
    from alsfacts.bundled import knowledge_base
    from alsfacts.display.text import gene_text

    print(gene_text(knowledge_base().genes[options.symbol]))
    return _OK


def _evidence(options: argparse.Namespace) -> int:
    from alsfacts.bundled import knowledge_base
    from alsfacts.display.text import evidence_text

    kb = knowledge_base()
    found: Any = kb.evidence
    if options.disease is not None:
        found = found.about(kb.diseases[options.disease])
    if options.about is not None:
        found = found.about(options.about)
    hypothesis_id = None
    if options.on is not None:
        hypothesis_id = kb.hypotheses[options.on].id
        found = found.on(hypothesis_id)
    print(evidence_text(found, hypothesis_id))
    return _OK


def _validate(options: argparse.Namespace) -> int:
    from alsfacts.validation import validate

    problems = validate(options.path)
    count = len(problems)
    if options.json:
        keys = ("file", "record", "field", "message")
        found = [{key: getattr(problem, key) for key in keys} for problem in problems]
        print(json.dumps({"problems": found, "count": count}, indent=2, ensure_ascii=False))
        return _FAILED if problems else _OK
    for problem in problems:
        print(problem)
    print("no problems" if not count else f"{count} problem{'s' * (count > 1)}")
    return _FAILED if problems else _OK


def _fmt(options: argparse.Namespace) -> int:
    from alsfacts.formatting import format_files

    files = format_files(options.paths, check=options.check)
    changed = [file for file in files if file.changed]
    for file in changed:
        print(f"{'would change' if options.check else 'changed'} {file.file}")
    count = f"{len(files)} file{'s' * (len(files) > 1)}"
    print(f"{len(changed)} of {count} {'to change' if options.check else 'changed'}")
    return _FAILED if options.check and changed else _OK


def _schema(options: argparse.Namespace) -> int:
    from pathlib import Path

    from alsfacts.schema import schema_files
    from alsfacts.writing import replace_file

    for name, text in schema_files().items():
        path = Path(options.folder) / name
        replace_file(path, text)
        print(path)
    return _OK


def _summary(_options: argparse.Namespace) -> int:
    from alsfacts.bundled import summary

    print(summary())
    return _OK
