"""The JSON Schemas: fresh, understood by others, and of one mind with the strict reader."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource

import alsfacts
from alsfacts import model
from alsfacts.docstrings import meanings_of
from alsfacts.errors import DataError, InvalidTypeError, Problem, UnknownRecordError
from alsfacts.identifiers import PATTERNS, is_well_formed
from alsfacts.model import RECORD_TYPES, Value
from alsfacts.schema import DATA_FORMAT, DIALECT, _Definitions, json_schema, schema_files
from alsfacts.serialization import dump, read_text
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

SCHEMA = json_schema()
DEFINITIONS: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)


def accepted_by_schema(content: Any) -> bool:
    return bool(VALIDATOR.is_valid(content))


def problems_of(content: Any) -> tuple[Problem, ...]:
    try:
        read_text(json.dumps(content))
    except DataError as error:
        return error.problems
    return ()


# Shipped, fresh, whole


def test_the_shipped_schemas_are_those_of_the_classes(data_folder: Path) -> None:
    shipped = {path.name: path.read_bytes() for path in (data_folder / "schema").iterdir()}
    fresh = {name: text.encode() for name, text in schema_files().items()}

    assert list(shipped.keys() ^ fresh.keys()) == []
    stale = [name for name, content in fresh.items() if shipped[name] != content]
    assert stale == [], "write them with: alsfacts schema src/alsfacts/data/schema"


def test_the_bytes_do_not_depend_on_the_process() -> None:
    script = "from alsfacts.schema import schema_files; print(schema_files())"
    texts = {
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert len(texts) == 1


def test_there_is_a_schema_for_any_file_and_one_a_catalog() -> None:
    assert list(schema_files()) == [
        "alsfacts.schema.json",
        *(f"{name}.schema.json" for name in RECORD_TYPES),
    ]


@pytest.mark.parametrize("name", list(schema_files()))
def test_every_schema_is_one_and_says_what_it_is_of(name: str) -> None:
    schema = json.loads(schema_files()[name])

    Draft202012Validator.check_schema(schema)
    assert (schema["$schema"], schema["$id"]) == (DIALECT, name)
    assert f"format {DATA_FORMAT}" in schema["title"]


def test_the_format_is_that_of_the_data() -> None:
    assert alsfacts.manifest().data_version.split(".")[0] == str(DATA_FORMAT)


def test_the_schemas_stay_small() -> None:
    assert sum(len(text) for text in schema_files().values()) < 100_000


CLASSES: list[type[Value]] = [
    getattr(model, name) for name, schema in DEFINITIONS.items() if "properties" in schema
]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_field_is_there_and_explained(kind: type[Value]) -> None:
    schema = DEFINITIONS[kind.__name__]
    fields = [field for field in attrs.fields(kind) if field.init]

    assert list(schema["properties"]) == [field.name for field in fields]
    assert set(meanings_of(kind)) == set(schema["properties"])
    assert schema["description"]
    assert schema["additionalProperties"] is False
    assert schema.get("required", []) == [field.name for field in fields if field.default is attrs.NOTHING]
    for field in schema["properties"].values():
        assert re.fullmatch(r"\S.*[.)]", field["description"])
        assert "``" not in field["description"]


def test_every_word_carries_its_meaning() -> None:
    for word in alsfacts.vocabulary.Design:
        assert {"const": word.value, "description": word.meaning} in DEFINITIONS["Design"]["oneOf"]
    assert len(DEFINITIONS["Design"]["oneOf"]) == len(alsfacts.vocabulary.Design)


def test_fields_look_as_they_are_declared() -> None:
    evidence = DEFINITIONS["Evidence"]["properties"]

    assert evidence["n_cases"] == {
        "type": ["integer", "null"],
        "minimum": 0,
        "description": "People with the disease, and controls, in the whole study.",
    }
    assert evidence["species"]["default"] == ["human"]
    assert evidence["disease_id"]["default"] == "als"
    assert evidence["cohort"]["anyOf"] == [{"$ref": "#/$defs/slug"}, {"type": "null"}]
    assert DEFINITIONS["Measure"]["properties"]["p_value"]["maximum"] == 1
    assert DEFINITIONS["CarrierCount"]["properties"]["unselected"]["type"] == "boolean"


def test_an_unknown_catalog_has_no_schema() -> None:
    with pytest.raises(UnknownRecordError, match="no catalog is called 'gene'; did you mean 'genes'"):
        json_schema("gene")
    with pytest.raises(UnknownRecordError, match="Catalogs: genes, "):
        json_schema("")
    with pytest.raises(UnknownRecordError):
        json_schema(["genes"])  # type: ignore[arg-type]


def test_a_type_that_no_schema_is_known_for_is_refused() -> None:
    with pytest.raises(InvalidTypeError, match="no schema can be made for <class 'bytes'>"):
        _Definitions().field(bytes, {})


def test_numbers_may_repeat_in_a_list() -> None:
    assert _Definitions().field(tuple[float, ...], {}) == {"type": "array", "items": {"type": "number"}}


# An independent validator


@pytest.mark.parametrize("name", list(RECORD_TYPES))
def test_the_bundled_files_are_valid(name: str, data_folder: Path) -> None:
    content = json.loads((data_folder / f"{name}.json").read_text(encoding="utf-8"))

    assert [error.message for error in VALIDATOR.iter_errors(content)] == []


def test_the_schema_of_a_catalog_takes_that_catalog_only(data_folder: Path) -> None:
    files = {name: json.loads(text) for name, text in schema_files().items()}
    resources = [(name, Resource.from_contents(schema)) for name, schema in files.items()]
    registry: Any = Registry().with_resources(resources)
    genes = Draft202012Validator(files["genes.schema.json"], registry=registry)
    bundled = json.loads((data_folder / "genes.json").read_text(encoding="utf-8"))

    assert genes.is_valid({"$schema": "schema/genes.schema.json", **bundled})
    assert not genes.is_valid({"genes": [{"id": "SOD1"}]})
    assert not genes.is_valid({"claims": []})


SOUND: dict[str, list[Any]] = json.loads(
    dump(
        {
            "genes": [gene()],
            "references": [reference()],
            "diseases": [disease()],
            "hypotheses": [hypothesis()],
            "evidence": [
                attrs.evolve(
                    finding(bearings=(bearing(),)),
                    gene_ids=("SOD1", "FUS"),
                )
            ],
        }
    )
)
SOUND["evidence"][0] |= {
    "measure": {"name": "odds ratio", "value": 2, "unit": "ratio", "ci_level": 95},
    "carrier_count": {
        "carriers": 1,
        "cases": 2,
        "population": "north",
        "unselected": True,
        "criteria": "Listed.",
    },
}


def places(error: Any) -> Iterator[str]:
    """Say where the schema sees a mistake, in the way of the reader."""
    if error.validator == "anyOf":
        # The other branch is null.
        for inner in error.context:
            if inner.schema_path[0] == 0:
                yield from places(inner)
        return
    names: list[Any] = [None]
    if error.validator == "required":
        # One error for each field that is missing.
        names = [name for name in error.validator_value if error.message.startswith(repr(name))]
    elif error.validator == "additionalProperties":
        names = sorted(set(error.instance) - set(error.schema["properties"]))
    for name in names:
        whole = [*error.absolute_path, *([] if name is None else [name])]
        inside = whole[2:] if len(whole) > 2 else whole
        yield "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in inside)[1:]


class Case(NamedTuple):
    catalog: str
    path: str
    value: Any
    message: str


LEFT_OUT = object()

BROKEN = [
    Case("evidence", "statement", 5, "expected text"),
    Case("evidence", "statement", ["x"], "expected text"),
    Case("evidence", "n_cases", "12", "expected a whole number"),
    Case("evidence", "n_cases", 12.5, "expected a whole number"),
    Case("evidence", "n_cases", True, "expected a whole number"),
    Case("evidence", "measure.value", "2", "expected a number"),
    Case("evidence", "measure.value", False, "expected a number"),
    Case("evidence", "carrier_count.unselected", 1, "expected true or false"),
    Case("evidence", "carrier_count.unselected", "yes", "expected true or false"),
    Case("evidence", "gene_ids", "SOD1", "expected a list"),
    Case("evidence", "gene_ids", {"SOD1": 1}, "expected a list"),
    Case("evidence", "gene_ids[1]", 7, "expected text"),
    Case("evidence", "bearings[0]", "supports", "expected an object"),
    Case("evidence", "measure", [1], "expected an object"),
    Case("evidence", "statement", None, "got null"),
    Case("evidence", "gene_ids", None, "got null"),
    Case("evidence", "species", None, "got null"),
    Case("evidence", "design", None, "None is not a Design"),
    Case("evidence", "risk_of_bias", None, "None is not a RiskOfBias"),
    Case("evidence", "bearings[0].why", None, "got null"),
    Case("evidence", "bearings[0]", None, "got null"),
    Case("genes", "hgnc_id", None, "got null"),
    Case("evidence", "statment", "x", "unknown field"),
    Case("evidence", "bearings[0].wy", "x", "unknown field"),
    Case("evidence", "measure.low", 1, "unknown field"),
    Case("evidence", "_home", None, "unknown field"),
    Case("evidence", "$schema", "x", "unknown field"),
    Case("evidence", "design", "case-contrl", "is not a Design"),
    Case("evidence", "design", "Case-control", "is not a Design"),
    Case("evidence", "design", 3, "is not a Design"),
    Case("evidence", "species", ["human", "martian"], "is not a Species"),
    Case("evidence", "bearings[0].direction", "for", "is not a Direction"),
    Case("evidence", "outcome", "good", "is not a Outcome"),
    Case("evidence", "gene_ids[0]", "not a symbol", "not a well-formed symbol"),
    Case("evidence", "reference_id", "Doe-2020", "not a well-formed slug"),
    Case("evidence", "cohort", "the people", "not a well-formed slug"),
    Case("genes", "hgnc_id", "HGNC:0", "not a well-formed hgnc"),
    Case("genes", "hgnc_id", "HGNC:1\u0661", "not a well-formed hgnc"),
    Case("genes", "hgnc_id", "HGNC:1\n", "without blanks at its ends"),
    Case("genes", "name", "", "without blanks at its ends"),
    Case("genes", "name", " a gene", "without blanks at its ends"),
    Case("genes", "name", "a gene\n", "without blanks at its ends"),
    Case("genes", "name", "a gene\u2003", "without blanks at its ends"),
    Case("references", "year", 1799, "at least 1800"),
    Case("references", "year", 2101, "at most 2100"),
    Case("evidence", "n_cases", -1, "at least 0"),
    Case("evidence", "measure.p_value", 1.5, "at most 1"),
    Case("evidence", "measure.ci_level", 49.9, "at least 50"),
    Case("evidence", "statement", LEFT_OUT, "is missing"),
    Case("evidence", "design", LEFT_OUT, "is missing"),
    Case("evidence", "bearings[0].why", LEFT_OUT, "is missing"),
    Case("evidence", "measure.unit", LEFT_OUT, "is missing"),
    Case("diseases", "mondo_id", LEFT_OUT, "is missing"),
]


def steps(path: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in re.split(r"[.\[\]]+", path.rstrip("]"))]


def broken(case: Case) -> dict[str, Any]:
    content: dict[str, Any] = deepcopy(SOUND)
    target: Any = content[case.catalog][0]
    *above, last = steps(case.path)
    for step in above:
        target = target[step]
    if case.value is LEFT_OUT:
        del target[last]
    else:
        target[last] = case.value
    return content


def test_what_is_broken_below_is_sound_before() -> None:
    assert problems_of(SOUND) == ()
    assert accepted_by_schema(SOUND)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.path}-{case.message}")
def test_schema_and_reader_refuse_the_same_place(case: Case) -> None:
    content = broken(case)
    (problem,) = problems_of(content)
    seen = {place for error in VALIDATOR.iter_errors(content) for place in places(error)}

    assert case.message in problem.message
    assert seen == {problem.field}


@pytest.mark.parametrize(
    "content",
    [
        [],
        None,
        "genes",
        {"novels": []},
        {"genes": {}},
        {"genes": None},
        {"genes": ["SOD1"]},
        {"genes": [], "$schema": 7},
        {**SOUND, "evidence": [{**SOUND["evidence"][0], "gene_ids": ["SOD1", "FUS", "SOD1"]}]},
        {**SOUND, "evidence": [{**SOUND["evidence"][0], "species": ["human", "human"]}]},
        {**SOUND, "evidence": [{**SOUND["evidence"][0], "bearings": SOUND["evidence"][0]["bearings"] * 2}]},
    ],
)
def test_schema_and_reader_refuse_the_same_files(content: Any) -> None:
    assert problems_of(content) != ()
    assert not accepted_by_schema(content)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"$schema": "schema/alsfacts.schema.json"},
        dict.fromkeys(RECORD_TYPES, ()),
        {
            "evidence": [
                {**SOUND["evidence"][0], "note": None, "region": None, "measure": None, "n_cases": None}
            ]
        },
        {"evidence": [{**SOUND["evidence"][0], "note": "\ufeffa\u00ad", "n_controls": 10**30}]},
    ],
)
def test_schema_and_reader_accept_the_same_files(content: Any) -> None:
    assert problems_of(content) == ()
    assert accepted_by_schema(json.loads(json.dumps(content)))


@pytest.mark.parametrize(
    ("catalog", "changes"),
    [
        ("evidence", {"n_cases": 12.0}),
        ("evidence", {"n_cases": 10**400}),
        ("evidence", {"species": []}),
        ("evidence", {"design": "animal-model"}),
        ("references", {"doi": None}),
    ],
)
def test_what_a_schema_cannot_say_the_reader_finds(catalog: str, changes: dict[str, Any]) -> None:
    content = {catalog: [{**SOUND[catalog][0], **changes}]}

    assert accepted_by_schema(content)
    assert len(problems_of(content)) == 1


# Records changed at random

BUNDLED: dict[str, list[dict[str, Any]]] = {
    name: json.loads((Path(alsfacts.__file__).parent / "data" / f"{name}.json").read_text(encoding="utf-8"))[
        name
    ]
    for name in RECORD_TYPES
}
ENDS = [
    "",
    "\n",
    " ",
    "\u00a0",
    "\u0085",
    "\x1c",
    "\u2028",
    "\ufeff",
    "\u0663",
    "1",
    "x",
    "-",
    ":",
    "\U0001f9ec",
]
NUMBERS = [
    None,
    -1,
    -0.5,
    0,
    0.0,
    0.5,
    1,
    1.0,
    6.5,
    12,
    12.5,
    49,
    101,
    1799,
    2101,
    2000.0,
    1e308,
    10**30,
    True,
]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inside: Any = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for key, inner in inside:
        yield from paths_in(inner, (*path, key))


def fields_beside(old: dict[str, Any]) -> list[str]:
    """Name the fields of the classes that an object may be of."""
    classes = [schema["properties"] for schema in DEFINITIONS.values() if "properties" in schema]
    return sorted({name for fields in classes if old.keys() <= fields.keys() for name in fields} or {"novel"})


@st.composite
def chosen_paths(draw: st.DrawFn, value: Any) -> tuple[Any, ...]:
    """Draw the field first and then the place in its lists, so that long lists do not outweigh the rest."""
    by_field: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for path in paths_in(value):
        by_field.setdefault(tuple(step for step in path if isinstance(step, str)), []).append(path)
    return draw(st.sampled_from(by_field[draw(st.sampled_from(list(by_field)))]))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@st.composite
def changed_values(draw: st.DrawFn, old: Any, catalog: str) -> Any:
    kind = draw(st.sampled_from(["like", "like", "like", "found", "any"]))
    if kind == "found":
        other = draw(st.sampled_from(BUNDLED[catalog]))
        return deepcopy(at(other, draw(chosen_paths(other))))
    if kind == "any":
        return draw(json_values)
    if isinstance(old, str):
        cut = draw(st.integers(0, len(old)))
        text = draw(st.sampled_from(["", old, old[:cut], old[cut:], old.upper(), old.lower()]))
        return draw(st.sampled_from(ENDS)) + text + draw(st.sampled_from(ENDS))
    if isinstance(old, list):
        return draw(st.sampled_from([[], old[:1], old[1:], old + old[:1], old[::-1], [old]]))
    if isinstance(old, dict):
        name = draw(st.just("novel") | st.sampled_from(fields_beside(old)))
        return {**old, name: draw(st.sampled_from([None, None, [], "", "als", -1, 0.5, 2, 2000, 9999]))}
    return draw(st.sampled_from(NUMBERS))


@st.composite
def changed_records(draw: st.DrawFn, catalog: str) -> Any:
    record: Any = deepcopy(draw(st.sampled_from(BUNDLED[catalog])))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.one_of(chosen_paths(record), chosen_paths(record), chosen_paths(record), st.just(())))
        value = draw(changed_values(at(record, path), catalog))
        if not path:
            record = value
        elif draw(st.integers(0, 5)) == 0:
            del at(record, path[:-1])[path[-1]]
        else:
            at(record, path[:-1])[path[-1]] = value
    return record


OF_STRUCTURE = re.compile(
    r"^expected (text|a list|an object|a number|a whole number|true or false)\b"
    r"|^unknown field|^is missing$| is not a (\w+[.;].* Accepted: |well-formed )"
)
WHOLE_BUT_WITH_A_POINT = re.compile(r"^expected a whole number, got number (\S+)$")


def is_of_structure(problem: Problem) -> bool:
    found = WHOLE_BUT_WITH_A_POINT.search(problem.message)
    if found is not None and float(found[1]).is_integer():
        return False
    return OF_STRUCTURE.search(problem.message) is not None


@pytest.mark.parametrize("catalog", list(RECORD_TYPES))
@given(data=st.data())
def test_schema_and_reader_never_disagree(catalog: str, data: st.DataObject) -> None:
    content = {catalog: [data.draw(changed_records(catalog))]}
    problems = problems_of(content)
    accepted = accepted_by_schema(content)

    # Whatever the reader takes, the schema takes; what only the reader refuses is no matter of structure.
    assert accepted or problems
    assert not accepted or [problem for problem in problems if is_of_structure(problem)] == []


# Every field of every class at its limits


def objects_in(value: Any, schema: dict[str, Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield the class of every object in a bundled record, and where it stands."""
    schema = schema.get("anyOf", [schema])[0]
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects_in(item, schema["items"], (*path, index))
    elif isinstance(value, dict):
        yield name, path
        for key, item in value.items():
            yield from objects_in(item, DEFINITIONS[name]["properties"][key], (*path, key))


