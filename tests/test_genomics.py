"""BED files, gene lists and panel tables, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from bedspec import Bed6, BedReader, BedStrand, ReferenceOrder
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts import KnowledgeBase, evidence, genes
from alsfacts.catalog import Catalog
from alsfacts.errors import (
    InvalidTypeError,
    InvalidValueError,
    UnboundRecordError,
    UnknownRecordError,
)
from alsfacts.export.gene_files import genes_of
from alsfacts.export.genomics import (
    VALIDITY_SCORES,
    bed,
    bed_lines,
    gene_list,
    gene_list_lines,
)
from alsfacts.export.panels import PANEL_COLUMNS, panel, panel_lines
from alsfacts.model import Gene, Locus, Phenotype, ValidityAssessment
from alsfacts.vocabulary import Inheritance, Validity
from tests.builders import disease, finding, gene, hypothesis, reference

CHROMOSOMES = [*map(str, range(1, 23)), "X", "Y", "MT"]


def locus(**changes: Any) -> Locus:
    fields = {"chromosome": "1", "start": 1, "end": 1, "strand": "+", "assembly": "GRCh38"}
    return Locus(**{**fields, **changes})


def assessment(**changes: Any) -> ValidityAssessment:
    fields = {
        "source": "ClinGen",
        "classification": Validity.STRONG,
        "disease_name": "the disease",
        "mondo_id": "MONDO:0000001",
        "disease_id": "als",
        "inheritance": Inheritance.AD,
        "date": "2020-01-31",
    }
    return ValidityAssessment(**{**fields, **changes})


def catalog(*records: Gene) -> Catalog[Gene]:
    return KnowledgeBase(records).genes


def read_bed(text: str) -> list[Bed6]:
    with BedReader[Bed6](io.StringIO(text)) as reader:
        return list(reader)


def comments_of(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("# ")]


@st.composite
def loci(draw: st.DrawFn) -> Locus:
    start = draw(st.integers(1, 250_000_000))
    return locus(
        chromosome=draw(st.sampled_from(CHROMOSOMES)),
        start=start,
        end=start + draw(st.integers(0, 3_000_000)),
        strand=draw(st.sampled_from("+-")),
    )


def made_up(*texts: Locus | None) -> list[Gene]:
    return [gene(id=f"G{n}", hgnc_id=f"HGNC:{n + 1}", locus=span) for n, span in enumerate(texts)]


awkward = st.sampled_from(['"', "\t", "\n", "\r", "\r\n", "\\", "|", "#", "é", "{", "\U0001f9ec", "a"])
# Records hold no text with blanks at its ends.
texts = (st.text(max_size=12) | st.lists(awkward).map("".join)).map(lambda text: f"a{text}z")


# BED


def test_the_bundled_spans_are_read_back_base_for_base(tmp_path: Path) -> None:
    path = tmp_path / "genes.bed"
    path.write_text(bed(genes), encoding="utf-8")

    with BedReader.from_path[Bed6](path) as reader:
        records = {record.name: record for record in reader}

    with_span = {one.id: one.locus for one in genes if one.locus is not None}
    assert set(records) == set(with_span)
    for symbol, span in with_span.items():
        record = records[symbol]
        assert record.refname == f"chr{span.chromosome}"
        # The first base is number `start` of our record, so number `start - 1` counted from 0.
        assert range(record.start, record.end) == range(span.start - 1, span.end)
        assert record.strand == BedStrand(span.strand)
    # Ensembl and NCBI Gene give SOD1 as 21:31659666-31668931 on GRCh38, 9,266 bases.
    assert (records["SOD1"].start, records["SOD1"].end) == (31_659_665, 31_668_931)
    assert records["SOD1"].end - records["SOD1"].start == 9_266


def test_a_bed_file_states_assembly_data_scale_and_what_is_left_out() -> None:
    head = comments_of(bed(genes))

    assert head[0].startswith("alsfacts ")
    assert "assembly: GRCh38 (Ensembl 109); chromosome names: ucsc; order: lexicographic" in head
    assert any(line.startswith("score: validity for als: definitive 1000, strong 850") for line in head)
    without = [one.id for one in genes if one.locus is None]
    assert f"left out, without locus: {len(without)}: {' '.join(without)}" in head


def test_no_lead_variant_stands_among_the_spans() -> None:
    positions = {found.assembly for one in alsfacts.diseases for found in one.gwas_loci}

    # The reason why they are left out: once some are on GRCh38, they can be offered.
    assert all(text.startswith("GRCh37") for text in positions)
    assert not any(record.name.startswith("rs") for record in read_bed(bed(genes)) if record.name)


@given(st.lists(st.none() | loci(), max_size=30), st.sampled_from(["lexicographic", "karyotype"]))
def test_any_span_is_read_back_and_stands_in_order(spans: list[Locus | None], order: str) -> None:
    records = read_bed(bed(catalog(*made_up(*spans)), order=order, chromosome_style="ensembl"))

    found = {record.name: record for record in records}
    assert found.keys() == {f"G{n}" for n, span in enumerate(spans) if span is not None}
    for number, span in enumerate(spans):
        if span is not None:
            record = found[f"G{number}"]
            assert record.refname == span.chromosome
            assert record.end - record.start == span.end - span.start + 1
            assert record.start == span.start - 1
    # sort -k1,1 -k2,2n in the C locale, or the order of a genome file.
    names = sorted(CHROMOSOMES) if order == "lexicographic" else CHROMOSOMES
    assert records == sorted(records, key=ReferenceOrder(names))


@given(st.lists(loci(), max_size=10))
def test_the_order_of_genes_does_not_matter(spans: list[Locus]) -> None:
    some = made_up(*spans)

    forth, back = bed(catalog(*some)), bed(catalog(*reversed(some)))

    assert forth == back == bed(catalog(*some))


def test_chromosomes_have_the_names_of_ucsc_or_ensembl() -> None:
    some = catalog(*made_up(*(locus(chromosome=name) for name in CHROMOSOMES)))

    ucsc = {record.refname for record in read_bed(bed(some))}
    ensembl = [
        record.refname for record in read_bed(bed(some, chromosome_style="ensembl", order="karyotype"))
    ]

    assert ensembl == CHROMOSOMES
    assert ucsc == {f"chr{name}" for name in CHROMOSOMES if name != "MT"} | {"chrM"}


def test_the_score_rises_with_the_class_and_only_with_it() -> None:
    assert list(VALIDITY_SCORES) == list(Validity)
    scores = list(VALIDITY_SCORES.values())
    assert scores == sorted(set(scores))
    assert min(scores) > 0
    assert max(scores) == 1000


def test_the_score_is_that_of_the_disease_asked_for() -> None:
    scores = {record.name: record.score for record in read_bed(bed(genes))}
    assert (scores["SOD1"], scores["DAO"], scores["ENAH"]) == (1000, VALIDITY_SCORES[Validity.REFUTED], 0)
    assert genes["SMN1"].validity is None
    for wanted in (
        "spinal-muscular-atrophy",
        "5q spinal muscular atrophy",
        alsfacts.diseases["spinal-muscular-atrophy"],
    ):
        records = read_bed(bed(genes.where(symbol="SMN1"), disease=wanted))
        assert [record.score for record in records] == [1000]


def test_a_superseded_class_gives_no_score() -> None:
    old = gene(locus=locus(), assessments=(assessment(superseded=True),))

    assert [record.score for record in read_bed(bed(catalog(old)))] == [0]


def test_spans_on_two_assemblies_are_refused() -> None:
    mixed = catalog(*made_up(locus(), locus(assembly="GRCh37 (Ensembl 75)")))
    patched = catalog(*made_up(locus(assembly="GRCh38.p14 (Ensembl 110)"), locus()))

    for function in (bed, panel):
        with pytest.raises(InvalidValueError, match=r"several assemblies \(GRCh37 \(Ensembl 75\); GRCh38\)"):
            function(mixed)
    assert "assembly: GRCh38; GRCh38.p14 (Ensembl 110); " in bed(patched)


def test_nothing_gives_a_file_without_rows() -> None:
    empty = genes.where(symbol="no such symbol")

    assert read_bed(bed(empty)) == []
    assert "assembly: none, since no gene has a span" in bed(empty)
    assert "left out" not in bed(empty)
    assert gene_list(empty, comments=False) == ""
    assert panel(empty, comments=False) == "\t".join(PANEL_COLUMNS) + "\n"
    assert read_bed(bed(catalog(gene()))) == []


@given(texts)
def test_no_text_breaks_out_of_a_comment(text: str) -> None:
    written = bed(catalog(gene(locus=locus(assembly=text))))

    assert len(read_bed(written)) == 1
    assert len(re.split("\n", written)) == len(bed(catalog(gene(locus=locus()))).split("\n"))


# Gene lists


@pytest.mark.parametrize("identifier", ["symbol", "hgnc_id", "ncbi_id", "ensembl_id"])
def test_a_list_has_one_identifier_a_line_and_names_whom_it_leaves_out(identifier: str) -> None:
    known = [getattr(one, identifier) for one in genes if getattr(one, identifier) is not None]
    without = [one.id for one in genes if getattr(one, identifier) is None]

    text = gene_list(genes, identifier=identifier)

    assert [line for line in text.splitlines() if not line.startswith("#")] == known
    assert gene_list(genes, identifier=identifier, comments=False).splitlines() == known
    told = [line for line in comments_of(text) if line.startswith("left out")]
    assert told == (
        [f"left out, without {identifier}: {len(without)}: {' '.join(without)}"] if without else []
    )
    assert f"one {identifier} a line" in comments_of(text)


# Panels


def read_panel(text: str) -> list[dict[str, str]]:
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def parts_of(cell: str) -> list[str]:
    return [
        re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL)
        for part in re.findall(r"(?:[^|\\]|\\.)+", cell, re.DOTALL)
    ]


def test_the_bundled_panel_agrees_with_the_records() -> None:
    rows = read_panel(panel(genes))

    assert [row["symbol"] for row in rows] == list(genes.ids)
    for row in rows:
        one = genes[row["hgnc_id"]]
        assert list(row) == list(PANEL_COLUMNS)
        assert row["classification"] == (one.validity or "")
        assert row["name"] == one.name
        assert parts_of(row["als_loci"]) == list(one.als_loci)
        assert int(row["evidence_records"]) == len(evidence.about(one).where(disease_id="als"))
        if one.locus is None:
            assert {row[name] for name in ("assembly", "chromosome", "start", "end", "strand")} == {""}
        else:
            assert row["assembly"] == "GRCh38 (Ensembl 109)"
            assert (int(row["start"]), int(row["end"])) == (one.locus.start, one.locus.end)
    c9orf72 = next(row for row in rows if row["symbol"] == "C9orf72")
    links = parts_of(c9orf72["references"])
    assert "PMID:21944778" in links
    assert len(links) == len(set(links))


def test_a_panel_shows_the_highest_class_and_names_the_others() -> None:
    one = gene(
        assessments=(
            assessment(classification=Validity.LIMITED, date=None, inheritance=Inheritance.AR),
            assessment(classification=Validity.DEFINITIVE, superseded=True),
            assessment(panel="experts", procedure="ClinGen SOP 9", url="https://example.org/1"),
            assessment(date="2021-01-01", disease_name="another form", mondo_id="MONDO:0000002"),
            assessment(classification=Validity.DEFINITIVE, disease_id="another"),
        )
    )
    kb = KnowledgeBase([one, disease(), disease(id="another", name="Other", mondo_id="MONDO:0000003")])

    (row,) = read_panel(panel(kb.genes))
    (other,) = read_panel(panel(kb, disease="Other"))

    shown = ("classification", "classification_date", "disease_name", "mondo_id", "disease_inheritance")
    assert [row[name] for name in shown] == ["strong", "2021-01-01", "another form", "MONDO:0000002", "AD"]
    assert parts_of(row["other_classifications"]) == [
        "strong for the disease, MONDO:0000001, AD (ClinGen 2020-01-31)",
        "limited for the disease, MONDO:0000001, AR (ClinGen)",
    ]
    assert (other["classification"], other["other_classifications"]) == ("definitive", "")


def test_a_panel_counts_the_evidence_on_its_disease() -> None:
    kb = KnowledgeBase(
        [
            gene(),
            disease(),
            disease(id="another", name="Other", mondo_id="MONDO:0000003"),
            hypothesis(),
            reference(pmid="123"),
            reference(id="roe-2021", doi="10.1000/2"),
            reference(id="web", doi=None, url="https://example.org/x"),
            finding(gene_ids=("ABC1",)),
            finding(id="second", gene_ids=("ABC1",)),
            finding(id="third", gene_ids=("ABC1",), reference_id="roe-2021"),
            finding(id="fourth", gene_ids=("ABC1",), reference_id="web"),
            finding(id="elsewhere", gene_ids=("ABC1",), disease_id="another"),
        ]
    )

    (row,) = read_panel(panel(kb.genes))

    assert row["evidence_records"] == "4"
    assert parts_of(row["references"]) == ["PMID:123", "DOI:10.1000/2", "https://example.org/x"]


@given(st.lists(texts, min_size=4, max_size=4, unique=True))
def test_any_text_is_read_back_from_a_panel(some: list[str]) -> None:
    name, disease_name, locus_name, form = some
    one = gene(
        name=name,
        als_loci=(locus_name, form),
        assessments=(assessment(disease_name=disease_name, panel=form),),
        phenotypes=(Phenotype(name=form, mondo_id="MONDO:0000001"),),
    )

    reader = csv.DictReader(io.StringIO(panel(catalog(one), comments=False), newline=""), delimiter="\t")
    (row,) = list(reader)

    assert (row["name"], row["disease_name"], row["classification_panel"]) == (name, disease_name, form)
    assert parts_of(row["als_loci"]) == [locus_name, form]
    assert parts_of(row["phenotypes"]) == [f"{form} (MONDO:0000001)"]


def test_genes_of_no_knowledge_base_have_spans_and_names_but_no_panel() -> None:
    lonely = Catalog(Gene, [gene(locus=locus(), assessments=(assessment(),))])

    assert [record.score for record in read_bed(bed(lonely))] == [850]
    assert gene_list(lonely, comments=False) == "ABC1\n"
    with pytest.raises(UnboundRecordError):
        panel(lonely)


# All of them


def test_a_knowledge_base_stands_for_its_genes() -> None:
    kb = alsfacts.knowledge_base()

    assert genes_of(kb) is genes
    assert read_bed(bed(kb)) == read_bed(bed(genes))
    assert gene_list(kb, comments=False) == gene_list(genes, comments=False)
    assert panel(kb, comments=False) == panel(genes, comments=False)


@pytest.mark.parametrize("function", [bed, gene_list, panel])
def test_the_same_genes_give_the_same_bytes(function: Callable[..., str]) -> None:
    first = function(genes)

    assert first == function(genes)
    assert "\r" not in first
    assert first.endswith("\n")


def test_lines_are_what_the_text_is_made_of() -> None:
    pairs: list[tuple[Any, Any]] = [(bed_lines, bed), (gene_list_lines, gene_list), (panel_lines, panel)]
    for lines, text in pairs:
        assert "".join(lines(genes)) == text(genes)


def test_provenance_tells_the_bundled_data_from_the_users_own() -> None:
    own = alsfacts.knowledge_base().extend([attrs.evolve(genes["FUS"], note="Mine.")], on_conflict="replace")

    assert "knowledge base that is not the bundled one" in bed(own.genes)
    assert "knowledge base that is not the bundled one" not in bed(genes)


@pytest.mark.parametrize("function", [bed, gene_list, panel])
def test_what_holds_no_genes_is_refused(function: Callable[..., str]) -> None:
    with pytest.raises(
        InvalidTypeError, match="expected a catalog of genes or a knowledge base, got <Catalog"
    ):
        function(alsfacts.hypotheses)
    with pytest.raises(InvalidTypeError, match="got list"):
        function([genes["SOD1"]])


def test_words_that_are_not_accepted_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="chromosome_style must be one of ucsc, ensembl, got 'ncbi'"):
        bed(genes, chromosome_style="ncbi")
    with pytest.raises(
        InvalidValueError, match="order must be one of lexicographic, karyotype, got 'random'"
    ):
        bed(genes, order="random")
    with pytest.raises(
        InvalidValueError, match="identifier must be one of symbol, hgnc_id, ncbi_id, ensembl_id"
    ):
        gene_list(genes, identifier="omim_id")
    wrong: Any = 5
    for function in (bed, panel):
        with pytest.raises(UnknownRecordError, match="no disease 'alz'"):
            function(genes, disease="alz")
        with pytest.raises(InvalidTypeError, match="disease must be a Disease or the name of one, got int"):
            function(genes, disease=wrong)
