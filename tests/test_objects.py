"""Objects as a user expects them: equal, hashed, ordered, pickled, frozen, shown, kept apart."""

from __future__ import annotations

import copy
import html.parser
import operator
import pickle
import random
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from types import MappingProxyType
from typing import Any, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts.catalog import Catalog
from alsfacts.display.html import safe
from alsfacts.errors import InvalidTypeError, InvalidValueError, UnboundRecordError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import RECORD_TYPES, Record, Value
from alsfacts.scoring.table import LineTable
from alsfacts.vocabulary import Validity
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

CATALOGS = list(RECORD_TYPES)
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)
RESULTS: dict[str, Callable[[], Any]] = {
    "verdict": alsfacts.verdict,
    "score": lambda: alsfacts.score("multistep"),
    "explanation": lambda: alsfacts.explain("genetic-sole"),
    "comparison": alsfacts.compare,
    "comparison of one": lambda: alsfacts.compare("multistep"),
    "calibration": alsfacts.calibration,
    "policy": alsfacts.ScoringPolicy,
}


@pytest.fixture(scope="module")
def copied(kb: KnowledgeBase) -> KnowledgeBase:
    """A second knowledge base with the same content."""
    return KnowledgeBase(record for catalog in kb.catalogs.values() for record in catalog)


@pytest.fixture(scope="module", params=RESULTS)
def result(request: pytest.FixtureRequest) -> Any:
    return RESULTS[request.param]()


# Equality, hash, order


@pytest.mark.parametrize("name", CATALOGS)
def test_equal_records_hash_alike_and_count_once(name: str, kb: KnowledgeBase, copied: KnowledgeBase) -> None:
    for record, twin in zip(kb.catalog(name), copied.catalog(name), strict=True):
        assert record == twin
        assert record is not twin
        assert hash(record) == hash(twin)
        assert len({record, twin}) == 1
        assert record.id != record
    assert len(set(kb.catalog(name))) == len(kb.catalog(name))


@pytest.mark.parametrize("kind", RECORD_TYPES.values())
def test_every_kind_hashes_by_its_id(kind: type[Record]) -> None:
    # attrs would hash all fields of every record, in every set and dictionary.
    assert kind.__hash__ is Record.__hash__


@pytest.mark.parametrize("name", CATALOGS)
def test_records_of_a_kind_are_in_order_of_their_ids(name: str, kb: KnowledgeBase) -> None:
    catalog = kb.catalog(name)
    shuffled = list(catalog)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - no secret

    assert [record.id for record in sorted(shuffled)] == sorted(catalog.ids)
    assert sorted(shuffled, reverse=True) == sorted(shuffled)[::-1]
    assert min(shuffled).id == min(catalog.ids)


@given(st.sampled_from(["A1", "A2", "B1"]), st.sampled_from(["A1", "A2", "B1"]), st.booleans())
def test_the_order_agrees_with_equality(first: str, second: str, twin: bool) -> None:
    a, b = gene(id=first), gene(id=second, name="a twin" if twin else "a gene")

    assert (a < b) is (first < second) is (b > a)
    assert (a <= b) is (a < b or a == b)
    assert (a >= b) is (a > b or a == b)
    assert (a <= b <= a) is (a == b)
    assert not a < a  # noqa: PLR0124 - the law under test
    assert a <= a  # noqa: PLR0124
    assert a >= a  # noqa: PLR0124


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_records_of_two_kinds_have_no_order(compare: Callable[[Any, Any], bool]) -> None:
    with pytest.raises(InvalidTypeError, match="no order: Gene and Evidence are different kinds"):
        compare(gene(), finding())
    with pytest.raises(TypeError, match="not supported between instances of 'Gene' and 'str'"):
        compare(gene(), "ABC1")


def test_results_are_equal_when_computed_again(result: Any, request: pytest.FixtureRequest) -> None:
    again = RESULTS[request.node.callspec.params["result"]]()

    assert again == result
    assert hash(again) == hash(result)
    assert result != "something else"


def test_results_are_told_in_one_short_line(result: Any) -> None:
    # The policy is the exception: its line makes it again.
    assert "\n" not in repr(result)
    assert len(repr(result)) <= 100 or isinstance(result, alsfacts.ScoringPolicy)