# No bundled record has one.
OVERRIDDEN = {**SOUND["evidence"][0], "line_override": {"line": "model", "why": "So it is."}}


def alone(record: Any, path: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Leave out the other items of the list that the path goes through: there may be hundreds."""
    if len(path) < 2 or not isinstance(record[path[0]], list):
        return record, path
    return {**record, path[0]: [record[path[0]][path[1]]]}, (path[0], 0, *path[2:])


def smallest_examples() -> dict[str, tuple[str, Any, Any]]:
    """Return catalog, record and place of an object of each class, in the smallest record that has one."""
    found: dict[str, tuple[str, Any, Any]] = {"LineOverride": ("evidence", OVERRIDDEN, ("line_override",))}
    for catalog, records in BUNDLED.items():
        for record in sorted(records, key=lambda record: len(str(record))):
            for name, path in objects_in(record, SCHEMA["properties"][catalog]["items"]):
                if name not in found:
                    found[name] = (catalog, *alone(record, path))
    return found


EXAMPLES = smallest_examples()


def values_to_try(schema: dict[str, Any]) -> list[Any]:
    ends = [schema[end] for end in ("minimum", "maximum") if end in schema]
    near = [end + step for end in ends for step in (-1, -0.001, 0, 0.001, 1)]
    return [LEFT_OUT, None, True, "", "x", "Two words", " x", [], ["x"], [None], {}, 0, 1, 2.5, *near]


@pytest.mark.parametrize("name", [kind.__name__ for kind in CLASSES])
def test_schema_and_reader_agree_on_every_field(name: str) -> None:
    catalog, record, path = EXAMPLES[name]
    for field, schema in DEFINITIONS[name]["properties"].items():
        for value in values_to_try(schema):
            changed = deepcopy(record)
            at(changed, path).pop(field, None)
            if value is not LEFT_OUT:
                at(changed, path)[field] = value
            problems = problems_of({catalog: [changed]})
            accepted = accepted_by_schema({catalog: [changed]})

            assert accepted == (not any(is_of_structure(problem) for problem in problems)), (field, value)


# Expressions that mean the same everywhere

EXPRESSIONS = {
    **{name: DEFINITIONS[name]["pattern"] for name in PATTERNS if name in DEFINITIONS},
    "text": DEFINITIONS["text"]["not"]["pattern"],
}
# Quantifiers, groups, classes spelt out, escaped signs, letters: no \d, \s, \w, \b, dot or look-around.
PORTABLE = re.compile(
    r"(?:\\[.*+?^$(){}|/\[\]\\]|\[\^?[^\\\[\]]+\]|\(\?:|\(|\)|[*+?]|\{[0-9]+(?:,[0-9]*)?\}|\||\^|\$|[A-Za-z0-9:/_-])*"
)


@pytest.mark.parametrize("name", list(EXPRESSIONS))
def test_expressions_keep_to_what_python_and_ecmascript_share(name: str) -> None:
    assert PORTABLE.fullmatch(EXPRESSIONS[name])


def candidates(name: str) -> list[str]:
    example = PATTERNS[name].example
    words = {example, example.upper(), example.lower(), example[1:], example[:-1], example * 2, f"x{example}"}
    words |= {pattern.example for pattern in PATTERNS.values()}
    for end in (
        *ENDS,
        *map(chr, range(0x300)),
        *(chr(code) for code in range(0x10000) if chr(code).isspace()),
    ):
        words |= {end, end + example, example + end, example[:-1] + end + example[-1:]}
    return sorted(words)


def read_as(name: str, value: str) -> bool:
    return value == value.strip() != "" and is_well_formed(value, name)


@pytest.mark.parametrize("name", list(EXPRESSIONS.keys() - {"text"}))
def test_identifiers_in_the_validator_are_those_of_the_reader(name: str) -> None:
    validator = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": DEFINITIONS})

    assert [value for value in candidates(name) if validator.is_valid(value) != read_as(name, value)] == []


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
@pytest.mark.parametrize("flags", ["", "u", "v"])
def test_identifiers_in_ecmascript_are_those_of_the_reader(flags: str) -> None:
    names = list(EXPRESSIONS.keys() - {"text"})
    script = """
const {expressions, words, flags} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const made = Object.fromEntries(Object.entries(expressions).map(([k, e]) => [k, new RegExp(e, flags)]));
const holds = (name, word) => word.length > 0 && !made.text.test(word) && made[name].test(word);
const found = Object.entries(words).map(([name, list]) => [name, list.map((word) => holds(name, word))]);
process.stdout.write(JSON.stringify(Object.fromEntries(found)));
"""
    words = {name: candidates(name) for name in names}
    result = subprocess.run(  # noqa: S603
        [str(shutil.which("node")), "-e", script],
        input=json.dumps({"expressions": EXPRESSIONS, "words": words, "flags": flags}),
        capture_output=True,
        text=True,
        check=True,
    )
    for name, answers in json.loads(result.stdout).items():
        wrong = [
            word for word, answer in zip(words[name], answers, strict=True) if answer != read_as(name, word)
        ]
        assert wrong == [], name
