"""Scores and verdict as methods of a knowledge base."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alsfacts.model import Disease, Hypothesis
    from alsfacts.scoring import Comparison, HypothesisScore, ScoringPolicy, Verdict

__all__ = ["ScoringMethods"]


class ScoringMethods:
    """What `alsfacts.verdict`, `score` and `compare` do, for one knowledge base."""

    __slots__ = ()

    def verdict(self, disease: Disease | str = "als", *, policy: ScoringPolicy | None = None) -> Verdict:
        """Derive the verdict from this knowledge base; see `alsfacts.verdict`.

        Parameters
        ----------
        disease : Disease or str
            The disease profile, or a name of it.
        policy : ScoringPolicy, optional
            The default policy if left out.

        Returns
        -------
        Verdict
            Both claims with the evidence that decides.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.knowledge_base().verdict("huntington-disease").neither
        False
        """
        answer: Verdict = self._scored("verdict", disease, policy=policy)
        return answer

    def score(
        self,
        hypothesis: Hypothesis | str,
        *,
        disease: Disease | str = "als",
        policy: ScoringPolicy | None = None,
    ) -> HypothesisScore:
        """Score a hypothesis in this knowledge base; see `alsfacts.score`.

        Parameters
        ----------
        hypothesis : Hypothesis or str
            The hypothesis, or a name of it.
        disease : Disease or str
            The disease profile, or a name of it.
        policy : ScoringPolicy, optional
            The default policy if left out.

        Returns
        -------
        HypothesisScore
            Support, opposition, net, role.

        Examples
        --------
        >>> import alsfacts
        >>> kb = alsfacts.knowledge_base()
        >>> kb.score("multistep") == alsfacts.score("multistep")
        True
        """
        result: HypothesisScore = self._scored("score", hypothesis, disease=disease, policy=policy)
        return result

    def compare(
        self,
        hypothesis: Hypothesis | str | None = None,
        *,
        disease: Disease | str = "als",
        policy: ScoringPolicy | None = None,
    ) -> Comparison:
        """Put the frameworks side by side on this knowledge base; see `alsfacts.compare`.

        Parameters
        ----------
        hypothesis : Hypothesis or str, optional
            The hypothesis, or a name of it; all hypotheses if left out.
        disease : Disease or str
            The disease profile, or a name of it.
        policy : ScoringPolicy, optional
            The default policy if left out.

        Returns
        -------
        Comparison
            One row a hypothesis and framework.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.knowledge_base().compare("multistep")
        <Comparison of 1 hypothesis in als>
        """
        comparison: Comparison = self._scored("compare", hypothesis, disease=disease, policy=policy)
        return comparison

    def _scored(self, function: str, *arguments: Any, **options: Any) -> Any:
        # By name: scoring lies above the knowledge base, and only who scores pays for it.
        return getattr(import_module("alsfacts.scoring"), function)(
            *arguments, knowledge_base=self, **options
        )
