"""The command ``alsfacts export``, and selections given in words."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from alsfacts.cli import main
from alsfacts.errors import InvalidValueError, UnknownRecordError
from alsfacts.export.formats import FORMATS
from alsfacts.knowledge import KnowledgeBase
from alsfacts.selection import select
from alsfacts.serialization import read_text
from alsfacts.vocabulary import Validity


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert main(["export", *words]) == status
    captured = capsys.readouterr()
    return captured.err if status else captured.out


def test_a_selection_is_printed(capsys: pytest.CaptureFixture[str], kb: KnowledgeBase) -> None:
    text = run(capsys, "csv", "--of", "genes", "--select", "validity>=strong", "--select", "inheritance=AD")

    ids = [row["id"] for row in csv.DictReader(io.StringIO(text))]
    assert ids == list(
        kb.genes.where(lambda g: g.validity is not None and g.validity >= Validity.STRONG)
        .where(inheritance="AD")
        .ids
    )


def test_evidence_is_what_a_table_begins_with(capsys: pytest.CaptureFixture[str], kb: KnowledgeBase) -> None:
    text = run(capsys, "json", "--about", "SOD1", "--on", "genetic-monogenic", "--disease", "als")

    expected = kb.evidence.about("als").about("SOD1").on("genetic-monogenic")
    assert read_text(text)["evidence"] == tuple(expected)


def test_genes_are_those_that_the_evidence_names(
    capsys: pytest.CaptureFixture[str], kb: KnowledgeBase
) -> None:
    words = ("gene-list", "--option", "comments=false", "--on", "multistep")

    named = {name for item in kb.evidence.on("multistep") for name in item.gene_ids}
    assert run(capsys, *words).split() == sorted(named)


def test_references_are_those_of_the_evidence(capsys: pytest.CaptureFixture[str], kb: KnowledgeBase) -> None:
    text = run(capsys, "bibtex", "--on", "autoimmune-contribution")

    assert text == kb.evidence.on("autoimmune-contribution").references.to_bibtex()
    assert run(capsys, "ris") == kb.references.to_ris()


def test_a_format_takes_all_that_it_is_made_of(capsys: pytest.CaptureFixture[str], kb: KnowledgeBase) -> None:
    text = run(capsys, "bed")
    rows = [line for line in text.splitlines() if not line.startswith("#")]

    assert f"# {len(kb.genes)} genes. " in text
    assert len(rows) == len([gene for gene in kb.genes if gene.locus is not None])


def test_a_search_selects_too(capsys: pytest.CaptureFixture[str], kb: KnowledgeBase) -> None:
    text = run(capsys, "jsonl", "--of", "genes", "--search", "superoxide dismutase")

    assert len(text.splitlines()) == len(kb.genes.search("superoxide dismutase"))


def test_a_file_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out" / "bearings.parquet"

    assert run(capsys, "parquet", "--part", "bearings", "-o", str(path)) == ""
    assert path.read_bytes().startswith(b"PAR1")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["csv", "--of", "genes", "--on", "multistep"],
            "--about, --on and --disease choose evidence, not genes",
        ),
        (["csv", "--select", "desing=cohort"], "did you mean 'design'"),
        (["csv", "--select", "design=cohrt"], "did you mean 'cohort'"),
        (["csv", "--select", "design"], "'design' is no condition: expected FIELD=VALUE"),
        (["csv", "--select", "n_cases>=many"], "n_cases is a number, got 'many'"),
        (["csv", "--part", "bearing"], "did you mean 'bearings'"),
        (["csv", "--on", "multistp"], "did you mean 'multistep'"),
        (["bed", "--option", "order"], "'order' is no option: expected NAME=VALUE"),
        (["bed", "--option", "sorted=yes"], "bed has no option 'sorted'. Options: disease"),
        (["bed", "--option", "order=random"], "order must be one of lexicographic, karyotype"),
        (["bed", "--of", "claims"], "bed is made of a catalog of genes or a knowledge base, and claims"),
        (["parquet"], "parquet cannot be printed; pass -o"),
        (["csv", "-o", "/proc/nothing/here.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in run(capsys, *words, status=1)


def test_an_unknown_format_is_a_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["export", "cvs"])

    assert caught.value.code == 2
    assert "invalid choice: 'cvs'" in capsys.readouterr().err


def test_the_help_lists_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])

    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in FORMATS)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("year=2018", {"year": 2018}),
        ("design=twin-study,gwas", {"design": {"twin-study", "gwas"}}),
        ("gene_ids=SOD1", {"gene_ids": "SOD1"}),
        (" region = asia ", {"region": "asia"}),
    ],
)
def test_conditions_in_words_are_those_of_where(
    condition: str, expected: dict[str, object], kb: KnowledgeBase
) -> None:
    assert select(kb.evidence, [condition]) == kb.evidence.where(**expected)
    assert len(select(kb.evidence, [condition])) > 0


def test_conditions_are_joined(kb: KnowledgeBase) -> None:
    found = select(kb.evidence, ["n_cases>=1000", "n_cases<=2000"])

    assert found == kb.evidence.where(lambda item: item.n_cases is not None and 1000 <= item.n_cases <= 2000)
    assert select(kb.evidence, []) is kb.evidence


def test_a_digit_in_a_text_stays_text(kb: KnowledgeBase) -> None:
    pmid = next(item.pmid for item in kb.references if item.pmid is not None)

    assert select(kb.references, [f"pmid={pmid}"]).one().pmid == pmid


def test_conditions_that_mean_nothing_are_refused(kb: KnowledgeBase) -> None:
    for condition in ("", "=", "validity", "validity>strong", "validity>=best"):
        with pytest.raises(InvalidValueError):
            select(kb.genes, [condition])
    with pytest.raises((InvalidValueError, UnknownRecordError), match="did you mean 'validity'"):
        select(kb.genes, ["validty=strong"])


@pytest.mark.parametrize("name", [name for name, held in FORMATS.items() if not held.takes])
def test_a_format_of_all_records_takes_no_selection(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, name, "-o", str(tmp_path / "out")) == ""
    assert (tmp_path / "out").exists()
    message = f"{name} is made of the whole knowledge base; --on cannot be used with it"
    assert message in run(capsys, name, "--on", "multistep", "-o", str(tmp_path / "out"), status=1)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_twice_alike(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = []
    for number in range(2):
        path = tmp_path / str(number)
        run(capsys, name, "-o", str(path))
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        contents.append([file.read_bytes() for file in files])

    assert contents[0] == contents[1]
    assert all(contents[0])
