"""Frameworks side by side: what each says of small bodies of evidence, and of the bundled one."""

from __future__ import annotations

import math
from typing import Any

import attrs
import pytest

from alsfacts import KnowledgeBase, ScoringPolicy, compare, score, verdict
from alsfacts.epidemiology import exposure_effect
from alsfacts.errors import InvalidTypeError, UnknownRecordError
from alsfacts.model import Evidence, Exposure, Gene, Measure, ObservationResult, ValidityAssessment
from alsfacts.scoring import Assessment, Comparison, Framework
from alsfacts.scoring.grade import Concern
from alsfacts.scoring.pooled_effects import body_of_evidence
from alsfacts.vocabulary import (
    Design,
    Direction,
    Directness,
    Estimand,
    ExposureCategory,
    Extent,
    Factor,
    Inheritance,
    Observation,
    Outcome,
    RiskOfBias,
    Validity,
    Viewpoint,
)
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

AGAINST = Direction.DISPUTES


def a_finding(number: int, direction: Direction = Direction.SUPPORTS, **changes: Any) -> Evidence:
    facts: dict[str, Any] = {"id": f"f{number}", "cohort": f"c{number}"}
    if "bearings" not in changes:
        facts["bearings"] = (bearing(direction=direction),)
    return finding(**{**facts, **changes})


def row(
    framework: Framework, *items: Evidence, policy: ScoringPolicy | None = None, **changes: Any
) -> Assessment:
    kb = KnowledgeBase([reference(), disease(), hypothesis(**changes), *items])
    return compare(knowledge_base=kb, policy=policy).row(framework, changes.get("id", "genetic-monogenic"))


def test_there_is_one_row_a_hypothesis_and_framework(kb: KnowledgeBase) -> None:
    comparison = compare()

    assert [(found.hypothesis_id, found.framework) for found in comparison.rows] == [
        (name, framework) for name in kb.hypotheses.ids for framework in Framework
    ]
    assert comparison.hypothesis_ids == kb.hypotheses.ids
    for found in comparison.rows:
        assert found.question
        assert found.scope
        assert found.result
        assert bool(found.caveats) == found.applies
        assert all(item in kb.evidence for item in found.evidence_ids)


@pytest.mark.parametrize("name", ["als", "myasthenia-gravis", "huntington-disease"])
def test_every_row_is_about_the_disease(name: str, kb: KnowledgeBase) -> None:
    comparison = compare(disease=name)

    assert comparison.disease_id == name
    for found in comparison.rows:
        assert found.disease_id == name
        assert all(kb.evidence[item].disease_id == name for item in found.evidence_ids)


def test_points_are_those_of_the_score() -> None:
    found = compare("neuroinflammation").row(Framework.POINTS, "neuroinflammation")
    result = score("neuroinflammation")

    assert found.value == result.net
    assert str(result.role) in found.result
    assert set(found.evidence_ids) == {line.evidence_id for line in result.lines}


def test_decibans_have_the_sign_of_the_net() -> None:
    against = compare("genetic-sole").row(Framework.WEIGHT_OF_EVIDENCE, "genetic-sole")
    in_favour = compare("genetic-monogenic").row(Framework.WEIGHT_OF_EVIDENCE, "genetic-monogenic")

    assert against.value == pytest.approx(3.180 * score("genetic-sole").net, rel=1e-3)
    assert "against" in against.result
    assert in_favour.value == pytest.approx(3.180 * score("genetic-monogenic").net, rel=1e-3)
    assert "for:" in in_favour.result


SCALES = {
    Framework.POINTS: "net points",
    Framework.WEIGHT_OF_EVIDENCE: "decibans",
    Framework.VOTE_COUNT: "two-sided P value of the sign test",
    Framework.OCEBM: "level, 1 is best",
    Framework.HARMONIC_SUM: "share of the largest possible sum",
    Framework.BELIEF: "belief from 0 to 1",
}


@pytest.mark.parametrize("framework", Framework)
def test_a_number_comes_with_its_scale(framework: Framework) -> None:
    found = row(framework, a_finding(0))

    assert (found.value is not None) == (framework in SCALES)
    assert found.scale == SCALES.get(framework, "")
    assert found.question == framework.meaning
    assert found.scope
    # The scope is that of the framework, whether it applies or not.
    assert found.scope == row(framework).scope
    assert found.scope == row(framework, a_finding(0), factor=Factor.IMMUNE, extent=Extent.SOLE).scope


