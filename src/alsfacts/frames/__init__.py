"""Scores of data frames: the pure-Python score as column operations, on the engine you have.

For those whose evidence no longer fits one list of records: the same tiers, the same pooling,
the same net, computed by pandas, polars, pyarrow, DuckDB, Dask, Ibis, PySpark or SQLFrame
through narwhals. A lazy frame stays lazy, so the data is never brought together here.

    >>> from alsfacts import evidence, frames
    >>> findings = evidence.about("als").to_frame("polars", "bearings")
    >>> members = evidence.to_frame("polars", "member_ids")
    >>> scores = frames.score(findings, members=members)
    >>> scores.sort("net", descending=True)["hypothesis_id"][0]
    'genetic-monogenic'
"""

from __future__ import annotations

from typing import Any

from alsfacts.errors import InvalidTypeError
from alsfacts.frames.inputs import (
    FINDINGS,
    LINES,
    MEMBERS,
    Input,
    check,
    is_eager,
    narwhals,
    opened,
    translated,
)
from alsfacts.frames.pooling import KEYS, WEIGHTS, cells_of, groups_of, scores_of, without_overlaps
from alsfacts.frames.tiers import with_people, with_tiers
from alsfacts.scoring.policy import ScoringPolicy, policy_for
from alsfacts.scoring.policy_rules import SynthesisMode
from alsfacts.vocabulary import Directness, ReferenceStatus

__all__ = ["FINDINGS", "LINES", "MEMBERS", "Input", "balance", "lines", "reduce", "score"]


def score(
    frame: Any, policy: ScoringPolicy | None = None, *, members: Any = None, checked: bool = False
) -> Any:
    """Score every hypothesis that a frame of findings bears on.

    Parameters
    ----------
    frame : data frame
        One row for each finding and hypothesis that it bears on, with the columns of
        `FINDINGS`, such as ``evidence.to_frame("polars", "bearings")``. Other columns do not
        matter. pandas, polars, pyarrow, DuckDB, Dask, Ibis, PySpark, SQLFrame, or narwhals.
    policy : ScoringPolicy, optional
        Numbers of the score; the default policy if left out.
    members : data frame, optional
        Which findings a synthesis pools, with the columns of `MEMBERS`, such as
        ``evidence.to_frame("polars", "member_ids")``, of the same library. Without it no
        synthesis stands for others, and none is left out for its members.
    checked : bool
        True if the rows are known to be sound. They are looked through otherwise, which
        reads a lazy frame once more.

    Returns
    -------
    data frame
        Of the same library, lazy if the frame was: one row for each disease and hypothesis,
        with support, oppose, net, role, groups_support, groups_oppose and conflict, as
        `alsfacts.HypothesisScore` has them to within 1e-9. In no certain order where the
        engine has none.

    Raises
    ------
    DataError
        If columns are missing or mistyped, or rows hold unknown words, NaN, impossible
        numbers, contradictions or duplicates; names columns and some of the rows.
    InvalidTypeError
        If it is no frame, or frames of two libraries are mixed.
    MissingExtraError
        If narwhals is not installed.

    Examples
    --------
    >>> from alsfacts import evidence, frames, score
    >>> findings = evidence.about("als").to_frame("pyarrow", "bearings")
    >>> table = frames.score(findings, members=evidence.to_frame("pyarrow", "member_ids"))
    >>> row = next(row for row in table.to_pylist() if row["hypothesis_id"] == "multistep")
    >>> abs(row["net"] - score("multistep").net) < 1e-9
    True
    """
    chosen = policy_for(policy)
    return _closed(_scored(_findings(frame, chosen, members, checked=checked), chosen), frame)


def lines(
    frame: Any, policy: ScoringPolicy | None = None, *, members: Any = None, checked: bool = False
) -> Any:
    """Assign tiers: the evidence lines that a score pools.

    Parameters
    ----------
    frame : data frame
        As in `score`.
    policy : ScoringPolicy, optional
        As in `score`.
    members : data frame, optional
        As in `score`.
    checked : bool
        As in `score`.

    Returns
    -------
    data frame
        The rows with the columns of `LINES`. The tier is missing where a finding does not
        count: narrative, neutral, retracted, or pooled elsewhere.

    Raises
    ------
    DataError, InvalidTypeError, MissingExtraError
        As in `score`.

    Examples
    --------
    >>> from alsfacts import evidence, frames
    >>> found = frames.lines(evidence.on("multistep").to_frame("polars", "bearings"))
    >>> found["tier"].max()
    2
    """
    chosen = policy_for(policy)
    found = _findings(frame, chosen, members, checked=checked)
    wanted = [item.name for item in LINES if item.name != "reference_id"]
    nw = narwhals()
    found = found.select(*wanted)
    # Where whole numbers can be missing they are whole; pandas' own have no missing value.
    if not (found.implementation.is_pandas_like() or found.implementation.is_dask()):
        found = found.with_columns(nw.col("tier").cast(nw.Int64()))
    return _closed(found, frame)


