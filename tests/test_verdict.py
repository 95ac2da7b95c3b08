"""The answers on the bundled data, and that they move only with the evidence."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import alsfacts
from alsfacts.errors import InvalidTypeError, UnknownRecordError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Evidence, Record
from alsfacts.scoring import (
    NullWithoutInterval,
    ScoringPolicy,
    SynthesisMode,
    explain,
    score,
    verdict,
)
from alsfacts.vocabulary import (
    Design,
    Direction,
    KnownAnswer,
    Outcome,
    ReferenceStatus,
    Role,
    RoseBonaStatus,
    Status,
)
from tests.builders import bearing, disease, finding, hypothesis, reference

POLICY = ScoringPolicy()

# What is known of these diseases, and what the rule must find by itself.
EXPECTED = {
    "als": (Status.REFUTED, Status.REFUTED, True),
    "huntington-disease": (Status.SUPPORTED, Status.REFUTED, False),
    "spinal-muscular-atrophy": (Status.SUPPORTED, Status.REFUTED, False),
    "myasthenia-gravis": (Status.UNDETERMINED, Status.SUPPORTED, False),
    "neuromyelitis-optica": (Status.UNDETERMINED, Status.SUPPORTED, False),
    "lambert-eaton": (Status.UNDETERMINED, Status.SUPPORTED, False),
    "multiple-sclerosis": (Status.REFUTED, Status.NOT_ESTABLISHED, None),
    "multifocal-motor-neuropathy": (Status.UNDETERMINED, Status.NOT_ESTABLISHED, None),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_rule_finds_what_is_known(name: str) -> None:
    answer = alsfacts.verdict(disease=name)

    found = (answer.entirely_genetic.status, answer.purely_autoimmune.status, answer.neither)
    assert found == EXPECTED[name]
    assert not answer.entirely_genetic.conflicting
    assert not answer.purely_autoimmune.conflicting


def test_every_bundled_disease_has_an_expectation(kb: KnowledgeBase) -> None:
    assert set(EXPECTED) == set(kb.diseases.ids)
    for name, (genetic, autoimmune, _) in EXPECTED.items():
        known = kb.diseases[name].known_answer
        assert (known is KnownAnswer.GENETIC) is (genetic is Status.SUPPORTED)
        if autoimmune is Status.SUPPORTED:
            assert known is KnownAnswer.AUTOIMMUNE


@pytest.mark.parametrize("name", EXPECTED)
def test_each_decision_cites_its_evidence(name: str, kb: KnowledgeBase) -> None:
    answer = alsfacts.verdict(name)

    numbers = dict(answer.citations)
    for claim in (answer.entirely_genetic, answer.purely_autoimmune):
        if claim.status in (Status.SUPPORTED, Status.REFUTED):
            assert claim.evidence_ids
            for item in claim.evidence_ids:
                assert kb.evidence[item].disease_id == name
                assert answer.references[numbers[item] - 1] == kb.evidence[item].reference
            assert claim.flips_if_removed
    assert len(answer.scores) == len(kb.hypotheses)
    assert str(answer).count("\n") > 20
    for reference_ in answer.references:
        assert reference_.link in str(answer)


def without(kb: KnowledgeBase, drop: Any) -> KnowledgeBase:
    records = [record for catalog in kb.catalogs.values() for record in catalog]
    return KnowledgeBase(record for record in records if not drop(record))


def test_als_changes_without_the_populations_that_it_names(kb: KnowledgeBase) -> None:
    answer = verdict()
    flips = answer.entirely_genetic.flips_if_removed
    assert flips is not None

    def named(record: Record) -> bool:
        return isinstance(record, Evidence) and record.bound is not None and record.bound.population in flips

    assert verdict(knowledge_base=without(kb, named)).entirely_genetic.status is Status.UNDETERMINED


def test_the_verdict_does_not_heed_evidence_on_other_hypotheses_or_diseases(kb: KnowledgeBase) -> None:
    def unrelated(record: Record) -> bool:
        return isinstance(record, Evidence) and record.disease_id != "als"

    smaller = verdict(knowledge_base=without(kb, unrelated))

    assert repr(smaller) == repr(verdict())
    assert [result.net for result in smaller.scores] == [result.net for result in verdict().scores]


def test_knowledge_without_evidence_decides_nothing(kb: KnowledgeBase) -> None:
    empty = without(kb, lambda record: isinstance(record, Evidence))
    answer = verdict(knowledge_base=empty)

    assert answer.neither is None
    assert answer.rose_bona.status is RoseBonaStatus.NONE
    assert all(result.net == 0 and result.role is Role.UNCERTAIN for result in answer.scores)
    assert "Undetermined" in str(answer)


def test_thresholds_are_the_policys(kb: KnowledgeBase) -> None:
    strict = attrs.evolve(POLICY, bound_refuting=0.1, case_share_refuting=0.5)
    answer = verdict(policy=strict, knowledge_base=kb)

    assert answer.neither is None
    assert answer.policy_fingerprint == strict.fingerprint


def test_the_case_share_of_a_weak_gene_is_set_aside(kb: KnowledgeBase) -> None:
    records = [record for catalog in kb.catalogs.values() for record in catalog if record.id != "HTT"]
    weak = attrs.evolve(kb.genes["HTT"], assessments=())
    answer = verdict("huntington-disease", knowledge_base=KnowledgeBase([*records, weak]))

    assert answer.entirely_genetic.status is Status.UNDETERMINED
    assert any("validity" in aside.reason for aside in answer.set_aside)


def test_one_useless_twin_pair_has_no_veto() -> None:
    answer = verdict("huntington-disease")

    assert answer.entirely_genetic.status is Status.SUPPORTED
    assert all("twin" not in reason.text for reason in answer.entirely_genetic.because)


@pytest.mark.parametrize("name", ["no such disease", "huntingtn"])
def test_an_unknown_disease_is_refused(name: str) -> None:
    with pytest.raises(UnknownRecordError, match="no disease"):
        verdict(name)


@pytest.mark.parametrize(
    "arguments",
    [{"disease": 3}, {"policy": "strict"}, {"knowledge_base": "mine"}],
)
def test_wrong_types_are_refused(arguments: dict[str, Any]) -> None:
    (name,) = arguments
    with pytest.raises(InvalidTypeError, match=name):
        verdict(**arguments)


def test_score_refuses_what_is_no_hypothesis() -> None:
    with pytest.raises(InvalidTypeError):
        score(3)  # type: ignore[arg-type]
    with pytest.raises(UnknownRecordError, match="did you mean 'multistep'"):
        score("multistp")
    with pytest.raises(UnknownRecordError, match="no score of"):
        verdict().score_of("multistp")


def test_score_reports_its_range_and_its_parts() -> None:
    for result in verdict().scores:
        low, high = result.net_range
        assert low <= result.net <= high
        assert result.net == pytest.approx(sum(cell.net for cell in result.cells), abs=1e-9)
        bearing_ids = {tiered.evidence_id for tiered in result.tiered}
        counted = {item for group in result.groups for item in group.evidence_ids}
        aside = {item.evidence_id for item in result.set_aside}
        assert counted | aside <= bearing_ids
        assert counted & aside == set()
        assert result.assumptions
        assert result.hypothesis_id in str(result)


def test_an_explanation_adds_up_and_shows_every_finding(kb: KnowledgeBase) -> None:
    for found in kb.hypotheses:
        explanation = explain(found)
        result = explanation.score

        assert sum(term.net for term in explanation.terms) == pytest.approx(result.net, abs=1e-9)
        support = sum(term.points for term in explanation.terms if term.direction is Direction.SUPPORTS)
        assert support == pytest.approx(result.support, abs=1e-9)
        for term in explanation.terms:
            assert sum(item.counted for item in term.findings) == pytest.approx(term.points, abs=1e-9)
            for item in term.findings:
                assert item.statement in kb.evidence[item.evidence_id].statement
        text = str(explanation)
        assert all(item.evidence_id in text for term in explanation.terms for item in term.findings)
        assert all(aside.evidence_id in text for aside in explanation.set_aside)


def small(*items: Evidence, status: ReferenceStatus = ReferenceStatus.CURRENT) -> KnowledgeBase:
    return KnowledgeBase([reference(status=status), disease(), hypothesis(), *items])


def net(kb: KnowledgeBase, **policy: Any) -> float:
    return score("genetic-monogenic", knowledge_base=kb, policy=attrs.evolve(POLICY, **policy)).net


def test_a_retracted_publication_is_shown_and_does_not_count() -> None:
    kb = small(finding(), status=ReferenceStatus.RETRACTED)
    result = score("genetic-monogenic", knowledge_base=kb)

    assert result.support == 0
    assert [aside.reason for aside in result.set_aside] == ["the publication is retracted"]


def test_a_synthesis_replaces_its_members_by_cohort() -> None:
    member = finding(id="member", cohort="people", design=Design.COHORT)
    sibling = finding(id="sibling", cohort="people", design=Design.COHORT)
    pooled = finding(
        id="pooled",
        cohort="pool",
        design=Design.META_ANALYSIS,
        underlying_design=Design.COHORT,
        member_ids=("member",),
    )
    kb = small(member, sibling, pooled)

    assert net(kb) == pytest.approx(net(small(pooled)))
    assert net(kb, synthesis_mode=SynthesisMode.EXCLUDE) == pytest.approx(net(small(member)))


def test_findings_of_one_publication_count_once() -> None:
    assert net(small(finding(id="a"), finding(id="b"))) == net(small(finding(id="a")))


def test_null_results_without_interval_widen_the_range() -> None:
    null = finding(
        id="null",
        cohort="others",
        outcome=Outcome.NEGATIVE,
        bearings=(bearing(direction=Direction.DISPUTES),),
    )
    result = score("genetic-monogenic", knowledge_base=small(finding(), null))

    assert result.net_range[1] > result.net
    assert net(
        small(finding(), null), null_without_interval=NullWithoutInterval.UNINFORMATIVE
    ) == pytest.approx(result.net_range[1])
