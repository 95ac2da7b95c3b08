"""The controlled words of alsfacts: string-valued enumerations.

Every member is a string (``Direction.SUPPORTS == "supports"``), carries its definition
as ``member.meaning``, and where the words have an order, compares by that order
(``Validity.MODERATE < Validity.DEFINITIVE``).
"""

from __future__ import annotations

from alsfacts.terms import OrderedTerm, Term

__all__ = [
    "Basis",
    "CertaintyLevel",
    "ClaimStatus",
    "Design",
    "Direction",
    "Directness",
    "Estimand",
    "ExposureCategory",
    "Extent",
    "Factor",
    "FamilyHistory",
    "Inheritance",
    "KnownAnswer",
    "Line",
    "MechanismKind",
    "Observation",
    "OrderedTerm",
    "Outcome",
    "Quantity",
    "ReferenceStatus",
    "Region",
    "RiskOfBias",
    "Role",
    "RoseBonaStatus",
    "Species",
    "Status",
    "Term",
    "TherapyStatus",
    "Topic",
    "Validity",
    "Viewpoint",
]


class Validity(OrderedTerm):
    """Clinical validity of a gene-disease pair, weakest first (ClinGen).

    Classes of the ClinGen Gene-Disease Clinical Validity procedure (Strande 2017,
    doi 10.1016/j.ajhg.2017.04.015).
    """

    REFUTED = "refuted", "Evidence that refutes the role of the gene outweighs what supports it."
    DISPUTED = "disputed", "Conflicting evidence disputes the role of the gene."
    NO_KNOWN_RELATIONSHIP = (
        "no known disease relationship",
        "No evidence for or against a role of the gene.",
    )
    LIMITED = "limited", "Some evidence, 0.1 to 6 points of the ClinGen matrix."
    MODERATE = "moderate", "Moderate evidence, 7 to 11 points of the ClinGen matrix."
    STRONG = "strong", "Strong evidence, 12 to 18 points, not yet replicated over time."
    DEFINITIVE = "definitive", "Strong evidence, 12 to 18 points, replicated over time."


class Inheritance(Term):
    """Mode of inheritance, in the letter codes that ClinGen prints."""

    AD = "AD", "Autosomal dominant."
    AR = "AR", "Autosomal recessive."
    SD = "SD", "Semidominant: one variant allele suffices, two make it worse."
    XL = "XL", "X-linked."
    XLD = "XLD", "X-linked dominant."
    MT = "MT", "Mitochondrial."
    UD = "UD", "Undetermined."


class MechanismKind(Term):
    """Where a pathogenic process acts."""

    CELLULAR = "cellular", "A process inside neurons or their neighbours."
    GENETIC = "genetic", "A process that starts in the genome itself."
    IMMUNE = "immune", "A process of the immune system."
    ENVIRONMENTAL = "environmental", "A process that something from outside sets going."


class ExposureCategory(Term):
    """What kind of exposure something is."""

    LIFESTYLE = "lifestyle", "Habits, diet, body build and use of medicines."
    METAL = "metal", "Metals and metalloids."
    TOXIN = "toxin", "Other chemicals."
    TRAUMA = "trauma", "Injury."
    OCCUPATION = "occupation", "A trade that brings several exposures together."
    PHYSICAL_AGENT = "physical-agent", "Electricity, fields, radiation."
    INFECTION = "infection", "Viruses, bacteria and other organisms."
    MEDICATION = "medication", "A medicine taken for another disease."


class CertaintyLevel(OrderedTerm):
    """Graded certainty that an exposure is a risk factor, weakest first.

    The levels A, B and U are printed by Oskarsson 2015 (table 1); alsfacts ships a level
    only where a review assigned it.
    """

    UNKNOWN = "unknown", "Level U: the evidence does not decide."
    PROBABLE = "probable", "Level B: probable risk factor."
    ESTABLISHED = "established", "Level A: established risk factor."


class TherapyStatus(Term):
    """Where a treatment stands in ALS."""

    APPROVED = "approved", "At least one agency has approved it for people with ALS."
    WITHDRAWN = "withdrawn", "It was approved and has been withdrawn."
    FAILED = "failed", "It missed its aim in a trial in ALS or its development was ended."
    INVESTIGATIONAL = "investigational", "It was tried in ALS, and the result is open or mixed."
    NOT_TESTED = "not-tested", "The bundled evidence tests it in another disease only."


class Factor(Term):
    """The kind of cause that a hypothesis speaks of."""

    GENETIC = "genetic", "Inherited or new variants of the genome."
    IMMUNE = "immune", "The immune system, adaptive or innate."
    ENVIRONMENTAL = "environmental", "Something from outside the body."
    COMBINED = "combined", "Several factors together."


class Extent(Term):
    """How much of the disease a hypothesis claims to explain."""

    SOLE = "sole", "The factor alone is the cause."
    CONTRIBUTING = "contributing", "The factor is one cause among others, or in some people."


