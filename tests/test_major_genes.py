"""Share of the disease that genes explain: published figures, sums, sources, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.epidemiology import (
    MAJOR_GENES,
    FamilialShare,
    familial_share,
    major_gene_share,
)
from alsfacts.errors import (
    AlsfactsError,
    InvalidTypeError,
    InvalidValueError,
    MissingEvidenceError,
    UnknownRecordError,
)
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import CarrierCount, Evidence
from alsfacts.vocabulary import Design, Estimand, ReferenceStatus, Region
from tests.builders import disease, gene, reference
from tests.estimate_records import (
    FAMILIAL,
    TWO_GENES,
    base,
    counted,
    genes_of,
    plain,
    printed,
    reasons,
)

# Published figures, from the records


def test_four_genes_in_europe_meet_the_direct_count_of_the_italian_register() -> None:
    result = major_gene_share("europe")

    # Sums of the percentages that the meta-analysis prints for each gene.
    assert result.familial_rate.share == pytest.approx(0.337 + 0.148 + 0.042 + 0.028)
    assert result.sporadic_rate.share == pytest.approx(0.051 + 0.012 + 0.008 + 0.003)
    assert result.familial_share == pytest.approx(0.06)
    assert result.share == pytest.approx(0.06 * 0.555 + 0.94 * 0.074)
    (direct,) = (count for count in result.counts if count.same_genes)
    assert direct.evidence_id == "chio-2018-mutation-frequencies"
    assert result.share is not None
    assert direct.share.lower < result.share < direct.share.upper
    assert result.familial_rate.gene_ids == MAJOR_GENES


def test_asia_has_no_familial_share_and_asks_for_one() -> None:
    with pytest.raises(MissingEvidenceError, match="familial must be given for als in asia"):
        major_gene_share("asia")

    result = major_gene_share("asia", familial=(0.02, 0.1))
    assert result.share is None
    assert result.lower == pytest.approx(0.02 * 0.402 + 0.98 * 0.029)
    assert result.upper == pytest.approx(0.1 * 0.402 + 0.9 * 0.029)
    assert major_gene_share("asia", familial=0.05).lower is None


# Laws


@given(st.floats(0.001, 0.2), st.floats(0.001, 0.2))
def test_more_familial_patients_mean_more_explained(low: float, high: float) -> None:
    low, high = sorted((low, high))
    shares = [major_gene_share("europe", familial=value).share for value in (low, high)]

    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[0] <= shares[1]


# What gives way


def test_two_syntheses_of_the_genes_are_not_mixed_and_the_newer_is_taken() -> None:
    old, new = (reference(id=f"s{year}", year=year, doi=f"10.1000/{year}") for year in (2010, 2020))
    kb = base(*genes_of("s2010"), *genes_of("s2020"), others=(*TWO_GENES, old, new))
    result = major_gene_share("europe", familial=0.1, genes=("ABC1", "ABC2"), knowledge_base=kb)

    assert result.familial_rate.reference_id == "s2020"
    assert result.share == pytest.approx(0.1 * 0.4 + 0.9 * 0.05)
    assert all(name.startswith("s2020") for name in result.evidence_ids)
    assert all(name.startswith("s2010") for name in reasons(result))
    assert all("synthesis" in reason for reason in reasons(result).values())


def test_a_synthesis_that_lacks_a_cell_is_refused_and_the_cell_is_named() -> None:
    kb = base(*genes_of("whole")[:3], others=TWO_GENES)

    with pytest.raises(MissingEvidenceError, match="missing: carrier-share-sporadic of ABC2"):
        major_gene_share("europe", familial=0.1, genes=("ABC1", "ABC2"), knowledge_base=kb)


def test_direct_counts_stand_beside_and_say_whether_the_genes_are_the_same() -> None:
    def count(name: str, ids: tuple[str, ...]) -> Evidence:
        carriers = CarrierCount(
            carriers=5, cases=50, gene_ids=ids, population=name, unselected=True, criteria="ACMG"
        )
        return plain(name, carrier_count=carriers, region=Region.EUROPE, cohort=name)

    kb = base(*genes_of("whole"), count("both", ("ABC2", "ABC1")), count("one", ("ABC1",)), others=TWO_GENES)
    result = major_gene_share("europe", familial=0.1, genes=("ABC1", "ABC2"), knowledge_base=kb)

    assert [(item.evidence_id, item.same_genes) for item in result.counts] == [("both", True), ("one", False)]
    assert "both" not in result.evidence_ids
    assert "one: 5 of 50" in str(result)


def test_a_familial_share_of_elsewhere_warns() -> None:
    share = familial_share()
    result = major_gene_share("europe", familial=share)

    assert isinstance(share, FamilialShare)
    assert set(share.evidence_ids) <= set(result.evidence_ids)
    assert (result.familial_limits, result.familial_share) == ((share.lower, share.upper), share.share)
    assert "the familial share is not limited to europe" in result.warnings
    local = major_gene_share("europe", familial=familial_share(region="europe"))
    assert not any("not limited" in text for text in local.warnings)


# What is refused


def test_genes_without_records_are_refused_by_name() -> None:
    kb = base(plain("other"), others=TWO_GENES)

    with pytest.raises(MissingEvidenceError, match=r"carrier-share-familial of ABC1, .*-sporadic of ABC2"):
        major_gene_share("europe", genes=("ABC1", "ABC2"), knowledge_base=kb)
    with pytest.raises(UnknownRecordError, match="did you mean 'SOD1'"):
        major_gene_share("europe", genes=("SODl",))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"region": "europa"}, InvalidValueError, "did you mean 'europe'"),
        ({"region": "nowhere"}, InvalidValueError, "Accepted: europe, asia"),
        ({"region": None}, InvalidTypeError, "region must be one of europe"),
        ({"region": 3}, InvalidTypeError, "region must be a Region or its word, got int"),
        ({"genes": ()}, InvalidValueError, "at least one gene"),
        ({"genes": ("SOD1", "ALS1")}, InvalidValueError, "each once"),
        ({"genes": (1,)}, InvalidTypeError, "genes must hold genes"),
        ({"familial": 1.2}, InvalidValueError, "familial must lie from 0 to 1"),
        ({"familial": (0.2, 0.1)}, InvalidValueError, "lower end first"),
        ({"familial": (0.1,)}, InvalidTypeError, "a pair of numbers"),
        ({"familial": "some"}, InvalidTypeError, "familial must be a number"),
        ({"disease": "alz"}, UnknownRecordError, "no disease 'alz'"),
        ({"disease": 3}, InvalidTypeError, "disease must be a Disease"),
        ({"knowledge_base": {}}, InvalidTypeError, "knowledge_base must be a KnowledgeBase"),
    ],
)
def test_unusable_arguments_are_refused(
    arguments: dict[str, Any], error: type[AlsfactsError], message: str
) -> None:
    with pytest.raises(error, match=message):
        major_gene_share(**{"region": "europe", **arguments})


# The bundled fields


def test_shares_of_carriers_name_their_genes_or_none(kb: KnowledgeBase) -> None:
    for item in kb.evidence:
        if item.measure is not None and item.measure.estimand is not None and item.gene_ids:
            assert item.measure.estimand is not Estimand.FAMILIAL_SHARE, item.id


# By made-up records


PAIR: Any = {"genes": ("ABC1", "ABC2")}
TWICE = "whoever carries variants of two of the genes counts twice in a sum over genes"
LINES = "the sources may draw the line between familial and sporadic patients differently"
NO_LIMITS = "the range follows the familial share only: the frequencies by gene enter without limits"


def carriers(name: str, ids: tuple[str, ...], **changes: Any) -> Evidence:
    count = CarrierCount(
        carriers=5,
        cases=50,
        gene_ids=ids,
        population=name,
        unselected=changes.pop("unselected", True),
        criteria="ACMG",
    )
    return plain(name, **{"carrier_count": count, "region": Region.EUROPE, "cohort": name, **changes})


def study(name: str, **changes: Any) -> Evidence:
    fields = {"design": Design.CASE_CONTROL, "region": Region.EUROPE, "gene_ids": ("ABC1",)}
    return printed(name, 20, changes.pop("estimand", FAMILIAL), **{**fields, **changes})


@pytest.mark.parametrize(
    ("familial", "first", "source", "limited"),
    [
        (0.1, "8.5% of patients", "10.0% (given by the caller)", False),
        ((0.05, 0.1), "6.8% to 8.5% of patients", "5.0% to 10.0% (range given by the caller)", True),
        (None, "8.5% (6.8% to 10.2%) of patients", "10.0% (5.0% to 15.0%) (pooled)", True),
    ],
)
def test_the_report_in_full(familial: Any, first: str, source: str, limited: bool) -> None:
    kb = base(
        *genes_of("whole"),
        printed("pooled", 10, Estimand.FAMILIAL_SHARE, ci_low=5, ci_high=15, region=Region.EUROPE),
        carriers("both", ("ABC1", "ABC2")),
        carriers("any", ()),
        study("study"),
        others=TWO_GENES,
    )
    result = major_gene_share("europe", familial=familial, knowledge_base=kb, **PAIR)

    assert str(result).splitlines() == [
        f"ABC1 + ABC2 in europe: {first}",
        "  40.0% of familial and 5.0% of sporadic patients (whole)",
        f"  familial share {source}",
        "  counted in any: 5 of 50 (10.0%, 95% CI 4.3% to 21.4%), genes not divided",
        "  counted in both: 5 of 50 (10.0%, 95% CI 4.3% to 21.4%), ABC1 + ABC2",
        "  left out, one study; whole stands for the literature and may pool it: study",
        f"  warning: {TWICE}",
        f"  warning: {LINES}",
        *([f"  warning: {NO_LIMITS}"] if limited else []),
    ]
    assert result.region is Region.EUROPE
    assert [(str(part), part.region, part.reference_id) for part in result.by_gene] == [
        ("ABC1: 30.0% (carrier-share-familial)", Region.EUROPE, "whole"),
        ("ABC2: 10.0% (carrier-share-familial)", Region.EUROPE, "whole"),
        ("ABC1: 4.0% (carrier-share-sporadic)", Region.EUROPE, "whole"),
        ("ABC2: 1.0% (carrier-share-sporadic)", Region.EUROPE, "whole"),
    ]
    assert ("pooled" in result.evidence_ids) is (familial is None)


def test_one_gene_may_be_named_alone_and_none_counts_twice() -> None:
    kb = base(*genes_of("whole"), others=TWO_GENES)
    named = major_gene_share("europe", familial=0.1, genes="ABC1", knowledge_base=kb)

    assert named.share == pytest.approx(0.1 * 0.3 + 0.9 * 0.04)
    assert named.warnings == (LINES,)
    record: Any = kb.genes["ABC1"]
    for genes in (record, (record,), ("ABC1",)):
        assert major_gene_share("europe", familial=0.1, genes=genes, knowledge_base=kb) == named


# Where the familial share comes from


def test_the_newest_synthesis_of_the_region_gives_the_familial_share() -> None:
    years = {"new": 2021, "old": 2001, "undated": None}
    sources = [reference(id=name, year=year, doi=f"10.1000/{name}") for name, year in years.items()]
    found = [
        printed(f"{letter}-{name}", value, Estimand.FAMILIAL_SHARE, reference_id=name, region=Region.EUROPE)
        for letter, name, value in (("b", "new", 20), ("a", "old", 10), ("c", "undated", 30))
    ]
    kb = base(*genes_of("whole"), *found, others=(*TWO_GENES, *sources))
    result = major_gene_share("europe", knowledge_base=kb, **PAIR)

    assert result.familial_share == pytest.approx(0.2)
    assert result.familial_source == "b-new"
    assert (result.familial_limits, result.lower, result.upper) == (None, None, None)
    assert result.evidence_ids[-1] == "b-new"
    assert NO_LIMITS not in result.warnings


@pytest.mark.parametrize(
    ("limits", "expected"),
    [({"ci_low": 5}, None), ({"ci_high": 15}, None), ({"ci_low": 5, "ci_high": 15}, (0.05, 0.15))],
)
def test_limits_enter_where_both_are_printed(limits: dict[str, float], expected: Any) -> None:
    pooled = printed("pooled", 10, Estimand.FAMILIAL_SHARE, region=Region.EUROPE, **limits)
    kb = base(*genes_of("whole"), pooled, others=TWO_GENES)
    result = major_gene_share("europe", knowledge_base=kb, **PAIR)

    assert result.familial_limits == expected
    if expected is not None:
        assert (result.lower, result.upper) == pytest.approx(
            (0.05 * 0.4 + 0.95 * 0.05, 0.15 * 0.4 + 0.85 * 0.05)
        )


def test_counts_that_pool_to_another_familial_share_are_said() -> None:
    def warnings(familial: int, **changes: Any) -> tuple[str, ...]:
        counts = [counted(name, familial, 1000, region=Region.EUROPE, **changes) for name in ("one", "two")]
        pooled = printed("pooled", 10, Estimand.FAMILIAL_SHARE, region=Region.EUROPE)
        other = disease(id="other", name="another disease", mondo_id="MONDO:0000002")
        elsewhere = [counted(name, 900, 1000, region=Region.ASIA) for name in ("three", "four")]
        kb = base(*genes_of("whole"), pooled, *counts, *elsewhere, others=(*TWO_GENES, other))
        return major_gene_share("europe", knowledge_base=kb, **PAIR).warnings

    assert warnings(100) == (TWICE, LINES)
    assert warnings(300, disease_id="other") == (TWICE, LINES)
    assert warnings(300) == (
        TWICE,
        LINES,
        (
            "the familial counts of europe in the data pool to 30.0% (28.0% to 32.0%); "
            "pass familial_share(region='europe') to use them"
        ),
    )


def test_another_disease_is_compared_with_its_own_counts() -> None:
    there: Any = {"disease_id": "other", "region": Region.EUROPE}
    kb = base(
        *genes_of("whole", disease_id="other"),
        printed("pooled", 10, Estimand.FAMILIAL_SHARE, **there),
        *(counted(name, 300, 1000, **there) for name in ("one", "two")),
        others=(*TWO_GENES, disease(id="other", name="another disease", mondo_id="MONDO:0000002")),
    )
    result = major_gene_share("europe", disease="other", knowledge_base=kb, **PAIR)

    assert "familial counts of europe in the data pool to 30.0%" in result.warnings[-1]


def test_a_pooled_familial_share_enters_with_its_limits_and_findings() -> None:
    pooled = familial_share(region="europe", level=80)
    result = major_gene_share("europe", familial=pooled)

    assert result.familial_source == "kenna-2013-ireland-c9orf72 + norway-2022-genetic-cause"
    assert result.evidence_ids[-2:] == pooled.evidence_ids
    assert (result.lower, result.upper) == pytest.approx(
        tuple(end * 0.555 + (1 - end) * 0.074 for end in (pooled.lower, pooled.upper))
    )


def test_a_range_of_one_point_is_the_point() -> None:
    result, point = (major_gene_share("europe", familial=value) for value in ((0.1, 0.1), 0.1))

    assert result.lower == result.upper == point.share
    assert (result.familial_share, result.share) == (None, None)


@pytest.mark.parametrize("familial", [(-0.1, 0.2), (0.2, 1.1), -0.1])
def test_a_familial_share_outside_0_to_1_is_refused(familial: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^familial must lie from 0 to 1"):
        major_gene_share("europe", familial=familial)


# Which source stands


def test_the_newest_source_stands_whatever_its_name() -> None:
    years = {"a-new": 2020, "z-old": 2010, "z-undated": None}
    sources = [reference(id=name, year=year, doi=f"10.1000/{name}") for name, year in years.items()]
    kb = base(*(item for name in years for item in genes_of(name)), others=(*TWO_GENES, *sources))

    assert (
        major_gene_share("europe", familial=0.1, knowledge_base=kb, **PAIR).familial_rate.reference_id
        == "a-new"
    )


def test_one_study_or_genes_together_fill_no_cell() -> None:
    kb = base(
        *genes_of("whole")[1:],
        study("single"),
        study("together", gene_ids=("ABC1", "ABC2"), design=Design.META_ANALYSIS, reference_id="whole"),
        *genes_of("small")[:1],
        others=TWO_GENES,
    )

    with pytest.raises(MissingEvidenceError) as caught:
        major_gene_share("europe", familial=0.1, knowledge_base=kb, **PAIR)
    # Of the source that gives most.
    assert str(caught.value).endswith("needed; missing: carrier-share-familial of ABC1")


def test_why_findings_on_carriers_are_left_out() -> None:
    dated: Any = {"whole": 2015, "later": 2016, "same": 2015, "undated": None}
    sources = [reference(id=name, year=year, doi=f"10.1000/{name}") for name, year in dated.items()]
    gone = reference(id="gone", status=ReferenceStatus.RETRACTED)
    kb = base(
        *genes_of("whole"),
        plain("aside", region=Region.EUROPE, reference_id="gone"),
        plain("irrelevant", region=Region.EUROPE),
        printed("familial", 10, Estimand.FAMILIAL_SHARE, region=Region.EUROPE),
        carriers("direct", ("ABC1",)),
        carriers("chosen", ("ABC1",), unselected=False),
        study("another", gene_ids=("XYZ1",)),
        study("partly", gene_ids=("XYZ1", "ABC2"), reference_id="same"),
        study("unnamed", gene_ids=(), estimand=Estimand.CARRIER_SHARE_ALL, reference_id="same"),
        study("later", reference_id="later"),
        study("undated", reference_id="undated"),
        study("synthesis", design=Design.META_ANALYSIS, reference_id="later"),
        study("retracted", reference_id="gone"),
        others=(*TWO_GENES, gene(id="XYZ1", hgnc_id="HGNC:3"), gone, *sources),
    )
    result = major_gene_share("europe", familial=0.1, knowledge_base=kb, **PAIR)

    one = "one study; whole stands for the literature and may pool it"
    assert reasons(result) == {
        "another": "about other genes",
        "chosen": "counted in patients chosen by family history or genotype",
        "later": "one study, later than the literature of whole",
        "partly": one,
        "retracted": "the publication is retracted",
        "synthesis": "another synthesis, or other genes, than what is taken from whole",
        "undated": one,
        "unnamed": one,
    }
    assert [count.evidence_id for count in result.counts] == ["direct"]


def test_a_study_is_later_only_where_years_say_so() -> None:
    def reason(year: int | None, whole: int | None) -> str:
        sources = [
            reference(id=name, year=then, doi=f"10.1000/{name}")
            for name, then in (("doe", year), ("whole", whole))
        ]
        kb = base(*genes_of("whole"), study("study", reference_id="doe"), others=(*TWO_GENES, *sources))
        return reasons(major_gene_share("europe", familial=0.1, knowledge_base=kb, **PAIR))["study"]

    one = "one study; whole stands for the literature and may pool it"
    assert reason(None, None) == reason(None, 2015) == reason(2014, 2015) == reason(2015, 2015) == one
    assert reason(2016, 2015) == "one study, later than the literature of whole"


def test_the_refusals_say_what_would_be_accepted() -> None:
    anywhere: Any = None
    with pytest.raises(InvalidTypeError, match="one of europe, asia, north-america, oceania: frequencies"):
        major_gene_share(anywhere)
    with pytest.raises(MissingEvidenceError) as caught:
        major_gene_share("asia")
    assert str(caught.value).endswith(
        "give a number from 0 to 1, a range such as (0.02, 0.10), or a FamilialShare"
    )
