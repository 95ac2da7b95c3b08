"""The verdict rule: three-valued logic on bounds, case shares and kinds of proof.

Two claims that are no rivals: "entirely genetic" is about origin, "purely autoimmune"
about mechanism, and a disease may be both. The answer is never read off a score.
Thresholds are fields of the policy. The method page of the documentation states the rule
and the objections to it.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.scoring.flips import smallest_flip
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.vocabulary import Quantity, Role, RoseBonaStatus, Status

__all__ = [
    "AutoimmuneProof",
    "BoundInput",
    "ClaimDecision",
    "Decision",
    "Reason",
    "ShareInput",
    "decide",
    "inadmissible_bound",
    "inadmissible_share",
    "smallest_flip",
]


def _check_kind(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        wanted = "True or False" if kind is bool else f"a member of {kind.__name__}"
        msg = f"{name} must be {wanted}, got {value!r}"
        raise InvalidTypeError(msg)


def _check_limits(lower: object, upper: object, highest: float | None) -> None:
    if checked_number("lower", lower, 0, highest) > checked_number("upper", upper, 0, highest):
        msg = f"lower must be at most upper, got {lower!r} and {upper!r}"
        raise InvalidValueError(msg)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BoundInput(Frozen):
    """Limits to how much of a disease is inherited.

    Attributes
    ----------
    quantity : Quantity
        What is limited.
    lower, upper : float
        Confidence limits: shares from 0 to 1, or a number of steps.
    population : str
        Source population.
    direct : bool
        Whether the bound is on the disease itself, and not on what carriers still need.
    pairs : int or None
        Identical twin pairs behind a concordance.
    evidence_id : str
        The finding.
    """

    quantity: Quantity
    lower: float
    upper: float
    population: str
    direct: bool = True
    pairs: int | None = None
    evidence_id: str = ""

    def __attrs_post_init__(self) -> None:
        _check_kind("quantity", self.quantity, Quantity)
        _check_limits(self.lower, self.upper, None if self.quantity is Quantity.STEPS_REMAINING else 1)
        _check_kind("direct", self.direct, bool)
        if self.pairs is not None:
            checked_count("pairs", self.pairs)

    def speaks_against(self, limit: float) -> bool:
        """Say whether the bound leaves room for something besides genes.

        Parameters
        ----------
        limit : float
            Upper limit below which a share does.

        Returns
        -------
        bool
            For a share, whether its upper limit lies below; for steps that carriers still
            need, whether more than one is needed.

        Examples
        --------
        >>> twins = BoundInput(quantity=Quantity.HERITABILITY, lower=0.38, upper=0.78, population="twins")
        >>> twins.speaks_against(0.9), twins.speaks_against(0.7)
        (True, False)
        """
        if self.quantity is Quantity.STEPS_REMAINING:
            return self.lower > 1
        return self.upper < limit

    @property
    def limits(self) -> str:
        """The limits in words."""
        if self.quantity is Quantity.STEPS_REMAINING:
            return f"{self.lower:.2g} to {self.upper:.2g} steps remaining in carriers"
        twins = self.quantity is Quantity.MZ_CONCORDANCE
        name = "concordance of identical twins" if twins else str(self.quantity)
        return f"{name} {self.lower:.2f} to {self.upper:.2f}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ShareInput(Frozen):
    """Share of cases that carry a validated causal genotype.

    Attributes
    ----------
    lower, upper : float
        Confidence limits, from 0 to 1.
    n : int
        Cases.
    population : str
        Source population.
    unselected : bool
        Whether the cases were taken without regard to family history or genotype.
    tolerance_gene : bool
        Whether a gene of self-tolerance is among the genes.
    validated : bool
        Whether every gene is of definitive or strong validity for the disease.
    evidence_id : str
        The finding.
    """

    lower: float
    upper: float
    n: int
    population: str
    unselected: bool
    tolerance_gene: bool = False
    validated: bool = True
    evidence_id: str = ""

    def __attrs_post_init__(self) -> None:
        _check_limits(self.lower, self.upper, 1)
        checked_count("n", self.n, lowest=1)
        for name in ("unselected", "tolerance_gene", "validated"):
            _check_kind(name, getattr(self, name), bool)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AutoimmuneProof(Frozen):
    """What bears on "purely autoimmune" besides case shares.

    Attributes
    ----------
    rose_bona : RoseBonaStatus
        Kind of proof.
    net : float
        Net of the hypothesis of an autoimmune contribution.
    sole_role : Role
        Role of the hypothesis that the disease is purely autoimmune.
    sole_robust : bool
        Whether that role is robust.
    evidence_ids : tuple of str
        Findings behind the kind of proof.
    """

    rose_bona: RoseBonaStatus
    net: float
    sole_role: Role = Role.UNCERTAIN
    sole_robust: bool = False
    evidence_ids: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_kind("rose_bona", self.rose_bona, RoseBonaStatus)
        checked_number("net", self.net)
        _check_kind("sole_role", self.sole_role, Role)
        _check_kind("sole_robust", self.sole_robust, bool)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reason(Frozen):
    """One ground of a decision.

    Attributes
    ----------
    text : str
        The ground, in words.
    evidence_ids : tuple of str
        Findings that it rests on.
    populations : tuple of str
        Source populations of these findings.
    """

    text: str
    evidence_ids: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ClaimDecision(Frozen):
    """Answer of the rule to one claim.

    Attributes
    ----------
    status : Status
        Supported, refuted, or neither.
    criterion : str
        The part of the rule that decides, or what it would need to decide.
    because : tuple of Reason
        Grounds that meet the criterion; empty if none does.
    conflicting : bool
        Whether the claim is both supported and refuted, and so counts as undecided.
    """

    status: Status
    criterion: str
    because: tuple[Reason, ...]
    conflicting: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Decision(Frozen):
    """Answer of the rule to both claims.

    Attributes
    ----------
    entirely_genetic, purely_autoimmune : ClaimDecision
        The two claims.
    """

    entirely_genetic: ClaimDecision
    purely_autoimmune: ClaimDecision

    @property
    def neither(self) -> bool | None:
        """True if both claims are refuted, False if one is supported, else None."""
        statuses = (self.entirely_genetic.status, self.purely_autoimmune.status)
        if all(status is Status.REFUTED for status in statuses):
            return True
        return False if Status.SUPPORTED in statuses else None


def inadmissible_bound(bound: BoundInput, policy: ScoringPolicy) -> str | None:
    """Return why a bound cannot be used, or None if it can.

    Parameters
    ----------
    bound : BoundInput
        The bound.
    policy : ScoringPolicy
        Thresholds.

    Returns
    -------
    str or None
        The reason.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy
    >>> twins = BoundInput(quantity=Quantity.MZ_CONCORDANCE, lower=0, upper=0.4, population="a", pairs=7)
    >>> inadmissible_bound(twins, ScoringPolicy())
    '7 identical twin pairs, fewer than 10'
    """
    if bound.quantity is Quantity.PENETRANCE:
        return "penetrance of one genotype says nothing on the rest of the disease"
    if bound.quantity is Quantity.MZ_CONCORDANCE:
        if bound.pairs is None:
            return "number of identical twin pairs not seen"
        if bound.pairs < policy.minimum_twin_pairs:
            return f"{bound.pairs} identical twin pairs, fewer than {policy.minimum_twin_pairs}"
    return None


def inadmissible_share(share: ShareInput, policy: ScoringPolicy) -> str | None:
    """Return why a case share cannot be used, or None if it can.

    Parameters
    ----------
    share : ShareInput
        The case share.
    policy : ScoringPolicy
        Thresholds.

    Returns
    -------
    str or None
        The reason.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy
    >>> share = ShareInput(lower=0.06, upper=0.2, n=60, population="a-register", unselected=True)
    >>> inadmissible_share(share, ScoringPolicy())
    '60 patients, fewer than 100'
    """
    if not share.unselected:
        return "patients were selected"
    if share.n < policy.minimum_cases:
        return f"{share.n} patients, fewer than {policy.minimum_cases}"
    if not share.validated:
        return "not every gene that was counted is known and of definitive or strong validity"
    return None


def decide(
    bounds: Iterable[BoundInput],
    shares: Iterable[ShareInput],
    proof: AutoimmuneProof,
    policy: ScoringPolicy,
) -> Decision:
    """Apply the verdict rule.

    Parameters
    ----------
    bounds : iterable of BoundInput
        Bounds; inadmissible ones are passed over.
    shares : iterable of ShareInput
        Case shares; inadmissible ones are passed over.
    proof : AutoimmuneProof
        Kind of proof of autoimmunity, and roles.
    policy : ScoringPolicy
        Thresholds.

    Returns
    -------
    Decision
        Status of both claims, with grounds.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy
    >>> proof = AutoimmuneProof(rose_bona=RoseBonaStatus.DIRECT, net=8.1)
    >>> decide([], [], proof, ScoringPolicy()).purely_autoimmune.status
    <Status.SUPPORTED: 'supported'>
    """
    kept_bounds = [bound for bound in bounds if inadmissible_bound(bound, policy) is None]
    kept_shares = [share for share in shares if inadmissible_share(share, policy) is None]
    return Decision(
        entirely_genetic=_conclude(
            _genetic_support(kept_bounds, kept_shares, policy),
            _genetic_refutation(kept_bounds, policy),
            Status.UNDETERMINED,
            f"needs limits to what is inherited from {policy.minimum_populations} source populations, or a "
            f"causal genotype in {policy.case_share_supporting:.0%} of unselected patients or more",
        ),
        purely_autoimmune=_conclude(
            _autoimmune_support(proof),
            _autoimmune_refutation(kept_shares, proof, policy),
            Status.NOT_ESTABLISHED,
            "needs an identified antigen and transfer of the disease by that antibody or those cells, "
            "or causal genotypes that exclude it",
        ),
    )


_Ground = tuple[str, list[Reason]]
"""Criterion, and the reasons that meet it; none if it is not met."""


def _conclude(
    support: list[_Ground], refutation: list[_Ground], otherwise: Status, missing: str
) -> ClaimDecision:
    supporting = [ground for ground in support if ground[1]]
    refuting = [ground for ground in refutation if ground[1]]
    met = supporting + refuting
    if not met:
        return ClaimDecision(status=otherwise, criterion=missing, because=())
    criterion = "; ".join(text for text, _ in met)
    because = tuple(reason for _, reasons in met for reason in reasons)
    if supporting and refuting:
        return ClaimDecision(status=otherwise, criterion=criterion, because=because, conflicting=True)
    status = Status.SUPPORTED if supporting else Status.REFUTED
    return ClaimDecision(status=status, criterion=criterion, because=because)


def _populations(inputs: Iterable[BoundInput | ShareInput]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.population for item in inputs))


def _genetic_support(
    bounds: list[BoundInput], shares: list[ShareInput], policy: ScoringPolicy
) -> list[_Ground]:
    sufficient = [share for share in shares if share.lower >= policy.case_share_supporting]
    by_share = (
        f"a validated causal genotype in {policy.case_share_supporting:.0%} of unselected patients "
        "or more (lower limit)"
    )
    enough = len(_populations(bounds)) >= policy.minimum_populations
    high = enough and all(bound.direct and bound.lower >= policy.bound_supporting for bound in bounds)
    by_bound = (
        f"every lower limit to what is inherited at least {policy.bound_supporting:.0%}, "
        f"from {policy.minimum_populations} source populations or more"
    )
    return [
        (by_share, list(map(_share_reason, sufficient))),
        (by_bound, list(map(_bound_reason, bounds)) if high else []),
    ]


def _genetic_refutation(bounds: list[BoundInput], policy: ScoringPolicy) -> list[_Ground]:
    refuting = [bound for bound in bounds if bound.speaks_against(policy.bound_refuting)]
    enough = len(_populations(refuting)) >= policy.minimum_populations
    low = enough and any(bound.direct for bound in refuting)
    criterion = (
        f"upper limits to what is inherited below {policy.bound_refuting:.0%}, or steps that carriers "
        f"still need, from {policy.minimum_populations} source populations or more"
    )
    return [(criterion, list(map(_bound_reason, refuting)) if low else [])]


def _autoimmune_support(proof: AutoimmuneProof) -> list[_Ground]:
    direct = proof.rose_bona is RoseBonaStatus.DIRECT and proof.net > 0
    text = f"transfer of the disease; net of an autoimmune contribution {proof.net:+.1f} points"
    criterion = (
        "an identified antigen, transfer of the disease by that antibody or those cells, "
        "and a net above 0 for an autoimmune contribution"
    )
    return [(criterion, [Reason(text=text, evidence_ids=proof.evidence_ids)] if direct else [])]


def _autoimmune_refutation(
    shares: list[ShareInput], proof: AutoimmuneProof, policy: ScoringPolicy
) -> list[_Ground]:
    other = [share for share in shares if not share.tolerance_gene]
    sufficient = [share for share in other if share.lower >= policy.case_share_supporting]
    excluding = [share for share in other if share.lower >= policy.case_share_refuting]
    excluded = sufficient or len(_populations(excluding)) >= policy.minimum_populations
    by_share = (
        f"a validated causal genotype, outside the genes of self-tolerance, in "
        f"{policy.case_share_refuting:.0%} of unselected patients or more (lower limit) in "
        f"{policy.minimum_populations} source populations, or in {policy.case_share_supporting:.0%} in one"
    )
    contradicted = proof.sole_role is Role.CONTRADICTED and proof.sole_robust
    by_role = Reason(text="the hypothesis of a purely autoimmune disease is contradicted, robustly")
    return [
        (by_share, list(map(_share_reason, excluding)) if excluded else []),
        ("a contradicted and robust role", [by_role] if contradicted else []),
    ]


def _share_reason(share: ShareInput) -> Reason:
    text = (
        f"{share.population}: {share.lower:.1%} to {share.upper:.1%} of {share.n:,} patients "
        "carry a validated causal genotype"
    )
    return Reason(text=text, evidence_ids=_ids(share.evidence_id), populations=(share.population,))


def _bound_reason(bound: BoundInput) -> Reason:
    return Reason(
        text=f"{bound.population}: {bound.limits}",
        evidence_ids=_ids(bound.evidence_id),
        populations=(bound.population,),
    )


def _ids(evidence_id: str) -> tuple[str, ...]:
    return (evidence_id,) if evidence_id else ()