# Pickle and copy


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("name", CATALOGS)
def test_a_pickled_bundled_record_is_the_identical_object(
    name: str, protocol: int, kb: KnowledgeBase
) -> None:
    records = tuple(kb.catalog(name))

    for record, again in zip(records, pickle.loads(pickle.dumps(records, protocol)), strict=True):  # noqa: S301
        assert again is record


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("name", CATALOGS)
def test_a_pickled_record_of_another_knowledge_base_is_equal_and_leaves_it(
    name: str, protocol: int, copied: KnowledgeBase
) -> None:
    for record in copied.catalog(name).head(20):
        again = pickle.loads(pickle.dumps(record, protocol))  # noqa: S301
        assert again == record
        assert hash(again) == hash(record)
        assert again._home is None


@pytest.mark.parametrize("name", CATALOGS)
def test_a_copied_record_is_equal_and_bound(name: str, kb: KnowledgeBase, copied: KnowledgeBase) -> None:
    for home in (kb, copied):
        for record in home.catalog(name).head(20):
            for again in (copy.copy(record), copy.deepcopy(record), copy.deepcopy([record])[0]):
                assert again == record
                assert again._home is home
    assert attrs.evolve(gene()) == gene()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_parts_of_records_come_back_equal(protocol: int, kb: KnowledgeBase) -> None:
    parts = [part for catalog in kb.catalogs.values() for part in _parts(tuple(catalog.head(20)))]

    assert pickle.loads(pickle.dumps(parts, protocol)) == parts  # noqa: S301
    assert copy.deepcopy(parts) == parts
    assert len(set(parts)) <= len(parts)


def _parts(value: Any) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, Value):
        if not isinstance(value, Record):
            yield value
        for field in attrs.fields(type(value)):
            if field.init:
                yield from _parts(getattr(value, field.name))


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("name", CATALOGS)
def test_catalogs_come_back_equal(name: str, protocol: int, kb: KnowledgeBase) -> None:
    for catalog in (kb.catalog(name), kb.catalog(name).head(3), kb.catalog(name).head(0)):
        for again in (
            pickle.loads(pickle.dumps(catalog, protocol)),  # noqa: S301
            copy.copy(catalog),
            copy.deepcopy(catalog),
        ):
            assert again == catalog
            assert hash(again) == hash(catalog)
            assert type(again) is type(catalog)
            assert all(a is b for a, b in zip(again, catalog, strict=True))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_results_come_back_equal(result: Any, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(result, protocol))  # noqa: S301

    assert again == result
    assert hash(again) == hash(result)
    assert (repr(again), str(again)) == (repr(result), str(result))


def test_copied_results_are_equal(result: Any) -> None:
    for again in (copy.copy(result), copy.deepcopy(result)):
        assert again == result
        assert (repr(again), str(again)) == (repr(result), str(result))


def test_a_pickled_verdict_is_as_stable_as_before() -> None:
    answer = alsfacts.verdict()
    early = pickle.dumps(answer)
    stable = answer.stability

    for pickled in (early, pickle.dumps(answer)):
        again = pickle.loads(pickled)  # noqa: S301
        assert again.stability == stable
        assert again.references[0] is answer.references[0]


# Immutability


def test_nothing_that_is_reached_from_a_record_can_change(kb: KnowledgeBase) -> None:
    for catalog in kb.catalogs.values():
        assert list(_changeable(tuple(catalog), catalog.kind.__name__, set())) == []


def test_nothing_that_is_reached_from_a_result_can_change(result: Any) -> None:
    if isinstance(result, type(alsfacts.verdict())):
        assert result.stability.draws  # computed now, so that it is walked too
    assert list(_changeable(result, type(result).__name__, set())) == []


def _changeable(value: Any, path: str, seen: set[int]) -> Iterator[str]:
    """Yield the path of everything that can be changed, through all fields and slots."""
    if value is None or isinstance(value, str | int | float) or id(value) in seen:
        if isinstance(value, Enum):
            yield from _settable(value, path, "meaning")
        return
    seen.add(id(value))
    if isinstance(value, tuple | frozenset):
        for item in value:
            yield from _changeable(item, f"{path}[]", seen)
    elif isinstance(value, MappingProxyType):
        # Nobody else holds what it shows.
        yield from _changeable((tuple(value), tuple(value.values())), path, seen)
    elif isinstance(value, LineTable):
        # Behind its underscores it keeps sums; what it shows is read-only.
        yield from _settable(value, path, "tiers")
        yield from _changeable((value.tiers, value.consortia), path, seen)
    elif attrs.has(type(value)):
        names = {name for base in type(value).__mro__ for name in getattr(base, "__slots__", ())}
        for name in sorted(names - {"_home", "__weakref__"}):
            yield from _settable(value, path, name)
            yield from _changeable(getattr(value, name, None), f"{path}.{name}", seen)
        if hasattr(value, "__dict__"):
            yield f"{path} has a dictionary"
    else:
        yield f"{path} is a {type(value).__name__}"


