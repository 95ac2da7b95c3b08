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
    with pytest.raises(InvalidTypeError, match=r"^knowledge_base must be a KnowledgeBase, got dict$"):
        calibration(knowledge_base=wrong)


def test_a_profile_without_known_answer_is_not_counted_as_right() -> None:
    found = calibration(knowledge_base=KnowledgeBase([disease()]))

    assert found.count(Agreement.NOT_KNOWN) == 1
    # The verdict comes from this knowledge base: without evidence it is open.
    assert found.diseases[0].verdict.neither is None
    assert repr(found) == "<Calibration of 1 diseases: 0 agrees, 0 disagrees, 0 open, 1 not-known>"


def test_entries_are_those_of_the_profiles_with_known_answers_first(kb: KnowledgeBase) -> None:
    found = calibration()

    for entry in found.diseases:
        profile = kb.diseases[entry.disease_id]
        assert (entry.disease_name, entry.known, entry.why) == (
            profile.name,
            profile.known_answer,
            profile.why,
        )
    known = [entry.disease_id for entry in found.diseases if entry.known is not None]
    unknown = [entry.disease_id for entry in found.diseases if entry.known is None]
    assert [entry.disease_id for entry in found.diseases] == [*sorted(known), *sorted(unknown)]
    assert known
    assert unknown


def test_a_calibration_keeps_its_policy() -> None:
    own = ScoringPolicy(consortium_discount=0.25)

    assert calibration().policy == ScoringPolicy()
    found = calibration(policy=own)
    assert found.policy == own
    assert all(entry.verdict.policy == own for entry in found.diseases)
    assert found.curations == calibrate_curations()


@pytest.mark.parametrize(
    ("known", "agreement"),
    [
        (None, Agreement.NOT_KNOWN),
        (KnownAnswer.MIXED, Agreement.AGREES),
        (KnownAnswer.GENETIC, Agreement.DISAGREES),
        (KnownAnswer.AUTOIMMUNE, Agreement.DISAGREES),
    ],
)
def test_neither_answer_is_the_answer_of_mixed_causes(
    known: KnownAnswer | None, agreement: Agreement, kb: KnowledgeBase
) -> None:
    # The rule refutes both claims for ALS.
    records = [
        attrs.evolve(record, known_answer=known, why=None if known is None else "Made up.")
        if isinstance(record, Disease) and record.id == "als"
        else record
        for catalog in kb.catalogs.values()
        for record in catalog
    ]

    found = calibration(knowledge_base=KnowledgeBase(records))

    assert {entry.disease_id: entry.agreement for entry in found.diseases}["als"] is agreement


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
    with pytest.raises(InvalidValueError, match=r"^curations must hold at least one"):
        calibrate_curations([])
    assert found.table == (
        (Validity.STRONG, Validity.LIMITED, 1),
        (Validity.MODERATE, Validity.LIMITED, 1),
        (Validity.LIMITED, Validity.LIMITED, 1),
        (Validity.DISPUTED, Validity.LIMITED, 1),
        (Validity.REFUTED, Validity.LIMITED, 1),
    )
    assert (found.reproduced, found.printed) == (0, 0)


def test_the_table_of_classes_begins_with_the_strongest() -> None:
    table = calibrate_curations().table
    finals = [final for final, _, _ in table]

    assert finals == sorted(finals, reverse=True)
    for final in set(finals):
        classes = [found for other, found, _ in table if other is final and found is not None]
        assert classes == sorted(classes, reverse=True)
        assert len(set(classes)) == len(classes)


def test_a_class_comes_from_the_totals_where_no_matrix_is_bundled() -> None:
    bare = attrs.evolve(published_curations()[0], rows=(), contradictory=False, replicated_over_time=False)

    # Strong and definitive differ by replication alone (ClinGen SOP, 12 points or more).
    high = attrs.evolve(bare, total=13.0, genetic=12.0)
    assert high.computed() is Validity.STRONG
    assert attrs.evolve(high, replicated_over_time=True).computed() is Validity.DEFINITIVE
    # Between the printed bands of 6 and 7 points, the export rounds.
    assert attrs.evolve(bare, total=6.35, genetic=6.35).computed() is Validity.LIMITED
    assert attrs.evolve(bare, total=6.5, genetic=6.5).computed() is Validity.MODERATE
    # Without genetic points there is no relationship, unless something contradicts one.
    none = attrs.evolve(bare, total=2.0, genetic=0.0)
    assert none.computed() is Validity.NO_KNOWN_RELATIONSHIP
    assert attrs.evolve(none, contradictory=True).computed() is Validity.LIMITED


def test_a_class_comes_from_the_matrix_where_it_is_bundled() -> None:
    whole = next(
        curation
        for curation in published_curations()
        if curation.rows and curation.calculated is Validity.DEFINITIVE
    )

    assert whole.computed() is Validity.DEFINITIVE
    assert attrs.evolve(whole, replicated_over_time=False).computed() is Validity.STRONG
    # The totals are not looked at.
    assert attrs.evolve(whole, total=0.0, genetic=0.0).computed() is Validity.DEFINITIVE
    experimental = [(row, points) for row, points in whole.rows if "function" in row or "model" in row]
    assert experimental
    bare = attrs.evolve(whole, rows=tuple(experimental), contradictory=False)
    assert bare.computed() is Validity.NO_KNOWN_RELATIONSHIP
    assert attrs.evolve(bare, contradictory=True).computed() is not Validity.NO_KNOWN_RELATIONSHIP


@given(labelled, st.integers(1, 20))
def test_scores_of_forecasts_lie_in_their_ranges(pairs: list[tuple[float, bool]], bins: int) -> None:
    report = calibration_report(pairs, bins=bins)

    assert 0 <= report.brier_score <= 1
    assert 0 <= report.expected_calibration_error <= 1
    assert sum(found.count for found in report.bins) == report.count == len(pairs)
    for found in report.bins:
        # The mean of equal numbers may miss them by the last bit.
        assert found.lower - 1e-12 <= found.forecast <= found.upper + 1e-12
        assert 0 <= found.observed <= 1


@given(st.integers(1, 1000), st.data())
def test_the_end_of_a_bin_belongs_to_the_next(bins: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, bins))

    (found,) = calibration_report([(place / bins, True)], bins=bins).bins

    if place == bins:
        assert found.upper == place / bins == 1
    else:
        assert found.lower == place / bins


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
        ([(-0.2, True)], InvalidValueError),
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


def test_refusals_of_forecasts_say_what_is_wrong() -> None:
    wrong: Any = [(0.5, "yes")]
    with pytest.raises(InvalidValueError, match=r"^labelled must hold at least one pair"):
        calibration_report([])
    with pytest.raises(InvalidValueError, match=r"^the probability of labelled must"):
        calibration_report([(2, True)])
    with pytest.raises(InvalidTypeError, match=r"^the outcome of labelled must be True or False, got 'yes'"):
        calibration_report(wrong)
    with pytest.raises(InvalidTypeError, match=r"^labelled must hold pairs .*, got 0.5"):
        calibration_report([0.5])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("bins", "message"), [(0, r"^bins must be at least 1, got 0"), (1001, r"^bins must .*1000")]
)
def test_bad_bins_are_refused(bins: int, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        calibration_report([(0.5, True)], bins=bins)


def test_there_are_ten_bins_unless_asked_for_others() -> None:
    (tenth,) = calibration_report([(0.55, True)]).bins
    (thousandth,) = calibration_report([(1.0, True)], bins=1000).bins

    assert (tenth.lower, tenth.upper) == (0.5, 0.6)
    assert (thousandth.lower, thousandth.upper) == (0.999, 1.0)
