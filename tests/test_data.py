"""The bundled data: canonical, complete, linked, well formed, cited."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

import alsfacts
from alsfacts.integrity import check_integrity
from alsfacts.knowledge import KnowledgeBase
from alsfacts.links import outgoing_links
from alsfacts.model import RECORD_TYPES, Evidence
from alsfacts.serialization import dump, read_text
from alsfacts.vocabulary import ClaimStatus, Direction, Extent, Observation, Outcome, Quantity

# Records may be added, never lost unawares.
AT_LEAST = {
    "genes": 90,
    "mechanisms": 27,
    "exposures": 28,
    "therapies": 32,
    "hypotheses": 10,
    "claims": 40,
    "references": 400,
    "diseases": 8,
    "evidence records on ALS": 480,
    "evidence records on contrast diseases": 90,
}

# A copy behind such a host may be gone tomorrow: the DOI or PMID is shipped instead.
HOSTS_FOR_CHECKING_ONLY = re.compile(
    r"//(\d+\.\d+\.\d+\.\d+|[^/]*(staging|mirror|proxy|-dev\.|-test\.|vpn|0-www-))", re.IGNORECASE
)


@pytest.mark.parametrize("name", list(RECORD_TYPES))
def test_files_are_in_canonical_form(name: str, data_folder: Path) -> None:
    text = (data_folder / f"{name}.json").read_text(encoding="utf-8")

    assert dump(read_text(text)) == text


def test_the_manifest_is_true(data_folder: Path, kb: KnowledgeBase) -> None:
    manifest = alsfacts.manifest()

    assert dict(manifest.counts) == {name: len(catalog) for name, catalog in kb.catalogs.items()}
    assert dict(manifest.checksums) == {
        f"{name}.json": sha256((data_folder / f"{name}.json").read_bytes()).hexdigest()
        for name in RECORD_TYPES
    }
    assert {path.name for path in data_folder.glob("*.json")} == {
        "manifest.json",
        *(f"{name}.json" for name in RECORD_TYPES),
    }
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest.data_version)
    assert alsfacts.data_version == manifest.data_version
    for source in manifest.sources:
        assert source.licence
        assert source.version


def test_counts_only_grow() -> None:
    counts = dict(alsfacts.summary().counts)

    assert {name: count for name, count in AT_LEAST.items() if counts[name] < count} == {}


def test_everything_fits_together(kb: KnowledgeBase) -> None:
    records = {name: tuple(catalog) for name, catalog in kb.catalogs.items()}

    assert check_integrity(records) == ()


def test_no_reference_is_unused(kb: KnowledgeBase) -> None:
    used = {
        target
        for catalog in kb.catalogs.values()
        for record in catalog
        for _, name, target in outgoing_links(record)
        if name == "references"
    }

    assert set(kb.references.ids) - used == set()


def test_every_reference_has_a_durable_address(kb: KnowledgeBase) -> None:
    for record in kb.references:
        assert record.title
        if record.doi is None and record.pmid is None and record.pmcid is None:
            assert record.url is not None
            assert not HOSTS_FOR_CHECKING_ONLY.search(record.url), record.id
        assert record.link.startswith("https://") or record.link == record.url
        assert record.doi is None or record.doi == record.doi.lower()


def test_every_record_says_where_it_was_read(kb: KnowledgeBase) -> None:
    for item in kb.evidence:
        assert not HOSTS_FOR_CHECKING_ONLY.search(item.seen_at), item.id
    for record in kb.references:
        assert record.seen_at
        assert not any(HOSTS_FOR_CHECKING_ONLY.search(address) for address in record.seen_at), record.id
    for name in ("genes", "exposures", "therapies", "diseases"):
        for record in kb.catalog(name):
            assert record.sources, f"{name} {record.id}"
            for source in record.sources:
                assert not HOSTS_FOR_CHECKING_ONLY.search(source.address), f"{name} {record.id}"
    for mechanism in kb.mechanisms:
        assert bool(mechanism.sources) == (mechanism.go_id is not None or mechanism.reactome_id is not None)


def test_text_is_one_line_without_blanks_at_its_ends(data_folder: Path) -> None:
    def walk(value: object, path: str) -> None:
        if isinstance(value, str):
            assert value == value.strip(), path
            assert not re.search(r"[\x00-\x1f\x7f]", value), path
        elif isinstance(value, list):
            for index, item in enumerate(value):
                walk(item, f"{path}[{index}]")
        elif isinstance(value, dict):
            for key, item in value.items():
                assert item not in (None, [], {}, ""), f"{path}.{key} is empty"
                walk(item, f"{path}.{key}")

    for name in RECORD_TYPES:
        walk(json.loads((data_folder / f"{name}.json").read_text(encoding="utf-8"))[name], name)


def test_the_ten_hypotheses_tell_sole_from_contributing(kb: KnowledgeBase) -> None:
    assert {hypothesis.id for hypothesis in kb.hypotheses.where(extent=Extent.SOLE)} == {
        "genetic-sole",
        "autoimmune-sole",
    }
    assert set(kb.hypotheses.ids) == {
        "genetic-sole",
        "genetic-monogenic",
        "genetic-polygenic",
        "autoimmune-sole",
        "autoimmune-contribution",
        "neuroinflammation",
        "gene-immune-interaction",
        "environmental-contribution",
        "gene-environment-interaction",
        "multistep",
    }


def test_every_hypothesis_on_als_has_evidence_and_opposition_is_kept(kb: KnowledgeBase) -> None:
    on_als = kb.evidence.about("als")
    for hypothesis in kb.hypotheses:
        assert len(on_als.on(hypothesis)) > 0
    for contested in ("autoimmune-contribution", "neuroinflammation", "environmental-contribution"):
        found = on_als.on(contested)
        assert found.supporting
        assert found.disputing


def test_observations_stand_on_autoimmune_hypotheses_only(kb: KnowledgeBase) -> None:
    for item in kb.evidence:
        for bearing in item.bearings:
            if bearing.observation is not None:
                assert bearing.hypothesis_id in ("autoimmune-contribution", "autoimmune-sole"), item.id


def test_transfer_of_the_disease_is_claimed_by_antibody_diseases_only(kb: KnowledgeBase) -> None:
    transferring = {
        item.disease_id
        for item in kb.evidence
        for bearing in item.bearings
        if bearing.observation is not None
        and bearing.observation.met
        and bearing.observation.observation is Observation.PASSIVE_TRANSFER_OF_DISEASE
    }

    assert transferring == {"lambert-eaton", "myasthenia-gravis", "neuromyelitis-optica"}


def test_bounds_of_one_cohort_share_a_population(kb: KnowledgeBase) -> None:
    population: dict[tuple[str, str], str] = {}
    for item in kb.evidence:
        if item.bound is not None and item.cohort is not None:
            held = population.setdefault((item.disease_id, item.cohort), item.bound.population)
            assert held == item.bound.population, item.id


def test_traps_in_the_contrast_data_are_defused(kb: KnowledgeBase) -> None:
    # Heritability of the age at onset is no heritability of the disease.
    assert kb.evidence["wexler-2004-residual-age-at-onset"].bound is None
    # Penetrance of a reduced-penetrance class says nothing on the rest.
    quarrell = kb.evidence["quarrell-2007-36-39-penetrance"].bound
    assert quarrell is not None
    assert quarrell.quantity is Quantity.PENETRANCE
    # Transfer between mice, and one donor's IgG, transfer no multiple sclerosis.
    for name in (
        "cross-1991-eae-adoptive-transfer",
        "pedotti-2013-ms-igg-worsens-eae",
        "obal-2019-serum-transfer",
    ):
        for bearing in kb.evidence[name].bearings:
            if bearing.observation is not None:
                assert bearing.observation.observation not in (
                    Observation.PASSIVE_TRANSFER_OF_DISEASE,
                    Observation.T_CELL_TRANSFER,
                )


def test_ranges_that_are_no_confidence_intervals_are_no_bounds(kb: KnowledgeBase) -> None:
    for name in ("graham-1997-british-twin-study", "wingo-2011-heritability-us"):
        assert kb.evidence[name].bound is None


def test_known_corrections_are_applied(kb: KnowledgeBase) -> None:
    gone = {
        "bensimon-2025-mirocals-primary",
        "bensimon-2025-mirocals-low-pnfh",
        "majounie-2012-c9orf72-penetrance-by-age",
        "als-ig-mepp-no-specific-antibody",
        "head-injury-meta-18-studies-no-dose-response",
        "gordon-2007-minocycline-harm",
        "masitinib-ab10015",
        "ryan-2019-heritability-no-known-gene",
    }
    assert gone & set(kb.evidence.ids) == set()
    assert "not in immune cells" not in kb.evidence["vanrheenen-2021-neuron-autonomous"].statement
    assert kb.evidence["roggenbuck-2023-testing-guideline"].bearings == ()
    sporadic = kb.evidence["chen-2021-china-sporadic"].measure
    assert sporadic is not None
    assert (sporadic.events, sporadic.n) == (129, 1523)
    assert kb.claims["sporadic-means-no-genetic-cause"].status is ClaimStatus.CONTRADICTED
    assert kb.claims["treatment-improves-quality-of-life"].status is ClaimStatus.UNTESTED


def test_no_licence_is_broken(data_folder: Path) -> None:
    for name in RECORD_TYPES:
        text = (data_folder / f"{name}.json").read_text(encoding="utf-8").casefold()
        assert "panelapp" not in text
        assert "alsod" not in text


def test_population_labels_differ_only_where_people_do(kb: KnowledgeBase) -> None:
    populations = {item.carrier_count.population for item in kb.evidence if item.carrier_count is not None}
    assert len(populations) == len([i for i in kb.evidence if i.carrier_count is not None])


def test_disputing_evidence_of_one_study_never_supports_too(kb: KnowledgeBase) -> None:
    def directions(item: Evidence) -> list[tuple[str, Direction]]:
        return [(bearing.hypothesis_id, bearing.direction) for bearing in item.bearings]

    for item in kb.evidence:
        hypotheses = [name for name, _ in directions(item)]
        assert len(hypotheses) == len(set(hypotheses)), item.id


def test_one_source_has_one_current_class_for_a_pair(kb: KnowledgeBase) -> None:
    for gene in kb.genes:
        pairs = [
            (held.source, held.mondo_id, held.inheritance) for held in gene.assessments if not held.superseded
        ]
        assert len(set(pairs)) == len(pairs), gene.id


def test_no_part_in_a_mechanism_rests_on_a_finding_against_it(kb: KnowledgeBase) -> None:
    for mechanism in kb.mechanisms:
        for link in mechanism.links:
            item = kb.evidence[link.evidence_id]
            assert item.outcome is not Outcome.NEGATIVE, (mechanism.id, link)
            assert link.gene_id in item.gene_ids, (mechanism.id, link)
