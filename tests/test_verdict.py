"""The answers on the bundled data, and that they move only with the evidence."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alsfacts
from alsfacts.epidemiology import case_share
from alsfacts.errors import InvalidTypeError, UnknownRecordError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import (
    Bound,
    CarrierCount,
    Evidence,
    Gene,
    ObservationResult,
    Record,
    ValidityAssessment,
)
from alsfacts.scoring import (
    ClaimAnswer,
    NullWithoutInterval,
    ScoringPolicy,
    SynthesisMode,
    Verdict,
    explain,
    robustness,
    score,
    verdict,
)
from alsfacts.scoring.rose_bona import ObservationRecord
from alsfacts.scoring.rules import BoundInput, ShareInput
from alsfacts.vocabulary import (
    Design,
    Direction,
    Directness,
    Factor,
    Inheritance,
    KnownAnswer,
    Line,
    Observation,
    Outcome,
    Quantity,
    ReferenceStatus,
    Role,
    RoseBonaStatus,
    Status,
    Validity,
)
from tests.builders import bearing, disease, finding, gene, hypothesis, reference
from tests.strategies import policies

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


MONOGENIC, IMMUNE, SOLE = "genetic-monogenic", "autoimmune-contribution", "autoimmune-sole"
HYPOTHESES = tuple(hypothesis(id=name, name=name.title()) for name in (MONOGENIC, IMMUNE, SOLE))
DESIGNS = (
    *(Design.CASE_CONTROL, Design.GWAS, Design.TWIN_STUDY, Design.AUTOPSY, Design.CELL_MODEL, Design.REVIEW),
    *(Design.META_ANALYSIS,) * 3,
)


@st.composite
def bodies(draw: st.DrawFn, *about: str, prefix: str = "f", least: int = 0) -> list[Evidence]:
    """Findings that bear on some hypotheses; a cohort has one consortium, a synthesis may have members."""
    items: list[Evidence] = []
    for number in range(draw(st.integers(least, 7))):
        design = draw(st.sampled_from(DESIGNS))
        pooled = design is Design.META_ANALYSIS
        people = draw(st.integers(0, 4))
        named = draw(st.lists(st.sampled_from(about), min_size=1, max_size=3, unique=True))
        items.append(
            finding(
                id=f"{prefix}{number}",
                design=design,
                underlying_design=draw(st.sampled_from((Design.COHORT, Design.REVIEW))) if pooled else None,
                member_ids=tuple(item.id for item in items if draw(st.booleans())) if pooled else (),
                n_cases=draw(st.sampled_from((None, 5, 500, 50_000))),
                outcome=draw(st.sampled_from(Outcome)),
                cohort=f"c{people}" if people else None,
                consortium=f"g{people % 2}" if people > 1 else None,
                bearings=tuple(
                    bearing(
                        hypothesis_id=name,
                        direction=draw(st.sampled_from(Direction)),
                        directness=draw(st.sampled_from(Directness)),
                    )
                    for name in named
                ),
            )
        )
    return items


def a_base(*items: Evidence) -> KnowledgeBase:
    return KnowledgeBase([reference(), disease(), *HYPOTHESES, *items])


@given(bodies(MONOGENIC), policies())
def test_the_terms_of_an_explanation_add_up(items: list[Evidence], policy: ScoringPolicy) -> None:
    kb = a_base(*items)
    explanation = explain(MONOGENIC, policy=policy, knowledge_base=kb)
    result = explanation.score

    assert result == score(MONOGENIC, policy=policy, knowledge_base=kb)
    assert sum(term.net for term in explanation.terms) == pytest.approx(result.net, abs=1e-9)
    for direction, sign, total in (
        (Direction.SUPPORTS, 1, result.support),
        (Direction.DISPUTES, -1, result.oppose),
    ):
        terms = [term for term in explanation.terms if term.direction is direction]
        assert sum(term.points for term in terms) == pytest.approx(total, abs=1e-9)
        for term in terms:
            assert sign * term.net >= 0
            # Saturation takes away and never adds.
            assert abs(term.net) <= term.points
    for cell in result.cells:
        terms = [
            term for term in explanation.terms if (term.line, term.directness) == (cell.line, cell.directness)
        ]
        assert sum(term.net for term in terms) == pytest.approx(cell.net, abs=1e-9)
    sizes = [abs(term.net) for term in explanation.terms]
    assert sizes == sorted(sizes, reverse=True)
    assert explanation.set_aside == result.set_aside


@given(bodies(MONOGENIC), policies())
def test_the_findings_of_a_term_add_up_to_its_points(items: list[Evidence], policy: ScoringPolicy) -> None:
    kb = a_base(*items)
    explanation = explain(MONOGENIC, policy=policy, knowledge_base=kb)
    lines = {line.evidence_id: line for line in explanation.score.lines}
    tiered = {found.evidence_id: found for found in explanation.score.tiered}

    for term in explanation.terms:
        assert sum(item.counted for item in term.findings) == pytest.approx(term.points, abs=1e-9)
        for place, item in enumerate(term.findings):
            line = lines[item.evidence_id]
            assert (term.consortium, term.direction, term.line, term.directness) == (
                line.consortium,
                line.direction,
                line.line,
                line.directness,
            )
            assert item.tier == line.tier == tiered[item.evidence_id].tier
            assert item.steps == tiered[item.evidence_id].steps
            assert item.points == policy.points(item.tier)
            assert item.counted == pytest.approx(item.points * policy.consortium_discount**place)
        tiers = [item.tier for item in term.findings]
        assert tiers == sorted(tiers, reverse=True)


def test_an_explanation_by_hand() -> None:
    strong = finding(id="strong", cohort="c1", consortium="lab", design=Design.GWAS)
    weak = finding(id="weak", cohort="c2", consortium="lab", design=Design.GWAS, n_cases=5)
    cells = finding(
        id="cells",
        cohort="c3",
        design=Design.CELL_MODEL,
        bearings=(bearing(direction=Direction.DISPUTES),),
    )

    explanation = explain(MONOGENIC, knowledge_base=a_base(strong, weak, cells))

    # Both small for a genome-wide study: 3 - 1, so 2 points each, and the second counts half.
    first, second = explanation.terms
    assert [(item.evidence_id, item.points, item.counted) for item in first.findings] == [
        ("strong", 2.0, 2.0),
        ("weak", 2.0, 1.0),
    ]
    assert (first.consortium, first.line, first.directness) == ("lab", Line.HUMAN_GENETIC, Directness.DIRECT)
    assert (first.points, first.net) == pytest.approx((3.0, 3 * 12 / 15))
    assert (second.consortium, second.line) == ("c3", Line.MODEL)
    assert (second.points, second.net) == pytest.approx((1.0, -6 / 7))
    assert first.findings[0].statement == "They found it."
    assert first.findings[0].citation == "A study 2020"
    assert explanation.statement == "Genes cause it."
    assert repr(explanation) == "<Explanation of genetic-monogenic in als: 2 terms>"


def test_a_cell_without_ceiling_and_points_has_a_net_of_zero() -> None:
    nothing = ScoringPolicy(
        tier_points=(0.0,) * 7, lines=tuple(attrs.evolve(rule, ceiling=0.0) for rule in POLICY.lines)
    )

    (term,) = explain(MONOGENIC, policy=nothing, knowledge_base=a_base(finding())).terms

    assert (term.points, term.net) == (0.0, 0.0)


@pytest.mark.parametrize("name", ["myasthenia-gravis", "multiple-sclerosis"])
def test_an_explanation_is_of_the_score_in_the_disease_asked_for(name: str) -> None:
    explanation = explain(IMMUNE, disease=name)

    assert explanation.score == score(IMMUNE, disease=name)
    assert explanation.score.disease_id == name
    assert explanation.score != explain(IMMUNE).score


UNRELATED = hypothesis(id="unrelated", name="Unrelated", factor=Factor.ENVIRONMENTAL)


@settings(max_examples=50)
@given(bodies(MONOGENIC, IMMUNE, SOLE), bodies("unrelated", prefix="x", least=1), st.data())
def test_evidence_on_an_unrelated_hypothesis_changes_no_other_answer(
    items: list[Evidence], more: list[Evidence], data: st.DataObject
) -> None:
    # It may pool what is there: what it replaces, it replaces for its own hypothesis alone.
    more = [
        attrs.evolve(item, member_ids=tuple(data.draw(st.sets(st.sampled_from([i.id for i in items])))))
        if item.design is Design.META_ANALYSIS and items
        else item
        for item in more
    ]
    records: list[Record] = [reference(), disease(), *HYPOTHESES, UNRELATED, *items]
    policy = ScoringPolicy(draws=20, established_net=2, probable_net=1)

    before = verdict(policy=policy, knowledge_base=KnowledgeBase(records))
    after = verdict(policy=policy, knowledge_base=KnowledgeBase([*records, *more]))

    assert after.entirely_genetic == before.entirely_genetic
    assert after.purely_autoimmune == before.purely_autoimmune
    assert after.neither == before.neither
    assert after.rose_bona == before.rose_bona
    for name in (MONOGENIC, IMMUNE, SOLE):
        assert after.score_of(name) == before.score_of(name)
        assert after.stability.role_of(name) == before.stability.role_of(name)
    assert after.score_of("unrelated").tiered


@given(bodies(MONOGENIC, IMMUNE, SOLE), policies(), st.sampled_from((MONOGENIC, IMMUNE, SOLE)))
def test_bearings_on_other_hypotheses_are_irrelevant_to_a_score(
    items: list[Evidence], policy: ScoringPolicy, name: str
) -> None:
    alone = [
        attrs.evolve(item, bearings=tuple(found for found in item.bearings if found.hypothesis_id == name))
        for item in items
    ]

    assert score(name, policy=policy, knowledge_base=a_base(*items)) == score(
        name, policy=policy, knowledge_base=a_base(*alone)
    )


@given(bodies(MONOGENIC, least=1), policies())
def test_the_range_of_a_net_holds_every_discount_and_way_to_count_nulls(
    items: list[Evidence], policy: ScoringPolicy
) -> None:
    kb = a_base(*items)
    nets = [
        net(kb, consortium_discount=discount, null_without_interval=mode, base=policy)
        for discount in policy.discount_range
        for mode in NullWithoutInterval
    ]
    result = score(MONOGENIC, policy=policy, knowledge_base=kb)

    assert result.net_range == pytest.approx((min(*nets, result.net), max(*nets, result.net)), abs=1e-9)


def test_a_score_by_hand() -> None:
    kb = a_base(
        finding(id="a", cohort="c1", n_cases=500),
        finding(id="b", n_cases=500, bearings=(bearing(direction=Direction.DISPUTES),)),
        finding(id="c", cohort="c3", bearings=(bearing(direction=Direction.NEUTRAL),)),
    )

    result = score(MONOGENIC, knowledge_base=kb)

    assert (result.hypothesis_id, result.disease_id) == (MONOGENIC, "als")
    assert (result.support, result.oppose, result.net, result.conflict) == (1.0, 1.0, 0.0, 1.0)
    assert (result.groups_support, result.groups_oppose, result.without_cohort) == (1, 1, 1)
    assert result.role is Role.UNCERTAIN
    assert [aside.evidence_id for aside in result.set_aside] == ["c"]
    assert [line.evidence_id for line in result.lines] == ["a", "b"]
    assert [found.evidence_id for found in result.tiered] == ["a", "b", "c"]
    assert result.policy_fingerprint == POLICY.fingerprint
    assert str(result) == (
        "genetic-monogenic in als: uncertain (net +0.0 points, range +0.0 to +0.0; "
        "support 1.0 from 1 groups, oppose 1.0 from 1)"
    )
    assert repr(result) == "<HypothesisScore genetic-monogenic in als: uncertain, net +0.0>"


def test_a_role_asks_for_groups_on_the_side_of_the_net() -> None:
    low = ScoringPolicy(probable_net=0.5, established_net=1.0, minimum_groups=2)
    against = [
        finding(id=f"a{number}", cohort=f"c{number}", bearings=(bearing(direction=Direction.DISPUTES),))
        for number in range(3)
    ]
    single = finding(id="s", cohort="people")

    def role(*items: Evidence) -> Role:
        return score(MONOGENIC, policy=low, knowledge_base=a_base(*items)).role

    assert role(*against) is Role.CONTRADICTED
    assert role(*against, single) is Role.CONTRADICTED
    assert role(against[0]) is Role.PROBABLY_NOT
    # One group for, and two against that weigh less: the groups against do not help it.
    strong = attrs.evolve(single, design=Design.GWAS, n_cases=50_000)
    assert role(strong, against[0], against[1]) is Role.PROBABLE


def test_hypotheses_and_diseases_may_be_records_or_names(kb: KnowledgeBase) -> None:
    profile, claim = kb.diseases["myasthenia-gravis"], kb.hypotheses[IMMUNE]

    assert score(claim, disease=profile) == score(IMMUNE, disease="myasthenia gravis")
    assert explain(claim, disease=profile) == explain(IMMUNE, disease="myasthenia-gravis")
    assert verdict(profile) == verdict("myasthenia-gravis")


def test_refusals_name_the_argument() -> None:
    wrong: Any = 3
    for call, message in (
        (lambda: score(wrong), r"^hypothesis must be a Hypothesis or the name of one, got int$"),
        (lambda: score(MONOGENIC, disease=wrong), r"^disease must be a Disease or the name of one, got int$"),
        (lambda: score(MONOGENIC, policy=wrong), r"^policy must be a ScoringPolicy, got int$"),
        (lambda: verdict(knowledge_base=wrong), r"^knowledge_base must be a KnowledgeBase, got int$"),
    ):
        with pytest.raises(InvalidTypeError, match=message):
            call()


def test_a_score_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownRecordError) as caught:
        verdict(knowledge_base=a_base()).score_of("multistp")

    assert caught.value.name == "multistp"
    assert "no score of 'multistp'; scored: genetic-monogenic, autoimmune-contribution" in str(caught.value)


@pytest.mark.parametrize(("conflicting", "text"), [(True, "supported (conflicting)"), (False, "supported")])
def test_an_answer_says_whether_it_conflicts(conflicting: bool, text: str) -> None:
    answer = ClaimAnswer(
        claim="entirely genetic",
        status=Status.SUPPORTED,
        conflicting=conflicting,
        criterion="",
        because=(),
        flips_if_removed=None,
    )

    assert str(answer) == f"entirely genetic: {text}"
    assert answer.evidence_ids == ()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_verdict_is_what_the_rule_decides_on_its_inputs(name: str, kb: KnowledgeBase) -> None:
    answer = verdict(name)
    decision = answer.inputs.decide(POLICY)

    assert (answer.disease_id, answer.disease_name) == (name, kb.diseases[name].name)
    assert answer.neither is decision.neither
    for claim, decided, words in (
        (answer.entirely_genetic, decision.entirely_genetic, "entirely genetic"),
        (answer.purely_autoimmune, decision.purely_autoimmune, "purely autoimmune"),
    ):
        assert claim.claim == words
        assert (claim.status, claim.criterion) == (decided.status, decided.criterion)
        assert (claim.because, claim.conflicting) == (decided.because, decided.conflicting)
    assert answer.data_version == alsfacts.manifest().data_version
    assert answer.policy == POLICY


def share_of(carriers: int, **changes: Any) -> CarrierCount:
    fields = {"cases": 200, "gene_ids": ("ABC1",), "population": "east", "unselected": True, "criteria": "x"}
    return CarrierCount(**{**fields, "carriers": carriers, **changes})


def bound_of(population: str, upper: float = 0.5, **changes: Any) -> Bound:
    fields = {"quantity": Quantity.HERITABILITY, "lower": 0.1, "level": 95.0}
    return Bound(**{**fields, "upper": upper, "population": population, **changes})


def plain(name: str, **changes: Any) -> Evidence:
    return finding(**{"id": name, "cohort": f"people-{name}", "bearings": (), "outcome": None, **changes})


def a_gene(classification: Validity, symbol: str = "ABC1", hgnc_id: str = "HGNC:1") -> Gene:
    held = ValidityAssessment(
        source="made up",
        classification=classification,
        disease_name="the disease",
        mondo_id="MONDO:0000001",
        disease_id="als",
        inheritance=Inheritance.AD,
    )
    return gene(id=symbol, hgnc_id=hgnc_id, assessments=(held,))


def judged(*records: Record, policy: ScoringPolicy = POLICY) -> Verdict:
    genes = (a_gene(Validity.STRONG), a_gene(Validity.MODERATE, "ABC2", "HGNC:2"))
    tolerance = a_gene(Validity.DEFINITIVE, "AIRE", "HGNC:3")
    base = [reference(), disease(), *HYPOTHESES, *genes, tolerance]
    return verdict(policy=policy, knowledge_base=KnowledgeBase([*base, *records]))


def asides(answer: Verdict) -> dict[str, str]:
    return {item.evidence_id: item.reason for item in answer.set_aside}


def test_a_claim_both_supported_and_refuted_is_conflicting() -> None:
    answer = judged(
        plain("a", bound=bound_of("north")),
        plain("b", bound=bound_of("south")),
        plain("c", carrier_count=share_of(190)),
    )

    assert answer.entirely_genetic.conflicting
    assert answer.entirely_genetic.status is Status.UNDETERMINED
    assert answer.data_version is None
    assert [item.id for item in answer.references] == ["doe-2020"]
    assert dict(answer.citations) == {"a": 1, "b": 1, "c": 1}


def test_a_case_share_is_read_off_its_count() -> None:
    count = share_of(150)
    (share,) = judged(plain("a", carrier_count=count)).inputs.shares

    expected = case_share(count, 95.0)
    assert share == ShareInput(
        lower=expected.lower,
        upper=expected.upper,
        n=200,
        population="east",
        unselected=True,
        tolerance_gene=False,
        validated=True,
        evidence_id="a",
    )
    wide = judged(plain("a", carrier_count=count), policy=ScoringPolicy(interval_level=99.0))
    assert wide.inputs.shares[0].lower == case_share(count, 99.0).lower < share.lower


@pytest.mark.parametrize(
    ("genes", "validated", "tolerance"),
    [
        (("ABC1",), True, False),
        (("ABC2",), False, False),
        (("ABC1", "ABC2"), False, False),
        ((), False, False),
        (("ABC1", "AIRE"), True, True),
    ],
)
def test_every_gene_that_was_counted_must_be_valid(
    genes: tuple[str, ...], validated: bool, tolerance: bool
) -> None:
    answer = judged(plain("a", carrier_count=share_of(195, gene_ids=genes)))
    (share,) = answer.inputs.shares

    assert (share.validated, share.tolerance_gene) == (validated, tolerance)
    assert (answer.entirely_genetic.status is Status.SUPPORTED) == validated
    # Genes of self-tolerance never count against autoimmunity.
    refuted = validated and not tolerance
    assert (answer.purely_autoimmune.status is Status.REFUTED) == refuted
    assert ("a" in asides(answer)) == (not validated)


def test_bounds_are_read_off_the_records() -> None:
    kinds = (Quantity.HERITABILITY, Quantity.MZ_CONCORDANCE, Quantity.STEPS_REMAINING)
    items = [
        plain(f"b{number}", bound=bound_of(f"p{number}", quantity=kind, pairs=20))
        for number, kind in enumerate(kinds)
    ]

    found = judged(*items).inputs.bounds

    assert found == tuple(
        BoundInput(
            quantity=kind,
            lower=0.1,
            upper=0.5,
            population=f"p{number}",
            direct=number < 2,
            pairs=20,
            evidence_id=f"b{number}",
        )
        for number, kind in enumerate(kinds)
    )


def test_bounds_that_are_not_admissible_are_set_aside_with_a_reason() -> None:
    answer = judged(
        plain("a", bound=bound_of("p1", level=90.0)),
        plain("b", bound=bound_of("p2", quantity=Quantity.MZ_CONCORDANCE, pairs=9)),
        plain("c", bound=bound_of("p3", level=99.0)),
        plain("d"),
    )

    assert [bound.evidence_id for bound in answer.inputs.bounds] == ["c"]
    assert asides(answer) == {
        "a": "limits at 90 percent, below 95",
        "b": "9 identical twin pairs, fewer than 10",
    }


def pooled_bound(name: str, *members: str, **changes: Any) -> Evidence:
    facts = {"design": Design.META_ANALYSIS, "member_ids": members, "bound": bound_of("all")}
    return plain(name, **{**facts, **changes})


def test_a_synthesis_of_one_population_counts_instead_of_it() -> None:
    answer = judged(
        plain("a", bound=bound_of("p1")),
        plain("sibling", bound=bound_of("p2"), cohort="people-a"),
        plain("free", bound=bound_of("p3")),
        pooled_bound("pool", "a"),
    )

    assert {bound.evidence_id for bound in answer.inputs.bounds} == {"free", "pool"}
    assert asides(answer) == dict.fromkeys(("a", "sibling"), "pooled in pool, which counts instead")
    same = judged(plain("a", bound=bound_of("p1")), pooled_bound("pool", "a", cohort="people-a"))
    assert {bound.evidence_id for bound in same.inputs.bounds} == {"a", "pool"}


def test_a_synthesis_of_several_populations_gives_way_to_them() -> None:
    # The first pools nothing that is here, the second two populations, the third one of them.
    answer = judged(
        plain("a", bound=bound_of("p1")),
        plain("b", bound=bound_of("p2")),
        pooled_bound("p-none"),
        pooled_bound("p-two", "a", "b"),
        pooled_bound("q-one", "b"),
    )

    assert {bound.evidence_id for bound in answer.inputs.bounds} == {"a", "p-none", "q-one"}
    assert asides(answer) == {
        "p-two": "pools populations whose own bounds count instead",
        "b": "pooled in q-one, which counts instead",
    }


def seen(
    name: str, observation: Observation, *, met: bool = True, about: str = IMMUNE, **changes: Any
) -> Evidence:
    direction = Direction.SUPPORTS if met else Direction.DISPUTES
    result = ObservationResult(observation=observation, met=met)
    return plain(
        name,
        bearings=(bearing(hypothesis_id=about, direction=direction, observation=result),),
        outcome=Outcome.POSITIVE,
        **changes,
    )


def test_observations_on_autoimmunity_are_gathered_with_their_groups() -> None:
    antigen, transfer = Observation.ANTIGEN_IDENTIFIED, Observation.PASSIVE_TRANSFER_OF_DISEASE
    answer = judged(
        seen("a", antigen, consortium="lab"),
        seen("b", transfer),
        seen("c", Observation.AUTOANTIBODIES, met=False, about=SOLE),
        # Not on autoimmunity, so no criterion.
        seen("d", Observation.T_CELL_TRANSFER, about=MONOGENIC),
        seen("e", antigen, met=False),
    )

    assert answer.inputs.observations == (
        ObservationRecord(observation=antigen, met=True, evidence_id="a", group="lab"),
        ObservationRecord(observation=transfer, met=True, evidence_id="b", group="people-b"),
        ObservationRecord(
            observation=Observation.AUTOANTIBODIES, met=False, evidence_id="c", group="people-c"
        ),
        ObservationRecord(observation=antigen, met=False, evidence_id="e", group="people-e"),
    )
    assert answer.rose_bona.status is RoseBonaStatus.DIRECT
    # What transfers is cited with what identifies the antigen, and not with what did not.
    assert answer.purely_autoimmune.status is Status.SUPPORTED
    assert answer.purely_autoimmune.evidence_ids == ("b", "a")
    assert answer.inputs.units == ("people-b",)
    assert answer.inputs.sources == ("lab", "people-b", "people-c", "people-e")
    assert answer.purely_autoimmune.flips_if_removed == ("people-b",)


def test_one_finding_on_both_hypotheses_is_one_observation() -> None:
    result = ObservationResult(observation=Observation.AUTOANTIBODIES, met=True)
    item = plain(
        "a",
        bearings=tuple(bearing(hypothesis_id=name, observation=result) for name in (IMMUNE, SOLE)),
        outcome=Outcome.POSITIVE,
    )

    assert len(judged(item).inputs.observations) == 1


def test_units_are_populations_and_deciding_groups_each_once() -> None:
    answer = judged(
        plain("a", bound=bound_of("north")),
        plain("b", bound=bound_of("north")),
        plain("c", carrier_count=share_of(20)),
        seen("d", Observation.AUTOANTIBODIES),
        seen("e", Observation.IMMUNE_COMPLEXES),
    )

    assert answer.inputs.units == ("north", "east", "people-e")
    assert answer.inputs.sources == ("east", "north", "people-d", "people-e")


def test_what_is_left_out_is_left_out_everywhere() -> None:
    inputs = judged(
        plain("a", bound=bound_of("north")),
        plain("b", bound=bound_of("south")),
        plain("c", carrier_count=share_of(190)),
        seen("d", Observation.PASSIVE_TRANSFER_OF_DISEASE),
    ).inputs

    def statuses(*without: str) -> tuple[Status, Status]:
        decision = inputs.decide(POLICY, set(without))
        return decision.entirely_genetic.status, decision.purely_autoimmune.status

    # Conflicting on both counts, until one side is left out.
    assert statuses() == (Status.UNDETERMINED, Status.NOT_ESTABLISHED)
    assert statuses("east") == (Status.REFUTED, Status.SUPPORTED)
    assert statuses("north") == (Status.SUPPORTED, Status.NOT_ESTABLISHED)
    assert statuses("people-d") == (Status.UNDETERMINED, Status.REFUTED)
    assert statuses("east", "people-d") == (Status.REFUTED, Status.NOT_ESTABLISHED)


def against_sole(number: int) -> Evidence:
    return plain(
        f"s{number}",
        design=Design.GWAS,
        n_cases=50_000,
        outcome=Outcome.POSITIVE,
        bearings=(bearing(hypothesis_id=SOLE, direction=Direction.DISPUTES),),
    )


def test_a_contradicted_and_robust_role_refutes() -> None:
    low = ScoringPolicy(draws=50, probable_net=2, established_net=4)
    items = [against_sole(number) for number in range(6)]

    answer = judged(*items, policy=low)
    assert answer.inputs.sole_robust
    assert answer.purely_autoimmune.status is Status.REFUTED
    # The draws vary the net, so a role at its threshold is not robust, and does not decide.
    net_ = answer.score_of(SOLE).net
    edge = attrs.evolve(low, established_net=-net_)
    shaky = judged(*items, policy=edge)
    assert shaky.score_of(SOLE).role is Role.CONTRADICTED
    assert not shaky.inputs.sole_robust
    assert shaky.purely_autoimmune.status is Status.NOT_ESTABLISHED
    # Robust, and not contradicted.
    assert not judged(policy=low).inputs.sole_robust
    assert robustness(judged(policy=low).score_of(SOLE).lines, low).robust
    # Left out, groups no longer carry the role.
    everyone = {f"people-s{number}" for number in range(5)}
    assert answer.inputs.decide(low, everyone).purely_autoimmune.status is Status.NOT_ESTABLISHED


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


def net(kb: KnowledgeBase, base: ScoringPolicy = POLICY, **policy: Any) -> float:
    return score("genetic-monogenic", knowledge_base=kb, policy=attrs.evolve(base, **policy)).net


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


def test_nets_are_decided_without_what_is_left_out() -> None:
    inputs = judged(
        seen("antigen", Observation.ANTIGEN_IDENTIFIED),
        seen("transfer", Observation.PASSIVE_TRANSFER_OF_DISEASE),
        plain(
            "against",
            design=Design.GWAS,
            n_cases=50_000,
            outcome=Outcome.POSITIVE,
            bearings=(bearing(hypothesis_id=IMMUNE, direction=Direction.DISPUTES),),
        ),
        plain(
            "for",
            design=Design.RANDOMISED_TRIAL,
            n_cases=500,
            outcome=Outcome.POSITIVE,
            bearings=(bearing(hypothesis_id=IMMUNE),),
        ),
    ).inputs

    # The proof is direct throughout; only with the trial is the net above zero, as the claim asks.
    assert inputs.decide(POLICY).purely_autoimmune.status is Status.SUPPORTED
    left = inputs.decide(POLICY, {"people-for"}).purely_autoimmune
    assert left.status is not Status.SUPPORTED


@pytest.mark.parametrize("name", EXPECTED)
def test_a_verdict_holds_the_scores_of_its_own_disease(name: str) -> None:
    answer = verdict(name)

    assert {result.disease_id for result in answer.scores} == {name}
    assert answer.scores == tuple(score(result.hypothesis_id, disease=name) for result in answer.scores)


def test_the_range_of_a_net_runs_over_the_discounts_of_the_policy() -> None:
    items = [
        plain(
            f"s{number}",
            design=Design.GWAS,
            n_cases=50_000,
            outcome=Outcome.POSITIVE,
            consortium="one",
            bearings=(bearing(hypothesis_id=MONOGENIC),),
        )
        for number in range(3)
    ]
    base = KnowledgeBase([reference(), disease(), *HYPOTHESES, *items])

    result = score(MONOGENIC, knowledge_base=base)

    # Each is worth 4 points; with d for the discount the group has 4 + 4 d + 4 d * d, and 12 is the ceiling.
    nets = [12 * points / (12 + points) for points in (4 * (1 + d + d * d) for d in (0.0, 0.5, 0.9))]
    assert result.net == pytest.approx(nets[1])
    assert result.net_range == pytest.approx((nets[0], nets[2]))
