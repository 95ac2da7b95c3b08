"""RDF in Turtle: all records, with their parts and their links.

A record is ``urn:alsfacts:CATALOG/ID``, a part of it ``urn:alsfacts:CATALOG/ID/FIELD/PLACE``, the
same ids as in VA-Spec. Known terms are used where there are some (`alsfacts.export.rdf_terms`);
every other property is our own, ``urn:alsfacts:terms/FIELD``, and described in the file, as are the
words of the vocabularies (SKOS). Turtle is that of https://www.w3.org/TR/turtle/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from alsfacts.docstrings import meanings_of, summary_of
from alsfacts.export.identifier_iris import NAMESPACE, RECORD_PREFIXES, WORDS, iri_of
from alsfacts.export.provenance import base_of, provenance_of
from alsfacts.export.rdf_terms import (
    BEARINGS,
    PREFIXES,
    biolink_class,
    literal,
    properties_of,
    reference_to,
    word_iri,
)
from alsfacts.export.va_parts import mode_of_inheritance
from alsfacts.knowledge import KnowledgeBase
from alsfacts.links import outgoing_links
from alsfacts.model import Evidence, Record, Value
from alsfacts.terms import OrderedTerm, Term
from alsfacts.vocabulary import Inheritance

__all__ = ["turtle", "turtle_lines"]

_DATA_SET = f"<{NAMESPACE}dataset>"

Statement = tuple[str, str]
"""Property and object, as Turtle."""


def turtle(source: KnowledgeBase | None = None) -> str:
    """Return records as RDF in Turtle.

    Parameters
    ----------
    source : KnowledgeBase, optional
        The records; the bundled ones if left out.

    Returns
    -------
    str
        Every field of every record. RDF knows no order, so that of values in a list is lost;
        parts have their place in their IRI.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base.

    Examples
    --------
    >>> text = turtle()
    >>> place = text.index("genes:SOD1 a ")
    >>> print(text[place : place + 98])
    genes:SOD1 a alsfacts:Gene, biolink:Gene ;
        dcterms:identifier "SOD1" ;
        rdfs:label "SOD1" ;
    """
    return "".join(turtle_lines(source))


def turtle_lines(source: KnowledgeBase | None = None) -> Iterator[str]:
    r"""Yield the pieces of `turtle`, a subject at a time.

    Parameters
    ----------
    source : KnowledgeBase, optional
        As in `turtle`.

    Returns
    -------
    iterator of str
        Pieces of the text.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base.

    Examples
    --------
    >>> next(turtle_lines()).startswith("# alsfacts ")
    True
    """
    return _Writer().pieces(base_of(source, "RDF"))


class _Writer:
    """Writes records, and remembers which classes and words need to be described."""

    __slots__ = ("_kinds", "_vocabularies")

    def __init__(self) -> None:
        self._kinds: dict[type[Value], None] = {}
        self._vocabularies: dict[type[Term], None] = {}

    def pieces(self, base: KnowledgeBase) -> Iterator[str]:
        provenance = provenance_of(base)
        for line in provenance.lines:
            yield f"# {line}\n"
        for name, prefix in PREFIXES.items():
            yield f"@prefix {name}: <{prefix}> .\n"
        about = [
            ("a", "void:Dataset"),
            ("dcterms:title", literal("alsfacts")),
            *(("dcterms:description", literal(line)) for line in provenance.lines),
        ]
        if provenance.data_version is not None:
            about.append(("owl:versionInfo", literal(provenance.data_version)))
        if provenance.data_date is not None:
            about.append(("dcterms:issued", literal(provenance.data_date, "xsd:date")))
        if provenance.licence is not None:
            about.append(("dc:rights", literal(provenance.licence)))
        yield _subject(_DATA_SET, about)
        for name, catalog in base.catalogs.items():
            for record in catalog:
                yield from self._record(RECORD_PREFIXES[name] + record.id, record)
        yield from self._own_terms()
        yield from self._words()

    def _record(self, iri: str, record: Record) -> Iterator[str]:
        links = {
            path: reference_to(RECORD_PREFIXES[catalog] + target)
            for path, catalog, target in outgoing_links(record)
        }
        first = [("void:inDataset", _DATA_SET)]
        biolink = biolink_class(record)
        if biolink is not None:
            first.insert(0, ("a", biolink))
        if isinstance(record, Evidence):
            first += [
                (BEARINGS[bearing.direction], links[f"bearings[{place}].hypothesis_id"])
                for place, bearing in enumerate(record.bearings)
                if bearing.direction in BEARINGS
            ]
        yield from self._value(iri, record, "", links, first)

    def _value(
        self, iri: str, value: Value, above: str, links: dict[str, str], more: list[Statement]
    ) -> Iterator[str]:
        """Yield a record or a part of one, then the parts of it."""
        kind = type(value)
        self._kinds[kind] = None
        statements, parts = [("a", f"alsfacts:{kind.__name__}")], []
        for field in attrs.fields(kind):
            content: Any = getattr(value, field.name) if field.init else None
            several = isinstance(content, tuple)
            items: tuple[Any, ...] = content if several else (content,)
            for place, item in enumerate(items):
                path = f"{above}{field.name}[{place}]" if several else f"{above}{field.name}"
                if isinstance(item, Value):
                    part = f"{iri}/{field.name}/{place}" if several else f"{iri}/{field.name}"
                    parts.append((part, item, f"{path}."))
                    found = f"<{part}>"
                elif item is not None:
                    found = links.get(path) or self._object(field, item)
                else:
                    continue
                statements += [(name, found) for name in properties_of(kind, field.name)]
        yield _subject(reference_to(iri), statements + more)
        for part, item, path in parts:
            yield from self._value(part, item, path, links, [])

    def _object(self, field: attrs.Attribute[Any], item: Any) -> str:
        if isinstance(item, Term):
            self._vocabularies[type(item)] = None
            return reference_to(word_iri(item))
        if isinstance(item, bool):
            return literal(str(item).lower(), "xsd:boolean")
        if isinstance(item, int | float):
            # By its field, so that 5 and 5.1 of a measure have one type.
            whole = "float" not in str(field.type)
            datatype = "xsd:gYear" if field.name == "year" else "xsd:integer" if whole else "xsd:double"
            return literal(repr(item), datatype)
        pattern = field.metadata.get("pattern")
        iri = iri_of(pattern, item)
        if iri is not None:
            return reference_to(iri)
        return literal(item, "xsd:date" if pattern == "date" else None)

    def _own_terms(self) -> Iterator[str]:
        meanings: dict[str, list[str]] = {}
        for kind in self._kinds:
            about = summary_of(kind)
            yield _subject(
                f"alsfacts:{kind.__name__}", [("a", "rdfs:Class"), ("rdfs:comment", literal(about))]
            )
            for field, meaning in meanings_of(kind).items():
                for name in properties_of(kind, field):
                    meanings.setdefault(name, []).append(f"{kind.__name__}: {meaning}")
        if any(issubclass(vocabulary, OrderedTerm) for vocabulary in self._vocabularies):
            meanings["alsfacts:rank"] = [
                "Place of a word in a vocabulary that has an order, from the lowest."
            ]
        for name, found in meanings.items():
            if name.startswith("alsfacts:"):
                comments = [("rdfs:comment", literal(meaning)) for meaning in found]
                yield _subject(name, [("a", "rdf:Property"), *comments])

    def _words(self) -> Iterator[str]:
        for vocabulary in self._vocabularies:
            scheme = reference_to(WORDS + vocabulary.__name__)
            yield _subject(
                scheme, [("a", "skos:ConceptScheme"), ("rdfs:comment", literal(summary_of(vocabulary)))]
            )
            for word in vocabulary:
                statements = [
                    ("a", "skos:Concept"),
                    ("skos:inScheme", scheme),
                    ("skos:prefLabel", literal(word.value)),
                    ("skos:definition", literal(word.meaning)),
                ]
                if isinstance(word, OrderedTerm):
                    statements.append(("alsfacts:rank", literal(str(word.rank), "xsd:integer")))
                if isinstance(word, Inheritance):
                    code: str = mode_of_inheritance(word)["primaryCoding"]["code"]
                    statements.append(("skos:closeMatch", code))
                yield _subject(reference_to(word_iri(word)), statements)


def _subject(name: str, statements: list[Statement]) -> str:
    """Return what is said of a subject, the objects of one property together."""
    objects: dict[str, list[str]] = {}
    for prop, found in statements:
        objects.setdefault(prop, []).append(found)
    lines = [f"{prop} {', '.join(dict.fromkeys(found))}" for prop, found in objects.items()]
    return f"\n{name} " + " ;\n    ".join(lines) + " .\n"
