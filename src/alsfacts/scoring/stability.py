"""How far a verdict depends on single sources and on the numbers of the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise, takewhile

import attrs

from alsfacts.errors import UnknownRecordError
from alsfacts.frozen import Frozen
from alsfacts.scoring.hypothesis import HypothesisScore
from alsfacts.scoring.inputs import AUTOIMMUNE_CONTRIBUTION, AUTOIMMUNE_SOLE, RuleInputs
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.rules import Decision
from alsfacts.scoring.sensitivity import Robustness, drawn_nets, robustness
from alsfacts.scoring.table import roles_of
from alsfacts.vocabulary import Quantity, Role, Status

__all__ = ["ClaimStability", "Margin", "Stability", "stability"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Margin(Frozen):
    """How far one number of the policy may move alone before a status changes.

    Attributes
    ----------
    field : str
        Field of `ScoringPolicy`.
    value : float
        Its value.
    lowest, highest : float
        Ends of the range about the value in which the status is the same.
    """

    field: str
    value: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        lowest, highest = round(self.lowest, 3), round(self.highest, 3)
        return f"{self.field} from {lowest:g} to {highest:g} (it is {self.value:g})"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ClaimStability(Frozen):
    """How far the status of one claim depends on sources and numbers.

    Attributes
    ----------
    claim : str
        ``"entirely genetic"`` or ``"purely autoimmune"``.
    status : Status
        Its status.
    share_unchanged : float
        Share of the drawn policies with the same status; 1 if none was drawn.
    changed_without : tuple of (str, Status)
        Single source populations and groups without which the status is another.
    margins : tuple of Margin
        Thresholds whose value matters, each with the range in which the status stands.
    robust : bool
        The same in at least the policy's share of draws and without any one source.
    """

    claim: str
    status: Status
    share_unchanged: float
    changed_without: tuple[tuple[str, Status], ...]
    margins: tuple[Margin, ...]
    robust: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Stability(Frozen):
    """Sensitivity of a verdict and of the roles beside it.

    Attributes
    ----------
    draws, seed : int
        Policies drawn, and the seed that brings the same ones again.
    entirely_genetic, purely_autoimmune : ClaimStability
        The two claims.
    share_unchanged : float
        Share of the drawn policies in which `neither` is the same; 1 if none was drawn.
    roles : tuple of (str, Robustness)
        Hypothesis, and how far its role stands.
    """

    draws: int
    seed: int
    entirely_genetic: ClaimStability
    purely_autoimmune: ClaimStability
    share_unchanged: float
    roles: tuple[tuple[str, Robustness], ...]

    @property
    def robust(self) -> bool:
        """Whether both claims are robust."""
        return self.entirely_genetic.robust and self.purely_autoimmune.robust

    def role_of(self, hypothesis_id: str) -> Robustness:
        """Return how far the role of a hypothesis stands.

        Parameters
        ----------
        hypothesis_id : str
            Id of the hypothesis.

        Returns
        -------
        Robustness
            Its robustness.

        Raises
        ------
        UnknownRecordError
            If no such hypothesis was scored.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.verdict().stability.role_of("genetic-monogenic").robust
        True
        """
        for name, found in self.roles:
            if name == hypothesis_id:
                return found
        known = ", ".join(name for name, _ in self.roles)
        msg = f"no score of {hypothesis_id!r}; scored: {known}"
        raise UnknownRecordError(msg, hypothesis_id)


def stability(inputs: RuleInputs, scores: Iterable[HypothesisScore], policy: ScoringPolicy) -> Stability:
    """Say how far a verdict depends on single sources and on the numbers of the policy.

    Parameters
    ----------
    inputs : RuleInputs
        What the rule looks at.
    scores : iterable of HypothesisScore
        Scores of the hypotheses.
    policy : ScoringPolicy
        The policy, with the number of draws and their seed.

    Returns
    -------
    Stability
        Reproducible: equal inputs and policies give equal results. Draws move the numbers of
        the scores (points, discount, ceilings, tiers); thresholds of the rule are moved one at
        a time, in the margins.

    Examples
    --------
    >>> import alsfacts
    >>> stable = alsfacts.verdict().stability
    >>> stable.entirely_genetic.robust, stable.role_of("multistep").robust
    (True, False)
    """
    tables = {result.hypothesis_id: result.table for result in scores}
    nets = {name: drawn_nets(table, policy) for name, table in tables.items()}
    decisions = _Decisions(
        before=inputs.decide(policy),
        drawn=list(_drawn_decisions(inputs, nets, policy)),
        without={source: inputs.decide(policy, {source}) for source in inputs.sources},
    )
    neither = decisions.before.neither
    return Stability(
        draws=policy.draws,
        seed=policy.seed,
        entirely_genetic=_claim("entirely_genetic", decisions, inputs, policy),
        purely_autoimmune=_claim("purely_autoimmune", decisions, inputs, policy),
        share_unchanged=_share(decision.neither is neither for decision in decisions.drawn),
        roles=tuple((name, robustness(table, policy, nets[name])) for name, table in tables.items()),
    )


def _drawn_decisions(
    inputs: RuleInputs, nets: dict[str, tuple[float, ...]], policy: ScoringPolicy
) -> Iterator[Decision]:
    """Apply the rule in every draw; it asks only for the sign of one net and the role of the other."""
    none = (0.0,) * policy.draws
    contribution, sole = nets.get(AUTOIMMUNE_CONTRIBUTION, none), nets.get(AUTOIMMUNE_SOLE, none)
    known: dict[tuple[bool, Role], Decision] = {}
    roles = roles_of(inputs.sole, sole, policy)
    for contribution_net, sole_net, role in zip(contribution, sole, roles, strict=True):
        key = contribution_net > 0, role
        if key not in known:
            known[key] = inputs.decide_by(policy, contribution_net, sole_net)
        yield known[key]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Decisions(Frozen):
    """What the rule answers: as it stands, in each draw, and without each source."""

    before: Decision
    drawn: list[Decision]
    without: dict[str, Decision]


def _claim(claim: str, decisions: _Decisions, inputs: RuleInputs, policy: ScoringPolicy) -> ClaimStability:
    def status_in(decision: Decision) -> Status:
        status: Status = getattr(decision, claim).status
        return status

    status = status_in(decisions.before)
    share = _share(status_in(decision) is status for decision in decisions.drawn)
    changed = tuple(
        (source, status_in(decision))
        for source, decision in decisions.without.items()
        if status_in(decision) is not status
    )
    return ClaimStability(
        claim=claim.replace("_", " "),
        status=status,
        share_unchanged=share,
        changed_without=changed,
        margins=_margins(inputs, policy, lambda other: status_in(inputs.decide(other)) is status),
        robust=not changed and share >= policy.robust_share,
    )


def _share(unchanged: Iterable[bool]) -> float:
    flags = list(unchanged)
    return sum(flags) / len(flags) if flags else 1.0


def _margins(
    inputs: RuleInputs, policy: ScoringPolicy, unchanged: Callable[[ScoringPolicy], bool]
) -> tuple[Margin, ...]:
    shares = [bound for bound in inputs.bounds if bound.quantity is not Quantity.STEPS_REMAINING]
    populations = len({b.population for b in inputs.bounds} | {s.population for s in inputs.shares})
    sizes = [share.n for share in inputs.shares]
    # A status can only change where a threshold passes a limit that was observed.
    observed: dict[str, list[float]] = {
        "bound_refuting": [bound.upper for bound in shares],
        "bound_supporting": [bound.lower for bound in shares],
        "case_share_refuting": [share.lower for share in inputs.shares],
        "case_share_supporting": [share.lower for share in inputs.shares],
        "minimum_populations": list(range(1, populations + 2)),
        "minimum_cases": [1, *sizes, *(size + 1 for size in sizes)],
    }
    margins = []
    for field, values in observed.items():
        limits = values if field.startswith("minimum") else [0.0, *values, 1.0]
        margins.append(_margin(field, limits, policy, unchanged))
    return tuple(margin for margin in margins if margin is not None)


def _margin(
    field: str, values: list[float], policy: ScoringPolicy, unchanged: Callable[[ScoringPolicy], bool]
) -> Margin | None:
    """Range about the value of a field in which nothing changes; None if nothing ever does."""
    value = getattr(policy, field)
    ends = sorted({*values, value})
    stretches = [(end, end) for end in ends] if isinstance(value, int) else list(pairwise(ends))
    same = {
        (low, high): unchanged(attrs.evolve(policy, **{field: type(value)((low + high) / 2)}))
        for low, high in stretches
    }
    if all(same.values()):
        return None
    below = takewhile(same.__getitem__, (part for part in reversed(stretches) if part[1] <= value))
    above = takewhile(same.__getitem__, (part for part in stretches if part[0] >= value))
    return Margin(
        field=field,
        value=value,
        lowest=min((low for low, _ in below), default=value),
        highest=max((high for _, high in above), default=value),
    )
