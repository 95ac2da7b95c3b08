"""What one framework says about one hypothesis, and the frameworks side by side."""

from __future__ import annotations

from importlib import import_module

import attrs

from alsfacts.errors import UnknownRecordError
from alsfacts.frozen import Frozen
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.vocabulary import Direction, Term

__all__ = ["Assessment", "Comparison", "Framework"]


class Framework(Term):
    """A way to weigh evidence; each answers a question of its own."""

    POINTS = "points", "How strong is the evidence for and against, after the discounts of the policy?"
    WEIGHT_OF_EVIDENCE = "weight-of-evidence", "How would the net be called, were it a likelihood ratio?"
    VOTE_COUNT = "vote-count", "How many groups of participants point either way?"
    META_ANALYSIS = "meta-analysis", "How large is an effect that comparable studies measured?"
    GRADE = "grade", "How certain is the size of each pooled effect?"
    OCEBM = "ocebm", "What is the best design among the supporting studies?"
    BRADFORD_HILL = "bradford-hill", "Which of nine viewpoints on causation does the evidence meet?"
    ROSE_BONA = "rose-bona", "Which kind of proof is there that the disease is autoimmune?"
    CLINGEN = "clingen", "How valid are the links of single genes to the disease?"
    HARMONIC_SUM = "harmonic-sum", "How much support would a target database score (Open Targets)?"
    BELIEF = "belief", "How likely is the statement, were each group a reader (INDRA)?"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Assessment(Frozen):
    """What one framework says about one hypothesis.

    Attributes
    ----------
    framework : Framework
        The framework.
    hypothesis_id, disease_id : str
        What was assessed.
    question : str
        The question that the framework answers.
    result : str
        Its answer, in its own words; why there is none if it does not apply.
    applies : bool
        Whether the hypothesis lies within its scope and there is evidence for it.
    value : float or None
        Its number, on `scale`; None where it has none.
    scale : str
        What the number is.
    direction : Direction or None
        Which way the answer points; None where the framework does not say.
    evidence_ids : tuple of str
        Findings that it used.
    scope : str
        What the framework is made for.
    caveats : tuple of str
        What to heed when reading it.
    details : tuple of str
        Parts of the answer, one a line.
    """

    framework: Framework
    hypothesis_id: str
    disease_id: str
    question: str
    result: str
    applies: bool = True
    value: float | None = None
    scale: str = ""
    direction: Direction | None = None
    evidence_ids: tuple[str, ...] = ()
    scope: str = ""
    caveats: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.framework} on {self.hypothesis_id} in {self.disease_id}: {self.result}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Comparison(Frozen):
    """The frameworks side by side; prints as text. There is no average, on purpose.

    Attributes
    ----------
    disease_id : str
        The disease.
    rows : tuple of Assessment
        One a hypothesis and framework.
    """

    disease_id: str
    rows: tuple[Assessment, ...]

    @property
    def hypothesis_ids(self) -> tuple[str, ...]:
        """Hypotheses compared, in order."""
        return tuple(dict.fromkeys(row.hypothesis_id for row in self.rows))

    def row(self, framework: Framework | str, hypothesis_id: str) -> Assessment:
        """Return what a framework says about a hypothesis.

        Parameters
        ----------
        framework : Framework or str
            The framework.
        hypothesis_id : str
            Id of the hypothesis.

        Returns
        -------
        Assessment
            The row.

        Raises
        ------
        UnknownRecordError
            If the comparison has no such row.

        Examples
        --------
        >>> import alsfacts
        >>> comparison = alsfacts.compare("autoimmune-contribution")
        >>> comparison.row("rose-bona", "autoimmune-contribution").result
        'indirect'
        """
        for row in self.rows:
            if row.framework == framework and row.hypothesis_id == hypothesis_id:
                return row
        if hypothesis_id not in self.hypothesis_ids:
            wrong, known = hypothesis_id, list(self.hypothesis_ids)
        else:
            wrong, known = str(framework), [member.value for member in Framework]
        suggestions = suggest(wrong, known)
        msg = f"no row for {wrong!r}{did_you_mean(suggestions)}; the comparison has {', '.join(known)}"
        raise UnknownRecordError(msg, wrong, suggestions)

    def agreement(self, hypothesis_id: str) -> str:
        """Say which frameworks point the same way for a hypothesis.

        Parameters
        ----------
        hypothesis_id : str
            Id of the hypothesis.

        Returns
        -------
        str
            One sentence; frameworks whose answer has no direction are left out.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.compare("genetic-sole").agreement("genetic-sole")
        'disputes: points'
        """
        rows = [row for row in self.rows if row.hypothesis_id == hypothesis_id]
        parts = []
        for direction in Direction:
            names = [row.framework.value for row in rows if row.direction is direction]
            if names:
                parts.append(f"{direction}: {', '.join(names)}")
        return "; ".join(parts) if parts else "no framework gives a direction"

    def __str__(self) -> str:
        # By name: display lies above scoring, and only printing needs it.
        text: str = import_module("alsfacts.display.comparison").comparison_text(self)
        return text

    def _repr_html_(self) -> str:
        text: str = import_module("alsfacts.display.html_scores").comparison_html(self)
        return text

    def __repr__(self) -> str:
        count = len(self.hypothesis_ids)
        return f"<Comparison of {count} hypothes{'is' if count == 1 else 'es'} in {self.disease_id}>"
