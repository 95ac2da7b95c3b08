"""Tiers by columns: what `alsfacts.scoring.tiers.assign_tier` does for one finding.

Every condition is a column of 0 and 1 before it is used, and no condition is negated: then
it means the same where an unknown value is null and where it is NaN.
"""

from __future__ import annotations

from typing import Any

from alsfacts.frames.inputs import narwhals, translated
from alsfacts.model.measures import NULL_VALUES
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.policy_rules import LOWEST_TIER, DesignRule, NullWithoutInterval
from alsfacts.vocabulary import Design, Direction, Directness, Line, Outcome, RiskOfBias

__all__ = ["with_people", "with_tiers"]

_HELPERS = (
    "start",
    "maximum",
    "small_below",
    "observational",
    "size",
    "has_interval",
    "includes_null",
    "excludes_null",
    "excludes_interest",
    "positive",
    "is_null_result",
    "down",
    "up",
    "nothing",
)


def with_people(frame: Any) -> Any:
    """Fill in cohort and consortium, as `cohort_of` and `consortium_of` do.

    Parameters
    ----------
    frame : narwhals.LazyFrame or narwhals.DataFrame
        A frame with the columns cohort, consortium, reference_id and perhaps design.

    Returns
    -------
    narwhals.LazyFrame or narwhals.DataFrame
        The same with a cohort and a consortium in every row.

    Examples
    --------
    >>> import narwhals, polars
    >>> frame = polars.DataFrame({"cohort": ["u", None], "consortium": [None, "c"], "reference_id": "r"})
    >>> with_people(narwhals.from_native(frame)).to_native()["cohort"].to_list()
    ['u', 'reference:r']
    """
    nw = narwhals()
    cohort = nw.col("cohort")
    by_publication = nw.concat_str(nw.lit("reference:"), nw.col("reference_id"))
    frame = frame.with_columns(cohort=nw.when(cohort.is_null()).then(by_publication).otherwise(cohort))
    own = nw.col("cohort")
    if "design" in frame.collect_schema().names():
        pooled = nw.col("design").is_in([Design.META_ANALYSIS.value, Design.SYSTEMATIC_REVIEW.value])
        own = (
            nw.when(pooled).then(nw.concat_str(nw.lit("meta:"), nw.col("cohort"))).otherwise(nw.col("cohort"))
        )
    given = nw.col("consortium")
    return frame.with_columns(consortium=nw.when(given.is_null()).then(own).otherwise(given))


def with_tiers(frame: Any, policy: ScoringPolicy) -> Any:
    """Add line of evidence and tier.

    Parameters
    ----------
    frame : narwhals.LazyFrame or narwhals.DataFrame
        Findings, as `alsfacts.frames.inputs.opened` returns them.
    policy : ScoringPolicy
        Tiers of the designs, and the steps.

    Returns
    -------
    narwhals.LazyFrame or narwhals.DataFrame
        The same with `line`, and with `tier`, missing where the finding earns nothing.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, evidence
    >>> from alsfacts.frames.inputs import FINDINGS, opened
    >>> found = evidence.on("multistep").to_frame("polars", "bearings")
    >>> tiered = with_tiers(opened(found, FINDINGS), ScoringPolicy()).collect().to_native()
    >>> tiered["tier"].max()
    2.0
    """
    nw = narwhals()
    rules = {rule.design: rule for rule in policy.designs}
    frame = frame.with_columns(
        line=nw.coalesce(
            nw.col("line_override"),
            _by_design("design", rules, _line),
            _by_design("underlying_design", rules, _line),
            nw.lit(Line.NARRATIVE.value),
        ),
        start=_by_design("design", rules, lambda rule: rule.start),
        maximum=_by_design("design", rules, lambda rule: rule.maximum),
        small_below=_by_design("design", rules, lambda rule: rule.small_below or 0),
        observational=nw.coalesce(
            _by_design("underlying_design", rules, lambda rule: int(rule.observational)),
            _by_design("design", rules, lambda rule: int(rule.observational)),
        ),
        # The figure's own denominator says more than the size of the study.
        size=nw.coalesce(nw.col("measure_n"), nw.col("n_cases")),
        **_facts(policy),
    )
    frame = frame.with_columns(down=_steps_down(policy), up=_steps_up(policy), nothing=_nothing(policy))
    total = nw.col("start") + nw.col("down")
    raised = nw.when(nw.col("down") == 0).then(total + nw.col("up")).otherwise(total)
    frame = frame.with_columns(tier=raised)
    tier = nw.when(nw.col("tier") > nw.col("maximum")).then(nw.col("maximum")).otherwise(nw.col("tier"))
    frame = frame.with_columns(tier=tier)
    lowest = nw.lit(LOWEST_TIER)
    tier = nw.when(nw.col("tier") < LOWEST_TIER).then(lowest).otherwise(nw.col("tier"))
    frame = frame.with_columns(tier=tier)
    return frame.with_columns(tier=nw.when(nw.col("nothing") == 0).then(nw.col("tier"))).drop(*_HELPERS)


