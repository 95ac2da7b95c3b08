"""Every number that the score and the verdict use, in one immutable record."""

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any

import attrs

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.model.base import Complaint, Value, number, ratio_field
from alsfacts.scoring.policy_rules import (
    DESIGN_RULES,
    DIRECTNESS_RULES,
    HIGHEST_TIER,
    LINE_RULES,
    LOWEST_TIER,
    MOST_POINTS,
    DesignRule,
    DirectnessRule,
    LineRule,
    NullWithoutInterval,
    SynthesisMode,
)
from alsfacts.vocabulary import Design, Directness, Line

__all__ = ["ScoringPolicy", "null_variants", "policy_for"]

_WIDEST_SPREAD = 10.0


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ScoringPolicy(Value):
    """All numbers and choices of the score and the verdict.

    Every one is a judgement that can be changed: pass a policy of your own and see what
    moves. Two policies with equal numbers have equal fingerprints.

    Attributes
    ----------
    version : str
        Version of the default policy.
    designs : tuple of DesignRule
        Tier and line of each design.
    lines : tuple of LineRule
        Ceiling of each line.
    directness : tuple of DirectnessRule
        Steps and ceiling factors.
    tier_points : tuple of float
        Points of the tiers -2, -1, 0, 1, 2, 3, 4, never falling; at most 1,000,000.
    consortium_discount : float
        The second result of a consortium counts this share, the third its square, and so on.
    discount_range : tuple of float
        Discounts over which the range of the net is reported.
    synthesis_mode : SynthesisMode
        Whether a synthesis or its members count.
    null_without_interval : NullWithoutInterval
        How a null result without an interval counts.
    null_step_with_interval, null_step_without_interval : int
        Tiers that a null result loses.
    significance : float
        P value from which a positive claim is rated down.
    gwas_significance, burden_significance : float
        The same, for genome-wide association and for gene burden tests.
    linkage_lod : float
        LOD score below which linkage is rated down.
    large_ratio, very_large_ratio : float
        Ratios that raise an observational tier by one and by two (GRADE 9).
    smallest_ratio_of_interest : float
        A null whose interval excludes this ratio and its reciprocal is not rated down.
    probable_net, established_net : float
        Net points from which a role is probable and established.
    minimum_groups : int
        Independent groups that an established or contradicted role needs.
    case_share_supporting, case_share_refuting : float
        Lower limits of the share of carriers that support "entirely genetic", and refute
        "purely autoimmune".
    minimum_cases : int
        Patients that a case share needs.
    bound_supporting, bound_refuting : float
        Lower limit of a bound that supports, and upper limit that refutes "entirely genetic".
    minimum_populations : int
        Source populations that the verdict rule asks for.
    minimum_twin_pairs : int
        Identical pairs that a concordance needs.
    interval_level : float
        Confidence level, percent, at which bounds are admitted and case shares computed.
    tolerance_genes : tuple of str
        Genes of self-tolerance: their case share never refutes autoimmunity.
    odds_very_strong : float
        Odds of a very strong item, 8 points (Tavtigian 2018); above 1.
    draws : int
        Random policies drawn to see whether a role is robust.
    seed : int
        Seed of the draws.
    robust_share : float
        Share of draws in which a robust role is unchanged.
    middle_share : float
        Share of the draws that a sensitivity range holds, the same part cut off at both ends.
    tier_error : float
        Probability that a drawn tier is off by one.
    tier_concentration : float
        Concentration of the drawn tier points about the policy's own, from 0.01 to 1,000,000.
    ceiling_spread : float
        Standard deviation of the drawn ceilings, on the log scale; at most 10.
    drawn_discounts : tuple of float
        Consortium discounts that are drawn, each as likely as the others.
    lowest_drawn_factor : float
        Lowest ceiling factor drawn for indirect evidence; the highest is 1.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy
    >>> strict = ScoringPolicy(consortium_discount=0.0)
    >>> strict.fingerprint == ScoringPolicy().fingerprint
    False
    >>> ScoringPolicy(consortium_discount=1.5)
    Traceback (most recent call last):
    alsfacts.errors.DataError: ScoringPolicy is not valid: 1 problem
      ScoringPolicy: consortium_discount: expected a number of at most 1, got 1.5
    """

    version: str = "1"
    designs: tuple[DesignRule, ...] = DESIGN_RULES
    lines: tuple[LineRule, ...] = LINE_RULES
    directness: tuple[DirectnessRule, ...] = DIRECTNESS_RULES
    tier_points: tuple[float, ...] = number(0, MOST_POINTS, default=(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0))
    consortium_discount: float = ratio_field(default=0.5)
    discount_range: tuple[float, ...] = ratio_field(default=(0.0, 0.5, 0.9))
    synthesis_mode: SynthesisMode = SynthesisMode.REPLACE
    null_without_interval: NullWithoutInterval = NullWithoutInterval.RATE_DOWN
    null_step_with_interval: int = number(-6, 0, default=-1)
    null_step_without_interval: int = number(-6, 0, default=-2)
    significance: float = ratio_field(default=0.05)
    gwas_significance: float = ratio_field(default=5e-8)
    burden_significance: float = ratio_field(default=2.5e-6)
    linkage_lod: float = number(0, default=3.0)
    large_ratio: float = number(1, default=2.0)
    very_large_ratio: float = number(1, default=5.0)
    smallest_ratio_of_interest: float = number(1, default=1.5)
    probable_net: float = number(0, default=6.0)
    established_net: float = number(0, default=10.0)
    minimum_groups: int = number(1, default=2)
    case_share_supporting: float = ratio_field(default=0.80)
    case_share_refuting: float = ratio_field(default=0.05)
    minimum_cases: int = number(1, default=100)
    bound_supporting: float = ratio_field(default=0.90)
    bound_refuting: float = ratio_field(default=0.90)
    minimum_populations: int = number(1, default=2)
    minimum_twin_pairs: int = number(1, default=10)
    interval_level: float = number(50, 99.99, default=95.0)
    tolerance_genes: tuple[str, ...] = ("AIRE",)
    odds_very_strong: float = number(1, default=350.0)
    draws: int = number(0, default=2000)
    seed: int = number(0, default=1)
    robust_share: float = ratio_field(default=0.95)
    middle_share: float = ratio_field(default=0.9)
    tier_error: float = ratio_field(default=0.1)
    tier_concentration: float = number(0.01, 1e6, default=4.0)
    ceiling_spread: float = number(0, _WIDEST_SPREAD, default=0.25)
    drawn_discounts: tuple[float, ...] = ratio_field(default=(0.0, 0.25, 0.5, 0.75, 0.9))
    lowest_drawn_factor: float = ratio_field(default=0.25)

    def _contradictions(self) -> Iterator[Complaint]:
        expected = HIGHEST_TIER - LOWEST_TIER + 1
        if len(self.tier_points) != expected:
            yield "tier_points", f"expected {expected} values, one a tier, got {len(self.tier_points)}"
        if list(self.tier_points) != sorted(self.tier_points):
            yield "tier_points", "a higher tier cannot earn fewer points"
        for field, words, known in (
            ("designs", {rule.design for rule in self.designs}, Design),
            ("lines", {rule.line for rule in self.lines}, Line),
            ("directness", {rule.directness for rule in self.directness}, Directness),
        ):
            missing = [str(word) for word in known if word not in words]
            if missing or len(getattr(self, field)) != len(known):
                yield field, f"expected one rule for each {known.__name__}; missing: {', '.join(missing)}"
        if not self.drawn_discounts:
            yield "drawn_discounts", "expected at least one discount"
        if self.odds_very_strong == 1:
            yield "odds_very_strong", "expected odds above 1: at 1 points would mean nothing"
        if self.probable_net > self.established_net:
            yield "probable_net", "a probable role cannot need more than an established one"
        if self.large_ratio > self.very_large_ratio:
            yield "large_ratio", "a large effect cannot be larger than a very large one"

    def design_rule(self, design: Design) -> DesignRule:
        """Return the rule of a design.

        Parameters
        ----------
        design : Design
            The design.

        Returns
        -------
        DesignRule
            Its line and tiers.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy
        >>> rule = ScoringPolicy().design_rule(Design.TWIN_STUDY)
        >>> str(rule.line), rule.start, rule.maximum
        ('human-genetic', 3, 4)
        """
        return self._design_rules[design]

    def directness_rule(self, directness: Directness) -> DirectnessRule:
        """Return the rule of a directness.

        Parameters
        ----------
        directness : Directness
            The directness.

        Returns
        -------
        DirectnessRule
            Its steps and factor.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy
        >>> rule = ScoringPolicy().directness_rule(Directness.INDIRECT)
        >>> rule.steps, rule.factor
        (-1, 0.5)
        """
        return self._directness_rules[directness]

    def points(self, tier: int) -> float:
        """Return the points of a tier.

        Parameters
        ----------
        tier : int
            From -2 to 4.

        Returns
        -------
        float
            Points; from tier 1 up they are those of Tavtigian 2020, below it fractions.

        Raises
        ------
        InvalidValueError
            If there is no such tier.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy
        >>> [ScoringPolicy().points(tier) for tier in (-2, 0, 1, 4)]
        [0.125, 0.5, 1.0, 8.0]
        """
        if isinstance(tier, bool) or not isinstance(tier, int) or not LOWEST_TIER <= tier <= HIGHEST_TIER:
            msg = f"tier must be a whole number from {LOWEST_TIER} to {HIGHEST_TIER}, got {tier!r}"
            raise InvalidValueError(msg)
        return self.tier_points[tier - LOWEST_TIER]

    def ceiling(self, line: Line, directness: Directness) -> float:
        """Return the ceiling of a cell: a line of evidence at one directness.

        Parameters
        ----------
        line : Line
            The line.
        directness : Directness
            The directness.

        Returns
        -------
        float
            Points that the net of the cell stays below, in size.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy
        >>> from alsfacts.vocabulary import Directness, Line
        >>> ScoringPolicy().ceiling(Line.HUMAN_GENETIC, Directness.INDIRECT)
        6.0
        """
        ceiling = next(rule.ceiling for rule in self.lines if rule.line is line)
        return ceiling * self.directness_rule(directness).factor

    @cached_property
    def _design_rules(self) -> Mapping[Design, DesignRule]:
        return MappingProxyType({rule.design: rule for rule in self.designs})

    @cached_property
    def _directness_rules(self) -> Mapping[Directness, DirectnessRule]:
        return MappingProxyType({rule.directness: rule for rule in self.directness})

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over every number and word of the policy."""
        # Here, since only who asks for the fingerprint pays for what it brings.
        from hashlib import sha256

        content = attrs.asdict(self, value_serializer=_plain)
        return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _plain(_instance: Any, _field: Any, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    # 1 and 1.0 are one number, and so are 0.0 and -0.0: equal policies have one fingerprint.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def null_variants(policy: ScoringPolicy) -> tuple[ScoringPolicy, ...]:
    """Return a policy with every other way to count null results without an interval.

    Parameters
    ----------
    policy : ScoringPolicy
        The policy.

    Returns
    -------
    tuple of ScoringPolicy
        The others; everything else in them is the same.

    Examples
    --------
    >>> [str(other.null_without_interval) for other in null_variants(ScoringPolicy())]
    ['uninformative']
    """
    return tuple(
        attrs.evolve(policy, null_without_interval=mode)
        for mode in NullWithoutInterval
        if mode is not policy.null_without_interval
    )


def policy_for(given: ScoringPolicy | None) -> ScoringPolicy:
    """Return the policy that a call asks for.

    Parameters
    ----------
    given : ScoringPolicy or None
        The one that the caller named, if any.

    Returns
    -------
    ScoringPolicy
        It, or the default policy.

    Raises
    ------
    InvalidTypeError
        If something else is named.

    Examples
    --------
    >>> policy_for(None) == ScoringPolicy()
    True
    """
    chosen = ScoringPolicy() if given is None else given
    if not isinstance(chosen, ScoringPolicy):
        msg = f"policy must be a ScoringPolicy, got {type(chosen).__name__}"
        raise InvalidTypeError(msg)
    return chosen