def test_findings_that_were_used_are_named_by_side() -> None:
    both = (a_finding(1), a_finding(0, AGAINST), a_finding(2, Direction.NEUTRAL))

    for framework in (
        Framework.POINTS,
        Framework.WEIGHT_OF_EVIDENCE,
        Framework.VOTE_COUNT,
        Framework.BELIEF,
    ):
        assert row(framework, *both).evidence_ids == ("f0", "f1")
    for framework in (Framework.HARMONIC_SUM, Framework.OCEBM):
        assert row(framework, *both).evidence_ids == ("f1",)


def test_the_points_in_words() -> None:
    found = row(
        Framework.POINTS, a_finding(0), a_finding(1, consortium="lab"), a_finding(2, AGAINST, cohort=None)
    )

    # 8 * (2 - 1) / (8 + 3) of one line; without the discount as with it.
    assert found.result == "uncertain: net +0.7, for 2.0, against 1.0"
    assert found.details == ("net from +0.7 to +0.7 over discounts and ways to count null results",)
    assert "1 findings are told apart by publication only" in found.caveats
    assert set(score("multistep").assumptions) < set(compare("multistep").row("points", "multistep").caveats)


@pytest.mark.parametrize(
    ("role_net", "direction"),
    [(0.5, Direction.SUPPORTS), (5.0, None)],
)
def test_points_have_a_direction_where_the_role_has_one(role_net: float, direction: Direction | None) -> None:
    policy = ScoringPolicy(probable_net=role_net, established_net=20)
    opposite = None if direction is None else AGAINST

    assert row(Framework.POINTS, a_finding(0), policy=policy).direction is direction
    assert row(Framework.POINTS, a_finding(0, AGAINST), policy=policy).direction is opposite
    sure = ScoringPolicy(probable_net=0.5, established_net=0.5, minimum_groups=1)
    assert row(Framework.POINTS, a_finding(0), policy=sure).direction is Direction.SUPPORTS
    assert row(Framework.POINTS, a_finding(0, AGAINST), policy=sure).direction is AGAINST


def test_decibans_of_little_nothing_and_other_odds() -> None:
    # One study of one point: 8 / 9 of a point, for and against.
    little, against = (
        row(Framework.WEIGHT_OF_EVIDENCE, a_finding(0)),
        row(Framework.WEIGHT_OF_EVIDENCE, a_finding(0, AGAINST)),
    )
    nothing = row(Framework.WEIGHT_OF_EVIDENCE)
    decibans = 10 * math.log10(350) / 8 * 8 / 9

    assert little.value == pytest.approx(decibans)
    assert little.result.startswith("3 decibans for: ")
    assert against.value == pytest.approx(-decibans)
    assert against.result.startswith("3 decibans against: ")
    assert nothing.value == 0
    assert nothing.result.startswith("0 decibans for: ")
    other = row(Framework.WEIGHT_OF_EVIDENCE, a_finding(0), policy=ScoringPolicy(odds_very_strong=100))
    assert other.value == pytest.approx(20 / 8 * 8 / 9)
    assert "eight points are read as odds of 100 (Tavtigian 2018)" in other.caveats


def test_votes_count_groups_of_participants_once() -> None:
    found = row(
        Framework.VOTE_COUNT,
        *(a_finding(number) for number in range(7)),
        a_finding(7, id="again", cohort="c0"),
        a_finding(8, AGAINST),
        # Both ways, in two lines of evidence: no vote.
        a_finding(9),
        a_finding(10, AGAINST, cohort="c9", design=Design.AUTOPSY),
    )

    assert found.result.startswith("7 for, 1 against")
    assert found.value == pytest.approx(18 / 256)
    assert found.direction is None
    assert any(caveat.endswith("on both sides: 1") for caveat in found.caveats)


