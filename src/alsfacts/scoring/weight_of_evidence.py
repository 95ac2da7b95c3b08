"""Weight of evidence: Bayes factors in decibans, and the words that two scales give them.

Sources: bans and decibans after Good and Turing, as told at culturalcognition.net/?p=771; both
tables of words as printed by the R package pcal
(ptfonseca.github.io/pcal/reference/bfactor_interpret.html): Jeffreys 1961, and Kass and Raftery,
Bayes Factors, J Am Stat Assoc 90(430):773-795, 1995.
Scope: one hypothesis against one other. Weights add up only where the items of evidence are
independent of each other, given the truth.

The scales differ: a Bayes factor of 18.7, "strong" on the point scale of Tavtigian, is only
"positive" to Kass and Raftery. A word is therefore printed with the name of its scale.
"""

from __future__ import annotations

import math

import attrs

from alsfacts.epidemiology.checks import checked_number
from alsfacts.frozen import Frozen
from alsfacts.scoring.tavtigian import INDEPENDENCE_ASSUMPTION, ODDS_VERY_STRONG, odds
from alsfacts.vocabulary import Term

__all__ = [
    "DECIBANS_PER_BAN",
    "JeffreysWord",
    "KassRafteryWord",
    "Scale",
    "ScaleReading",
    "WeightOfEvidence",
    "decibans",
    "from_lod",
    "from_points",
    "jeffreys",
    "kass_raftery",
    "weight",
]

DECIBANS_PER_BAN = 10.0
"""Decibans of a Bayes factor of 10."""

# Ten to a higher power is no floating-point number.
_LARGEST_LOD = 300.0


class Scale(Term):
    """A table of words for Bayes factors."""

    JEFFREYS = "Jeffreys 1961", "Half steps of the logarithm to base ten."
    KASS_RAFTERY = "Kass and Raftery 1995", "Steps of twice the natural logarithm."


class JeffreysWord(Term):
    """Words of Jeffreys' scale; each step begins at its lower end."""

    NEGATIVE = "negative", "Bayes factor below 1: it speaks against. Read 1 / Bayes factor."
    WEAK = "weak", "1 to 3.2."
    SUBSTANTIAL = "substantial", "3.2 to 10."
    STRONG = "strong", "10 to 32."
    VERY_STRONG = "very strong", "32 to 100."
    DECISIVE = "decisive", "100 and more."


class KassRafteryWord(Term):
    """Words of the scale of Kass and Raftery; each step begins at its lower end."""

    NEGATIVE = "negative", "Bayes factor below 1: it speaks against. Read 1 / Bayes factor."
    WEAK = "weak", "1 to 3; in the authors' words not worth more than a bare mention."
    POSITIVE = "positive", "3 to 20."
    STRONG = "strong", "20 to 150."
    VERY_STRONG = "very strong", "150 and more."


