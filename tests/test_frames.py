"""The column version of the score against the score of records, engine by engine."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alsfacts
from alsfacts import frames
from alsfacts.errors import DataError, InvalidTypeError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Evidence, LineOverride, Measure
from alsfacts.scoring import NullWithoutInterval, ScoringPolicy, SynthesisMode, score
from alsfacts.scoring.lines import collect_lines
from alsfacts.vocabulary import (
    Design,
    Direction,
    Directness,
    Line,
    Outcome,
    ReferenceStatus,
    RiskOfBias,
    Species,
    Viewpoint,
)
from tests.builders import bearing, disease, finding, hypothesis, reference
from tests.frame_engines import ALWAYS, ENGINES, OTHERS, to_rows
from tests.strategies import policies

HYPOTHESES = ("genetic-monogenic", "multistep")
TYPES = {
    "support": nw.Float64,
    "oppose": nw.Float64,
    "net": nw.Float64,
    "role": nw.String,
    "groups_support": nw.Int64,
    "groups_oppose": nw.Int64,
    "conflict": nw.Float64,
}
FIGURES = ("support", "oppose", "net", "conflict", "groups_support", "groups_oppose")
SYNTHESES = (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)

engines = pytest.mark.parametrize(
    "engine",
    [*ALWAYS, *(pytest.param(name, marks=pytest.mark.engines) for name in OTHERS)],
)
local_engines = pytest.mark.parametrize("engine", ALWAYS)


def base_of(findings: list[Evidence], *, diseases: int = 1) -> KnowledgeBase:
    return KnowledgeBase(
        [
            *(disease(id=f"d{number}", name=f"disease {number}") for number in range(diseases)),
            *(hypothesis(id=name) for name in HYPOTHESES),
            reference(),
            reference(id="roe-2021", doi="10.1000/2", title="Another"),
            reference(id="retracted", doi="10.1000/3", title="No", status=ReferenceStatus.RETRACTED),
            *findings,
        ]
    )


def scored(kb: KnowledgeBase, engine: str, policy: ScoringPolicy) -> dict[tuple[str, str], dict[str, Any]]:
    into = ENGINES[engine]
    table = frames.score(
        into(kb.evidence.to_frame("polars", "bearings")),
        policy,
        members=into(kb.evidence.to_frame("polars", "member_ids")),
    )
    rows = to_rows(table)
    found = {(row["disease_id"], row["hypothesis_id"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def assert_equal_to_records(kb: KnowledgeBase, engine: str, policy: ScoringPolicy) -> None:
    found = scored(kb, engine, policy)
    expected = {(item.disease_id, held.hypothesis_id): None for item in kb.evidence for held in item.bearings}
    assert set(found) == set(expected)
    for (disease_id, hypothesis_id), row in found.items():
        result = score(hypothesis_id, disease=disease_id, policy=policy, knowledge_base=kb)
        for name in FIGURES:
            assert row[name] == pytest.approx(getattr(result, name), rel=1e-9, abs=1e-9), (name, row)
        # At a threshold the last digit may decide; anywhere else the role must be the same.
        limits = (policy.probable_net, policy.established_net)
        if all(abs(abs(result.net) - limit) > 1e-6 for limit in limits):
            assert row["role"] == str(result.role)


POLICIES = {
    "default": ScoringPolicy(),
    "highest-alone": ScoringPolicy(consortium_discount=0.0),
    "sum": ScoringPolicy(consortium_discount=1.0),
    "nearly-the-sum": ScoringPolicy(consortium_discount=0.999),
    "members-count": ScoringPolicy(synthesis_mode=SynthesisMode.EXCLUDE),
    "nulls-dropped": ScoringPolicy(null_without_interval=NullWithoutInterval.UNINFORMATIVE),
}


@engines
def test_scores_have_the_same_types_everywhere(engine: str, kb: KnowledgeBase) -> None:
    table = frames.score(ENGINES[engine](kb.evidence.to_frame("polars", "bearings")))

    schema = dict(nw.from_native(table).collect_schema())
    assert list(schema) == ["disease_id", "hypothesis_id", *TYPES]
    assert {name: schema[name] for name in TYPES} == TYPES


@pytest.mark.parametrize(
    ("engine", "policy"),
    [
        *((engine, policy) for engine in ALWAYS for policy in POLICIES),
        # These take seconds a run; the policies differ in what the engine has to do.
        *(
            pytest.param(engine, policy, marks=pytest.mark.engines)
            for engine in OTHERS
            for policy in ("default", "nearly-the-sum", "members-count")
        ),
    ],
)
def test_the_bundled_evidence_has_the_scores_of_its_records(
    engine: str, policy: str, kb: KnowledgeBase
) -> None:
    assert_equal_to_records(kb, engine, POLICIES[policy])


@st.composite
def measures(draw: st.DrawFn) -> Measure | None:
    if draw(st.booleans()):
        return None
    unit = draw(st.sampled_from(["ratio", "ratio", "percentage points", "lod", "percent"]))
    figures = [0.0, 0.1, 0.2, 0.5, 0.7, 1.0, 1.4, 1.5, 2.0, 2.9, 3.0, 5.0, 12.0]
    low, value, high = sorted(draw(st.sampled_from(figures)) for _ in range(3))
    interval = draw(st.sampled_from(["both", "both", "low", "none"]))
    return Measure(
        name="x",
        value=value,
        unit=unit,
        ci_low=low if interval != "none" else None,
        ci_high=high if interval == "both" else None,
        p_value=draw(st.sampled_from([None, 0.0, 1e-9, 5e-8, 6e-8, 2.5e-6, 1e-3, 0.05, 0.2, 1.0])),
        n=draw(st.sampled_from([None, 0, 9, 49, 50, 99, 100, 999, 1000])),
    )


@st.composite
def findings(draw: st.DrawFn, disease_id: str, number: int, ids: list[str]) -> Evidence:
    design = draw(st.sampled_from([*Design, *SYNTHESES]))
    pooled = design in SYNTHESES
    cohort = draw(st.sampled_from([None, "c0", "c1", "c2"]))
    directions = [draw(st.sampled_from(list(Direction))) for _ in HYPOTHESES]
    return finding(
        id=f"{disease_id}-{number}",
        disease_id=disease_id,
        design=design,
        underlying_design=draw(st.sampled_from([*Design])) if pooled else None,
        species=(Species.HUMAN, Species.MOUSE),
        n_cases=draw(st.sampled_from([None, 0, 10, 30, 99, 100, 500, 1000])),
        measure=draw(measures()),
        outcome=draw(st.sampled_from([None, *Outcome])),
        bearings=tuple(
            bearing(
                hypothesis_id=name,
                direction=direction,
                directness=draw(st.sampled_from(list(Directness))),
                viewpoints=draw(st.sampled_from([(), (Viewpoint.GRADIENT,), (Viewpoint.STRENGTH,)])),
            )
            for name, direction in zip(HYPOTHESES, directions, strict=True)
            if draw(st.booleans())
        ),
        cohort=cohort,
        consortium=draw(st.sampled_from([None, "g"]))
        if cohort is None
        else {"c0": "g", "c1": None, "c2": "g"}[cohort],
        risk_of_bias=draw(st.sampled_from(list(RiskOfBias))),
        line_override=draw(
            st.sampled_from([None, None, *(LineOverride(line=line, why="w") for line in Line)])
        ),
        member_ids=tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)))
        if pooled and ids
        else (),
        reference_id=draw(st.sampled_from(["doe-2020", "roe-2021", "roe-2021", "retracted"])),
    )


@st.composite
def bases(draw: st.DrawFn) -> KnowledgeBase:
    """Several diseases at once, so that one run of an engine tries many cases."""
    count = draw(st.integers(1, 4))
    made: list[Evidence] = []
    for place in range(count):
        ids: list[str] = []
        for number in range(draw(st.integers(1, 7))):
            made.append(draw(findings(f"d{place}", number, ids)))
            ids.append(made[-1].id)
    return base_of(made, diseases=count)


@st.composite
def choices(draw: st.DrawFn) -> ScoringPolicy:
    return attrs.evolve(
        draw(policies()),
        consortium_discount=draw(st.sampled_from([0.0, 0.5, 0.9]) | st.floats(0, 1)),
        synthesis_mode=draw(st.sampled_from(list(SynthesisMode))),
        null_without_interval=draw(st.sampled_from(list(NullWithoutInterval))),
    )


@local_engines
@settings(max_examples=25)
@given(kb=bases(), policy=choices())
def test_any_evidence_has_the_score_of_its_records(
    engine: str, kb: KnowledgeBase, policy: ScoringPolicy
) -> None:
    assert_equal_to_records(kb, engine, policy)


@pytest.mark.engines
@pytest.mark.parametrize("engine", OTHERS)
@settings(max_examples=4)
@given(kb=bases(), policy=choices())
def test_any_evidence_has_the_score_of_its_records_elsewhere(
    engine: str, kb: KnowledgeBase, policy: ScoringPolicy
) -> None:
    assert_equal_to_records(kb, engine, policy)


@settings(max_examples=60)
@given(kb=bases(), policy=choices())
def test_tiers_and_what_counts_are_those_of_the_records(kb: KnowledgeBase, policy: ScoringPolicy) -> None:
    table = frames.lines(
        kb.evidence.to_frame("polars", "bearings"),
        policy,
        members=kb.evidence.to_frame("polars", "member_ids"),
    )
    found = {
        (row["disease_id"], row["hypothesis_id"], row["evidence_id"]): row
        for row in to_rows(table)
        if row["tier"] is not None
    }
    expected = {
        (held.id, name, line.evidence_id): line
        for held in kb.diseases
        for name in HYPOTHESES
        for line in collect_lines(held.evidence, name, policy).lines
    }
    assert set(found) == set(expected)
    for key, line in expected.items():
        assert found[key]["tier"] == line.tier
        for name in ("line", "direction", "directness", "cohort", "consortium"):
            assert found[key][name] == str(getattr(line, name))


@local_engines
def test_a_reduced_table_gives_every_policy_the_same_support(engine: str, kb: KnowledgeBase) -> None:
    into = ENGINES[engine]
    table = to_rows(
        frames.reduce(
            into(kb.evidence.to_frame("polars", "bearings")),
            members=into(kb.evidence.to_frame("polars", "member_ids")),
        )
    )
    for points in ((0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0), (0.0, 0.0, 1.0, 1.0, 3.0, 3.0, 3.0)):
        policy = ScoringPolicy(tier_points=points)
        for name in ("genetic-monogenic", "autoimmune-contribution"):
            result = score(name, policy=policy)
            for direction, total in (
                (Direction.SUPPORTS, result.support),
                (Direction.DISPUTES, result.oppose),
            ):
                mine = [
                    row["weight" + str(place)] * value
                    for row in table
                    if (row["disease_id"], row["hypothesis_id"], row["direction"])
                    == ("als", name, str(direction))
                    for place, value in enumerate(points)
                ]
                assert math.fsum(mine) == pytest.approx(total, abs=1e-9)


def frame_of(**changes: Any) -> dict[str, list[Any]]:
    fields: dict[str, list[Any]] = {
        "evidence_id": ["a", "b"],
        "hypothesis_id": ["h", "h"],
        "direction": ["supports", "disputes"],
        "directness": ["direct", "indirect"],
        "design": ["cohort", "gwas"],
        "n_cases": [1000, 5000],
        "measure_value": [1.5, 2.0],
        "measure_unit": ["ratio", "ratio"],
        "measure_ci_low": [1.2, 1.5],
        "measure_ci_high": [1.9, 2.5],
        "measure_p_value": [0.01, 1e-9],
        "outcome": ["positive", "positive"],
        "reference_id": ["r", "s"],
    }
    return {name: values for name, values in {**fields, **changes}.items() if values is not None}


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "missing": ({"design": None}, "design: this column is missing"),
    "misspelt": ({"directness": None, "directnes": ["direct", "direct"]}, "did you mean 'directnes'?"),
    "nearly-left-out": (
        {"consortum": ["g", "g"]},
        "consortum: this column looks like 'consortium', which would be left out; rename or drop it",
    ),
    "no-people": ({"reference_id": None}, "cohort: this column is missing"),
    "nobody": ({"reference_id": ["r", None]}, "1 row with neither cohort nor reference_id: evidence 'b'"),
    "text-for-number": ({"n_cases": ["many", "few"]}, "n_cases: expected a column of numbers, got String"),
    "number-for-text": ({"design": [1, 2]}, "design: expected a column of text, got "),
    "no-value": ({"design": ["cohort", None]}, "design: 1 row without a value: evidence 'b'"),
    "unknown-word": (
        {"design": ["cohort", "gwaz"]},
        "design: 1 row with an unknown word (accepted: randomised",
    ),
    "infinite": ({"measure_value": [math.inf, 2.0]}, "measure_value: 1 row with NaN or an infinite number"),
    "fraction": (
        {"n_cases": [1000.5, 5000.0]},
        "n_cases: 1 row with a number that is not whole: evidence 'a' (1000.5)",
    ),
    "negative": ({"n_cases": [-1, 5000]}, "n_cases: 1 row below 0: evidence 'a' (-1.0)"),
    "no-probability": (
        {"measure_p_value": [0.01, 1.5]},
        "measure_p_value: 1 row above 1: evidence 'b' (1.5)",
    ),
    "order": ({"measure_ci_low": [2.0, 1.5]}, "measure_ci_low: 1 row with limits in the wrong order"),
    "outside": ({"measure_value": [1.95, 2.0]}, "measure_value: 1 row outside its own interval"),
    "negative-ratio": (
        {"measure_value": [-1.0, 2.0], "measure_ci_low": [-2.0, 1.5]},
        "measure_value: 1 row with a negative ratio",
    ),
    "pools-nothing": (
        {"underlying_design": ["cohort", None]},
        "underlying_design: 1 row of a design that pools no studies: evidence 'a' ('cohort')",
    ),
    "pools-what": (
        {"design": ["meta-analysis", "gwas"]},
        "underlying_design: 1 row of a synthesis that does not say which design it pools: evidence 'a'",
    ),
    "twice": ({"evidence_id": ["a", "a"]}, "in more than one row: 'a' on 'h'"),
}


@local_engines
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_with_a_frame_is_named_with_some_rows(engine: str, fault: str) -> None:
    changes, message = FAULTS[fault]
    frame = ENGINES[engine](pl.DataFrame(frame_of(**changes)))

    with pytest.raises(DataError) as caught:
        frames.score(frame)

    assert message in str(caught.value)


@pytest.mark.engines
@pytest.mark.parametrize("engine", OTHERS)
@pytest.mark.parametrize("fault", ["missing", "unknown-word", "outside", "twice"])
def test_what_is_wrong_with_a_frame_is_named_elsewhere(engine: str, fault: str) -> None:
    test_what_is_wrong_with_a_frame_is_named_with_some_rows(engine, fault)


def test_all_that_is_wrong_is_named_at_once() -> None:
    frame = pl.DataFrame(frame_of(design=["cohort", "gwaz"], measure_p_value=[2.0, 0.1]))

    with pytest.raises(DataError) as caught:
        frames.score(frame)

    assert [problem.field for problem in caught.value.problems] == ["design", "measure_p_value"]
    assert str(caught.value).startswith("2 problems in frame")


def test_nan_is_missing_where_there_is_nothing_else_for_it() -> None:
    fields = frame_of(
        measure_value=[math.nan, 2.0], measure_ci_low=[math.nan, 1.5], measure_ci_high=[math.nan, 2.5]
    )

    known = frames.score(
        pl.DataFrame(
            frame_of(measure_value=[None, 2.0], measure_ci_low=[None, 1.5], measure_ci_high=[None, 2.5])
        )
    )
    assert frames.score(pd.DataFrame(fields))["net"].to_list() == known["net"].to_list()
    with pytest.raises(DataError, match="measure_value: 1 row with NaN"):
        frames.score(pl.DataFrame(fields))


def test_a_checked_frame_is_not_looked_through() -> None:
    wrong = pl.DataFrame(frame_of(measure_p_value=[2.0, 1e-9]))

    assert frames.score(wrong, checked=True).height == 1


@pytest.mark.parametrize("given_", [None, 7, "findings.csv", [{"evidence_id": "a"}]])
def test_what_is_no_frame_is_refused(given_: Any) -> None:
    with pytest.raises(InvalidTypeError, match="frame must be a data frame"):
        frames.score(given_)


def test_names_of_columns_may_be_anything_and_stand_once() -> None:
    rows = [["a", "b"]]

    with pytest.raises(DataError, match="unique column names, got: - 'evidence_id' 2 times"):
        frames.score(pd.DataFrame(rows, columns=["evidence_id", "evidence_id"]))
    with pytest.raises(DataError, match="unique column names"):
        frames.score(pa.table([["a"], ["b"]], names=["x", "x"]))
    with pytest.raises(DataError, match="evidence_id: this column is missing"):
        frames.score(pd.DataFrame(rows, columns=[0, 1]))
    whole = pd.DataFrame(frame_of())
    assert len(frames.score(whole.assign(another=1).rename(columns={"another": 7}))) == 1


def test_frames_of_two_libraries_are_not_mixed() -> None:
    frame = pl.DataFrame(frame_of())
    members = pl.DataFrame({"evidence_id": ["a"], "member_id": ["b"]})

    with pytest.raises(InvalidTypeError, match="of one library, got polars and pyarrow"):
        frames.score(frame, members=members.to_arrow())
    with pytest.raises(DataError, match="member_id: this column is missing"):
        frames.score(frame, members=members.drop("member_id"))
    with pytest.raises(InvalidTypeError, match="policy must be a ScoringPolicy"):
        frames.score(frame, policy=0.5)  # type: ignore[arg-type]


def test_a_lazy_frame_stays_lazy_and_a_frame_of_narwhals_one_of_narwhals() -> None:
    frame = pl.DataFrame(frame_of())

    assert isinstance(frames.score(frame.lazy()), pl.LazyFrame)
    assert isinstance(frames.score(frame), pl.DataFrame)
    assert isinstance(frames.score(nw.from_native(frame)), nw.DataFrame)
    assert isinstance(frames.lines(nw.from_native(frame.lazy())), nw.LazyFrame)


@local_engines
def test_an_empty_frame_has_no_scores(engine: str) -> None:
    empty = pl.DataFrame(frame_of()).clear()

    assert to_rows(frames.score(ENGINES[engine](empty))) == []


@local_engines
def test_columns_that_may_be_left_out_count_as_unknown(engine: str) -> None:
    least = {
        name: frame_of()[name]
        for name in ("evidence_id", "hypothesis_id", "direction", "directness", "design")
    }
    kb = base_of(
        [
            finding(
                id=name,
                disease_id="d0",
                design=design,
                n_cases=None,
                outcome=None,
                cohort=f"people-{name}",
                bearings=(bearing(direction=direction, directness=directness),),
            )
            for name, design, direction, directness in (
                ("a", Design.COHORT, Direction.SUPPORTS, Directness.DIRECT),
                ("b", Design.GWAS, Direction.DISPUTES, Directness.INDIRECT),
            )
        ]
    )
    (row,) = to_rows(frames.score(ENGINES[engine](pl.DataFrame({**least, "cohort": ["x", "y"]}))))

    result = score("genetic-monogenic", disease="d0", knowledge_base=kb)
    assert row["disease_id"] == "als"
    assert (row["support"], row["oppose"]) == (result.support, result.oppose)


@local_engines
def test_tiers_of_your_own_are_balanced(engine: str) -> None:
    result = alsfacts.score("autoimmune-contribution")
    given_ = pl.DataFrame([attrs.asdict(line) for line in result.lines]).with_columns(
        pl.lit("autoimmune-contribution").alias("hypothesis_id")
    )

    (row,) = to_rows(frames.balance(ENGINES[engine](given_)))

    assert row["net"] == pytest.approx(result.net, abs=1e-9)
    assert row["role"] == str(result.role)


@local_engines
@pytest.mark.parametrize("tier", [-3, 5, 1.5])
def test_unknown_tiers_are_refused(engine: str, tier: float) -> None:
    given_ = pl.DataFrame(
        {
            "evidence_id": ["a"],
            "hypothesis_id": ["h"],
            "direction": ["supports"],
            "directness": ["direct"],
            "line": ["model"],
            "tier": [tier],
            "cohort": ["c"],
        }
    )

    with pytest.raises(DataError, match="tier: 1 row"):
        frames.balance(ENGINES[engine](given_))


def aggregates() -> Iterator[ast.expr]:
    """Yield what stands inside every aggregation of the column functions."""
    for file in sorted(Path(frames.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "agg"
            ):
                for argument in node.args:
                    inner = argument.value if isinstance(argument, ast.Starred) else argument
                    yield inner.elt if isinstance(inner, ast.GeneratorExp) else inner
                yield from (keyword.value for keyword in node.keywords)


def test_aggregates_are_elementary_and_of_plain_columns() -> None:
    """Engines differ in silence elsewhere.

    A condition inside an aggregate is ignored by pandas, pyarrow and Dask, and a count of distinct
    values counts each once a partition on Dask: so neither is ever written.
    """
    elementary = re.compile(r"nw\.(col\([^()]*(\[\d\])?\)\.(sum|max|min)\(\)|len\(\)\.alias\('\w+'\))")

    found = [ast.unparse(node) for node in aggregates()]

    assert len(found) >= 10
    assert [text for text in found if not elementary.fullmatch(text)] == []


@pytest.mark.parametrize("engine", ["pandas", "pyarrow"])
def test_the_trap_is_there(engine: str) -> None:
    """If an engine no longer falls into it, the rule above may be loosened."""
    frame = nw.from_native(ENGINES[engine](pl.DataFrame({"k": ["a", "a"], "x": [2, 4]})))
    condition = nw.when(nw.col("x") > 3).then(nw.col("x")).otherwise(nw.lit(0))

    assert frame.group_by("k").agg(condition.sum().alias("s"))["s"].to_list() == [6]
    first = frame.with_columns(y=condition)
    assert first.group_by("k").agg(nw.col("y").sum())["y"].to_list() == [4]


@pytest.mark.engines
@pytest.mark.parametrize("engine", OTHERS)
def test_groups_are_counted_once_across_partitions(engine: str) -> None:
    """A plain count of distinct values over-counts on Dask, whose partitions each count their own."""
    count = 30
    rows = {
        "evidence_id": [f"e{number}" for number in range(count)],
        "hypothesis_id": ["h"] * count,
        "direction": ["supports"] * count,
        "directness": ["direct", "indirect", "circumstantial"] * (count // 3),
        "design": ["cohort", "autopsy"] * (count // 2),
        "cohort": [f"c{number}" for number in range(count)],
        "consortium": [f"g{number % 4}" for number in range(count)],
    }

    (row,) = to_rows(frames.score(ENGINES[engine](pl.DataFrame(rows))))

    assert row["groups_support"] == 4
