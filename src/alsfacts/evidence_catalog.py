"""Catalogs of evidence, which can also be asked what bears on something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from alsfacts.catalog import Catalog, Finder
from alsfacts.errors import InvalidTypeError
from alsfacts.model import RECORD_TYPES, Evidence, Record, Reference
from alsfacts.vocabulary import Direction, ReferenceStatus

if TYPE_CHECKING:
    from alsfacts.model import Hypothesis

__all__ = ["EvidenceCatalog", "EvidenceOn"]

# By the name of their catalogs: most questions need none of these classes.
_ABOUT_FIELDS = {
    "genes": "gene_ids",
    "mechanisms": "mechanism_ids",
    "exposures": "exposure_ids",
    "therapies": "therapy_ids",
    "references": "reference_id",
    "diseases": "disease_id",
}


class EvidenceCatalog(Catalog[Evidence]):
    """A catalog of evidence, which can also be asked what bears on something.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> evidence.about("SOD1").where(design="randomised-trial").ids
    ('miller-2022-tofersen-valor',)
    """

    __slots__ = ()

    def about(self, subject: Record | str) -> EvidenceCatalog:
        """Return the evidence that names a subject.

        Parameters
        ----------
        subject : Gene, Mechanism, Exposure, Therapy, Reference, Disease or str
            The subject, or a name of one.

        Returns
        -------
        EvidenceCatalog
            Evidence that names it, in the same order.

        Raises
        ------
        UnknownRecordError
            If nothing answers to the name.
        InvalidTypeError
            If the subject is of another kind.

        Examples
        --------
        >>> from alsfacts import evidence, genes
        >>> evidence.about(genes["SOD1"]) == evidence.about("SOD1")
        True
        """
        record = self._resolve(subject, tuple(_ABOUT_FIELDS))
        return self._plain(self.having(_ABOUT_FIELDS[record.catalog_name], record.id))

    def on(self, hypothesis: Hypothesis | str) -> EvidenceOn:
        """Return the evidence that bears on a hypothesis.

        Parameters
        ----------
        hypothesis : Hypothesis or str
            The hypothesis, or a name of it.

        Returns
        -------
        EvidenceOn
            Evidence that bears on it, with ``.supporting``, ``.disputing`` and ``.neutral``.

        Raises
        ------
        UnknownRecordError
            If no hypothesis answers to the name.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> found = evidence.where(disease_id="als").on("autoimmune-contribution")
        >>> len(found) == len(found.supporting) + len(found.disputing) + len(found.neutral)
        True
        """
        record = self._resolve(hypothesis, ("hypotheses",))
        return EvidenceOn(self.bearing_on(record.id), self._home, record.id)

    def bearing_on(self, hypothesis_id: str) -> tuple[Evidence, ...]:
        """Return the evidence that bears on a hypothesis, by an index made once.

        Parameters
        ----------
        hypothesis_id : str
            Id of the hypothesis.

        Returns
        -------
        tuple of Evidence
            The evidence, in order; none if nothing has that id.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> evidence.bearing_on("multistep") == tuple(evidence.on("multistep"))
        True
        """
        found = self._indexed("bearings", lambda item: tuple(held.hypothesis_id for held in item.bearings))
        return found.get(hypothesis_id, ())

    def on_disease(self, disease_id: str) -> EvidenceCatalog:
        """Return the evidence on a disease, always the same catalog.

        Parameters
        ----------
        disease_id : str
            Id of the disease profile.

        Returns
        -------
        EvidenceCatalog
            The evidence, in order; empty if nothing has that id.

        Examples
        --------
        >>> from alsfacts import diseases, evidence
        >>> evidence.on_disease("als") is diseases["als"].evidence
        True
        """
        # Scores ask for it again and again, and what its indexes know is then known already.
        key = ("on_disease", disease_id)
        if key not in self._kept:
            self._kept.setdefault(key, self._plain(self.having("disease_id", disease_id)))
        found: EvidenceCatalog = self._kept[key]
        return found

    def is_retracted(self, item: Evidence) -> bool:
        """Say whether the publication of a finding is retracted: it is shown, and left out of every score.

        Parameters
        ----------
        item : Evidence
            A finding of this catalog.

        Returns
        -------
        bool
            Whether it is.

        Raises
        ------
        UnknownRecordError
            If the knowledge base does not hold the publication.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> evidence.is_retracted(evidence["al-chalabi-2010-mz-discordance"])
        False
        """
        # Each publication is looked up once, and only if one of its findings is asked for.
        key = ("retracted", item.reference_id)
        if key not in self._kept:
            self._kept[key] = item.reference.status is ReferenceStatus.RETRACTED
        found: bool = self._kept[key]
        return found

    def _plain(self, records: Iterable[Evidence]) -> EvidenceCatalog:
        return EvidenceCatalog(Evidence, records, self._home)

    def _resolve(self, subject: Record | str, catalogs: tuple[str, ...]) -> Record:
        if isinstance(subject, Record) and subject.catalog_name in catalogs:
            return subject
        kinds = tuple(RECORD_TYPES[name] for name in catalogs)
        wanted = " or ".join(kind.__name__ for kind in kinds)
        if not isinstance(subject, str):
            msg = f"expected a {wanted} or a name of one, got {type(subject).__name__}"
            raise InvalidTypeError(msg)
        if self._home is None:
            msg = f"this catalog belongs to no knowledge base; pass a {wanted}, not the name {subject!r}"
            raise InvalidTypeError(msg)
        return self._home.find(subject, kinds)

    @property
    def references(self) -> Catalog[Reference]:
        """Publications that the evidence rests on, each once, in order of id."""
        found = {item.reference_id: item.reference for item in self}
        return Catalog(Reference, (found[key] for key in sorted(found)), self._home)


class EvidenceOn(EvidenceCatalog):
    """Evidence that bears on one hypothesis, divisible by direction.

    Parameters
    ----------
    records : iterable of Evidence
        The evidence.
    home : KnowledgeBase or None
        Knowledge base that resolves links.
    hypothesis_id : str
        The hypothesis.
    """

    __slots__ = ("_hypothesis_id",)

    def __init__(self, records: Iterable[Evidence], home: Finder | None, hypothesis_id: str) -> None:
        super().__init__(Evidence, records, home)
        self._hypothesis_id = hypothesis_id

    @property
    def hypothesis_id(self) -> str:
        """The hypothesis that the evidence bears on."""
        return self._hypothesis_id

    def _derive(self, records: Iterable[Evidence]) -> Self:
        return type(self)(records, self._home, self.hypothesis_id)

    def _extra(self) -> dict[str, Any]:
        return {"_hypothesis_id": self.hypothesis_id}

    def _directed(self, direction: Direction) -> EvidenceCatalog:
        found = (
            item
            for item in self
            if (bearing := item.bearing_on(self.hypothesis_id)) is not None and bearing.direction is direction
        )
        return self._plain(found)

    @property
    def supporting(self) -> EvidenceCatalog:
        """Evidence for the hypothesis."""
        return self._directed(Direction.SUPPORTS)

    @property
    def disputing(self) -> EvidenceCatalog:
        """Evidence against the hypothesis."""
        return self._directed(Direction.DISPUTES)

    @property
    def neutral(self) -> EvidenceCatalog:
        """Evidence that bears on the hypothesis without deciding."""
        return self._directed(Direction.NEUTRAL)
