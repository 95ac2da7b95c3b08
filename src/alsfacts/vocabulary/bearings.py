"""Words for how a finding speaks to a hypothesis."""

from __future__ import annotations

from alsfacts.terms import OrderedTerm, Term

__all__ = ["Direction", "Directness", "Observation", "Viewpoint"]


class Direction(Term):
    """How a finding bears on a hypothesis (words of GA4GH VA-Spec)."""

    SUPPORTS = "supports", "The finding speaks for the hypothesis."
    DISPUTES = "disputes", "The finding speaks against the hypothesis."
    NEUTRAL = "neutral", "The finding bears on the hypothesis but does not decide either way."


class Directness(OrderedTerm):
    """How directly a finding bears on a hypothesis, least direct first.

    The kinds of proof of Rose and Bona 1993, used here for every hypothesis.
    """

    CIRCUMSTANTIAL = "circumstantial", "A clue that fits, and would fit other explanations too."
    INDIRECT = "indirect", "Evidence that needs one further assumption."
    DIRECT = "direct", "Evidence on the hypothesis itself."


class Viewpoint(Term):
    """The nine viewpoints of Bradford Hill (Fedak 2015, doi 10.1186/s12982-015-0037-4)."""

    STRENGTH = "strength", "The association is strong."
    CONSISTENCY = "consistency", "It is seen again by others, elsewhere."
    SPECIFICITY = "specificity", "The factor goes with this disease and not with others."
    TEMPORALITY = "temporality", "The factor comes before the disease."
    GRADIENT = "gradient", "More of the factor goes with more of the disease."
    PLAUSIBILITY = "plausibility", "A mechanism is known or likely."
    COHERENCE = "coherence", "It does not conflict with what else is known of the disease."
    EXPERIMENT = "experiment", "Changing the factor changes the disease."
    ANALOGY = "analogy", "A like factor is known to do a like thing."


class Observation(Term):
    """Observations that speak for an autoimmune disease (Rose and Bona 1993).

    The list follows PMC3286883 (doi 10.1155/2012/736384), with passive transfer split
    into transfer of the disease and transfer of one feature.
    """

    PASSIVE_TRANSFER_OF_DISEASE = (
        "passive-transfer-of-disease",
        "An identified antibody or cell population transfers the disease, or the defect that defines it.",
    )
    PASSIVE_TRANSFER_OF_A_FEATURE = (
        "passive-transfer-of-a-feature",
        "Serum without an identified antigen, or one unspecific feature, is transferred.",
    )
    ANTIGEN_IDENTIFIED = "antigen-identified", "The self-antigen of the response is known."
    AUTOANTIBODY_ALTERS_FUNCTION = (
        "autoantibody-alters-function",
        "A circulating autoantibody alters function.",
    )
    LOCALISED_ANTIBODY = "localised-antibody", "Antibody is found at the lesion."
    IMMUNE_COMPLEXES = "immune-complexes", "Immune complexes are found at the lesion."
    T_CELL_PROLIFERATION = "t-cell-proliferation", "T cells respond to the self-antigen in vitro."
    T_CELL_TRANSFER = "t-cell-transfer", "Patients' T cells transfer disease to immune-deficient mice."
    CYTOTOXICITY = "cytotoxicity", "T cells kill cells of the target organ in vitro."
    REPRODUCTION_BY_IMMUNISATION = (
        "reproduction-by-immunisation",
        "Immunisation with the antigen reproduces the disease in an animal.",
    )
    REPRODUCTION_BY_IDIOTYPES = (
        "reproduction-by-idiotypes",
        "Immunisation with idiotypes reproduces the disease in an animal.",
    )
    SPONTANEOUS_ANIMAL_MODEL = "spontaneous-animal-model", "Animals get the disease spontaneously."
    DYSREGULATION_MODEL = (
        "dysregulation-model",
        "Animals with a disturbed immune system get the disease.",
    )
    AUTOANTIBODIES = "autoantibodies", "Autoantibodies occur."
    OTHER_AUTOIMMUNE_DISEASE = (
        "other-autoimmune-disease",
        "Other autoimmune diseases go with it in patients or families.",
    )
    HLA_ASSOCIATION = "hla-association", "The disease is associated with HLA alleles."
    LYMPHOCYTIC_INFILTRATION = "lymphocytic-infiltration", "Lymphocytes infiltrate the target organ."
    RESPONSE_TO_IMMUNOSUPPRESSION = (
        "response-to-immunosuppression",
        "Suppression of immunity helps patients.",
    )