def test_a_lopsided_vote_has_a_direction() -> None:
    assert row(Framework.VOTE_COUNT, *map(a_finding, range(6))).direction is Direction.SUPPORTS
    against = row(Framework.VOTE_COUNT, *(a_finding(number, AGAINST) for number in range(6)))
    assert against.direction is Direction.DISPUTES
    # Six of six have a P value of 1/32; it must lie below the threshold of the policy.
    for significance, direction in ((1 / 32, None), (0.0313, Direction.SUPPORTS)):
        found = row(
            Framework.VOTE_COUNT, *map(a_finding, range(6)), policy=ScoringPolicy(significance=significance)
        )
        assert found.direction is direction


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"design": Design.COHORT}, 3.0),
        ({"design": Design.CASE_CONTROL}, 4.0),
        ({"design": Design.RANDOMISED_TRIAL}, 2.0),
        ({"design": Design.OPEN_LABEL_TRIAL}, 4.0),
        ({"design": Design.META_ANALYSIS, "underlying_design": Design.RANDOMISED_TRIAL}, 1.0),
        ({"design": Design.META_ANALYSIS, "underlying_design": Design.COHORT}, 3.0),
        ({"design": Design.GWAS}, None),
    ],
)
def test_the_best_supporting_design_has_its_level(changes: dict[str, Any], level: float | None) -> None:
    found = row(Framework.OCEBM, a_finding(0, **changes))

    assert found.value == level
    assert found.applies == (level is not None)


def test_opposing_designs_have_no_level() -> None:
    found = row(Framework.OCEBM, a_finding(0, AGAINST, design=Design.RANDOMISED_TRIAL), a_finding(1))

    assert found.result == "level 4 (case-control)"
    assert found.evidence_ids == ("f1",)


def test_designs_of_the_best_level_are_named_together() -> None:
    found = row(
        Framework.OCEBM,
        a_finding(0),
        a_finding(1, design=Design.OPEN_LABEL_TRIAL),
        a_finding(2),
        a_finding(3, design=Design.AUTOPSY),
    )

    assert found.result == "level 4 (case-control, historically-controlled)"
    assert found.evidence_ids == ("f0", "f1", "f2")
    assert len(set(found.caveats)) == len(found.caveats)
    assert set(row(Framework.OCEBM, a_finding(0)).caveats) <= set(found.caveats)
    better = row(Framework.OCEBM, a_finding(0), a_finding(1, design=Design.RANDOMISED_TRIAL))
    assert better.evidence_ids == ("f1",)
    assert row(Framework.OCEBM).result == "no supporting study of a design in the table"


def viewed(number: int, direction: Direction, *viewpoints: Viewpoint) -> Evidence:
    return a_finding(number, bearings=(bearing(direction=direction, viewpoints=viewpoints),))


def test_viewpoints_are_met_partly_met_or_not_met() -> None:
    found = row(
        Framework.BRADFORD_HILL,
        viewed(0, Direction.SUPPORTS, Viewpoint.STRENGTH, Viewpoint.TEMPORALITY),
        viewed(1, AGAINST, Viewpoint.STRENGTH, Viewpoint.SPECIFICITY),
        viewed(2, Direction.NEUTRAL, Viewpoint.ANALOGY),
    )

    assert found.result == "1 met, 1 partly, 1 not-met, 6 no-evidence"
    assert found.details == ("met: temporality", "partly: strength", "not met: specificity")
    assert found.evidence_ids == ("f0", "f1")


def test_viewpoints_say_nothing_of_a_sole_cause() -> None:
    item = viewed(0, Direction.SUPPORTS, Viewpoint.STRENGTH)

    assert not row(Framework.BRADFORD_HILL, item, extent=Extent.SOLE).applies
    assert not row(Framework.BRADFORD_HILL, a_finding(0)).applies
    assert row(Framework.BRADFORD_HILL, a_finding(0)).result == "no finding speaks to a viewpoint"


def test_viewpoints_of_one_status_are_named_together() -> None:
    found = row(
        Framework.BRADFORD_HILL,
        viewed(0, Direction.SUPPORTS, Viewpoint.TEMPORALITY, Viewpoint.STRENGTH),
        viewed(1, Direction.SUPPORTS, Viewpoint.STRENGTH),
    )

    assert found.result == "2 met, 0 partly, 0 not-met, 7 no-evidence"
    assert found.details == ("met: strength, temporality",)
    assert found.evidence_ids == ("f0", "f1")


