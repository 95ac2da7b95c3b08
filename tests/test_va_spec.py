"""VA-Spec statements, validated by the models that GA4GH publishes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ga4gh.core.models import MappableConcept  # type: ignore[import-untyped]
from ga4gh.va_spec.base import core  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import alsfacts
from alsfacts import KnowledgeBase, ScoringPolicy, evidence, genes, hypotheses, references
from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidTypeError, UnboundRecordError, UnknownRecordError
from alsfacts.export.va_parts import data_item, document, mode_of_inheritance, validity_class
from alsfacts.export.va_statements import va_spec, va_spec_json, va_spec_json_lines
from alsfacts.model import Gene, Hypothesis, ValidityAssessment
from alsfacts.vocabulary import Direction, Extent, Inheritance, ReferenceStatus, Role, Validity
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

KB = alsfacts.knowledge_base()
# VA-Spec 1.1: ga4gh.va_spec 0.5. What 0.4 refuses is tested below, wherever it is installed.
ADMITS_GENE_DISEASE = hasattr(core, "GeneDiseaseValidityProposition")
needs_new_models = pytest.mark.skipif(not ADMITS_GENE_DISEASE, reason="ga4gh.va_spec 0.5 or newer")
needs_old_models = pytest.mark.skipif(ADMITS_GENE_DISEASE, reason="ga4gh.va_spec 0.4")


def assessment(**changes: Any) -> ValidityAssessment:
    fields = {
        "source": "ClinGen",
        "classification": Validity.STRONG,
        "disease_name": "the disease",
        "mondo_id": "MONDO:0000001",
        "inheritance": Inheritance.AD,
    }
    return ValidityAssessment(**{**fields, **changes})


def own_base(**changes: Any) -> KnowledgeBase:
    return KnowledgeBase([reference(), disease(), hypothesis(), finding(**changes)])


def extensions_of(entity: dict[str, Any]) -> dict[str, Any]:
    return {found["name"]: found["value"] for found in entity.get("extensions", [])}


def validated(statement: dict[str, Any]) -> core.Statement:
    return core.Statement.model_validate(statement)


def read_back(statement: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        validated(statement).model_dump_json(exclude_none=True, serialize_as_any=True)
    )
    for contribution in content.get("contributions", []):
        # The models make the first moment of a day.
        if "date" in contribution:
            contribution["date"] = contribution["date"].removesuffix("T00:00:00")
    return content


# What the published models say


@needs_new_models
def test_the_models_admit_every_bundled_statement_and_lose_nothing() -> None:
    statements = va_spec(KB, superseded=True)

    assert len(statements) == sum(len(one.assessments) for one in genes) + len(hypotheses)
    for statement in statements:
        assert read_back(statement) == statement


@needs_new_models
def test_gene_disease_validity_has_a_class_of_its_own() -> None:
    for statement in va_spec(genes):
        assert type(validated(statement).proposition).__name__ == "GeneDiseaseValidityProposition"


@needs_new_models
def test_a_hypothesis_has_no_class_of_its_own_yet() -> None:
    for statement in va_spec(hypotheses):
        # The open base admits it. Should a release bring a class, this is where it is noticed.
        assert type(validated(statement).proposition).__name__ == "Proposition"
    (statement,) = va_spec(hypotheses.where(id="multistep"))
    statement["proposition"]["factorQualifier"] = {"type": "MappableConcept", "name": "combined"}
    # The base drops what it does not know: hence the extensions.
    assert "factorQualifier" not in read_back(statement)["proposition"]


@needs_new_models
def test_no_study_result_is_without_a_variant_yet() -> None:
    concrete = {found.__name__ for found in core.StudyResult.__subclasses__()}

    # The reason why a finding is a DataItem.
    assert concrete == {
        "CohortAlleleFrequencyStudyResult",
        "ComputationalVariantFunctionalImpactAnalysisResult",
        "ExperimentalVariantFunctionalImpactStudyResult",
        "TumorVariantFrequencyStudyResult",
    }


@needs_new_models
def test_the_models_refuse_what_is_not_of_the_standard() -> None:
    (statement,) = va_spec(genes.where(als_loci="ALS1"))[:1]

    for field, value in (("direction", "opposes"), ("outcome", statement["classification"])):
        with pytest.raises(ValidationError, match=field):
            validated({**statement, field: value})
    with pytest.raises(ValidationError, match="predicate"):
        validated({**statement, "proposition": {**statement["proposition"], "predicate": "causes"}})


@needs_old_models
def test_the_last_released_models_refuse_propositions_concepts_and_data_items() -> None:
    (on_gene,) = va_spec(genes.where(als_loci="ALS1"))[:1]
    (on_hypothesis,) = va_spec(hypotheses.where(id="multistep"))
    line = on_hypothesis["hasEvidenceLines"][0]
    (item,) = line["hasEvidenceItems"]

    for statement in (on_gene, on_hypothesis):
        with pytest.raises(ValidationError, match="union_tag_invalid"):
            validated(statement)
    with pytest.raises(ValidationError, match="extra_forbidden"):
        MappableConcept.model_validate(on_gene["classification"])
    with pytest.raises(ValidationError, match="Unable to find valid model for `hasEvidenceItems`"):
        core.EvidenceLine.model_validate(line)
    # All else of a line is admitted, and so are methods, contributions and documents.
    strength = {name: value for name, value in line["strengthOfEvidenceProvided"].items() if name != "type"}
    core.EvidenceLine.model_validate(
        {**line, "strengthOfEvidenceProvided": strength, "hasEvidenceItems": [item["id"]]}
    )
    core.Method.model_validate(on_hypothesis["specifiedBy"])
    core.Contribution.model_validate(on_gene["contributions"][0])
    core.Document.model_validate(item["reportedIn"][0])


# Genes


def test_a_statement_says_what_clingen_says() -> None:
    (statement,) = va_spec(genes.where(id="ALS2"))[:1]
    held = genes["ALS2"].assessments[0]
    proposition = statement["proposition"]

    assert statement["type"] == "Statement"
    assert proposition["subject"]["name"] == "ALS2"
    assert proposition["subject"]["primaryCoding"]["code"] == "HGNC:443"
    assert [found["coding"]["code"] for found in proposition["subject"]["mappings"]] == [
        "ENSG00000003393",
        "57679",
    ]
    assert proposition["predicate"] == "variantsInGeneCausalFor"
    assert proposition["object"]["primaryCoding"]["code"] == held.mondo_id == "MONDO:0100227"
    assert proposition["modeOfInheritanceQualifier"]["primaryCoding"]["code"] == "HP:0000007"
    assert (statement["direction"], statement["strength"]["name"]) == ("supports", "definitive")
    assert statement["classification"]["primaryCoding"]["code"] == "definitive"
    assert statement["classification"]["mappings"][0]["coding"]["code"] == "GENCC:100001"
    assert statement["specifiedBy"]["name"] == "ClinGen SOP 9"
    (contribution,) = statement["contributions"]
    assert contribution["date"] == "2023-02-14"
    assert contribution["contributor"]["name"] == held.panel
    assert statement["reportedIn"][0]["urls"] == [held.url]
    assert extensions_of(statement)["diseaseProfile"] == "als"


@pytest.mark.parametrize("validity", list(Validity))
def test_every_class_has_a_direction_and_a_term_of_the_coalition(validity: Validity) -> None:
    one = gene(assessments=(assessment(classification=validity),))
    (statement,) = va_spec(KnowledgeBase([one]).genes)

    if validity >= Validity.LIMITED:
        assert statement["direction"] == "supports"
        assert statement["strength"] == statement["classification"]
    else:
        expected = "neutral" if validity is Validity.NO_KNOWN_RELATIONSHIP else "disputes"
        assert statement["direction"] == expected
        assert "strength" not in statement
    (mapping,) = statement["classification"]["mappings"]
    assert mapping["coding"]["name"].lower().startswith(validity.value)


def test_every_mode_of_inheritance_has_a_term_of_its_own() -> None:
    codes = [mode_of_inheritance(mode)["primaryCoding"]["code"] for mode in Inheritance]

    assert len(set(codes)) == len(Inheritance)
    terms = [validity_class(found)["mappings"][0]["coding"]["code"] for found in Validity]
    assert len(set(terms)) == len(Validity)


def test_replaced_assessments_stand_aside_unless_asked_for() -> None:
    current = [found for one in genes for found in one.assessments if not found.superseded]
    replaced = [found for one in genes for found in one.assessments if found.superseded]

    statements = va_spec(genes, superseded=True)
    marked = [found for found in statements if "superseded" in extensions_of(found)]

    assert replaced
    assert len(va_spec(genes)) == len(current)
    assert len(marked) == len(replaced)
    assert [found for found in statements if found not in marked] == va_spec(genes)


def test_an_assessment_by_alsfacts_shows_its_evidence() -> None:
    (statement,) = [found for found in va_spec(genes.where(id="SMN1")) if "hasEvidenceLines" in found]
    (held,) = (found for found in genes["SMN1"].assessments if found.evidence_ids)
    (line,) = statement["hasEvidenceLines"]

    assert statement["contributions"][0]["contributor"] == {"type": "Agent", "name": "alsfacts"}
    assert statement["description"] == held.note
    assert statement["score"] == line["scoreOfEvidenceProvided"] == 16
    assert extensions_of(line) == {"geneticPoints": 12, "experimentalPoints": 4}
    assert line["directionOfEvidenceProvided"] == "supports"
    assert [item["id"] for item in line["hasEvidenceItems"]] == [
        f"alsfacts:evidence/{name}" for name in held.evidence_ids
    ]


def test_evidence_that_is_not_at_hand_is_referred_to() -> None:
    one = gene(assessments=(assessment(evidence_ids=("doe-2020-finding",), genetic_points=3),))

    for lonely in (Catalog(Gene, [one]), KnowledgeBase([one]).genes):
        (statement,) = va_spec(lonely)
        (line,) = statement["hasEvidenceLines"]
        assert line["hasEvidenceItems"] == ["alsfacts:evidence/doe-2020-finding"]
        assert line["scoreOfEvidenceProvided"] == 3
        if ADMITS_GENE_DISEASE:
            assert read_back(statement) == statement


def test_what_is_not_known_is_left_out() -> None:
    (statement,) = va_spec(KnowledgeBase([gene(assessments=(assessment(),))]).genes)

    assert set(statement) == {
        "id",
        "type",
        "name",
        "contributions",
        "proposition",
        "direction",
        "strength",
        "classification",
        "extensions",
    }
    assert "date" not in statement["contributions"][0]
    assert "mappings" not in statement["proposition"]["subject"]


# Hypotheses


@pytest.mark.parametrize("name", hypotheses.ids)
def test_a_statement_is_the_score(name: str) -> None:
    score = alsfacts.score(name)
    (statement,) = va_spec(hypotheses.where(id=name))
    lines = {line["id"].rpartition("/")[2]: line for line in statement["hasEvidenceLines"]}
    extra = extensions_of(statement)

    assert statement["score"] == score.net
    assert statement["classification"]["name"] == score.role
    assert (
        statement["direction"]
        == {
            Role.ESTABLISHED: "supports",
            Role.PROBABLE: "supports",
            Role.UNCERTAIN: "neutral",
            Role.PROBABLY_NOT: "disputes",
            Role.CONTRADICTED: "disputes",
        }[score.role]
    )
    assert ("strength" in statement) is (score.role is not Role.UNCERTAIN)
    assert (extra["support"], extra["oppose"], tuple(extra["netRange"])) == (
        score.support,
        score.oppose,
        score.net_range,
    )
    assert lines.keys() == {name for group in score.groups for name in group.evidence_ids}
    policy = ScoringPolicy()
    for held in score.lines:
        if held.evidence_id not in lines:
            continue
        line = lines[held.evidence_id]
        item = evidence[held.evidence_id]
        found = item.bearing_on(name)
        assert found is not None
        assert line["directionOfEvidenceProvided"] == held.direction == found.direction
        assert line["strengthOfEvidenceProvided"]["name"] == f"tier {held.tier}"
        assert line["scoreOfEvidenceProvided"] == policy.points(held.tier) >= extensions_of(line)["counted"]
        assert line["description"] == found.why
        assert extensions_of(line)["line"] == held.line
        (shown,) = line["hasEvidenceItems"]
        assert shown["description"] == item.statement
        assert shown["reportedIn"][0]["title"] == item.reference.title
    # Whatever bears on the hypothesis is a line, or is told with a reason.
    aside = [found["evidence"].rpartition("/")[2] for found in extra["setAside"]]
    assert sorted([*lines, *aside]) == sorted(evidence.about("als").on(name).ids)
    reasons = {found["evidence"].rpartition("/")[2]: found["reason"] for found in extra["setAside"]}
    for found_aside in score.set_aside:
        assert reasons[found_aside.evidence_id] == found_aside.reason


@pytest.mark.parametrize("extent", list(Extent))
def test_the_predicate_tells_sole_from_contributing_causes(extent: Extent) -> None:
    kb = KnowledgeBase([reference(), disease(), hypothesis(extent=extent), finding()])
    (statement,) = va_spec(kb.hypotheses)
    proposition = statement["proposition"]

    assert (
        proposition["predicate"] == {"sole": "isSoleCauseOf", "contributing": "isContributingCauseOf"}[extent]
    )
    assert proposition["description"] == "Genes cause it."
    assert extensions_of(proposition)["factor"] == "genetic"


def test_the_method_names_the_policy() -> None:
    strict = ScoringPolicy(consortium_discount=0.0)
    (usual,) = va_spec(hypotheses.where(id="multistep"))
    (other,) = va_spec(hypotheses.where(id="multistep"), policy=strict)

    for statement, policy in ((usual, ScoringPolicy()), (other, strict)):
        method = statement["specifiedBy"]
        assert extensions_of(method) == {"fingerprint": policy.fingerprint}
        assert {line["specifiedBy"] for line in statement["hasEvidenceLines"]} == {method["id"]}
        assert statement["id"] == f"alsfacts:scores/als/multistep/{policy.fingerprint[:12]}"
    assert usual["score"] != other["score"]


def test_hypotheses_are_scored_in_the_disease_asked_for() -> None:
    (statement,) = va_spec(hypotheses.where(id="genetic-sole"), disease="Huntington disease")

    assert statement["proposition"]["object"]["name"] == "Huntington disease"
    assert statement["score"] == alsfacts.score("genetic-sole", disease="huntington-disease").net


def test_a_hypothesis_without_evidence_is_uncertain_and_has_no_lines() -> None:
    kb = own_base(bearings=(bearing(direction=Direction.NEUTRAL),))
    (statement,) = va_spec(kb.hypotheses)

    assert (statement["direction"], statement["score"]) == ("neutral", 0)
    assert "hasEvidenceLines" not in statement
    (aside,) = extensions_of(statement)["setAside"]
    assert aside["evidence"] == "alsfacts:evidence/doe-2020-finding"
    if ADMITS_GENE_DISEASE:
        assert read_back(statement) == statement


# Parts


def test_a_finding_is_whole() -> None:
    item = evidence["miller-2022-tofersen-valor"]
    written = data_item(item)

    (read,) = alsfacts.serialization.read_text(json.dumps({"evidence": [written["value"]]}))["evidence"]
    assert read == item
    assert written["specifiedBy"]["methodType"] == "randomised-trial"


def test_every_publication_is_a_document() -> None:
    for one in references:
        content = document(one)
        assert core.Document.model_validate(content).title == one.title
        assert (content.get("doi"), content.get("pmid")) == (one.doi, one.pmid)
        assert content["description"] == one.citation()


def test_what_a_document_cannot_hold_stands_elsewhere() -> None:
    odd = document(
        reference(doi="10.1002/(sici)1096-8628(1997)", pmcid="PMC12", status=ReferenceStatus.RETRACTED)
    )

    assert "doi" not in odd
    assert odd["urls"] == ["https://doi.org/10.1002/(sici)1096-8628(1997)"]
    assert odd["aliases"] == ["PMC12"]
    assert "[retracted]" in odd["description"]
    core.Document.model_validate(odd)
    # The reason: the models refuse such a DOI.
    with pytest.raises(ValidationError, match="doi"):
        core.Document.model_validate({**odd, "doi": "10.1002/(sici)1096-8628(1997)"})


def test_a_statement_names_the_data_that_it_is_made_of() -> None:
    bundled = extensions_of(va_spec(genes)[0])["dataSet"]
    own = extensions_of(va_spec(own_base())[0])["dataSet"]

    assert bundled["version"] == alsfacts.manifest().data_version
    assert bundled["license"]["name"] == alsfacts.manifest().licence
    assert "version" not in own
    assert "not the bundled one" in own["description"]
    if ADMITS_GENE_DISEASE:
        for content in (bundled, own):
            core.DataSet.model_validate(content)


def test_ids_are_unique() -> None:
    statements = va_spec(KB, superseded=True)
    lines = [line["id"] for found in statements for line in found.get("hasEvidenceLines", [])]

    assert len({found["id"] for found in statements}) == len(statements)
    assert len(set(lines)) == len(lines)


# Text


def test_the_text_is_the_statements() -> None:
    text = va_spec_json(KB)

    assert json.loads(text) == va_spec(KB)
    assert text == "".join(va_spec_json_lines(KB)) == va_spec_json(KB)
    assert "\r" not in text
    # One statement a line, between the brackets.
    assert len(text.splitlines()) == len(va_spec(KB)) + 2
    assert text.isascii() is False


def test_nothing_gives_an_empty_array() -> None:
    assert json.loads(va_spec_json(genes.where(id="ENAH"))) == []
    assert va_spec(KnowledgeBase()) == []


# Records hold no text with blanks at its ends.
texts = st.text(max_size=12).map(lambda text: f"a{text}z")


@given(st.lists(texts, min_size=4, max_size=4))
def test_any_text_is_read_back(some: list[str]) -> None:
    name, sentence, source, title = some
    kb = KnowledgeBase(
        [
            reference(title=title),
            disease(name=name),
            hypothesis(statement=sentence),
            finding(statement=sentence),
            gene(name=name, assessments=(assessment(disease_name=name, source=source, note=sentence),)),
        ]
    )

    on_gene, on_hypothesis = json.loads(va_spec_json(kb).encode().decode())

    assert on_gene["proposition"]["object"]["name"] == name
    assert on_gene["contributions"][0]["contributor"]["name"] == source
    assert on_gene["description"] == sentence
    (item,) = on_hypothesis["hasEvidenceLines"][0]["hasEvidenceItems"]
    assert (item["description"], item["reportedIn"][0]["title"]) == (sentence, title)
    if ADMITS_GENE_DISEASE:
        for statement in (on_gene, on_hypothesis):
            assert read_back(statement) == statement


# Errors


def test_what_is_neither_gene_nor_hypothesis_is_refused() -> None:
    wrong: Any = [genes["SOD1"]]
    with pytest.raises(InvalidTypeError, match="expected a catalog of genes or of hypotheses"):
        va_spec(alsfacts.mechanisms)
    with pytest.raises(InvalidTypeError, match="got list"):
        va_spec_json(wrong)
    with pytest.raises(UnknownRecordError, match="no disease 'alz'"):
        va_spec(hypotheses, disease="alz")
    with pytest.raises(InvalidTypeError, match="policy must be a ScoringPolicy"):
        va_spec(hypotheses, policy=wrong)
    with pytest.raises(UnboundRecordError, match="belongs to no knowledge base"):
        va_spec(Catalog(Hypothesis, [hypothesis()]))
