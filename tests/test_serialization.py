"""Data files: strict in, canonical out, every problem with its place."""

from __future__ import annotations

import json
import os
import threading
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import alsfacts
from alsfacts.errors import AlsfactsError, DataError, Problem
from alsfacts.integrity import check_integrity
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import RECORD_TYPES
from alsfacts.serialization import dump, read, read_text
from alsfacts.trusted import builder
from alsfacts.validation import validate
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

GENE = {"id": "ABC1", "name": "a gene", "hgnc_id": "HGNC:1"}
FINDING: dict[str, Any] = {
    "id": "doe-2020-finding",
    "statement": "They found it.",
    "design": "case-control",
    "reference_id": "doe-2020",
    "basis": "abstract",
    "seen_at": "https://example.org",
    "bearings": [
        {
            "hypothesis_id": "genetic-sole",
            "direction": "supports",
            "directness": "direct",
            "why": "It shows it.",
        }
    ],
    "measure": {"name": "odds ratio", "value": 2, "unit": "ratio"},
}


def problems_of(content: Any, catalog: str = "evidence") -> list[Problem]:
    text = content if isinstance(content, str) else json.dumps({catalog: [content]})
    with pytest.raises(DataError) as caught:
        read_text(text, file="mine.json")
    return list(caught.value.problems)


def changed(path: str, value: Any) -> dict[str, Any]:
    content: Any = json.loads(json.dumps(FINDING))
    target = content
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in parents:
        target = target[part]
    target[last] = value
    return dict(content)


def test_a_sound_record_is_read() -> None:
    (item,) = read_text(json.dumps({"evidence": [FINDING]}))["evidence"]

    assert item.id == "doe-2020-finding"


@pytest.mark.parametrize(
    ("path", "value", "field", "message"),
    [
        # What cattrs alone would coerce without a word.
        ("statement", None, "statement", "expected text, got null"),
        ("statement", 5, "statement", "expected text, got number 5"),
        ("n_cases", "12", "n_cases", "expected a whole number, got text '12'"),
        ("n_cases", 12.0, "n_cases", "expected a whole number, got number 12.0"),
        ("n_cases", True, "n_cases", "expected a whole number, got boolean True"),
        ("measure.value", "2", "measure.value", "expected a number, got text '2'"),
        ("measure.value", True, "measure.value", "expected a number, got boolean True"),
        ("gene_ids", "SOD1", "gene_ids", "expected a list, got text 'SOD1'"),
        ("gene_ids", {"SOD1": 1}, "gene_ids", "expected a list, got an object"),
        ("gene_ids", None, "gene_ids", "expected a list, got null"),
        ("gene_ids", [7], "gene_ids[0]", "expected text, got number 7"),
        ("bearings", {}, "bearings", "expected a list, got an object"),
        ("bearings.0", "supports", "bearings[0]", "expected an object, got text 'supports'"),
        ("measure", [1], "measure", "expected an object, got a list"),
        # Words, identifiers, fields.
        ("design", "case-contrl", "design", "did you mean 'case-control'"),
        ("design", 3, "design", "3 is not a Design"),
        ("bearings.0.direction", "for", "bearings[0].direction", "Accepted: supports, disputes, neutral"),
        ("gene_ids", ["not a symbol"], "gene_ids[0]", "not a well-formed symbol, such as 'SOD1'"),
        ("statment", "x", "statment", "unknown field; did you mean 'statement'"),
        ("bearings.0.wy", "x", "bearings[0].wy", "unknown field"),
        ("reference_id", "", "reference_id", "expected text without blanks"),
        ("measure.p_value", 3, "measure.p_value", "at most 1"),
        ("measure.value", 10**400, "measure.value", "finite"),
    ],
)
def test_nothing_is_coerced_and_the_place_is_named(path: str, value: Any, field: str, message: str) -> None:
    (problem,) = problems_of(changed(path, value))

    assert problem.file == "mine.json"
    assert problem.record == "evidence 'doe-2020-finding'"
    assert problem.field == field
    assert message in problem.message