def balance(frame: Any, policy: ScoringPolicy | None = None, *, checked: bool = False) -> Any:
    """Score frames whose tiers were assigned elsewhere, by your own rules.

    Parameters
    ----------
    frame : data frame
        With the columns of `LINES`, one row for each finding and hypothesis.
    policy : ScoringPolicy, optional
        As in `score`.
    checked : bool
        As in `score`.

    Returns
    -------
    data frame
        As `score` returns it.

    Raises
    ------
    DataError, InvalidTypeError, MissingExtraError
        As in `score`; an unknown tier is an error too.

    Examples
    --------
    >>> import polars
    >>> from alsfacts import frames
    >>> row = {"evidence_id": "a", "hypothesis_id": "h", "direction": "supports", "line": "model"}
    >>> frame = polars.DataFrame([{**row, "directness": "direct", "tier": 1, "cohort": "people"}])
    >>> round(frames.balance(frame)["net"][0], 6)
    0.857143
    """
    chosen = policy_for(policy)
    found = opened(frame, LINES)
    if not checked:
        check(found, LINES)
    return _closed(_scored(with_people(found), chosen), frame)


def reduce(
    frame: Any, policy: ScoringPolicy | None = None, *, members: Any = None, checked: bool = False
) -> Any:
    """Reduce findings to the few numbers from which any tier points and ceilings give the score.

    Parameters
    ----------
    frame : data frame
        As in `score`.
    policy : ScoringPolicy, optional
        As in `score`; of it only what decides tiers, and the discount.
    members : data frame, optional
        As in `score`.
    checked : bool
        As in `score`.

    Returns
    -------
    data frame
        One row for each disease, hypothesis, direction, line and directness that has points,
        with the weights of the tiers from -2 (``weight0``) to 4 (``weight6``): the points
        are the weights times the points of the tiers. At most 216 rows a hypothesis.

    Raises
    ------
    DataError, InvalidTypeError, MissingExtraError
        As in `score`.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, evidence, frames, score
    >>> findings = evidence.about("als").on("multistep").to_frame("polars", "bearings")
    >>> table = frames.reduce(findings).filter(hypothesis_id="multistep", direction="supports")
    >>> points = ScoringPolicy().tier_points
    >>> support = sum(table[f"weight{place}"].sum() * value for place, value in enumerate(points))
    >>> round(support, 6) == round(score("multistep").support, 6)
    True
    """
    nw = narwhals()
    chosen = policy_for(policy)
    groups = groups_of(_findings(frame, chosen, members, checked=checked), chosen)
    table = groups.filter(nw.col("count0") > 0).group_by(*KEYS, "direction", "line", "rank")
    summed = table.agg(*(nw.col(name).sum() for name in WEIGHTS))
    words = {kind.rank: kind.value for kind in Directness}
    directness = translated(nw.col("rank"), words, nw.String())
    named = summed.with_columns(directness=directness)
    return _closed(named.select(*KEYS, "direction", "line", "directness", *WEIGHTS), frame)


def _findings(frame: Any, policy: ScoringPolicy, members: Any, *, checked: bool) -> Any:
    nw = narwhals()
    found = opened(frame, FINDINGS)
    pairs = None if members is None else opened(members, MEMBERS, "members")
    if pairs is not None and pairs.implementation is not found.implementation:
        kinds = f"{found.implementation.value} and {pairs.implementation.value}"
        msg = f"frame and members must be of one library, got {kinds}"
        raise InvalidTypeError(msg)
    if not checked:
        check(found, FINDINGS)
        if pairs is not None:
            check(pairs, MEMBERS, "members")
    tiered = with_tiers(with_people(found), policy)
    retracted = nw.col("reference_status") == ReferenceStatus.RETRACTED.value
    kept = nw.when(retracted).then(nw.lit(None, nw.Float64())).otherwise(nw.col("tier"))
    tiered = tiered.with_columns(tier=kept)
    if pairs is None:
        return tiered
    return without_overlaps(tiered, pairs, keep_members=policy.synthesis_mode is SynthesisMode.EXCLUDE)


def _scored(found: Any, policy: ScoringPolicy) -> Any:
    return scores_of(cells_of(groups_of(found, policy), policy), policy)


def _closed(result: Any, frame: Any) -> Any:
    nw = narwhals()
    if is_eager(frame) and isinstance(result, nw.LazyFrame):
        result = result.collect()
    is_ours = isinstance(frame, nw.DataFrame | nw.LazyFrame)
    return result if is_ours else result.to_native()