def test_kinds_of_proof_are_for_autoimmunity_alone(kb: KnowledgeBase) -> None:
    comparison = compare(disease="myasthenia-gravis")

    for name in kb.hypotheses.ids:
        found = comparison.row(Framework.ROSE_BONA, name)
        assert found.applies == name.startswith("autoimmune")
        if found.applies:
            assert found.result == str(verdict("myasthenia-gravis").rose_bona.status) == "direct"
            assert found.direction is Direction.SUPPORTS


def test_a_single_laboratory_is_named_as_such() -> None:
    seen = bearing(
        hypothesis_id="autoimmune-contribution",
        directness=Directness.INDIRECT,
        observation=ObservationResult(observation=Observation.REPRODUCTION_BY_IMMUNISATION, met=True),
    )
    found = row(
        Framework.ROSE_BONA,
        a_finding(0, bearings=(seen,), consortium="one-lab"),
        id="autoimmune-contribution",
        factor=Factor.IMMUNE,
    )

    assert found.result == "indirect"
    assert "one laboratory or group carries the status alone" in found.caveats


def observed(number: int, observation: Observation, *, met: bool = True, **changes: Any) -> Evidence:
    seen = bearing(
        hypothesis_id="autoimmune-contribution",
        direction=Direction.SUPPORTS if met else AGAINST,
        observation=ObservationResult(observation=observation, met=met),
    )
    return a_finding(number, bearings=(seen,), **changes)


def test_a_kind_of_proof_shows_what_stands_behind_it() -> None:
    made, transferred = Observation.REPRODUCTION_BY_IMMUNISATION, Observation.PASSIVE_TRANSFER_OF_A_FEATURE
    found = row(
        Framework.ROSE_BONA,
        observed(0, made),
        observed(1, made),
        observed(2, transferred),
        observed(3, transferred, met=False),
        observed(4, Observation.HLA_ASSOCIATION),
        observed(5, Observation.IMMUNE_COMPLEXES, met=False),
        observed(6, Observation.CYTOTOXICITY, met=False),
        id="autoimmune-contribution",
        factor=Factor.IMMUNE,
    )

    # Indirect proof from two groups: it points nowhere, and no single laboratory carries it.
    assert (found.result, found.direction) == ("indirect", None)
    assert found.caveats == ("the classes are kinds of proof, not amounts",)
    assert found.evidence_ids == ("f0", "f1")
    met, contested, missed = (set(text.split(": ")[1].split(", ")) for text in found.details)
    assert [text.split(": ")[0] for text in found.details] == ["met", "contested", "not met"]
    assert met == {str(made), str(Observation.HLA_ASSOCIATION)}
    assert contested == {str(transferred)}
    assert missed == {str(Observation.IMMUNE_COMPLEXES), str(Observation.CYTOTOXICITY)}


def assessed(symbol: str, classification: Validity) -> Gene:
    number = ord(symbol[0])
    held = ValidityAssessment(
        source="made up",
        classification=classification,
        disease_name="the disease",
        mondo_id="MONDO:0000001",
        disease_id="als",
        inheritance=Inheritance.AD,
    )
    return gene(id=symbol, name=symbol, hgnc_id=f"HGNC:{number}", assessments=(held,))


def test_classes_of_genes_begin_with_the_strongest() -> None:
    genes = [
        assessed("C1", Validity.LIMITED),
        assessed("B1", Validity.DEFINITIVE),
        assessed("A1", Validity.LIMITED),
        assessed("D1", Validity.STRONG),
    ]
    kb = KnowledgeBase([reference(), disease(), hypothesis(), *genes])

    found = compare(knowledge_base=kb).row(Framework.CLINGEN, "genetic-monogenic")

    assert found.result == "1 definitive, 1 strong, 2 limited"
    assert found.details == ("definitive: B1", "strong: D1", "limited: A1, C1")
    silent = row(Framework.CLINGEN)
    assert (silent.applies, silent.result) == (False, "no gene was assessed for the disease")