class Topic(Term):
    """What a claim is about."""

    GENETIC = "genetic", "Genes and inheritance."
    IMMUNE = "immune", "Immunity and inflammation."
    ENVIRONMENTAL = "environmental", "Exposures."
    THERAPEUTIC = "therapeutic", "Treatment."
    COMBINED = "combined", "Several of these."


class ClaimStatus(Term):
    """What the bundled evidence says of a claim."""

    SUPPORTED = "supported", "The evidence bears the sentence out."
    SUPPORTED_WITH_CORRECTION = (
        "supported-with-correction",
        "The evidence bears the sentence out once it is corrected as stated.",
    )
    CONTESTED = "contested", "There is evidence for and against."
    CONTRADICTED = "contradicted", "The evidence speaks against the sentence."
    UNTESTED = "untested", "No bundled evidence tests the sentence."


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


class RoseBonaStatus(OrderedTerm):
    """Highest kind of proof of autoimmunity that is met, weakest first (Rose and Bona 1993)."""

    NONE = "none", "No observation is met."
    CIRCUMSTANTIAL = "circumstantial", "Only circumstantial observations are met."
    SUGGESTIVE = "suggestive", "A feature is transferred, or an in-vitro observation is met."
    INDIRECT = "indirect", "The disease is reproduced in an animal."
    DIRECT = "direct", "The antigen is identified and the disease is transferred."


class Design(Term):
    """Design of the study behind a finding."""

    RANDOMISED_TRIAL = "randomised-trial", "Participants are allocated to treatment at random."
    OPEN_LABEL_TRIAL = "open-label-trial", "A treatment is tried without random allocation."
    META_ANALYSIS = "meta-analysis", "Results of several studies are pooled into an estimate."
    SYSTEMATIC_REVIEW = "systematic-review", "Studies are searched by rule and summarised."
    TWIN_STUDY = "twin-study", "Identical and fraternal twins are compared."
    GWAS = "gwas", "Common variants over the whole genome are tested."
    RARE_VARIANT_BURDEN = "rare-variant-burden", "Rare variants of a gene are counted in cases and controls."
    FAMILY_LINKAGE = "family-linkage", "A variant or locus is followed through families."
    SEQUENCING_COHORT = "sequencing-cohort", "Patients are sequenced for variants in genes."
    GENOTYPE_SURVEY = (
        "genotype-survey",
        "Carriers of a stated variant are counted by a targeted assay, such as repeat-primed PCR.",
    )
    PENETRANCE_MODEL = (
        "penetrance-model",
        "Penetrance is calculated from observed and expected variant frequencies.",
    )
    MENDELIAN_RANDOMISATION = (
        "mendelian-randomisation",
        "Genetic variants stand in for an exposure.",
    )
    REGISTRY_INCIDENCE = "registry-incidence", "New cases of a population register are counted."
    COHORT = "cohort", "People are followed over time."
    CASE_CONTROL = "case-control", "Patients are compared with controls."
    CROSS_SECTIONAL = "cross-sectional", "People are surveyed once, without follow-up or controls."
    CASE_SERIES = "case-series", "Patients are described without a comparison group."
    AUTOPSY = "autopsy", "Tissue is examined after death."
    BIOMARKER = "biomarker", "A substance or image is measured in living people."
    ANIMAL_MODEL = "animal-model", "The finding was made in living animals."
    FUNCTIONAL_ASSAY = "functional-assay", "The function of a molecule is measured in a test system."
    CELL_MODEL = "cell-model", "The finding was made in cultured cells."
    ENVIRONMENTAL_SAMPLE = (
        "environmental-sample",
        "Food, wildlife or surroundings are measured, not patients.",
    )
    REVIEW = "review", "A narrative review."
    GENETIC_REVIEW = "genetic-review", "A narrative review or curation of genetic findings."
    GUIDELINE = "guideline", "A consensus recommendation."


class Line(Term):
    """Line of evidence: the kinds that saturate separately in the score."""

    HUMAN_GENETIC = "human-genetic", "Genetic findings in people."
    HUMAN_INTERVENTION = "human-intervention", "Treatments tried in people."
    HUMAN_OBSERVATION = "human-observation", "People observed without intervention."
    HUMAN_TISSUE = "human-tissue", "Tissue, fluid or images of people."
    MODEL = "model", "Animals, cells and test systems."
    NARRATIVE = "narrative", "Reviews and recommendations: no points of their own."

    @property
    def is_human(self) -> bool:
        """Whether the line rests on findings in people."""
        return str(self).startswith("human-")


class Species(Term):
    """Organism in which a finding was made (human includes human tissue and cells)."""

    HUMAN = "human", "People, human tissue or human cells."
    MOUSE = "mouse", "Mus musculus."
    RAT = "rat", "Rattus norvegicus."
    GUINEA_PIG = "guinea-pig", "Cavia porcellus."
    RABBIT = "rabbit", "Oryctolagus cuniculus."
    RODENT = "rodent", "A rodent whose species the source does not state."
    CHICK = "chick", "Gallus gallus."
    ZEBRAFISH = "zebrafish", "Danio rerio."
    FRUIT_FLY = "fruit-fly", "Drosophila melanogaster."
    YEAST = "yeast", "Saccharomyces cerevisiae."
    FLYING_FOX = "flying-fox", "Pteropus."


