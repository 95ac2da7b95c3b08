"""GA4GH VA-Spec: scores of hypotheses as statements."""

from __future__ import annotations

from alsfacts.errors import UnboundRecordError
from alsfacts.export.va_parts import Content, concept, condition, data_item, extensions, filled
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, Hypothesis
from alsfacts.scoring.explanation import ExplainedFinding, Explanation, NetTerm, explain
from alsfacts.scoring.hypothesis import HypothesisScore
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.vocabulary import Direction, Extent, Role

__all__ = ["hypothesis_statement"]

_DIRECTIONS: dict[Role, Direction] = {
    Role.CONTRADICTED: Direction.DISPUTES,
    Role.PROBABLY_NOT: Direction.DISPUTES,
    Role.UNCERTAIN: Direction.NEUTRAL,
    Role.PROBABLE: Direction.SUPPORTS,
    Role.ESTABLISHED: Direction.SUPPORTS,
}

_PREDICATES: dict[Extent, str] = {
    Extent.SOLE: "isSoleCauseOf",
    Extent.CONTRIBUTING: "isContributingCauseOf",
}

_FINGERPRINT_LETTERS = 12


def hypothesis_statement(
    hypothesis: Hypothesis,
    home: object,
    disease: Disease | str,
    policy: ScoringPolicy | None,
    origin: Content,
) -> Content:
    """Return the score of a hypothesis as a statement.

    Parameters
    ----------
    hypothesis : Hypothesis
        The hypothesis.
    home : object
        Knowledge base that it belongs to.
    disease : Disease or str
        Disease that it is scored in.
    policy : ScoringPolicy or None
        Numbers that it is scored by.
    origin : dict
        Data set that it comes from.

    Returns
    -------
    dict
        The statement, with a line of evidence for each finding that counts.

    Raises
    ------
    UnboundRecordError
        If it belongs to no knowledge base.

    Examples
    --------
    >>> from alsfacts import hypotheses
    >>> statement = hypothesis_statement(hypotheses["multistep"], hypotheses.home, "als", None, {})
    >>> statement["proposition"]["predicate"]
    'isContributingCauseOf'
    """
    if not isinstance(home, KnowledgeBase):
        msg = f"{hypothesis!r} belongs to no knowledge base, so there is no evidence to score it by"
        raise UnboundRecordError(msg)
    explanation = explain(hypothesis, disease=disease, policy=policy, knowledge_base=home)
    score = explanation.score
    profile = home.diseases[score.disease_id]
    role = concept("Role", score.role.value, code=score.role.value, system="alsfacts role")
    direction = _DIRECTIONS[score.role]
    fingerprint = score.policy_fingerprint[:_FINGERPRINT_LETTERS]
    identifier = f"alsfacts:scores/{score.disease_id}/{hypothesis.id}/{fingerprint}"
    return filled(
        id=identifier,
        type="Statement",
        name=f"{hypothesis.name} in {profile.name}: {score.role}",
        specifiedBy=_method(score, ScoringPolicy() if policy is None else policy),
        contributions=[
            {
                "type": "Contribution",
                "contributor": {"type": "Agent", "name": "alsfacts", "agentType": "software"},
                "activityType": "evaluated",
            }
        ],
        proposition=_proposition(hypothesis, profile),
        direction=direction.value,
        strength=role if direction is not Direction.NEUTRAL else None,
        score=score.net,
        classification=role,
        hasEvidenceLines=[
            _evidence_line(term, finding, home.evidence[finding.evidence_id], score, identifier)
            for term in explanation.terms
            for finding in term.findings
        ],
        extensions=extensions(
            dataSet=origin,
            support=score.support,
            oppose=score.oppose,
            netRange=list(score.net_range),
            groupsSupport=score.groups_support,
            groupsOppose=score.groups_oppose,
            conflict=score.conflict,
            setAside=_set_aside(explanation),
        ),
    )


def _set_aside(explanation: Explanation) -> list[Content]:
    counted = {finding.evidence_id for term in explanation.terms for finding in term.findings}
    reasons = {found.evidence_id: found.reason for found in explanation.set_aside}
    # The same people count once in a line of evidence; the others are told, not dropped.
    reasons |= {
        line.evidence_id: "another finding on the same participants counts in its place"
        for line in explanation.score.lines
        if line.evidence_id not in counted
    }
    return [{"evidence": f"alsfacts:evidence/{name}", "reason": reason} for name, reason in reasons.items()]


def _method(score: HypothesisScore, policy: ScoringPolicy) -> Content:
    return {
        "id": _method_id(score),
        "type": "Method",
        "name": f"alsfacts scoring policy {policy.version}",
        "description": f"Takes for granted: {'; '.join(score.assumptions)}.",
        "methodType": "scoring policy",
        "extensions": extensions(fingerprint=score.policy_fingerprint),
    }


def _method_id(score: HypothesisScore) -> str:
    return f"alsfacts:policies/{score.policy_fingerprint}"


def _proposition(hypothesis: Hypothesis, disease: Disease) -> Content:
    return {
        "id": f"alsfacts:hypotheses/{hypothesis.id}/{disease.id}",
        "type": "CausalHypothesisProposition",
        "name": hypothesis.name,
        "description": hypothesis.statement,
        "subject": concept(
            "HypothesisedCause", hypothesis.name, code=hypothesis.id, system="alsfacts hypothesis"
        ),
        "predicate": _PREDICATES[hypothesis.extent],
        "object": condition(disease.name, disease.mondo_id),
        "extensions": extensions(
            factor=hypothesis.factor.value,
            extent=hypothesis.extent.value,
            searchScope=hypothesis.search_scope,
        ),
    }


def _evidence_line(
    term: NetTerm, finding: ExplainedFinding, item: Evidence, score: HypothesisScore, identifier: str
) -> Content:
    why = {bearing.hypothesis_id: bearing.why for bearing in item.bearings}
    return filled(
        id=f"{identifier}/evidence/{item.id}",
        type="EvidenceLine",
        description=why[score.hypothesis_id],
        # By reference: the method stands once, in the statement.
        specifiedBy=_method_id(score),
        hasEvidenceItems=[data_item(item)],
        directionOfEvidenceProvided=term.direction.value,
        strengthOfEvidenceProvided=concept(
            "Tier", f"tier {finding.tier}", code=str(finding.tier), system="alsfacts tier"
        ),
        scoreOfEvidenceProvided=finding.points,
        extensions=extensions(
            line=term.line.value,
            directness=term.directness.value,
            group=term.consortium,
            counted=finding.counted,
            tierSteps=[str(step) for step in finding.steps],
        ),
    )