def test_genes_are_counted_by_class(kb: KnowledgeBase) -> None:
    found = compare("genetic-monogenic").row(Framework.CLINGEN, "genetic-monogenic")
    definitive = [gene.id for gene in kb.genes if gene.validity_for("als") is Validity.DEFINITIVE]

    assert found.result.startswith(f"{len(definitive)} definitive")
    assert found.details[0] == f"definitive: {', '.join(sorted(definitive))}"
    assert not compare("multistep").row(Framework.CLINGEN, "multistep").applies
    silent = compare("genetic-monogenic", disease="myasthenia-gravis")
    assert not silent.row(Framework.CLINGEN, "genetic-monogenic").applies


def test_support_is_summed_and_opposition_ignored() -> None:
    strong = a_finding(0, design=Design.GWAS, n_cases=5000)
    with_opposition = row(Framework.HARMONIC_SUM, strong, a_finding(1, AGAINST))

    # A tier of 3 earns 4 of 8 points; the sum of perfect scores is 1.644.
    assert with_opposition.value == pytest.approx(0.5 / 1.64393, rel=1e-4)
    assert row(Framework.HARMONIC_SUM).value == 0.0
    top = row(Framework.HARMONIC_SUM, strong, a_finding(1, design=Design.GWAS, n_cases=5000))
    assert top.value == pytest.approx(0.5 * 1.25 / 1.64393, rel=1e-4)


def test_the_best_result_of_participants_counts_once_in_the_sum() -> None:
    strong = a_finding(0, design=Design.GWAS, n_cases=5000)
    again = a_finding(1, cohort="c0")

    alone = row(Framework.HARMONIC_SUM, strong).value
    assert alone is not None
    assert row(Framework.HARMONIC_SUM, strong, again).value == pytest.approx(alone)
    assert row(
        Framework.HARMONIC_SUM, a_finding(0), a_finding(1, cohort="c0", design=Design.GWAS, n_cases=5000)
    ).value == pytest.approx(alone)
    worthless = ScoringPolicy(tier_points=(0.0,) * 7)
    assert row(Framework.HARMONIC_SUM, strong, policy=worthless).value == 0.0


def test_groups_are_read_as_texts_of_a_reader() -> None:
    one = row(Framework.BELIEF, a_finding(0))
    two = row(Framework.BELIEF, a_finding(0), a_finding(1))
    same_group = row(Framework.BELIEF, a_finding(0, consortium="g"), a_finding(1, consortium="g"))
    denied = row(Framework.BELIEF, a_finding(0), a_finding(1, AGAINST, outcome=Outcome.POSITIVE))

    # INDRA: one text of one reader errs with 0.05 + 0.3, two with 0.05 + 0.3 squared.
    assert one.value == pytest.approx(0.65)
    assert two.value == pytest.approx(0.86)
    assert same_group.value == pytest.approx(0.65)
    assert denied.value == pytest.approx(0.65 * 0.35)


def test_agreement_names_the_frameworks_of_each_direction() -> None:
    comparison = compare("genetic-sole")

    assert comparison.agreement("genetic-sole").startswith("disputes: points")
    assert compare("multistep", disease="multifocal-motor-neuropathy").agreement("multistep") == (
        "no framework gives a direction"
    )


def pooled_study(number: int, exposure: str = "lead", **changes: Any) -> Evidence:
    measure = Measure(
        name="ratio",
        value=2.0,
        unit="ratio",
        ci_low=1.25,
        ci_high=3.2,
        ci_level=95,
        estimand=Estimand.EXPOSURE_ODDS_RATIO,
    )
    return a_finding(number, **{"exposure_ids": (exposure,), "measure": measure, **changes})


def slope_study(number: int, **changes: Any) -> Evidence:
    measure = Measure(
        name="slope",
        value=4.0,
        unit="slope",
        ci_low=3.5,
        ci_high=4.5,
        ci_level=95,
        estimand=Estimand.AGE_SLOPE,
    )
    return a_finding(number, design=Design.REGISTRY_INCIDENCE, measure=measure, **changes)


def pooled_row(framework: Framework, *items: Evidence, **profile: Any) -> Assessment:
    exposures = [
        Exposure(id=name, name=name, category=ExposureCategory.METAL, description="A metal.")
        for name in ("lead", "zinc")
    ]
    kb = KnowledgeBase([reference(), disease(**profile), hypothesis(), *exposures, *items])
    name = profile.get("id", "als")
    return compare(disease=name, knowledge_base=kb).row(framework, "genetic-monogenic")


