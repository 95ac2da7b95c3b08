"""GA4GH VA-Spec: statements on genes and hypotheses, with their lines of evidence.

The shape is VA-Spec 1.1.0, whose Python models are ga4gh.va_spec 0.5.0 (0.5.0a7 seen). Its
GeneDiseaseValidityProposition (draft) holds what ClinGen assesses. It has no class for a
hypothesis on the causes of a disease; its Proposition is open for classes of one's own, and
``CausalHypothesisProposition`` is ours. The last released models, 0.4.4 for VA-Spec 1.0, have
neither: propositions there are on variants only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidTypeError
from alsfacts.export.provenance import provenance_of
from alsfacts.export.va_genes import validity_statement
from alsfacts.export.va_hypotheses import hypothesis_statement
from alsfacts.export.va_parts import Content, data_set
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Gene, Hypothesis
from alsfacts.scoring.policy import ScoringPolicy

__all__ = ["va_spec", "va_spec_json", "va_spec_json_lines"]

Source = Catalog[Any] | KnowledgeBase


def va_spec(
    source: Source,
    *,
    disease: Disease | str = "als",
    policy: ScoringPolicy | None = None,
    superseded: bool = False,
) -> list[Content]:
    """Return VA-Spec statements.

    Parameters
    ----------
    source : Catalog of Gene or of Hypothesis, or KnowledgeBase
        Genes give a statement for each assessment of their validity, hypotheses one each. Of a
        knowledge base come those of all genes, then those of all hypotheses.
    disease : Disease or str
        Disease that the hypotheses are scored in; the assessments of genes name their own.
    policy : ScoringPolicy, optional
        Numbers that the hypotheses are scored by; the default policy if left out.
    superseded : bool
        Whether assessments that a newer one replaced are among those of the genes. Programs
        need not understand the extension that marks them.

    Returns
    -------
    list of dict
        Statements in the JSON shape of VA-Spec 1.1.0.

    Raises
    ------
    InvalidTypeError
        If the source is none of these, or an argument has the wrong type.
    UnknownRecordError
        If no disease profile answers to the name.
    UnboundRecordError
        If the hypotheses belong to no knowledge base.

    Examples
    --------
    >>> from alsfacts import genes, hypotheses
    >>> statement = va_spec(genes.where(als_loci="ALS1"))[0]
    >>> statement["proposition"]["predicate"], statement["direction"]
    ('variantsInGeneCausalFor', 'supports')
    >>> (statement,) = va_spec(hypotheses.where(id="genetic-sole"))
    >>> statement["direction"], statement["classification"]["name"]
    ('disputes', 'probably not')
    """
    return list(_statements(source, disease, policy, superseded=superseded))


def va_spec_json_lines(
    source: Source,
    *,
    disease: Disease | str = "als",
    policy: ScoringPolicy | None = None,
    superseded: bool = False,
) -> Iterator[str]:
    r"""Yield the pieces of `va_spec_json`, a statement at a time.

    Parameters
    ----------
    source : Catalog of Gene or of Hypothesis, or KnowledgeBase
        As in `va_spec`.
    disease : Disease or str
        As in `va_spec`.
    policy : ScoringPolicy, optional
        As in `va_spec`.
    superseded : bool
        As in `va_spec`.

    Yields
    ------
    str
        Pieces of the text.

    Examples
    --------
    >>> from alsfacts import genes
    >>> list(va_spec_json_lines(genes.where(id="ENAH")))
    ['[', '\n]\n']
    """
    separator = "\n"
    yield "["
    for statement in _statements(source, disease, policy, superseded=superseded):
        yield separator + json.dumps(statement, ensure_ascii=False, allow_nan=False)
        separator = ",\n"
    yield "\n]\n"


def va_spec_json(
    source: Source,
    *,
    disease: Disease | str = "als",
    policy: ScoringPolicy | None = None,
    superseded: bool = False,
) -> str:
    """Return VA-Spec statements as JSON.

    Parameters
    ----------
    source : Catalog of Gene or of Hypothesis, or KnowledgeBase
        As in `va_spec`.
    disease : Disease or str
        As in `va_spec`.
    policy : ScoringPolicy, optional
        As in `va_spec`.
    superseded : bool
        As in `va_spec`.

    Returns
    -------
    str
        An array, one statement a line. The data that a statement is made of stands in its
        extension ``dataSet``, since JSON has no comments.

    Raises
    ------
    InvalidTypeError, UnknownRecordError, UnboundRecordError
        As in `va_spec`.

    Examples
    --------
    >>> import json
    >>> from alsfacts import genes
    >>> json.loads(va_spec_json(genes.where(als_loci="ALS1")))[0]["type"]
    'Statement'
    """
    return "".join(va_spec_json_lines(source, disease=disease, policy=policy, superseded=superseded))


def _statements(
    source: Source, disease: Disease | str, policy: ScoringPolicy | None, *, superseded: bool
) -> Iterator[Content]:
    if isinstance(source, KnowledgeBase):
        catalogs: tuple[Catalog[Any], ...] = (source.genes, source.hypotheses)
    elif isinstance(source, Catalog) and source.kind in (Gene, Hypothesis):
        catalogs = (source,)
    else:
        kind = repr(source) if isinstance(source, Catalog) else type(source).__name__
        msg = f"expected a catalog of genes or of hypotheses, or a knowledge base, got {kind}"
        raise InvalidTypeError(msg)
    origin = data_set(provenance_of(source))
    for catalog in catalogs:
        for record in catalog:
            if isinstance(record, Gene):
                for place, assessment in enumerate(record.assessments):
                    if superseded or not assessment.superseded:
                        yield validity_statement(record, place, catalog.home, origin)
            else:
                yield hypothesis_statement(record, catalog.home, disease, policy, origin)
