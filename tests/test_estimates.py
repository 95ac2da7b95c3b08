"""Estimates from evidence records: what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.epidemiology import (
    familial_share,
    major_gene_share,
    pooled_age_slope,
    steps_by_gene,
)
from alsfacts.epidemiology.estimates import (
    PublishedShare,
    Question,
    left_out_lines,
    one_a_cohort,
    published_share,
)
from alsfacts.errors import (
    AlsfactsError,
    InvalidTypeError,
    InvalidValueError,
    MissingEvidenceError,
)
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Evidence
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Estimand, ReferenceStatus, Region
from tests.builders import reference
from tests.estimate_records import (
    FAMILIAL,
    SPORADIC,
    base,
    counted,
    plain,
    printed,
    reasons,
    sloped,
)


@pytest.mark.parametrize(
    "run",
    [familial_share, lambda: major_gene_share("europe"), pooled_age_slope, steps_by_gene],
)
def test_every_input_is_named_and_nothing_is_both_used_and_left_out(
    run: Callable[[], Any], kb: KnowledgeBase
) -> None:
    result = run()
    left_out = [item.evidence_id for item in result.set_aside]

    assert result.evidence_ids
    assert set(result.evidence_ids) <= set(kb.evidence.ids)
    assert not set(result.evidence_ids) & set(left_out)
    assert left_out == sorted(set(left_out))
    assert all(kb.evidence[name].disease_id == "als" for name in (*result.evidence_ids, *left_out))
    text = str(result)
    assert all(name in text for name in left_out)
    assert all(warning in text for warning in result.warnings)


# Laws


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 400)), min_size=2, max_size=5), st.randoms())
def test_the_order_of_records_does_not_matter(counts: list[tuple[int, int]], random: Random) -> None:
    findings = [counted(f"c{n}", found, found + rest) for n, (found, rest) in enumerate(counts)]
    shuffled = random.sample(findings, len(findings))

    assert familial_share(knowledge_base=base(*findings)) == familial_share(knowledge_base=base(*shuffled))


@given(st.integers(1, 90), st.integers(91, 400))
def test_a_second_record_on_the_same_people_adds_no_weight(familial: int, cases: int) -> None:
    first, second = counted("north", 20, 500), counted("south", 30, 600)
    alone = familial_share(knowledge_base=base(first, second))
    same_cohort = counted("again", familial, cases, cohort="south")
    same_population = counted("other", familial, cases, population="south")
    more = familial_share(knowledge_base=base(first, second, same_cohort, same_population))

    assert (more.share, more.lower, more.upper) == (alone.share, alone.lower, alone.upper)
    assert more.evidence_ids == alone.evidence_ids
    assert set(reasons(more)) == {"again", "other"}
    assert all("south" in reason for reason in reasons(more).values())


def test_of_one_cohort_the_largest_then_the_newest_stands() -> None:
    old = reference(id="ref-old", year=1999, doi="10.1000/old")
    new = reference(id="ref-new", year=2019, doi="10.1000/new")
    small, older, newer = (
        counted("small", 5, 90, cohort="one"),
        counted("old", 10, 100, cohort="one"),
        counted("new", 12, 100, cohort="one"),
    )
    result = familial_share(
        knowledge_base=base(small, older, newer, counted("two", 9, 90), others=(old, new))
    )

    assert result.evidence_ids == ("new", "two")


# What gives way


def test_a_region_limits_what_is_looked_at() -> None:
    north = [counted(name, 10, 100, region=Region.EUROPE) for name in ("one", "two")]
    far = counted("far", 50, 100, region=Region.ASIA)
    everywhere, there = (familial_share(knowledge_base=base(*north, far), region=r) for r in (None, "Europe"))

    assert everywhere.evidence_ids == ("far", "one", "two")
    assert there.evidence_ids == ("one", "two")
    assert there.region is Region.EUROPE
    with pytest.raises(MissingEvidenceError, match=r"at least 2 cohorts, got 1 \(far\)"):
        familial_share(knowledge_base=base(*north, far), region=Region.ASIA)


# What is refused


@pytest.mark.parametrize(
    ("run", "missing"),
    [
        (familial_share, "population-based familial counts of at least 2 cohorts, got 0"),
        (pooled_age_slope, "slopes with intervals of at least 2 registers, got 0"),
        (steps_by_gene, "slope or steps of carriers of one gene"),
    ],
)
def test_a_knowledge_base_without_such_records_is_refused_and_told_what_is_missing(
    run: Callable[..., Any], missing: str
) -> None:
    with pytest.raises(MissingEvidenceError, match=missing) as caught:
        run(knowledge_base=base(plain("other")))
    assert isinstance(caught.value, AlsfactsError)
    assert isinstance(caught.value, LookupError)
    with pytest.raises(MissingEvidenceError, match=r"o[fn] huntington-disease"):
        run(disease="huntington-disease")


def test_definitions_and_levels_are_checked() -> None:
    with pytest.raises(InvalidTypeError) as caught:
        familial_share(family_history="als")  # type: ignore[arg-type]
    accepted = "FamilyHistory.ALS, FamilyHistory.ALS_OR_FTD, FamilyHistory.NOT_STATED"
    assert str(caught.value) == f"family_history must be None or one of {accepted}, got 'als'"
    with pytest.raises(InvalidValueError, match="level must lie from"):
        familial_share(level=0)
    with pytest.raises(InvalidValueError, match="level must lie from"):
        pooled_age_slope(level=100)
    assert familial_share(level=50).lower > familial_share().lower


# What all estimates share


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({}, "doe: 12.5%"),
        ({"ci_low": 10}, "doe: 12.5%"),
        ({"ci_high": 15}, "doe: 12.5%"),
        ({"ci_low": 10, "ci_high": 15}, "doe: 12.5% (10.0% to 15.0%)"),
        ({"ci_low": 10, "ci_high": 15, "ci_level": 90}, "doe: 12.5% (90% CI 10.0% to 15.0%)"),
    ],
)
def test_a_published_share_says_what_is_printed(limits: dict[str, float], words: str) -> None:
    share = published_share(printed("doe", 12.5, FAMILIAL, **limits), FAMILIAL)

    assert share == PublishedShare(
        evidence_id="doe",
        share=0.125,
        lower=0.1 if "ci_low" in limits else None,
        upper=0.15 if "ci_high" in limits else None,
        level=limits.get("ci_level"),
        name="doe",
    )
    assert str(share) == words


def test_only_a_share_of_the_estimand_is_a_published_share() -> None:
    assert published_share(plain("bare"), FAMILIAL) is None
    assert published_share(printed("other", 5, SPORADIC), FAMILIAL) is None
    assert published_share(sloped("slope", 5, 4, 6), Estimand.AGE_SLOPE) is None


def test_findings_without_a_cohort_are_told_apart_by_their_publication() -> None:
    def kept(*findings: Evidence) -> list[str]:
        standing = one_a_cohort(base(*findings).evidence, lambda item: item.n_cases, [])
        return [item.id for item in standing]

    assert kept(plain("a"), plain("b")) == ["a", "b"]
    assert kept(plain("a", reference_id="one"), plain("b", reference_id="one")) == ["a"]
    # A cohort and a publication of the same name are different things.
    assert kept(plain("a", reference_id="one"), plain("b", cohort="one")) == ["a", "b"]


def test_of_findings_of_one_size_the_newest_stands_then_the_first_by_id() -> None:
    references = [reference(id=f"r{year}", year=year, doi=f"10.1000/{year}") for year in (1999, 2019)]
    undated = reference(id="undated", year=None, doi="10.1000/undated")
    noted: list[SetAside] = []

    def first(*sources: str) -> str:
        names = ("a", "b", "c")
        findings = [
            plain(name, cohort="one", reference_id=source)
            for name, source in zip(names, sources, strict=False)
        ]
        (kept,) = one_a_cohort(base(*findings, others=(*references, undated)).evidence, lambda _: 7, noted)
        return kept.id

    assert first("r1999", "r2019") == "b"
    assert first("r2019", "r1999") == "a"
    assert first("undated", "r1999") == "b"
    assert first("r2019", "r2019") == "a"
    assert [str(item) for item in noted] == [
        f"{name}: may be on the same people as {holder}, which stands for the cohort"
        for name, holder in (("a", "b"), ("b", "a"), ("a", "b"), ("b", "a"))
    ]


def test_what_was_left_out_is_written_by_reason() -> None:
    items = [
        SetAside(evidence_id=name, reason=reason)
        for name, reason in (("c", "a review"), ("a", "too small"), ("b", "a review"))
    ]

    assert left_out_lines(items) == ["  left out, a review: c, b", "  left out, too small: a"]
    assert left_out_lines([]) == []


def test_a_question_names_its_place() -> None:
    assert Question.of("als", None).place == "als"
    assert Question.of("als", None, " Asia ").place == "als in asia"
    assert Question.of("als", None, Region.ASIA).region is Region.ASIA
    kb = base(plain("other"))
    assert Question.of(kb.diseases["als"], kb).disease is kb.diseases["als"]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("als", {}), InvalidTypeError, "knowledge_base must be a KnowledgeBase, got dict"),
        ((3, None), InvalidTypeError, "disease must be a Disease or the name of one, got int"),
        (("als", None, 3), InvalidTypeError, "region must be a Region or its word, got int"),
        (
            ("als", None, "xyz"),
            InvalidValueError,
            "no region 'xyz'. Accepted: europe, asia, north-america, oceania",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    arguments: tuple[Any, ...], error: type[AlsfactsError], message: str
) -> None:
    with pytest.raises(error) as caught:
        Question.of(*arguments)
    assert str(caught.value) == message


def test_retracted_findings_are_noted_and_left_out() -> None:
    gone = reference(id="gone", status=ReferenceStatus.RETRACTED)
    kb = base(plain("a"), plain("b", reference_id="gone"), others=(gone,))
    noted: list[SetAside] = []
    question = Question.of("als", kb)

    assert [item.id for item in question.standing(question.findings(), noted)] == ["a"]
    assert [str(item) for item in noted] == ["b: the publication is retracted"]
