"""Known answers beside derived ones, and probabilities against outcomes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts import KnowledgeBase, ScoringPolicy, calibration, verdict
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.model import Disease
from alsfacts.scoring import Agreement, calibration_report, published_curations
from alsfacts.scoring.curations import calibrate_curations
from alsfacts.vocabulary import KnownAnswer, Validity
from tests.builders import disease

labelled = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50)


def test_every_disease_is_held_against_its_known_answer(kb: KnowledgeBase) -> None:
    found = calibration()

    assert {entry.disease_id for entry in found.diseases} == set(kb.diseases.ids)
    for entry in found.diseases:
        assert entry.verdict == verdict(entry.disease_id)
        assert (entry.agreement is Agreement.NOT_KNOWN) == (entry.known is None)
    by_disease = {entry.disease_id: entry.agreement for entry in found.diseases}
    assert by_disease["huntington-disease"] is Agreement.AGREES
    assert by_disease["myasthenia-gravis"] is Agreement.AGREES
    assert by_disease["multiple-sclerosis"] is Agreement.OPEN
    assert by_disease["als"] is Agreement.NOT_KNOWN
    assert sum(found.count(word) for word in Agreement) == len(found.diseases)
    assert all(entry.disease_id in str(found) for entry in found.diseases)


def test_a_policy_that_asks_too_much_leaves_answers_open() -> None:
    strict = calibration(policy=ScoringPolicy(bound_refuting=0.0, case_share_supporting=1.0))

    assert strict.count(Agreement.AGREES) < calibration().count(Agreement.AGREES)
    assert strict.count(Agreement.OPEN) > calibration().count(Agreement.OPEN)


def test_wrong_answers_are_printed_too(kb: KnowledgeBase) -> None:
    records = [record for catalog in kb.catalogs.values() for record in catalog]
    mislabelled = [
        attrs.evolve(record, known_answer=KnownAnswer.AUTOIMMUNE)
        if isinstance(record, Disease) and record.id == "huntington-disease"
        else record
        for record in records
    ]

    found = calibration(knowledge_base=KnowledgeBase(mislabelled))

    assert found.count(Agreement.DISAGREES) == 1
    assert "disagrees" in str(found)


def test_calibration_refuses_what_is_no_knowledge_base() -> None:
    wrong: Any = {}
    with pytest.raises(InvalidTypeError, match="KnowledgeBase"):
        calibration(knowledge_base=wrong)


def test_a_profile_without_known_answer_is_not_counted_as_right() -> None:
    found = calibration(knowledge_base=KnowledgeBase([disease()]))

    assert found.count(Agreement.NOT_KNOWN) == 1


def test_bundled_curations_are_those_of_the_worked_examples() -> None:
    path = Path(__file__).parent / "data" / "scoring_cases.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    published = {
        f"gene-express-{case['id'].rsplit('-', 1)[1]}": case
        for case in cases
        if case["id"].startswith(("clingen-sop4-", "clingen-sop5-"))
    }

    assert {curation.id for curation in published_curations()} == set(published)
    for curation in published_curations():
        case = published[curation.id]
        assert curation.total == case["expected"]["total"]
        assert dict(curation.rows) == {
            name.replace("_", "-"): points
            for name, points in case["inputs"].get("rows", {}).items()
            if points
        }
        assert curation.contradictory == case["inputs"].get("contradictory", False)


def test_points_tell_likely_from_unlikely_and_not_limited_from_unlikely() -> None:
    found = calibrate_curations()

    assert found.curations == len(published_curations())
    assert found.reproduced == found.printed
    assert sum(count for _, _, count in found.table) == found.curations
    assert found.likely_against_unlikely is not None
    assert found.likely_against_unlikely > 0.95
    assert found.limited_against_unlikely == pytest.approx(0.5, abs=0.2)


def test_areas_count_pairs_and_halve_ties() -> None:
    template = published_curations()[0]

    def curation(total: float, final: Validity) -> Any:
        return attrs.evolve(template, rows=(), total=total, genetic=total, calculated=None, final=final)

    kept = [
        curation(5, Validity.MODERATE),
        curation(2, Validity.STRONG),
        curation(2, Validity.DISPUTED),
        curation(1, Validity.REFUTED),
        curation(1, Validity.LIMITED),
    ]

    found = calibrate_curations(kept)

    assert found.likely_against_unlikely == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert found.limited_against_unlikely == pytest.approx((0 + 0.5) / 2)
    assert calibrate_curations(kept[:1]).likely_against_unlikely is None
    with pytest.raises(InvalidValueError, match="curations"):
        calibrate_curations([])


@given(labelled, st.integers(1, 20))
def test_scores_of_forecasts_lie_in_their_ranges(pairs: list[tuple[float, bool]], bins: int) -> None:
    report = calibration_report(pairs, bins=bins)

    assert 0 <= report.brier_score <= 1
    assert 0 <= report.expected_calibration_error <= 1
    assert sum(found.count for found in report.bins) == report.count == len(pairs)
    for found in report.bins:
        assert found.lower <= found.forecast <= found.upper
        assert 0 <= found.observed <= 1


@given(labelled)
def test_the_order_of_forecasts_does_not_matter(pairs: list[tuple[float, bool]]) -> None:
    assert calibration_report(pairs).brier_score == pytest.approx(calibration_report(pairs[::-1]).brier_score)


@given(st.lists(st.booleans(), min_size=1))
def test_certain_and_right_scores_zero_and_a_coin_a_quarter(outcomes: list[bool]) -> None:
    assert calibration_report([(float(came), came) for came in outcomes]).brier_score == 0
    assert calibration_report([(float(not came), came) for came in outcomes]).brier_score == 1
    assert calibration_report([(0.5, came) for came in outcomes]).brier_score == 0.25


def test_bins_hold_what_lies_in_them() -> None:
    report = calibration_report([(0.0, False), (0.49, True), (0.5, True), (1.0, True)], bins=2)

    assert [(found.lower, found.upper, found.count) for found in report.bins] == [(0, 0.5, 2), (0.5, 1, 2)]
    assert report.bins[0].observed == 0.5
    assert report.bins[1].forecast == 0.75
    assert report.expected_calibration_error == pytest.approx((2 * abs(0.245 - 0.5) + 2 * 0.25) / 4)


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        ([], InvalidValueError),
        ([(1.2, True)], InvalidValueError),
        ([(float("nan"), True)], InvalidValueError),
        ([(0.5, 1)], InvalidTypeError),
        ([("a", True)], InvalidTypeError),
        ([0.5], InvalidTypeError),
        ([(0.5, True, 1)], InvalidTypeError),
    ],
)
def test_bad_forecasts_are_refused(pairs: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="labelled"):
        calibration_report(pairs)


def test_bad_bins_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="bins"):
        calibration_report([(0.5, True)], bins=0)
