"""Scores of hypotheses and the verdict, each with the way to its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alsfacts.lazy import lazy_names

if TYPE_CHECKING:
    from alsfacts.scoring.assessment import Assessment, Comparison, Framework
    from alsfacts.scoring.comparison import compare
    from alsfacts.scoring.curations import CurationCalibration, PublishedCuration, published_curations
    from alsfacts.scoring.explanation import ExplainedFinding, Explanation, NetTerm, explain
    from alsfacts.scoring.hypothesis import HypothesisScore, score
    from alsfacts.scoring.inputs import RuleInputs
    from alsfacts.scoring.judgement import ClaimAnswer, Verdict, verdict
    from alsfacts.scoring.known_answers import (
        Agreement,
        Calibration,
        CalibrationReport,
        DiseaseCalibration,
        ReliabilityBin,
        calibration,
        calibration_report,
    )
    from alsfacts.scoring.policy import ScoringPolicy
    from alsfacts.scoring.policy_rules import (
        DesignRule,
        DirectnessRule,
        LineRule,
        NullWithoutInterval,
        SynthesisMode,
    )
    from alsfacts.scoring.pooling import (
        Balance,
        CellBalance,
        EvidenceLine,
        GroupShare,
        balance,
        line_net,
        pool,
    )
    from alsfacts.scoring.ranking import HypothesisRanking, rank_hypotheses
    from alsfacts.scoring.sensitivity import GroupRemoval, Robustness, leave_one_group_out, robustness
    from alsfacts.scoring.smaa import RankAcceptability, rank_acceptability
    from alsfacts.scoring.stability import ClaimStability, Margin, Stability
    from alsfacts.scoring.tiers import Tiered, TierStep, assign_tier

__all__ = [
    "Agreement",
    "Assessment",
    "Balance",
    "Calibration",
    "CalibrationReport",
    "CellBalance",
    "ClaimAnswer",
    "ClaimStability",
    "Comparison",
    "CurationCalibration",
    "DesignRule",
    "DirectnessRule",
    "DiseaseCalibration",
    "EvidenceLine",
    "ExplainedFinding",
    "Explanation",
    "Framework",
    "GroupRemoval",
    "GroupShare",
    "HypothesisRanking",
    "HypothesisScore",
    "LineRule",
    "Margin",
    "NetTerm",
    "NullWithoutInterval",
    "PublishedCuration",
    "RankAcceptability",
    "ReliabilityBin",
    "Robustness",
    "RuleInputs",
    "ScoringPolicy",
    "Stability",
    "SynthesisMode",
    "TierStep",
    "Tiered",
    "Verdict",
    "assign_tier",
    "balance",
    "calibration",
    "calibration_report",
    "compare",
    "explain",
    "leave_one_group_out",
    "line_net",
    "pool",
    "published_curations",
    "rank_acceptability",
    "rank_hypotheses",
    "robustness",
    "score",
    "verdict",
]

_MODULES = {
    "Agreement": "known_answers",
    "Assessment": "assessment",
    "Balance": "pooling",
    "Calibration": "known_answers",
    "CalibrationReport": "known_answers",
    "CellBalance": "pooling",
    "ClaimAnswer": "judgement",
    "ClaimStability": "stability",
    "Comparison": "assessment",
    "CurationCalibration": "curations",
    "DesignRule": "policy_rules",
    "DirectnessRule": "policy_rules",
    "DiseaseCalibration": "known_answers",
    "EvidenceLine": "pooling",
    "ExplainedFinding": "explanation",
    "Explanation": "explanation",
    "Framework": "assessment",
    "GroupRemoval": "sensitivity",
    "GroupShare": "pooling",
    "HypothesisRanking": "ranking",
    "HypothesisScore": "hypothesis",
    "LineRule": "policy_rules",
    "Margin": "stability",
    "NetTerm": "explanation",
    "NullWithoutInterval": "policy_rules",
    "PublishedCuration": "curations",
    "RankAcceptability": "smaa",
    "ReliabilityBin": "known_answers",
    "Robustness": "sensitivity",
    "RuleInputs": "inputs",
    "ScoringPolicy": "policy",
    "Stability": "stability",
    "SynthesisMode": "policy_rules",
    "TierStep": "tiers",
    "Tiered": "tiers",
    "Verdict": "judgement",
    "assign_tier": "tiers",
    "balance": "pooling",
    "calibration": "known_answers",
    "calibration_report": "known_answers",
    "compare": "comparison",
    "explain": "explanation",
    "leave_one_group_out": "sensitivity",
    "line_net": "pooling",
    "pool": "pooling",
    "published_curations": "curations",
    "rank_acceptability": "smaa",
    "rank_hypotheses": "ranking",
    "robustness": "sensitivity",
    "score": "hypothesis",
    "verdict": "judgement",
}

__getattr__, __dir__ = lazy_names(__name__, _MODULES)