def _settable(value: Any, path: str, name: str) -> Iterator[str]:
    changes: tuple[Callable[[], None], ...] = (
        partial(setattr, value, name, None),
        partial(setattr, value, "unheard_of", None),
        partial(delattr, value, name),
    )
    for change in changes:
        try:
            change()
        except AttributeError:
            continue
        yield f"{path}.{name} can be changed"


def test_words_keep_their_meaning_and_their_rank() -> None:
    word: Any = Validity.LIMITED

    with pytest.raises(AttributeError, match="cannot be changed"):
        word.rank = 9
    with pytest.raises(AttributeError, match="cannot be changed"):
        del word.meaning
    assert Validity.LIMITED < Validity.DEFINITIVE


# Two knowledge bases


def _leads(record: Record) -> Iterator[tuple[str, Record]]:
    """Every record that a property of a record leads to."""
    for name in dir(type(record)):
        if isinstance(getattr(type(record), name), property):
            value = getattr(record, name)
            for found in value if isinstance(value, tuple | Catalog) else (value,):
                if isinstance(found, Record):
                    yield name, found


@pytest.mark.parametrize("name", CATALOGS)
def test_records_lead_into_their_own_knowledge_base_only(
    name: str, kb: KnowledgeBase, copied: KnowledgeBase
) -> None:
    reached = 0
    for home in (kb, copied):
        for record in home.catalog(name).head(25):
            assert record._home is home
            for link, found in _leads(record):
                assert found._home is home, link
                assert found is home.catalog(found.catalog_name)[found.id], link
                reached += 1
    assert reached


def test_adopting_records_leaves_the_first_knowledge_base_alone(kb: KnowledgeBase) -> None:
    sod1 = kb.genes["SOD1"]
    before = (sod1, sod1.evidence.ids, sod1.mechanisms.ids, kb.evidence.ids)
    other = KnowledgeBase([sod1, *kb.diseases])

    assert other.genes["SOD1"] is not sod1
    assert other.genes["SOD1"].evidence.ids == ()
    assert other.genes["SOD1"].mechanisms.ids == ()
    assert (kb.genes["SOD1"], sod1.evidence.ids, sod1.mechanisms.ids, kb.evidence.ids) == before
    assert kb.genes["SOD1"] is sod1
    assert pickle.loads(pickle.dumps(sod1)) is sod1  # noqa: S301


titles = st.text("aAbé漢-", min_size=1, max_size=3)


@given(titles, titles)
def test_each_of_two_knowledge_bases_keeps_its_own_text(first: str, second: str) -> None:
    def make(title: str) -> KnowledgeBase:
        records = (gene(), reference(title=title), disease(), hypothesis(statement=title))
        return KnowledgeBase([*records, finding(gene_ids=("ABC1",), bearings=(bearing(),))])

    one, two = make(first), make(second)
    # One more that takes all records of the first but its reference, which is that of the second.
    mixed = KnowledgeBase(
        [*one.genes, *one.diseases, *one.hypotheses, *one.evidence, *two.references],
    )

    for home, title in ((one, first), (two, second), (mixed, second)):
        assert home.evidence["doe-2020-finding"].reference.title == title
        assert home.evidence["doe-2020-finding"].reference is home.references["doe-2020"]
        assert home.references["doe-2020"].evidence.first() is home.evidence["doe-2020-finding"]
    assert one.hypotheses["genetic-monogenic"].evidence.first() is one.evidence["doe-2020-finding"]
    assert (one.references["doe-2020"] == two.references["doe-2020"]) is (first == second)


