"""Estimates from evidence records: published figures, laws, what is left out, what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.epidemiology import (
    MAJOR_GENES,
    EffectMeasure,
    FamilialShare,
    GeneShare,
    effect_from_proportion,
    familial_share,
    major_gene_share,
    pool_effects,
    pooled_age_slope,
    proportion_from_logit,
    steps_by_gene,
    steps_from_slope,
)
from alsfacts.errors import (
    AlsfactsError,
    InvalidTypeError,
    InvalidValueError,
    MissingEvidenceError,
    UnknownRecordError,
)
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import CarrierCount, Evidence, FamilialCount, Measure, Record
from alsfacts.vocabulary import Design, Estimand, FamilyHistory, ReferenceStatus, Region
from tests.builders import disease, finding, gene, reference

FAMILIAL, SPORADIC = Estimand.CARRIER_SHARE_FAMILIAL, Estimand.CARRIER_SHARE_SPORADIC


def base(*findings: Evidence, others: Iterable[Record] = ()) -> KnowledgeBase:
    """A knowledge base with just these findings, each with a publication of its own name."""
    records: list[Record] = [disease(), *others]
    given_ids = {record.id for record in records}
    unknown = {item.reference_id for item in findings} - given_ids
    references = [reference(id=name, doi=f"10.1000/{name}") for name in unknown]
    return KnowledgeBase([*records, *references, *findings])


def plain(name: str, **changes: Any) -> Evidence:
    return finding(id=name, **{"bearings": (), "outcome": None, "reference_id": f"ref-{name}", **changes})


def counted(name: str, familial: int, cases: int, **changes: Any) -> Evidence:
    count = {"population": name, "population_based": True, "family_history": FamilyHistory.ALS}
    fields = {key: changes.pop(key) for key in tuple(count) if key in changes}
    familial_count = FamilialCount(familial=familial, cases=cases, **{**count, **fields})
    return plain(name, **{"cohort": name, "familial_count": familial_count, **changes})


def printed(name: str, value: float, estimand: Estimand, **changes: Any) -> Evidence:
    measure = Measure(name=name, value=value, unit="percent", estimand=estimand)
    design = {"design": Design.META_ANALYSIS}
    return plain(name, **{"measure": measure, **design, **changes})


def sloped(name: str, value: float, low: float | None, high: float | None, **changes: Any) -> Evidence:
    unit = changes.pop("unit", "slope")
    measure = Measure(
        name=name,
        value=value,
        unit=unit,
        ci_low=low,
        ci_high=high,
        ci_level=None if low is None else 95,
        n=changes.pop("n", None),
        estimand=changes.pop("estimand", Estimand.AGE_SLOPE),
    )
    return plain(name, **{"measure": measure, "cohort": name, **changes})


def genes_of(source: str, **changes: Any) -> list[Evidence]:
    """All that one meta-analysis prints of two genes in Europe."""
    cells = {("ABC1", FAMILIAL): 30, ("ABC1", SPORADIC): 4, ("ABC2", FAMILIAL): 10, ("ABC2", SPORADIC): 1}
    return [
        printed(
            f"{source}-{name.lower()}-{str(stratum)[-8:]}",
            value,
            stratum,
            gene_ids=(name,),
            region=Region.EUROPE,
            reference_id=source,
            **changes,
        )
        for (name, stratum), value in cells.items()
    ]


TWO_GENES = (gene(id="ABC1"), gene(id="ABC2", hgnc_id="HGNC:2"))


def reasons(result: Any) -> dict[str, str]:
    return {item.evidence_id: item.reason for item in result.set_aside}


# Published figures, from the records


def test_the_familial_share_of_two_registers_is_that_of_their_counts(kb: KnowledgeBase) -> None:
    result = familial_share()

    assert result.evidence_ids == ("kenna-2013-ireland-c9orf72", "norway-2022-genetic-cause")
    assert (result.familial, result.cases) == (50 + 32, 444 + 279)
    assert result.share == pytest.approx(82 / 723, abs=1e-4)
    assert result.lower < 50 / 444
    assert result.upper > 32 / 279
    assert all(name in kb.evidence for name in result.evidence_ids)


def test_the_published_syntheses_stand_beside_the_pooled_share() -> None:
    published = {item.evidence_id: item for item in familial_share().published}

    register = published["byrne-2011-familial-rate-registries"]
    assert (register.share, register.lower, register.upper) == pytest.approx((0.051, 0.041, 0.061))
    assert set(published) == {
        "byrne-2011-familial-rate-all-studies",
        "byrne-2011-familial-rate-registries",
        "fals-proportion-2023-familial-proportion-europe",
        "fals-proportion-2023-familial-proportion-population",
    }
    assert any("outside the published intervals" in text for text in familial_share().warnings)


def test_what_was_left_out_of_the_familial_share_says_why() -> None:
    why = reasons(familial_share())

    assert "kenna-2013-ireland-c9orf72" in why["c9orf72-ireland-register-familial"]
    assert "clinics" in why["chen-2021-china-sporadic"]
    assert "als-or-ftd" in why["chio-2012-italy-sporadic-mutation"]
    assert "review" in why["renton-2014-review-familial-share"]
    assert "without the counts" in why["ryan-2018-familial-trend-ireland"]


def test_all_definitions_together_are_pooled_only_on_request_and_with_a_warning() -> None:
    result = familial_share(family_history=None)

    assert "chio-2012-italy-sporadic-mutation" in result.evidence_ids
    assert "definitions of a family history are mixed" in result.warnings
    assert (result.familial, result.cases) == (128, 1198)


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


def test_carriers_need_the_printed_number_of_steps() -> None:
    found = {item.gene_id: item for item in steps_by_gene().genes}

    assert {name: item.steps.rounded for name, item in found.items()} == {
        "C9orf72": 3,
        "SOD1": 2,
        "TARDBP": 4,
    }
    assert {item.without.rounded for item in found.values()} == {6}
    c9 = found["C9orf72"]
    assert (c9.steps.lower, c9.steps.upper) == pytest.approx((2.74, 3.29))
    assert c9.removed.removed == pytest.approx(4.65 - 2.22)
    assert c9.carriers == 74
    assert any("not symmetric" in text for text in c9.warnings)
    assert any("whole number" in text for text in found["SOD1"].warnings)
    assert found["SOD1"].steps.lower is None


def test_seven_registers_agree_on_about_six_steps() -> None:
    result = pooled_age_slope()

    assert len(result.evidence_ids) == 7
    assert result.steps.rounded == 6
    assert "mortality" in reasons(result)["vucic-2020-multistep-australia"]
    assert "carriers" in reasons(result)["chio-2018-c9orf72-three-steps"]
    assert any("vucic-2020-multistep-japan" in text for text in result.warnings)
    assert steps_by_gene().population == result


@pytest.mark.parametrize(
    "run",
    [familial_share, lambda: major_gene_share("europe"), pooled_age_slope, steps_by_gene],
)
def test_every_input_is_named_and_nothing_is_both_used_and_left_out(
    run: Callable[[], Any], kb: KnowledgeBase
) -> None:
    result = run()
    left_out = [item.evidence_id for item in result.set_aside]

    assert result.evidence_ids
    assert set(result.evidence_ids) <= set(kb.evidence.ids)
    assert not set(result.evidence_ids) & set(left_out)
    assert left_out == sorted(set(left_out))
    assert all(kb.evidence[name].disease_id == "als" for name in (*result.evidence_ids, *left_out))
    text = str(result)
    assert all(name in text for name in left_out)
    assert all(warning in text for warning in result.warnings)


# Laws


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 400)), min_size=2, max_size=5), st.randoms())
def test_the_order_of_records_does_not_matter(counts: list[tuple[int, int]], random: Random) -> None:
    findings = [counted(f"c{n}", found, found + rest) for n, (found, rest) in enumerate(counts)]
    shuffled = random.sample(findings, len(findings))

    assert familial_share(knowledge_base=base(*findings)) == familial_share(knowledge_base=base(*shuffled))


@given(st.integers(1, 90), st.integers(91, 400))
def test_a_second_record_on_the_same_people_adds_no_weight(familial: int, cases: int) -> None:
    first, second = counted("north", 20, 500), counted("south", 30, 600)
    alone = familial_share(knowledge_base=base(first, second))
    same_cohort = counted("again", familial, cases, cohort="south")
    same_population = counted("other", familial, cases, population="south")
    more = familial_share(knowledge_base=base(first, second, same_cohort, same_population))

    assert (more.share, more.lower, more.upper) == (alone.share, alone.lower, alone.upper)
    assert more.evidence_ids == alone.evidence_ids
    assert set(reasons(more)) == {"again", "other"}
    assert all("south" in reason for reason in reasons(more).values())


def test_of_one_cohort_the_largest_then_the_newest_stands() -> None:
    old = reference(id="ref-old", year=1999, doi="10.1000/old")
    new = reference(id="ref-new", year=2019, doi="10.1000/new")
    small, older, newer = (
        counted("small", 5, 90, cohort="one"),
        counted("old", 10, 100, cohort="one"),
        counted("new", 12, 100, cohort="one"),
    )
    result = familial_share(
        knowledge_base=base(small, older, newer, counted("two", 9, 90), others=(old, new))
    )

    assert result.evidence_ids == ("new", "two")


@given(st.floats(0.001, 0.2), st.floats(0.001, 0.2))
def test_more_familial_patients_mean_more_explained(low: float, high: float) -> None:
    low, high = sorted((low, high))
    shares = [major_gene_share("europe", familial=value).share for value in (low, high)]

    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[0] <= shares[1]


@given(st.integers(0, 50), st.integers(1, 500))
def test_a_pooled_share_of_equal_counts_is_their_share(found: int, rest: int) -> None:
    effects = [effect_from_proportion(found, found + rest) for _ in range(2)]
    pooled = pool_effects(effects)

    expected = found / (found + rest) if found else 0.5 / (rest + 1)
    assert proportion_from_logit(pooled.estimate) == pytest.approx(expected)
    assert bool(pooled.warnings[1:]) is (found == 0)
    assert effects[0].measure is EffectMeasure.LOGIT


@given(st.floats(-50, 50))
def test_logits_and_proportions_invert_each_other(logit: float) -> None:
    share = proportion_from_logit(logit)

    assert 0 <= share <= 1
    assert proportion_from_logit(-logit) == pytest.approx(1 - share)
    if 1e-9 < share < 1 - 1e-9:
        assert math.log(share / (1 - share)) == pytest.approx(logit, abs=1e-6)


def test_carriers_and_others_of_a_count_are_the_same_question() -> None:
    one, other = effect_from_proportion(30, 100), effect_from_proportion(70, 100)

    assert one.estimate == pytest.approx(-other.estimate)
    assert one.standard_error == pytest.approx(other.standard_error)


# Unlike quantities


SHARE = GeneShare(
    share=0.3,
    gene_ids=("SOD1",),
    stratum=FAMILIAL,
    region=Region.EUROPE,
    reference_id="zou",
    evidence_ids=("zou-sod1",),
)


def test_different_genes_of_one_stratum_and_source_make_a_sum() -> None:
    whole = SHARE + attrs.evolve(SHARE, gene_ids=("FUS",), evidence_ids=("zou-fus",), share=0.1)

    assert whole.share == pytest.approx(0.4)
    assert whole.gene_ids == ("SOD1", "FUS")
    assert whole.evidence_ids == ("zou-sod1", "zou-fus")


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"gene_ids": ("FUS",), "stratum": SPORADIC},
        {"gene_ids": ("FUS",), "region": Region.ASIA},
        {"gene_ids": ("FUS",), "reference_id": "another"},
        {"gene_ids": ("FUS", "SOD1")},
    ],
)
def test_shares_that_do_not_belong_together_are_not_added(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidTypeError, match="of one stratum, region and source"):
        _ = SHARE + attrs.evolve(SHARE, **change)


def test_results_of_different_kinds_are_not_added() -> None:
    familial, explained = familial_share(), major_gene_share("europe")

    for pair in ((familial, explained), (explained, SHARE), (SHARE, familial), (explained, 0.1)):
        with pytest.raises(InvalidTypeError, match="are not added"):
            _ = pair[0] + pair[1]
    with pytest.raises(InvalidTypeError, match="to be pooled and not added"):
        _ = familial + familial


def test_a_sum_above_one_is_no_share() -> None:
    with pytest.raises(InvalidValueError, match="share must lie from 0 to 1"):
        _ = attrs.evolve(SHARE, share=0.8) + attrs.evolve(SHARE, gene_ids=("FUS",), share=0.8)


# What gives way


def test_retracted_reviews_syntheses_and_clinics_are_left_out() -> None:
    result = familial_share(
        knowledge_base=base(
            counted("one", 10, 100),
            counted("two", 12, 100),
            counted("gone", 10, 100, reference_id="gone"),
            counted("clinic", 10, 100, population_based=False),
            counted("pooled", 10, 100, design=Design.META_ANALYSIS),
            counted("wide", 10, 100, family_history=FamilyHistory.ALS_OR_FTD),
            printed("review", 9, Estimand.FAMILIAL_SHARE, design=Design.REVIEW),
            printed("beside", 5, Estimand.FAMILIAL_SHARE),
            others=(reference(id="gone", status=ReferenceStatus.RETRACTED),),
        )
    )

    assert result.evidence_ids == ("one", "two")
    assert [item.evidence_id for item in result.published] == ["beside"]
    why = reasons(result)
    assert set(why) == {"gone", "clinic", "pooled", "wide", "review"}
    assert "retracted" in why["gone"]
    assert "synthesis" in why["pooled"]


def test_a_region_limits_what_is_looked_at() -> None:
    north = [counted(name, 10, 100, region=Region.EUROPE) for name in ("one", "two")]
    far = counted("far", 50, 100, region=Region.ASIA)
    everywhere, there = (familial_share(knowledge_base=base(*north, far), region=r) for r in (None, "Europe"))

    assert everywhere.evidence_ids == ("far", "one", "two")
    assert there.evidence_ids == ("one", "two")
    assert there.region is Region.EUROPE
    with pytest.raises(MissingEvidenceError, match=r"at least 2 cohorts, got 1 \(far\)"):
        familial_share(knowledge_base=base(*north, far), region=Region.ASIA)


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


def test_slopes_without_interval_of_deaths_of_carriers_and_of_syntheses_stay_out() -> None:
    result = pooled_age_slope(
        knowledge_base=base(
            sloped("one", 4.8, 4.5, 5.1),
            sloped("two", 5.0, 4.6, 5.4),
            sloped("bare", 4.8, None, None),
            sloped("deaths", 4.8, 4.5, 5.1, estimand=Estimand.MORTALITY_AGE_SLOPE),
            sloped("carriers", 2.2, 2.0, 2.4, gene_ids=("ABC1",)),
            sloped("pooled", 4.8, 4.7, 4.9, design=Design.META_ANALYSIS),
            sloped("twice", 4.8, 4.5, 5.1, cohort="one"),
            others=TWO_GENES,
        )
    )

    assert result.evidence_ids == ("one", "two")
    assert set(reasons(result)) == {"bare", "deaths", "carriers", "pooled", "twice"}
    assert result.steps == steps_from_slope(result.slope, (result.lower, result.upper))
    assert 4.8 < result.slope < 5.0


def test_steps_without_what_they_are_compared_with_are_left_out() -> None:
    population = sloped("all", 5.0, 4.6, 5.4, cohort="one")
    carriers = sloped("some", 3.0, None, None, cohort="one", gene_ids=("ABC1",))
    other = sloped("other", 3.0, None, None, cohort="elsewhere", gene_ids=("ABC1",))
    steps = {"unit": "steps", "estimand": Estimand.STEPS}
    again = sloped("again", 3, None, None, cohort="one", gene_ids=("ABC1",), n=9999, **steps)
    both = sloped("both", 3.0, None, None, cohort="one", gene_ids=("ABC1", "ABC2"))
    none = sloped("none", 0, None, None, cohort="one", gene_ids=("ABC2",), **steps)
    whole = sloped("whole", 6, None, None, cohort="one", **steps)
    result = steps_by_gene(
        knowledge_base=base(population, carriers, other, again, both, none, whole, others=TWO_GENES)
    )

    (found,) = result.genes
    # A slope stands before a whole number of steps, however many carriers that rests on.
    assert (found.evidence_id, found.population_evidence_id) == ("some", "all")
    assert found.removed.removed == pytest.approx(2.0)
    assert result.population is None
    assert result.evidence_ids == ("all", "some")
    assert set(reasons(result)) == {"other", "again", "both", "none", "whole"}
    assert any("at least 2 registers" in text for text in result.warnings)
    assert "not pooled" in str(result)


# What is refused


@pytest.mark.parametrize(
    ("run", "missing"),
    [
        (familial_share, "population-based familial counts of at least 2 cohorts, got 0"),
        (pooled_age_slope, "slopes with intervals of at least 2 registers, got 0"),
        (steps_by_gene, "slope or steps of carriers of one gene"),
    ],
)
def test_a_knowledge_base_without_such_records_is_refused_and_told_what_is_missing(
    run: Callable[..., Any], missing: str
) -> None:
    with pytest.raises(MissingEvidenceError, match=missing) as caught:
        run(knowledge_base=base(plain("other")))
    assert isinstance(caught.value, AlsfactsError)
    assert isinstance(caught.value, LookupError)
    with pytest.raises(MissingEvidenceError, match=r"o[fn] huntington-disease"):
        run(disease="huntington-disease")


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


def test_definitions_and_levels_are_checked() -> None:
    with pytest.raises(InvalidTypeError, match=r"family_history must be None or one of FamilyHistory\.ALS"):
        familial_share(family_history="als")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="level must lie from"):
        familial_share(level=0)
    with pytest.raises(InvalidValueError, match="level must lie from"):
        pooled_age_slope(level=100)
    assert familial_share(level=50).lower > familial_share().lower


@pytest.mark.parametrize(
    ("events", "people", "message"),
    [(5, 4, "events must be at most people"), (0, 0, "people must be at least 1"), (-1, 4, "events must be")],
)
def test_impossible_counts_are_refused(events: int, people: int, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        effect_from_proportion(events, people)


# The bundled fields


def test_figures_of_one_cohort_and_count_agree(kb: KnowledgeBase) -> None:
    population: dict[str, str] = {}
    for item in kb.evidence:
        count = item.familial_count
        if count is not None and item.cohort is not None:
            assert population.setdefault(item.cohort, count.population) == count.population, item.id
            assert item.n_cases is not None
            assert count.cases <= item.n_cases, item.id
            assert item.region is not None, item.id


def test_shares_of_carriers_name_their_genes_or_none(kb: KnowledgeBase) -> None:
    for item in kb.evidence:
        if item.measure is not None and item.measure.estimand is not None and item.gene_ids:
            assert item.measure.estimand is not Estimand.FAMILIAL_SHARE, item.id