_JEFFREYS_STEPS = (
    (100.0, JeffreysWord.DECISIVE),
    (32.0, JeffreysWord.VERY_STRONG),
    (10.0, JeffreysWord.STRONG),
    (3.2, JeffreysWord.SUBSTANTIAL),
    (1.0, JeffreysWord.WEAK),
)
_KASS_RAFTERY_STEPS = (
    (150.0, KassRafteryWord.VERY_STRONG),
    (20.0, KassRafteryWord.STRONG),
    (3.0, KassRafteryWord.POSITIVE),
    (1.0, KassRafteryWord.WEAK),
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ScaleReading(Frozen):
    """A word for a Bayes factor, and the scale that it is a word of.

    Attributes
    ----------
    scale : Scale
        The scale.
    word : JeffreysWord or KassRafteryWord
        The word.
    bayes_factor : float
        What was read.
    """

    scale: Scale
    word: JeffreysWord | KassRafteryWord
    bayes_factor: float

    def __str__(self) -> str:
        return f"{self.word} ({self.scale})"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class WeightOfEvidence(Frozen):
    """A Bayes factor on the additive scale.

    Attributes
    ----------
    bayes_factor : float
        Probability of the evidence if the hypothesis holds, over that if it does not.
    decibans : float
        Ten times its logarithm to base ten; below 0 where it speaks against.
    about : str
        What the hypothesis is, where the source fixes it; else empty.
    independence_assumption : str
        What adding weights takes for granted.
    """

    bayes_factor: float
    decibans: float
    about: str = ""
    independence_assumption: str = attrs.field(default=INDEPENDENCE_ASSUMPTION, init=False)

    @property
    def jeffreys(self) -> ScaleReading:
        """Word on Jeffreys' scale."""
        return jeffreys(self.bayes_factor)

    @property
    def kass_raftery(self) -> ScaleReading:
        """Word on the scale of Kass and Raftery."""
        return kass_raftery(self.bayes_factor)


def decibans(bayes_factor: float) -> float:
    """Return the weight of a Bayes factor in decibans.

    Parameters
    ----------
    bayes_factor : float
        Above 0.

    Returns
    -------
    float
        Ten times the logarithm to base ten.

    Raises
    ------
    InvalidValueError
        If the Bayes factor is not finite and above 0.
    InvalidTypeError
        If it is no number.

    Examples
    --------
    >>> decibans(10), decibans(0.01)
    (10.0, -20.0)
    """
    return DECIBANS_PER_BAN * math.log10(_checked_factor(bayes_factor))


def weight(bayes_factor: float, *, about: str = "") -> WeightOfEvidence:
    """Return a Bayes factor with its weight.

    Parameters
    ----------
    bayes_factor : float
        Above 0.
    about : str
        What the hypothesis is.

    Returns
    -------
    WeightOfEvidence
        Bayes factor and decibans.

    Raises
    ------
    InvalidValueError
        If the Bayes factor is not finite and above 0.
    InvalidTypeError
        If it is no number.

    Examples
    --------
    >>> print(weight(18.7).kass_raftery)
    positive (Kass and Raftery 1995)
    >>> print(weight(18.7).jeffreys)
    strong (Jeffreys 1961)
    """
    factor = _checked_factor(bayes_factor)
    return WeightOfEvidence(bayes_factor=factor, decibans=decibans(factor), about=about)


def from_lod(lod: float) -> WeightOfEvidence:
    """Return the weight of a LOD score, for linkage to a locus and not for a gene in it.

    Parameters
    ----------
    lod : float
        Logarithm to base ten of a likelihood ratio, from -300 to 300.

    Returns
    -------
    WeightOfEvidence
        Ten decibans for each LOD.

    Raises
    ------
    InvalidValueError
        If the LOD lies outside its range.
    InvalidTypeError
        If it is no number.

    Examples
    --------
    >>> found = from_lod(3)
    >>> found.bayes_factor, found.decibans, found.about
    (1000.0, 30.0, 'linkage to the locus')
    """
    score = checked_number("lod", lod, -_LARGEST_LOD, _LARGEST_LOD)
    return WeightOfEvidence(
        bayes_factor=10.0**score, decibans=DECIBANS_PER_BAN * score, about="linkage to the locus"
    )


def from_points(points: float, *, odds_very_strong: float = ODDS_VERY_STRONG) -> WeightOfEvidence:
    """Return the weight of points on the scale of Tavtigian.

    Parameters
    ----------
    points : float
        Points, negative for evidence against.
    odds_very_strong : float
        Odds of 8 points, above 1.

    Returns
    -------
    WeightOfEvidence
        With the default, 3.18 decibans for each point.

    Raises
    ------
    InvalidValueError
        If points or `odds_very_strong` are out of range.
    InvalidTypeError
        If an argument is no number.

    Examples
    --------
    >>> f"{from_points(1).decibans:.3f}"
    '3.180'
    """
    return weight(odds(points, odds_very_strong=odds_very_strong))


def jeffreys(bayes_factor: float) -> ScaleReading:
    """Return the word of Jeffreys' scale for a Bayes factor.

    Parameters
    ----------
    bayes_factor : float
        Above 0.

    Returns
    -------
    ScaleReading
        The word with the name of the scale.

    Raises
    ------
    InvalidValueError
        If the Bayes factor is not finite and above 0.
    InvalidTypeError
        If it is no number.

    Examples
    --------
    >>> print(jeffreys(3.2))
    substantial (Jeffreys 1961)
    """
    factor = _checked_factor(bayes_factor)
    word = next((word for lower, word in _JEFFREYS_STEPS if factor >= lower), JeffreysWord.NEGATIVE)
    return ScaleReading(scale=Scale.JEFFREYS, word=word, bayes_factor=factor)


def kass_raftery(bayes_factor: float) -> ScaleReading:
    """Return the word of Kass and Raftery for a Bayes factor.

    Parameters
    ----------
    bayes_factor : float
        Above 0.

    Returns
    -------
    ScaleReading
        The word with the name of the scale.

    Raises
    ------
    InvalidValueError
        If the Bayes factor is not finite and above 0.
    InvalidTypeError
        If it is no number.

    Examples
    --------
    >>> print(kass_raftery(150))
    very strong (Kass and Raftery 1995)
    """
    factor = _checked_factor(bayes_factor)
    word = next((word for lower, word in _KASS_RAFTERY_STEPS if factor >= lower), KassRafteryWord.NEGATIVE)
    return ScaleReading(scale=Scale.KASS_RAFTERY, word=word, bayes_factor=factor)


def _checked_factor(bayes_factor: object) -> float:
    return checked_number("bayes_factor", bayes_factor, lowest=0, open_ends=True)