def test_effects_and_slopes_of_the_knowledge_base_are_pooled() -> None:
    studies = (*map(pooled_study, range(2)), slope_study(4), slope_study(5))
    zinc = (pooled_study(2, "zinc"), pooled_study(3, "zinc"))

    found = pooled_row(Framework.META_ANALYSIS, *studies, *zinc)

    lead, other, slope = found.result.split("; ")
    assert lead.startswith("lead: exposure odds ratio 2.00 (95% CI ")
    assert other.startswith("zinc: exposure odds ratio 2.00 (95% CI ")
    assert slope.startswith("slope 4.00 (95% CI ")
    assert "\n" not in found.result
    assert found.evidence_ids == ("f0", "f1", "f2", "f3", "f4", "f5")
    # Each warning once: both effects come from two studies that nobody searched for.
    assert any("registered search" in text for text in found.details)
    assert len(set(found.details)) == len(found.details)
    alone = pooled_row(Framework.META_ANALYSIS, *studies[2:])
    assert alone.result == slope
    nothing = pooled_row(Framework.META_ANALYSIS, studies[0])
    assert nothing.result == "fewer than two comparable studies of any one effect"


def test_effects_in_another_disease_are_those_of_that_disease() -> None:
    there = {"disease_id": "other"}
    studies = (
        *(pooled_study(number, **there) for number in range(2)),
        *(slope_study(number, **there) for number in (2, 3)),
    )

    found = pooled_row(Framework.META_ANALYSIS, *studies, id="other")

    assert found.evidence_ids == ("f0", "f1", "f2", "f3")
    assert pooled_row(Framework.GRADE, *studies, id="other").result.startswith("other after lead: ")


def test_a_pooled_effect_stands_only_where_all_its_findings_count() -> None:
    neutral = pooled_study(1, bearings=(bearing(direction=Direction.NEUTRAL),))

    assert not pooled_row(Framework.META_ANALYSIS, pooled_study(0), neutral).applies
    assert not pooled_row(Framework.GRADE, pooled_study(0), neutral).applies
    silent = slope_study(1, bearings=(bearing(direction=Direction.NEUTRAL),))
    assert not pooled_row(Framework.META_ANALYSIS, slope_study(0), silent).applies


def test_certainty_is_rated_for_each_effect_with_its_steps() -> None:
    low = {"risk_of_bias": RiskOfBias.LOW}
    trial = {"design": Design.RANDOMISED_TRIAL, **low}
    gradient = (bearing(viewpoints=(Viewpoint.GRADIENT,)),)

    found = pooled_row(
        Framework.GRADE,
        *(pooled_study(number) for number in range(2)),
        *(pooled_study(number, "zinc", **trial) for number in (2, 3)),
    )

    assert found.result == "als after lead: very low; als after zinc: moderate"
    assert found.details == (
        "als after lead: starts low; risk-of-bias -1, publication-bias -1",
        "als after zinc: starts high; publication-bias -1",
    )
    assert found.evidence_ids == ("f0", "f1", "f2", "f3")
    assert pooled_row(Framework.GRADE).result == "no pooled effect of an exposure to rate"
    raised = pooled_row(Framework.GRADE, pooled_study(0, bearings=gradient, **low), pooled_study(1, **low))
    assert raised.details[0].startswith("als after lead: starts low; publication-bias -1")


