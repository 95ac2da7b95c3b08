"""The nine viewpoints: a record, its summary, and no sum."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.bradford_hill import (
    NO_SUM_CAVEAT,
    NOTHING_FOUND,
    TEMPORALITY_NOT_MET,
    TEMPORALITY_OPEN,
    BradfordHillRecord,
    BradfordHillSummary,
    ViewpointFinding,
    ViewpointStatus,
    summary,
)
from alsfacts.vocabulary import Viewpoint

ASSOCIATION = "an exposure and ALS"


def judged(status: ViewpointStatus, *evidence_ids: str) -> ViewpointFinding:
    return ViewpointFinding(status=status, evidence_ids=evidence_ids)


findings = st.one_of(
    st.just(NOTHING_FOUND),
    st.builds(
        ViewpointFinding,
        status=st.sampled_from([ViewpointStatus.MET, ViewpointStatus.PARTLY, ViewpointStatus.NOT_MET]),
        evidence_ids=st.lists(st.sampled_from(["one", "two", "three"]), min_size=1).map(tuple),
    ),
)
records = st.fixed_dictionaries({viewpoint.value: findings for viewpoint in Viewpoint}).map(
    lambda fields: BradfordHillRecord(association=ASSOCIATION, **fields)
)


def test_a_record_has_a_field_for_each_viewpoint() -> None:
    names = [field.name for field in attrs.fields(BradfordHillRecord)]

    assert names == ["association", *(viewpoint.value for viewpoint in Viewpoint)]


def test_what_is_not_judged_has_no_evidence() -> None:
    result = summary(BradfordHillRecord(association=ASSOCIATION))

    assert result.no_evidence == tuple(Viewpoint)
    assert result.temporality is ViewpointStatus.NO_EVIDENCE


@given(records)
def test_each_viewpoint_stands_under_its_judgement_once(record: BradfordHillRecord) -> None:
    result = summary(record)
    groups = {
        ViewpointStatus.MET: result.met,
        ViewpointStatus.PARTLY: result.partly,
        ViewpointStatus.NOT_MET: result.not_met,
        ViewpointStatus.NO_EVIDENCE: result.no_evidence,
    }

    assert {status: len(group) for status, group in groups.items()} == result.counts
    assert sum(result.counts.values()) == len(Viewpoint)
    for status, group in groups.items():
        assert all(record.finding(viewpoint).status is status for viewpoint in group)


@given(records)
def test_a_summary_names_all_evidence_once(record: BradfordHillRecord) -> None:
    expected = {found for viewpoint in Viewpoint for found in record.finding(viewpoint).evidence_ids}

    assert summary(record).evidence_ids == tuple(sorted(expected))


@given(records)
def test_a_summary_always_warns_against_adding_up(record: BradfordHillRecord) -> None:
    assert summary(record).caveats[0] == NO_SUM_CAVEAT


def test_there_is_no_sum() -> None:
    fields = {field.name for field in attrs.fields(BradfordHillSummary)}

    assert not fields & {"score", "total", "sum", "points"}
    assert not hasattr(BradfordHillSummary, "__float__")
    # The words have no order either: nobody can take "partly" for half of "met".
    assert not hasattr(ViewpointStatus.MET, "rank")


@pytest.mark.parametrize(
    ("status", "caveats"),
    [
        (ViewpointStatus.MET, (NO_SUM_CAVEAT,)),
        (ViewpointStatus.PARTLY, (NO_SUM_CAVEAT, TEMPORALITY_OPEN)),
        (ViewpointStatus.NOT_MET, (NO_SUM_CAVEAT, TEMPORALITY_NOT_MET)),
    ],
)
def test_temporality_alone_is_necessary(status: ViewpointStatus, caveats: tuple[str, ...]) -> None:
    others = dict.fromkeys(
        (viewpoint.value for viewpoint in Viewpoint if viewpoint is not Viewpoint.TEMPORALITY),
        judged(ViewpointStatus.MET, "one"),
    )
    record = BradfordHillRecord(association=ASSOCIATION, temporality=judged(status, "two"), **others)

    assert summary(record).caveats == caveats


def test_a_summary_prints_counts_and_temporality() -> None:
    record = BradfordHillRecord(
        association=ASSOCIATION,
        strength=judged(ViewpointStatus.PARTLY, "one"),
        temporality=judged(ViewpointStatus.NOT_MET, "two"),
    )

    assert str(summary(record)) == (
        "an exposure and ALS: 0 met, 1 partly, 1 not-met, 7 no-evidence; temporality not-met"
    )


@pytest.mark.parametrize("status", [ViewpointStatus.MET, ViewpointStatus.PARTLY, ViewpointStatus.NOT_MET])
def test_a_judgement_needs_evidence(status: ViewpointStatus) -> None:
    with pytest.raises(
        InvalidValueError,
        match=r"^evidence_ids must name a finding for a viewpoint that is met, .* and none for",
    ):
        ViewpointFinding(status=status)


def test_no_evidence_has_no_evidence() -> None:
    with pytest.raises(InvalidValueError, match="none for no-evidence"):
        judged(ViewpointStatus.NO_EVIDENCE, "one")


@pytest.mark.parametrize("identifiers", ["one", ["one"], (1,)])
def test_evidence_is_a_tuple_of_text(identifiers: Any) -> None:
    with pytest.raises(InvalidTypeError, match="evidence_ids must be a tuple of text"):
        ViewpointFinding(status=ViewpointStatus.MET, evidence_ids=identifiers)


def test_what_has_the_wrong_type_is_refused() -> None:
    wrong: Any = "met"
    number: Any = 1
    with pytest.raises(InvalidTypeError, match="status"):
        ViewpointFinding(status=wrong)
    with pytest.raises(InvalidTypeError, match="strength must be a ViewpointFinding"):
        BradfordHillRecord(association=ASSOCIATION, strength=wrong)
    with pytest.raises(InvalidTypeError, match="association must be text"):
        BradfordHillRecord(association=number)
    with pytest.raises(InvalidTypeError, match="viewpoint must be a member"):
        BradfordHillRecord(association=ASSOCIATION).finding(wrong)
    with pytest.raises(InvalidTypeError, match="record must be a BradfordHillRecord"):
        summary(wrong)


def test_an_association_has_a_name() -> None:
    with pytest.raises(InvalidValueError, match=r"^association must say what is judged"):
        BradfordHillRecord(association=" ")