def test_a_question_about_a_stranger_is_answered_at_home(kb: KnowledgeBase, copied: KnowledgeBase) -> None:
    stranger = copied.genes["SOD1"]
    empty = KnowledgeBase([*kb.diseases, *kb.hypotheses])

    assert all(item._home is kb for item in kb.evidence.about(stranger))
    assert all(item._home is kb for item in kb.related(stranger, "evidence"))
    # The profile is only a name here: the evidence is that of the knowledge base asked.
    answer = alsfacts.verdict(kb.diseases["als"], knowledge_base=empty)
    assert answer.references == ()
    assert answer.data_version is None
    assert all(score.lines == () for score in answer.scores)
    # With no knowledge base named, it is asked where it belongs.
    assert alsfacts.verdict(copied.diseases["als"]) == copied.verdict()


# Shown as text


@pytest.mark.parametrize("name", CATALOGS)
def test_a_description_says_every_field_that_is_set(name: str, kb: KnowledgeBase) -> None:
    for record in kb.catalog(name):
        text = record.describe()
        words = " ".join(text.split())
        assert text.startswith(record.id)
        for said in _said(record):
            assert " ".join(said.split()) in words, record
        for line in text.splitlines():
            assert len(line) <= 88 or len(line.split()) == 1, line


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _said(item)
    elif isinstance(value, Value):
        for field in attrs.fields(type(value)):
            if field.init:
                held = getattr(value, field.name)
                yield from (str(held),) if field.name == "year" and held else _said(held)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:,}"
    elif isinstance(value, str):
        yield str(value)


def test_a_description_names_what_the_record_leads_to(kb: KnowledgeBase) -> None:
    text = " ".join(kb.evidence["miller-2022-tofersen-valor"].describe().split())

    assert "Genes: SOD1 (superoxide dismutase 1)" in text
    assert "Disease: als (amyotrophic lateral sclerosis)" in text
    assert "Reference: miller-2022-trial-antisense-oligonucleotide: Miller, Timothy M. (2022)." in text
    assert "https://doi.org/10.1056/nejmoa2204705" in text
    assert "Validity for ALS: definitive" in kb.genes["SOD1"].describe()
    assert "- protein-aggregation (Protein aggregation)" in kb.genes["FUS"].describe()
    assert "- and 11 more" in kb.genes["FUS"].describe()


def test_a_description_needs_no_knowledge_base_and_no_complete_one() -> None:
    for item in (finding(gene_ids=("ABC1",)), KnowledgeBase([finding(gene_ids=("ABC1",))]).evidence.first()):
        assert item is not None
        assert "\n  Genes: ABC1\n" in item.describe()
        assert "\n  Reference: doe-2020\n" in item.describe()
        assert "doe-2020" in _page(item)
        assert "doe-2020" in _page(Catalog(type(item), [item]))
    with pytest.raises(UnboundRecordError):
        _ = finding().reference


def test_a_description_lets_no_control_character_through() -> None:
    text = gene(name="a\x1b[31m gene", note="one\nline\x00\x9b").describe()

    assert all(line.isprintable() for line in text.splitlines())


# Shown in a notebook