@pytest.mark.parametrize(
    ("changes", "inconsistency", "imprecision"),
    [
        ({"i_squared": 49.9}, Concern.NONE, Concern.NONE),
        ({"i_squared": 50.0}, Concern.SERIOUS, Concern.NONE),
        ({"i_squared": 75.0}, Concern.VERY_SERIOUS, Concern.NONE),
        ({"lower": 1.0}, Concern.NONE, Concern.SERIOUS),
        ({"lower": 0.2, "ratio": 0.5, "upper": 1.0}, Concern.NONE, Concern.SERIOUS),
        ({"lower": 0.2, "ratio": 0.5, "upper": 0.9}, Concern.NONE, Concern.NONE),
    ],
)
def test_judgements_change_at_their_thresholds(
    changes: dict[str, Any], inconsistency: Concern, imprecision: Concern
) -> None:
    exposure = Exposure(id="lead", name="Lead", category=ExposureCategory.METAL, description="A metal.")
    kb = KnowledgeBase([reference(), disease(), hypothesis(), exposure, pooled_study(0), pooled_study(1)])
    effect = exposure_effect("lead", knowledge_base=kb)
    spread = changes.pop("i_squared", 0.0)
    pooled = attrs.evolve(effect.pooled, i_squared_percent=spread)

    body = body_of_evidence(attrs.evolve(effect, pooled=pooled, **changes), tuple(kb.evidence))

    assert body.outcome == "als after lead"
    assert (body.inconsistency, body.imprecision) == (inconsistency, imprecision)


def said(framework: Framework, direction: Direction | None, name: str = "h") -> Assessment:
    return Assessment(
        framework=framework,
        hypothesis_id=name,
        disease_id="als",
        question="?",
        result="so",
        direction=direction,
    )


def test_agreement_of_made_up_rows() -> None:
    comparison = Comparison(
        disease_id="als",
        rows=(
            said(Framework.GRADE, AGAINST),
            said(Framework.POINTS, Direction.SUPPORTS),
            said(Framework.BELIEF, Direction.SUPPORTS),
            said(Framework.OCEBM, None),
            said(Framework.VOTE_COUNT, AGAINST, name="other"),
        ),
    )

    assert comparison.agreement("h") == "supports: points, belief; disputes: grade"
    assert comparison.agreement("other") == "disputes: vote-count"
    assert comparison.agreement("none") == "no framework gives a direction"
    assert comparison.hypothesis_ids == ("h", "other")
    assert str(comparison.rows[0]) == "grade on h in als: so"


def test_a_single_hypothesis_is_shown_in_full() -> None:
    one, every = str(compare("autoimmune-contribution")), str(compare())

    assert "contested: " in one
    assert "contested: " not in every
    for found in compare().rows:
        if found.applies:
            assert found.question.split("?")[0][:30] in every
    assert "no average" in every
    assert "medical advice" in every


def test_a_comparison_can_be_asked_by_name() -> None:
    comparison = compare("multistep")

    assert isinstance(comparison, Comparison)
    assert comparison.row("points", "multistep").framework is Framework.POINTS
    with pytest.raises(UnknownRecordError, match="did you mean 'rose-bona'"):
        comparison.row("rose-bonna", "multistep")
    with pytest.raises(UnknownRecordError, match="no row for 'genetic-sole'"):
        comparison.row("points", "genetic-sole")
    assert repr(comparison) == "<Comparison of 1 hypothesis in als>"


def test_bad_names_are_refused() -> None:
    wrong: Any = 5
    with pytest.raises(UnknownRecordError, match="did you mean 'multistep'"):
        compare("multistepp")
    with pytest.raises(UnknownRecordError):
        compare(disease="no such disease")
    with pytest.raises(
        InvalidTypeError, match=r"^hypothesis must be a Hypothesis or the name of one, got int$"
    ):
        compare(wrong)
    with pytest.raises(InvalidTypeError, match="policy must be"):
        compare(policy=wrong)


def test_a_policy_moves_the_points_and_the_frameworks_that_use_them() -> None:
    narrow = compare("genetic-monogenic", policy=ScoringPolicy(consortium_discount=0.0))

    assert narrow.row("points", "genetic-monogenic").value != pytest.approx(score("genetic-monogenic").net)
    assert narrow.row("clingen", "genetic-monogenic").result == (
        compare("genetic-monogenic").row("clingen", "genetic-monogenic").result
    )


def test_a_missing_row_says_what_was_asked_for_and_what_comes_near() -> None:
    comparison = compare("multistep")

    with pytest.raises(UnknownRecordError) as caught:
        comparison.row("points", "multstep")
    assert (caught.value.name, caught.value.suggestions) == ("multstep", ("multistep",))
    assert repr(comparison) == "<Comparison of 1 hypothesis in als>"
    assert repr(compare()) == f"<Comparison of {len(compare().hypothesis_ids)} hypotheses in als>"
