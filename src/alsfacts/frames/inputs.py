"""The door of the column version: which columns a frame needs, in which types, and what is wrong.

Everything is asked of narwhals, so that pandas, polars, pyarrow, DuckDB, Dask, Ibis, PySpark
and SQLFrame meet the same door.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NoReturn

import attrs

from alsfacts.errors import DataError, InvalidTypeError, Problem
from alsfacts.extras import require
from alsfacts.frozen import Frozen
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.terms import Term
from alsfacts.vocabulary import Design, Direction, Directness, Line, Outcome, ReferenceStatus, RiskOfBias

__all__ = ["FINDINGS", "LINES", "MEMBERS", "Input", "check", "is_eager", "narwhals", "opened", "translated"]

_SHOWN = 3
_MISSPELT = 0.85


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Input(Frozen):
    """A column that a column function reads.

    Attributes
    ----------
    name : str
        Its name.
    kind : type
        ``str``, ``float``, ``int``, ``bool``, or a vocabulary whose words it holds.
    required : bool
        Whether it must be there, with a value in every row. A column that may be left out
        counts as unknown throughout.
    meaning : str
        What it holds.
    minimum, maximum : float or None
        Accepted range of a number.
    """

    name: str
    kind: type
    required: bool = False
    meaning: str
    minimum: float | None = None
    maximum: float | None = None


_KEYS = (
    Input(name="evidence_id", kind=str, required=True, meaning="The finding."),
    Input(name="hypothesis_id", kind=str, required=True, meaning="The hypothesis that it bears on."),
    Input(name="disease_id", kind=str, meaning="The disease; als where the column is left out."),
    Input(name="direction", kind=Direction, required=True, meaning="For, against or neither."),
    Input(name="directness", kind=Directness, required=True, meaning="How directly it bears."),
)
_PEOPLE = (
    Input(name="cohort", kind=str, meaning="Participants; unknown: unique to the publication."),
    Input(name="consortium", kind=str, meaning="Consortium or laboratory; unknown: the cohort's own."),
    Input(name="reference_id", kind=str, meaning="The publication; needed where the cohort is unknown."),
)

FINDINGS: tuple[Input, ...] = (
    *_KEYS,
    Input(name="design", kind=Design, required=True, meaning="Design of the study."),
    Input(name="underlying_design", kind=Design, meaning="Design of what a synthesis pools."),
    Input(name="n_cases", kind=int, meaning="People with the disease.", minimum=0),
    Input(name="measure_n", kind=int, meaning="Denominator of the figure itself.", minimum=0),
    Input(name="measure_value", kind=float, meaning="The figure."),
    Input(name="measure_unit", kind=str, meaning="Its unit; ratio for odds, risk and rate ratios."),
    Input(name="measure_ci_low", kind=float, meaning="Lower confidence limit."),
    Input(name="measure_ci_high", kind=float, meaning="Upper confidence limit."),
    Input(name="measure_p_value", kind=float, meaning="P value.", minimum=0, maximum=1),
    Input(name="outcome", kind=Outcome, meaning="What the study itself found."),
    Input(name="risk_of_bias", kind=RiskOfBias, meaning="A curator's judgement."),
    Input(name="gradient", kind=bool, meaning="Whether it shows a dose-response gradient."),
    Input(name="line_override", kind=Line, meaning="Line of evidence instead of the design's."),
    *_PEOPLE,
    Input(name="reference_status", kind=ReferenceStatus, meaning="Whether it was retracted."),
)
"""Columns of a frame of findings: one row for each finding and hypothesis that it bears on."""

LINES: tuple[Input, ...] = (
    *_KEYS,
    Input(name="line", kind=Line, required=True, meaning="Line of evidence."),
    Input(
        name="tier",
        kind=int,
        meaning="Tier; missing where the finding earns nothing.",
        minimum=LOWEST_TIER,
        maximum=HIGHEST_TIER,
    ),
    *_PEOPLE,
)
"""Columns of a frame whose tiers are assigned already."""

MEMBERS: tuple[Input, ...] = (
    Input(name="evidence_id", kind=str, required=True, meaning="A synthesis."),
    Input(name="member_id", kind=str, required=True, meaning="A finding that it pools."),
)
"""Columns of a frame that says which findings a synthesis pools."""


def narwhals() -> Any:
    """Return the module narwhals.

    Returns
    -------
    module
        The module.

    Raises
    ------
    MissingExtraError
        If it is not installed.

    Examples
    --------
    >>> narwhals().__name__
    'narwhals'
    """
    return require("narwhals", "frames", "a score of data frames")


def translated(column: Any, words: Mapping[Any, Any], kind: Any, default: Any = None) -> Any:
    """Return an expression that puts other values in the place of those of a column.

    Parameters
    ----------
    column : narwhals.Expr
        The column.
    words : mapping
        New value by old one.
    kind : narwhals data type
        Type of the new values.
    default : object
        What stands for any other value. It is always given: without it engines that run SQL, and
        Dask, refuse.

    Returns
    -------
    narwhals.Expr
        The expression.

    Examples
    --------
    >>> import polars
    >>> nw = narwhals()
    >>> frame = nw.from_native(polars.DataFrame({"tier": ["a", "z"]}))
    >>> frame.select(translated(nw.col("tier"), {"a": 1}, nw.Int64()))["tier"].to_list()
    [1, None]
    """
    nw = narwhals()
    return column.replace_strict(
        list(words), list(words.values()), default=nw.lit(default, kind), return_dtype=kind
    )


def is_eager(frame: Any) -> bool:
    """Say whether a frame holds its rows, instead of a plan to make them.

    Parameters
    ----------
    frame : object
        A frame of any library that narwhals knows.

    Returns
    -------
    bool
        True for pandas, polars eager, pyarrow and their like.

    Examples
    --------
    >>> import polars
    >>> is_eager(polars.DataFrame()), is_eager(polars.LazyFrame())
    (True, False)
    """
    return not isinstance(narwhals().from_native(frame), narwhals().LazyFrame)


def opened(frame: Any, inputs: tuple[Input, ...], name: str = "frame") -> Any:
    """Return a frame with exactly the columns asked for, in one set of types.

    Text is a string whatever it was (a category, an enumeration); numbers are floats whose
    missing values are null; columns that may be left out are there.

    Parameters
    ----------
    frame : object
        A frame of any library that narwhals knows, or of narwhals.
    inputs : tuple of Input
        The columns.
    name : str
        What to call the frame in errors.

    Returns
    -------
    narwhals.LazyFrame or narwhals.DataFrame
        The frame.

    Raises
    ------
    InvalidTypeError
        If it is no frame.
    DataError
        If columns are missing or of another type, all of them at once.

    Examples
    --------
    >>> import polars
    >>> opened(polars.DataFrame({"evidence_id": ["a"]}), MEMBERS)
    Traceback (most recent call last):
    alsfacts.errors.DataError: 1 problem in frame
      frame: member_id: this column is missing. Columns needed: evidence_id, member_id
    """
    nw = narwhals()
    try:
        found = nw.from_native(frame)
    except TypeError:
        msg = (
            f"{name} must be a data frame (pandas, polars, pyarrow, DuckDB, Dask, Ibis, PySpark), "
            f"got {type(frame).__name__}"
        )
        raise InvalidTypeError(msg) from None
    except nw.exceptions.DuplicateError as error:
        # The engine's own words, without the line breaks.
        _fail(name, [Problem(" ".join(str(error).split()), file=name)])
    schema = found.collect_schema()
    empty = _empty_columns(found, inputs, schema)
    problems = [*_missing(schema, inputs, name), *_mistyped(schema, inputs, empty, name)]
    if problems:
        _fail(name, problems)
    # polars plans better than it runs step by step; the others do no better by a plan of ours.
    if not isinstance(found, nw.LazyFrame) and found.implementation.is_polars():
        found = found.lazy()
    # Added first and chosen after: a constant alone has one row, not as many as the frame.
    added = found.with_columns(*(_column(item, schema, empty) for item in inputs))
    return added.select(*(item.name for item in inputs))


def _empty_columns(frame: Any, inputs: tuple[Input, ...], schema: Any) -> set[str]:
    """Return the columns without a value whose type says nothing: objects of pandas."""
    nw = narwhals()
    if isinstance(frame, nw.LazyFrame) or not frame.implementation.is_pandas_like():
        return set()
    texts = [
        item.name for item in inputs if item.kind in (int, float, bool) and schema.get(item.name) == nw.String
    ]
    return {name for name in texts if frame[name].is_null().all()}


def _missing(schema: Any, inputs: tuple[Input, ...], name: str) -> Iterator[Problem]:
    needed = [item.name for item in inputs if item.required]
    known = {item.name for item in inputs}
    # pandas lets a name be anything.
    others = [column for column in schema.names() if isinstance(column, str) and column not in known]
    for item in inputs:
        if item.name in schema:
            continue
        similar = suggest(item.name, others)
        if item.required:
            hint = did_you_mean(similar) or "."
            message = f"this column is missing{hint} Columns needed: {', '.join(needed)}"
            yield Problem(message, file=name, field=item.name)
        elif similar and SequenceMatcher(None, item.name, similar[0]).ratio() > _MISSPELT:
            # A column that may be left out must not be lost by a slip of the pen.
            message = f"this column looks like {item.name!r}, which would be left out; rename or drop it"
            yield Problem(message, file=name, field=similar[0])
    if "cohort" in known and not {"cohort", "reference_id"} & set(schema.names()):
        yield Problem(
            "this column is missing. Columns needed: cohort, or reference_id to tell people apart by",
            file=name,
            field="cohort",
        )


def _mistyped(schema: Any, inputs: tuple[Input, ...], empty: set[str], name: str) -> Iterator[Problem]:
    nw = narwhals()
    for item in inputs:
        held = schema.get(item.name)
        # A column without any value may have any type, such as pandas' object or null.
        if held is None or held in (nw.Unknown, nw.Object) or item.name in empty:
            continue
        if item.kind is bool:
            wanted, right = "true and false", held == nw.Boolean
        elif item.kind in (int, float):
            wanted, right = "numbers", held.is_numeric()
        else:
            wanted, right = "text", held in (nw.String, nw.Categorical, nw.Enum)
        if not right:
            yield Problem(f"expected a column of {wanted}, got {held}", file=name, field=item.name)


def _column(item: Input, schema: Any, empty: set[str]) -> Any:
    nw = narwhals()
    if item.kind in (int, float):
        kind = nw.Float64()
    elif item.kind is bool:
        kind = nw.Boolean()
    else:
        kind = nw.String()
    if item.name in schema and item.name not in empty:
        column = nw.col(item.name)
        return column if schema[item.name] == kind else column.cast(kind)
    value = "als" if item.name == "disease_id" and item.name not in schema else None
    return nw.lit(value, kind).alias(item.name)


def check(frame: Any, inputs: tuple[Input, ...], name: str = "frame") -> None:
    """Look through the rows of an opened frame.

    Parameters
    ----------
    frame : narwhals.LazyFrame or narwhals.DataFrame
        What `opened` returned.
    inputs : tuple of Input
        The columns.
    name : str
        What to call the frame in errors.

    Raises
    ------
    DataError
        With every column that holds a value which it must not hold, and some of the rows.

    Examples
    --------
    >>> import polars
    >>> pairs = polars.DataFrame({"evidence_id": ["a", "b"], "member_id": ["c", None]})
    >>> check(opened(pairs, MEMBERS, "members"), MEMBERS, "members")
    Traceback (most recent call last):
    alsfacts.errors.DataError: 1 problem in members
      members: member_id: 1 row without a value: evidence 'b'
    """
    nw = narwhals()
    rules = [*_rules_of_columns(inputs), *_rules_across(inputs)]
    # Conditions first, sums of plain columns after: conditions inside a sum are ignored by some engines.
    flags = {f"bad{place}": rule[2] for place, rule in enumerate(rules)}
    flagged = frame.with_columns(
        **{flag: nw.when(bad).then(nw.lit(1)).otherwise(nw.lit(0)) for flag, bad in flags.items()}
    )
    counts = _collected(flagged.select(*(nw.col(flag).sum() for flag in flags))).rows(named=True)
    problems = []
    for flag, (column, message, _) in zip(flags, rules, strict=True):
        count = int(counts[0][flag] or 0) if counts else 0
        if count:
            shown = _collected(flagged.filter(nw.col(flag) == 1).head(_SHOWN)).rows(named=True)
            problems.append(_problem(name, column, message, count, shown))
    if not problems and any(item.name == "direction" for item in inputs):
        problems.extend(_duplicates(frame, name))
    if problems:
        _fail(name, problems)


def _rules_of_columns(inputs: tuple[Input, ...]) -> Iterator[tuple[str, str, Any]]:
    nw = narwhals()
    for item in inputs:
        column = nw.col(item.name)
        if item.required:
            yield item.name, "without a value", column.is_null()
        if issubclass(item.kind, Term):
            words = [word.value for word in item.kind]
            unknown = ~column.is_null() & ~column.is_in(words)
            yield item.name, f"with an unknown word (accepted: {', '.join(words)})", unknown
        if item.kind in (int, float):
            # NaN is no number and no missing value; where an engine has no null it is one, and was
            # taken for it at the door.
            known = ~column.is_null()
            yield item.name, "with NaN or an infinite number", known & ~column.is_finite()
            if item.kind is int:
                whole = column == column.round(0)
                yield item.name, "with a number that is not whole", known & column.is_finite() & ~whole
            for limit, words_, outside in (
                (item.minimum, "below", column < item.minimum if item.minimum is not None else None),
                (item.maximum, "above", column > item.maximum if item.maximum is not None else None),
            ):
                if limit is not None:
                    yield item.name, f"{words_} {limit:g}", known & outside


def _rules_across(inputs: tuple[Input, ...]) -> Iterator[tuple[str, str, Any]]:
    """Yield what contradicts itself, as the record classes have it."""
    nw = narwhals()
    names = {item.name for item in inputs}
    if "cohort" in names:
        neither = nw.col("cohort").is_null() & nw.col("reference_id").is_null()
        yield "cohort", "with neither cohort nor reference_id", neither
    if "measure_value" in names:
        value, low, high = (nw.col(f"measure_{part}") for part in ("value", "ci_low", "ci_high"))
        yield "measure_ci_low", "with limits in the wrong order", _known(low, high) & (low > high)
        below, above = _known(value, low) & (value < low), _known(value, high) & (value > high)
        yield "measure_value", "outside its own interval", below | above
        ratio = nw.col("measure_unit") == "ratio"
        negative = (_known(value) & (value < 0)) | (_known(low) & (low < 0))
        yield "measure_value", "with a negative ratio", ratio & negative
        design, pooled = nw.col("design"), nw.col("underlying_design")
        synthesis = design.is_in([Design.META_ANALYSIS.value, Design.SYSTEMATIC_REVIEW.value])
        yield (
            "underlying_design",
            "of a synthesis that does not say which design it pools",
            synthesis & pooled.is_null(),
        )
        yield (
            "underlying_design",
            "of a design that pools no studies",
            ~design.is_null() & ~synthesis & ~pooled.is_null(),
        )


def _known(*columns: Any) -> Any:
    result = ~columns[0].is_null()
    for column in columns[1:]:
        result = result & ~column.is_null()
    return result


def _duplicates(frame: Any, name: str) -> Iterator[Problem]:
    nw = narwhals()
    keys = ("evidence_id", "hypothesis_id", "disease_id")
    counted = frame.group_by(*keys).agg(nw.len().alias("rows")).filter(nw.col("rows") > 1)
    shown = _collected(counted.sort(*keys).head(_SHOWN)).rows(named=True)
    if shown:
        some = ", ".join(f"{row['evidence_id']!r} on {row['hypothesis_id']!r}" for row in shown)
        message = f"a finding bears on a hypothesis in more than one row: {some}"
        yield Problem(message, file=name, field="evidence_id")


def _problem(name: str, column: str, message: str, count: int, shown: list[dict[str, Any]]) -> Problem:
    rows = "row" if count == 1 else "rows"
    held = []
    for row in shown:
        label = f"evidence {row['evidence_id']!r}"
        if column != "evidence_id" and row[column] is not None:
            label += f" ({row[column]!r})"
        held.append(label)
    more = ", and others" if count > len(shown) else ""
    return Problem(f"{count:,} {rows} {message}: {', '.join(held)}{more}", file=name, field=column)


def _collected(frame: Any) -> Any:
    return frame.collect() if isinstance(frame, narwhals().LazyFrame) else frame


def _fail(name: str, problems: list[Problem]) -> NoReturn:
    msg = f"{len(problems)} problem{'s' * (len(problems) > 1)} in {name}"
    raise DataError(msg, tuple(problems))
