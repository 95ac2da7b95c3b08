"""Records as a network: which stand next to each other, and the ways from one to another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

import attrs

from alsfacts.frozen import Frozen
from alsfacts.links import outgoing_links
from alsfacts.model import Record

__all__ = ["Neighbour", "Network", "Path"]

Node = tuple[str, str]
"""Name of the catalog, and id."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Neighbour(Frozen):
    """A record that another one names, or that names it.

    Attributes
    ----------
    record : Record
        The neighbour.
    field : str
        Field of the record that names the other, such as ``gene_ids``.
    outgoing : bool
        Whether it is the record asked about that names this one.
    """

    record: Record
    field: str
    outgoing: bool

    def __str__(self) -> str:
        arrow = f"--{self.field}-->" if self.outgoing else f"<--{self.field}--"
        return f"{arrow} {type(self.record).__name__.lower()} {self.record.id}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Path(Frozen):
    """A way from one record to another, along links in either direction.

    Attributes
    ----------
    records : tuple of Record
        Both ends and what lies between.
    fields : tuple of str
        Field of each link, one fewer than the records.
    """

    records: tuple[Record, ...]
    fields: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.fields)

    def __str__(self) -> str:
        parts = [self.records[0].id]
        for field, record in zip(self.fields, self.records[1:], strict=True):
            parts += [f"-{field}-", record.id]
        return " ".join(parts)


class Network:
    """The links between records of a knowledge base, in both directions.

    Parameters
    ----------
    records : mapping of str to iterable of Record
        Records by catalog name. Links to records that are not among them are passed over.
    """

    __slots__ = ("_links", "_records")

    def __init__(self, records: Mapping[str, Iterable[Record]]) -> None:
        self._records: dict[Node, Record] = {
            (name, record.id): record for name, found in records.items() for record in found
        }
        self._links: dict[Node, dict[tuple[Node, str, bool], None]] = {node: {} for node in self._records}
        for node, record in self._records.items():
            for place, catalog, target in outgoing_links(record):
                other = (catalog, target)
                if other in self._links:
                    field = place.partition("[")[0].partition(".")[0]
                    self._links[node][other, field, True] = None
                    self._links[other][node, field, False] = None

    def neighbours(self, record: Record) -> tuple[Neighbour, ...]:
        """Return the records next to a record.

        Parameters
        ----------
        record : Record
            A record of the network.

        Returns
        -------
        tuple of Neighbour
            Those that it names, in order, then those that name it.

        Examples
        --------
        >>> import alsfacts
        >>> kb = alsfacts.knowledge_base()
        >>> network = Network(kb.catalogs)
        >>> network.neighbours(kb.therapies["tofersen"])[0].record
        <Gene SOD1 HGNC:11179>
        """
        links = self._links[record.catalog_name, record.id]
        ordered = sorted(links, key=lambda link: not link[2])
        return tuple(
            Neighbour(record=self._records[other], field=field, outgoing=outgoing)
            for other, field, outgoing in ordered
        )

    def paths(self, start: Record, end: Record, longest: int, avoid: frozenset[str]) -> Iterator[Path]:
        """Yield the ways from one record to another that visit no record twice.

        Parameters
        ----------
        start, end : Record
            Records of the network.
        longest : int
            Most links of a way.
        avoid : frozenset of str
            Catalogs that no way leads through.

        Yields
        ------
        Path
            Shortest first; of one length in the order of the links.

        Examples
        --------
        >>> import alsfacts
        >>> kb = alsfacts.knowledge_base()
        >>> ways = Network(kb.catalogs).paths(kb.genes["SOD1"], kb.therapies["tofersen"], 2, frozenset())
        >>> print(next(ways))
        SOD1 -target_gene_ids- tofersen
        """
        first, last = (start.catalog_name, start.id), (end.catalog_name, end.id)
        away = self._distances(last, avoid)
        for length in range(away.get(first, longest + 1), longest + 1):
            yield from self._of_length([first], [], length, away, avoid)

    def _distances(self, last: Node, avoid: frozenset[str]) -> dict[Node, int]:
        """Fewest links to the last record; without those that cannot reach it."""
        away, waiting = {last: 0}, deque([last])
        while waiting:
            node = waiting.popleft()
            if node[0] in avoid and node != last:
                continue
            for other, _, _ in self._links[node]:
                if other not in away:
                    away[other] = away[node] + 1
                    waiting.append(other)
        return away

    def _of_length(
        self,
        nodes: list[Node],
        fields: list[str],
        left: int,
        away: dict[Node, int],
        avoid: frozenset[str],
    ) -> Iterator[Path]:
        if left == 0:
            # Only the last record is no link away from itself.
            if away[nodes[-1]] == 0:
                records = tuple(self._records[node] for node in nodes)
                yield Path(records=records, fields=tuple(fields))
            return
        for other, field, _ in self._links[nodes[-1]]:
            distance = away.get(other, left)
            open_way = distance == 0 or other[0] not in avoid
            if open_way and distance < left and other not in nodes:
                yield from self._of_length([*nodes, other], [*fields, field], left - 1, away, avoid)
