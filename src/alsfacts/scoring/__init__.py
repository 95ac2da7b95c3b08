"""Scores of hypotheses and the verdict, each with the way to its result."""

from alsfacts.scoring.explanation import ExplainedFinding, Explanation, NetTerm, explain
from alsfacts.scoring.hypothesis import HypothesisScore, score
from alsfacts.scoring.judgement import ClaimAnswer, Verdict, verdict
from alsfacts.scoring.policy import (
    DesignRule,
    DirectnessRule,
    LineRule,
    NullWithoutInterval,
    ScoringPolicy,
    SynthesisMode,
)
from alsfacts.scoring.pooling import Balance, CellBalance, EvidenceLine, GroupShare, balance, line_net, pool
from alsfacts.scoring.sensitivity import Robustness, robustness
from alsfacts.scoring.tiers import Tiered, TierStep, assign_tier

__all__ = [
    "Balance",
    "CellBalance",
    "ClaimAnswer",
    "DesignRule",
    "DirectnessRule",
    "EvidenceLine",
    "ExplainedFinding",
    "Explanation",
    "GroupShare",
    "HypothesisScore",
    "LineRule",
    "NetTerm",
    "NullWithoutInterval",
    "Robustness",
    "ScoringPolicy",
    "SynthesisMode",
    "TierStep",
    "Tiered",
    "Verdict",
    "assign_tier",
    "balance",
    "explain",
    "line_net",
    "pool",
    "robustness",
    "score",
    "verdict",
]