def test_a_year_with_a_fraction_is_no_year() -> None:
    content = {"id": "doe-2020", "title": "A study", "doi": "10.1000/1", "year": 1999.7}

    (problem,) = problems_of(content, "references")

    assert problem.field == "year"
    assert "expected a whole number, got number 1999.7" in problem.message


@pytest.mark.parametrize("key", ["id", "statement", "design", "reference_id", "basis", "seen_at"])
def test_a_missing_field_is_named(key: str) -> None:
    content = {name: value for name, value in FINDING.items() if name != key}

    (problem,) = problems_of(content)

    assert (problem.field, problem.message) == (key, "is missing")


def test_all_problems_of_a_file_are_told_at_once() -> None:
    content = {
        "genes": [{**GENE, "name": 7}, {**GENE, "id": "DEF2", "hgnc_id": "?"}, GENE, GENE],
        "evidence": [changed("design", "guess"), "text"],
        "novels": [],
        "claims": {},
    }

    problems = problems_of(json.dumps(content))

    assert [(problem.record, problem.field) for problem in problems] == [
        ("gene 'ABC1'", "name"),
        ("gene 'DEF2'", "hgnc_id"),
        ("gene 'ABC1'", ""),
        ("evidence 'doe-2020-finding'", "design"),
        ("evidence[1]", ""),
        ("", ""),
        ("", "claims"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ('{"genes": [', "is not JSON"),
        ("[]", "expected an object"),
        ("null", "got null"),
        ("3", "got a number 3"),
        ('{"genes": [{"id": NaN}]}', "NaN is no JSON number"),
        ('{"genes": [{"id": -Infinity}]}', "-Infinity is no JSON number"),
        ('{"genes": [{"id": "A", "id": "B"}]}', "a key stands twice in one object: 'id'"),
        ('{"genes": [], "genes": []}', "a key stands twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"genes": [' + "9" * 5000 + "]}", "not JSON that can be read"),
        ("\ufeff{}", "is not JSON"),
    ],
)
def test_a_broken_file_gives_one_clear_error(text: str, message: str) -> None:
    problems = problems_of(text)

    assert len(problems) == 1
    assert message in problems[0].message


def test_schema_key_is_allowed() -> None:
    assert read_text('{"$schema": "genes.schema.json", "genes": []}') == {"genes": ()}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_us(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "file.json"
    path.write_bytes(content)
    problems: tuple[Problem, ...] | None = None
    try:
        read(path)
    except DataError as error:
        problems = error.problems
    assert problems is None or len(problems) > 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(
        ["id", "design", "bearings", "measure", "gene_ids", "n_cases", "species", "bound", "new"]
    ),
    json_values,
)
def test_any_value_in_any_field_is_read_or_refused_by_us(key: str, value: Any) -> None:
    text = json.dumps({"evidence": [{**FINDING, key: value}]})
    message, records = "", {}
    try:
        records = read_text(text)
    except AlsfactsError as error:
        message = str(error)
    assert message or len(records["evidence"]) == 1


def test_dump_then_read_gives_equal_records(kb: KnowledgeBase) -> None:
    for name, catalog in kb.catalogs.items():
        text = dump({name: catalog})
        again = read_text(text)[name]

        assert again == tuple(sorted(catalog, key=lambda record: record.id))
        assert dump({name: again}) == text


def test_canonical_form_sorts_and_leaves_defaults_out() -> None:
    text = dump({"genes": [gene(id="B1", hgnc_id="HGNC:2"), gene(id="A1")]})

    assert text == (
        '{\n  "genes": [\n'
        '    {\n      "id": "A1",\n      "name": "a gene",\n      "hgnc_id": "HGNC:1"\n    },\n'
        '    {\n      "id": "B1",\n      "name": "a gene",\n      "hgnc_id": "HGNC:2"\n    }\n  ]\n}\n'
    )


def test_a_folder_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(dump({"genes": [gene()]}))
    (tmp_path / "b.json").write_text(dump({"references": [reference()]}))
    (tmp_path / "manifest.json").write_text("not read")

    assert {name: len(found) for name, found in read(tmp_path).items()} == {"genes": 1, "references": 1}