class Outcome(Term):
    """What the study itself found."""

    POSITIVE = "positive", "The effect or association that was looked for was found."
    NEGATIVE = "negative", "It was looked for and not found, or the opposite was found."
    MIXED = "mixed", "Found in part of the measures or people."


class RiskOfBias(Term):
    """A curator's judgement of the risk of bias."""

    LOW = "low", "Bias is unlikely to change the finding."
    SOME = "some", "Some concerns."
    HIGH = "high", "Bias may well explain the finding."
    UNKNOWN = "unknown", "What was read does not allow a judgement."


class Basis(OrderedTerm):
    """What of the publication was read, least first."""

    CITATION_ONLY = "citation-only", "Only a title, a citation or a report by others was read."
    ABSTRACT = "abstract", "The abstract or a summary of it was read."
    FULL_TEXT = "full-text", "The full text or its tables were read."


class Quantity(Term):
    """What a bound limits: see `Bound`."""

    HERITABILITY = "heritability", "Share of variance in liability to the disease that is inherited."
    MZ_CONCORDANCE = "mz-concordance", "Share of identical co-twins who are affected too, pairwise."
    STEPS_REMAINING = "steps-remaining", "Steps that carriers of a variant still need (multistep model)."
    PENETRANCE = "penetrance", "Share of carriers of one genotype who are affected."


class Estimand(Term):
    """What a figure estimates, so that only like figures are set side by side: see `Measure`.

    Shares are shares of patients with the disease; the region stands in the record.
    """

    FAMILIAL_SHARE = "familial-share", "Share of all patients with a family history of the disease."
    CARRIER_SHARE_ALL = (
        "carrier-share-all",
        "Share of all patients with a causal genotype of the genes named, or of all examined if none is.",
    )
    CARRIER_SHARE_FAMILIAL = (
        "carrier-share-familial",
        "The same share, among patients with a family history only.",
    )
    CARRIER_SHARE_SPORADIC = (
        "carrier-share-sporadic",
        "The same share, among patients without a known family history only.",
    )
    AGE_SLOPE = (
        "age-slope",
        "Slope of log incidence on log age in a whole population, or in carriers of the gene named.",
    )
    MORTALITY_AGE_SLOPE = (
        "mortality-age-slope",
        "Slope of log mortality on log age: near that of incidence where people die soon.",
    )
    STEPS = "steps", "Steps to disease in the multistep model, where no slope is printed."
    EXPOSURE_ODDS_RATIO = (
        "exposure-odds-ratio",
        "Odds of the disease in people ever exposed over those in people never exposed.",
    )
    EXPOSURE_RATE_RATIO = (
        "exposure-rate-ratio",
        "Rate of the disease in people ever exposed over that in people never exposed.",
    )

    @property
    def is_share(self) -> bool:
        """Whether it is a share of patients, from 0 to 1."""
        return "share" in self.value


class FamilyHistory(Term):
    """What made a patient a familial case."""

    ALS = "als", "A relative with the disease itself; how near is not told apart."
    ALS_OR_FTD = "als-or-ftd", "A relative with ALS or frontotemporal dementia: a wider definition."
    NOT_STATED = "not-stated", "What was read says familial and no more."


class Region(Term):
    """Where the people studied live, or their ancestry where the source sorts by that."""

    EUROPE = "europe", "Europe, or people of European ancestry where the source says European."
    ASIA = "asia", "Asia, or people of Asian ancestry where the source says Asian."
    NORTH_AMERICA = "north-america", "The United States and Canada."
    OCEANIA = "oceania", "Australia, New Zealand and the Pacific islands."


class ReferenceStatus(Term):
    """Standing of a publication."""

    CURRENT = "current", "Neither corrected nor retracted, as far as seen."
    CORRECTED = "corrected", "An erratum or correction exists."
    RETRACTED = "retracted", "Retracted: kept, shown, and left out of every score."


class KnownAnswer(Term):
    """What is known of the cause of a contrast disease."""

    GENETIC = "genetic", "Entirely genetic."
    AUTOIMMUNE = "autoimmune", "Purely autoimmune."
    MIXED = "mixed", "Neither alone, by general knowledge of the disease."


class Role(OrderedTerm):
    """Role of a hypothesis in a disease as its score has it, least first."""

    CONTRADICTED = "contradicted", "Net of -10 or less from two groups and a human line."
    PROBABLY_NOT = "probably not", "Net of -6 or less."
    UNCERTAIN = "uncertain", "Net between -6 and 6."
    PROBABLE = "probable", "Net of 6 or more."
    ESTABLISHED = "established", "Net of 10 or more from two groups and a human line."


class Status(Term):
    """Answer of the verdict rule to one claim."""

    SUPPORTED = "supported", "The rule finds the claim supported."
    REFUTED = "refuted", "The rule finds the claim refuted."
    UNDETERMINED = "undetermined", "The admissible evidence does not decide."
    NOT_ESTABLISHED = "not established", "The proof that the claim needs is missing."