def _line(rule: DesignRule) -> str | None:
    return rule.line.value if rule.line is not None else None


def _by_design(column: str, rules: dict[Design, DesignRule], of: Any) -> Any:
    nw = narwhals()
    chosen = {design.value: of(rule) for design, rule in rules.items() if of(rule) is not None}
    # Numbers are floats: whole numbers have no missing value on every engine.
    kind = nw.String() if isinstance(next(iter(chosen.values())), str) else nw.Float64()
    return translated(nw.col(column), chosen, kind)


def _flag(condition: Any) -> Any:
    nw = narwhals()
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _facts(policy: ScoringPolicy) -> dict[str, Any]:
    nw = narwhals()
    low, high, unit = nw.col("measure_ci_low"), nw.col("measure_ci_high"), nw.col("measure_unit")
    interval = ~low.is_null() & ~high.is_null()
    includes = excludes = None
    for name, null in NULL_VALUES.items():
        inside = interval & (unit == name) & (low <= null) & (high >= null)
        outside = interval & (unit == name) & ((low > null) | (high < null))
        includes = inside if includes is None else includes | inside
        excludes = outside if excludes is None else excludes | outside
    largest = policy.smallest_ratio_of_interest
    uninteresting = interval & (unit == "ratio") & (high < largest) & (low > 1 / largest)
    return {
        "has_interval": _flag(interval),
        "includes_null": _flag(includes),
        "excludes_null": _flag(excludes),
        "excludes_interest": _flag(uninteresting),
        "positive": _flag(nw.col("outcome") == Outcome.POSITIVE.value),
        "is_null_result": _flag(
            (nw.col("direction") == Direction.DISPUTES.value) & (nw.col("outcome") == Outcome.NEGATIVE.value)
        ),
    }


def _steps_down(policy: ScoringPolicy) -> Any:
    nw = narwhals()
    size, p_value, value = nw.col("size"), nw.col("measure_p_value"), nw.col("measure_value")
    design, positive = nw.col("design"), nw.col("positive") == 1
    human = nw.col("line").str.starts_with("human-")
    small = _flag((size.is_null() & human) | (~size.is_null() & (size < nw.col("small_below"))))
    weak = _flag(
        positive & ((nw.col("includes_null") == 1) | (~p_value.is_null() & (p_value >= policy.significance)))
    )
    below_field = _flag(
        positive
        & (
            _above(Design.GWAS, policy.gwas_significance)
            | _above(Design.RARE_VARIANT_BURDEN, policy.burden_significance)
            | (
                (design == Design.FAMILY_LINKAGE.value)
                & (nw.col("measure_unit") == "lod")
                & ~value.is_null()
                & (value < policy.linkage_lod)
            )
        )
    )
    steps = {kind.value: policy.directness_rule(kind).steps for kind in Directness}
    indirect = translated(nw.col("directness"), steps, nw.Int64(), 0)
    biased = _flag(nw.col("risk_of_bias") == RiskOfBias.HIGH.value)
    null_result = nw.col("is_null_result") == 1
    null = (
        nw.when(null_result & (nw.col("has_interval") == 0))
        .then(nw.lit(policy.null_step_without_interval))
        .when(null_result & (nw.col("excludes_interest") == 0))
        .then(nw.lit(policy.null_step_with_interval))
        .otherwise(nw.lit(0))
    )
    return indirect + null - small - weak - below_field - biased


def _above(design: Design, limit: float) -> Any:
    nw = narwhals()
    p_value = nw.col("measure_p_value")
    return (nw.col("design") == design.value) & ~p_value.is_null() & (p_value > limit)


def _steps_up(policy: ScoringPolicy) -> Any:
    nw = narwhals()
    value = nw.col("measure_value")
    ratio = (nw.col("measure_unit") == "ratio") & (nw.col("excludes_null") == 1) & ~value.is_null()

    def at_least(fold: float) -> Any:
        # The reciprocal is taken as the record-wise score takes it, and never of 0.
        inverse = nw.lit(1.0) / nw.when(value > 0).then(value).otherwise(nw.lit(1.0))
        return _flag(ratio & (value > 0) & ((value >= fold) | (inverse >= fold)))

    # A ratio is at least 0, and 0 is no effect that a fold can be told of.
    effect = at_least(policy.large_ratio) + at_least(policy.very_large_ratio)
    gradient = _flag(
        (nw.col("gradient") == nw.lit(value=True)) & (nw.col("direction") == Direction.SUPPORTS.value)
    )
    open_to_steps = (nw.col("observational") == 1) & (nw.col("positive") == 1)
    return nw.when(open_to_steps).then(effect + gradient).otherwise(nw.lit(0))


def _nothing(policy: ScoringPolicy) -> Any:
    nw = narwhals()
    neutral = nw.col("direction") == Direction.NEUTRAL.value
    nothing = neutral | (nw.col("line") == Line.NARRATIVE.value)
    if policy.null_without_interval is NullWithoutInterval.UNINFORMATIVE:
        nothing = nothing | ((nw.col("is_null_result") == 1) & (nw.col("has_interval") == 0))
    return _flag(nothing)