def test_problems_of_a_folder_are_told_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(dump({"genes": [gene()]}))
    (tmp_path / "b.json").write_text(dump({"genes": [gene()]}))
    (tmp_path / "c.json").write_bytes(b"\xff\xfe")
    (tmp_path / "d.json").mkdir()

    with pytest.raises(DataError) as caught:
        read(tmp_path)

    files = [Path(problem.file).name for problem in caught.value.problems]
    assert files == ["b.json", "c.json", "d.json"]
    assert "also stands in" in caught.value.problems[0].message
    assert "is not UTF-8 text" in caught.value.problems[1].message


def test_an_empty_folder_and_a_missing_file_are_problems(tmp_path: Path) -> None:
    assert "no *.json file" in validate(tmp_path)[0].message
    assert "cannot be read" in validate(tmp_path / "none.json")[0].message
    assert "is empty" in validate("")[0].message


SOUND = {
    "genes": (gene(),),
    "references": (reference(),),
    "diseases": (disease(),),
    "hypotheses": (hypothesis(),),
    "evidence": (finding(gene_ids=("ABC1",)),),
}


def integrity_of(**changes: Any) -> list[str]:
    return [str(problem) for problem in check_integrity({**SOUND, **changes})]


def test_records_that_fit_together_have_no_problems() -> None:
    assert integrity_of() == []


def test_dangling_links_are_found_with_a_suggestion() -> None:
    (problem,) = integrity_of(evidence=(finding(gene_ids=("ABC2",)),))

    assert problem == ("evidence 'doe-2020-finding': gene_ids[0]: no gene 'ABC2'; did you mean 'ABC1'?")


def test_a_cohort_in_two_consortia_is_found() -> None:
    items = (
        finding(cohort="people", consortium="one"),
        finding(id="second", cohort="people", consortium="two"),
    )

    (problem,) = integrity_of(evidence=items)

    assert "cohort 'people' is of consortium 'two' here but of 'one'" in problem


def test_a_synthesis_that_pools_itself_is_found() -> None:
    items = (finding(id="a", member_ids=("b",)), finding(id="b", member_ids=("a",)))

    assert len(integrity_of(evidence=items)) == 2


def test_a_publication_under_two_ids_is_found() -> None:
    (problem,) = integrity_of(references=(reference(), reference(id="doe-2020b")))

    assert "10.1000/1 is also that of reference 'doe-2020'" in problem


