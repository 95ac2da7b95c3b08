"""Words for a study: its design, whom it looked at, how far it is to be trusted, what was read."""

from __future__ import annotations

from alsfacts.terms import OrderedTerm, Term

__all__ = ["Basis", "Design", "Line", "Outcome", "ReferenceStatus", "Region", "RiskOfBias", "Species"]


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


class Region(Term):
    """Where the people studied live, or their ancestry where the source sorts by that."""

    EUROPE = "europe", "Europe, or people of European ancestry where the source says European."
    ASIA = "asia", "Asia, or people of Asian ancestry where the source says Asian."
    NORTH_AMERICA = "north-america", "The United States and Canada."
    OCEANIA = "oceania", "Australia, New Zealand and the Pacific islands."


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


class ReferenceStatus(Term):
    """Standing of a publication."""

    CURRENT = "current", "Neither corrected nor retracted, as far as seen."
    CORRECTED = "corrected", "An erratum or correction exists."
    RETRACTED = "retracted", "Retracted: kept, shown, and left out of every score."