class Page(html.parser.HTMLParser):
    """Reads HTML, and refuses whatever a table of text does not need."""

    TAGS = frozenset(("div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "br", "a"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS
        for name, value in attrs:
            assert name in ("style", "href", "rel", "scope")
            assert value is not None
            if name == "href":
                assert value.startswith(("http://", "https://"))
            if name == "style":
                # No colour of its own, nothing from elsewhere.
                assert "url" not in value
                assert "background" not in value
                assert "#" not in value
        self.rows += tag == "tr"
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")


def _read(shown: str) -> Page:
    page = Page()
    page.feed(shown)
    page.close()
    assert page.open == []
    return page


def _page(item: Any) -> str:
    shown: str = item._repr_html_()
    return " ".join(" ".join(_read(shown).text).split())


@pytest.mark.parametrize("name", CATALOGS)
def test_records_and_catalogs_are_shown_as_tables(name: str, kb: KnowledgeBase) -> None:
    catalog = kb.catalog(name)

    for record in catalog.head(40):
        assert record.id in _page(record)
    page = _read(catalog._repr_html_())
    assert page.rows == 1 + min(20, len(catalog))
    text = "".join(page.text)
    assert text.startswith(f"{len(catalog):,} ")
    assert (f"The first 20 of {len(catalog):,}." in text) is (len(catalog) > 20)
    assert _page(catalog.head(0)).startswith("0 ")
    one = "finding" if name == "evidence" else catalog.kind.__name__.lower()
    assert _page(catalog.head(1)).startswith(f"1 {one} ")


def test_results_are_shown_as_tables(result: Any) -> None:
    # A policy is its own best text: a call that makes it again.
    if not isinstance(result, alsfacts.ScoringPolicy):
        assert _page(result)
        assert "<table" in result._repr_html_()


def test_a_shown_verdict_answers_and_cites() -> None:
    text = _page(alsfacts.verdict())

    assert "Neither entirely genetic nor purely autoimmune" in text
    assert "https://doi.org/10.1136/jnnp.2010.207464" in text
    assert "no medical advice" in text


HOSTILE = "</td><script>alert('x')</script><img src=x onerror=\"x\"> javascript:x & http://a.b/\"onclick='x"


@pytest.mark.parametrize("kind", ["gene", "finding", "reference", "disease", "hypothesis"])
def test_hostile_text_in_records_is_shown_as_text(kind: str) -> None:
    makers: dict[str, Callable[..., Record]] = {
        "gene": gene,
        "finding": finding,
        "reference": reference,
        "disease": disease,
        "hypothesis": hypothesis,
    }
    record = makers[kind]()
    hints = get_type_hints(type(record))
    texts = {
        field.name: HOSTILE
        for field in attrs.fields(type(record))
        if hints[field.name] in (str, str | None) and "pattern" not in field.metadata
    }
    changed = attrs.evolve(record, **texts)

    assert texts
    for item in (changed, Catalog(type(changed), [changed])):
        assert "<script>alert('x')</script>" in _page(item)
        assert "<script" not in item._repr_html_()


def test_hostile_text_in_results_is_shown_as_text() -> None:
    answer, explanation = alsfacts.verdict(), alsfacts.explain("multistep")
    comparison, calibration = alsfacts.compare("multistep"), alsfacts.calibration()
    row, entry = comparison.rows[0], calibration.diseases[0]

    for item in (
        attrs.evolve(answer, disease_name=HOSTILE, data_version=HOSTILE),
        attrs.evolve(explanation.score, disease_id=HOSTILE),
        attrs.evolve(explanation, statement=HOSTILE),
        attrs.evolve(comparison, rows=(attrs.evolve(row, result=HOSTILE, question=HOSTILE),)),
        attrs.evolve(calibration, diseases=(attrs.evolve(entry, disease_name=HOSTILE),)),
    ):
        assert "<script>alert('x')</script>" in _page(item)
        assert "<script" not in item._repr_html_()


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert "".join(_read(f"<p>{safe(text)}</p>").text) == text


def test_only_web_addresses_become_links() -> None:
    assert safe("see https://doi.org/10.1/x&y, then").count("<a ") == 1
    assert 'href="https://doi.org/10.1/x&amp;y"' in safe("see https://doi.org/10.1/x&y, then")
    assert "<a " not in safe("javascript:alert(1) data:text/html,x ftp://a.b")
    assert safe(None) == ""


def test_a_knowledge_base_survives_pickle_and_copy(kb: KnowledgeBase) -> None:
    fus = attrs.evolve(kb.genes["FUS"], note="Mine.")
    extended = kb.extend([fus], on_conflict="replace")

    again = pickle.loads(pickle.dumps(extended))  # noqa: S301 - our own

    assert again.catalogs == extended.catalogs
    assert again.extension == extended.extension
    assert again.genes["FUS"].home is again
    assert copy.copy(extended) is copy.deepcopy(extended) is extended
    assert pickle.loads(pickle.dumps(kb)) is kb  # noqa: S301 - our own


def test_a_record_is_asked_about_in_the_knowledge_base_that_it_belongs_to(kb: KnowledgeBase) -> None:
    silent = [attrs.evolve(item, bearings=()) for item in kb.evidence]
    extended = kb.extend(silent, on_conflict="replace")

    assert alsfacts.score("multistep", disease=extended.diseases["als"]).net == 0
    assert alsfacts.score(extended.hypotheses["multistep"]).net == 0
    assert alsfacts.score("multistep").net > 0
    assert alsfacts.score("multistep", disease=extended.diseases["als"], knowledge_base=kb).net > 0
    with pytest.raises(InvalidValueError, match="different knowledge bases; pass knowledge_base"):
        alsfacts.score(kb.hypotheses["multistep"], disease=extended.diseases["als"])
