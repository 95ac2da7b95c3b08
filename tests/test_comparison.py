"""Frameworks side by side: what each says of small bodies of evidence, and of the bundled one."""

from __future__ import annotations

from typing import Any

import pytest

from alsfacts import KnowledgeBase, ScoringPolicy, compare, score, verdict
from alsfacts.errors import InvalidTypeError, UnknownRecordError
from alsfacts.model import Evidence, ObservationResult
from alsfacts.scoring import Assessment, Comparison, Framework
from alsfacts.vocabulary import (
    Design,
    Direction,
    Directness,
    Extent,
    Factor,
    Observation,
    Outcome,
    Validity,
    Viewpoint,
)
from tests.builders import bearing, disease, finding, hypothesis, reference

AGAINST = Direction.DISPUTES


def a_finding(number: int, direction: Direction = Direction.SUPPORTS, **changes: Any) -> Evidence:
    facts: dict[str, Any] = {"id": f"f{number}", "cohort": f"c{number}"}
    if "bearings" not in changes:
        facts["bearings"] = (bearing(direction=direction),)
    return finding(**{**facts, **changes})


def row(framework: Framework, *items: Evidence, **changes: Any) -> Assessment:
    kb = KnowledgeBase([reference(), disease(), hypothesis(**changes), *items])
    return compare(knowledge_base=kb).row(framework, changes.get("id", "genetic-monogenic"))


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
    against = compare("genetic-sole").row("weight-of-evidence", "genetic-sole")
    in_favour = compare("genetic-monogenic").row("weight-of-evidence", "genetic-monogenic")

    assert against.value == pytest.approx(3.180 * score("genetic-sole").net, rel=1e-3)
    assert "against" in against.result
    assert in_favour.value == pytest.approx(3.180 * score("genetic-monogenic").net, rel=1e-3)
    assert "for:" in in_favour.result


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
    assert repr(comparison) == "<Comparison of 1 hypotheses in als>"


def test_bad_names_are_refused() -> None:
    wrong: Any = 5
    with pytest.raises(UnknownRecordError, match="did you mean 'multistep'"):
        compare("multistepp")
    with pytest.raises(UnknownRecordError):
        compare(disease="no such disease")
    with pytest.raises(InvalidTypeError, match="hypothesis must be"):
        compare(wrong)
    with pytest.raises(InvalidTypeError, match="policy must be"):
        compare(policy=wrong)


def test_a_policy_moves_the_points_and_the_frameworks_that_use_them() -> None:
    narrow = compare("genetic-monogenic", policy=ScoringPolicy(consortium_discount=0.0))

    assert narrow.row("points", "genetic-monogenic").value != pytest.approx(score("genetic-monogenic").net)
    assert narrow.row("clingen", "genetic-monogenic").result == (
        compare("genetic-monogenic").row("clingen", "genetic-monogenic").result
    )