def test_validate_accepts_links_into_the_bundle_and_refuses_others(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    item = finding(gene_ids=("SOD1",), bearings=(bearing(hypothesis_id="genetic-monogenic"),))
    path.write_text(dump({"references": [reference()], "evidence": [item]}))
    assert validate(path) == ()

    path.write_text(dump({"evidence": [item]}))
    (problem,) = validate(path)
    assert "no reference 'doe-2020'" in problem.message
    assert problem.file == str(path)


def test_every_catalog_can_be_read() -> None:
    assert read_text(json.dumps({name: [] for name in RECORD_TYPES})) == dict.fromkeys(RECORD_TYPES, ())


@pytest.mark.parametrize("name", list(RECORD_TYPES))
def test_the_quick_way_to_the_bundled_records_gives_the_same(name: str, data_folder: Path) -> None:
    text = (data_folder / f"{name}.json").read_text(encoding="utf-8")
    strict = read_text(text)[name]

    quick = tuple(builder(RECORD_TYPES[name])(content) for content in json.loads(text)[name])

    assert quick == strict
    assert tuple(alsfacts.knowledge_base().catalog(name)) == strict


@given(st.data())
def test_the_quick_way_gives_equal_records_for_any_part_of_the_content(data: st.DataObject) -> None:
    # Optional fields come and go, so that every default is met.
    name = data.draw(st.sampled_from(list(RECORD_TYPES)))
    record = data.draw(st.sampled_from(list(alsfacts.knowledge_base().catalog(name))))
    content = json.loads(dump({name: [record]}))[name][0]
    optional = [
        field.name
        for field in attrs.fields(type(record))
        if field.init and field.default is not attrs.NOTHING and field.name in content
    ]
    for field in data.draw(st.lists(st.sampled_from(optional), unique=True)) if optional else []:
        if data.draw(st.booleans()):
            del content[field]
        else:
            content[field] = None
    try:
        (strict,) = read_text(json.dumps({name: [content]}))[name]
    except DataError:
        # What contradicts itself then is no content of a sound file.
        assume(False)

    assert builder(RECORD_TYPES[name])(content) == strict
    assert builder(RECORD_TYPES[name])(content).home is None


def test_what_is_wrong_with_one_field_hides_nothing_of_another() -> None:
    text = json.dumps(
        {
            "evidence": [
                {
                    "id": "An id",
                    "statement": " blank",
                    "design": "gwaz",
                    "n_cases": "3",
                    "species": ["mouse", "mouse"],
                    "gene_ids": ["SOD1", "x y", 7],
                    "bearings": [{"hypothesis_id": "Slug", "direction": "for", "why": None}],
                    "measure": {"name": "x", "value": True, "unit": 1, "n": -1},
                    "stetement": 1,
                }
            ]
        }
    )

    with pytest.raises(DataError) as caught:
        read_text(text)

    assert sorted(problem.field for problem in caught.value.problems) == [
        "basis",
        "bearings[0].direction",
        "bearings[0].directness",
        "bearings[0].hypothesis_id",
        "bearings[0].why",
        "design",
        "gene_ids[1]",
        "gene_ids[2]",
        "id",
        "measure.n",
        "measure.unit",
        "measure.value",
        "n_cases",
        "reference_id",
        "seen_at",
        "species[1]",
        "statement",
        "stetement",
    ]
    messages = {problem.field: problem.message for problem in caught.value.problems}
    assert messages["n_cases"] == "expected a whole number, got text '3'"
    assert messages["bearings[0].why"] == "expected text, got null"


@pytest.mark.parametrize("text", ["", "[", '{"genes": [NaN]}', "[]", '{"genes": [{"id": 7}]}'])
def test_an_error_of_ours_shows_none_from_below(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(text)

    attempts = (partial(read_text, text), partial(read, path), partial(read, tmp_path / "nothing.json"))
    for attempt in attempts:
        with pytest.raises(DataError) as caught:
            attempt()
        assert caught.value.__context__ is None
        assert caught.value.__cause__ is None


# Files that are read piece by piece


@pytest.mark.parametrize("length", [1, 7, 4096])
def test_a_file_may_be_cut_anywhere(
    length: int, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    item = finding(statement="Sjögren \N{MINUS SIGN} \N{GRINNING FACE}", n_cases=12)
    path.write_text(dump({"evidence": [item], "references": [reference()]}).replace("\n", "\r\n"), "utf-8")
    monkeypatch.setattr("alsfacts.serialization._PIECE", length)

    assert read(path) == {"evidence": (item,), "references": (reference(),)}
    if length > 1:
        assert read(data_folder / "diseases.json")["diseases"] == tuple(alsfacts.diseases)


@pytest.mark.parametrize(
    ("ending", "message"),
    [
        (b'"\xff"}', "is not UTF-8 text: byte 3000011 is invalid"),
        (b"[1,]}", "is not JSON"),
        (b"", "is not JSON"),
        (b"[]} {}", "is not JSON: Extra data"),
        (b'[{"id": "x", "id": "y"}]}', "a key stands twice in one object: 'id'"),
    ],
)
def test_what_is_wrong_behind_the_first_piece_is_told_as_before(
    ending: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(b"{" + b" " * 3_000_000 + b'"genes": ' + ending)

    with pytest.raises(DataError) as caught:
        read(path)

    (problem,) = caught.value.problems
    assert problem.message.startswith(message)
    assert problem.file == str(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
@pytest.mark.parametrize(("text", "sound"), [('{"genes": []}', True), ('{"genes": [}', False)])
def test_a_pipe_is_read_once(text: str, sound: bool, tmp_path: Path) -> None:
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(text,))
    writer.start()

    if sound:
        assert read(path) == {"genes": ()}
    else:
        with pytest.raises(DataError, match="is not JSON"):
            read(path)
    writer.join()
