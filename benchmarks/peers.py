"""Other libraries that ship curated data, and how each is asked for one record.

They are measured where they are installed: ``pip install -e '.[bench,peers]'``.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any, NamedTuple

__all__ = ["PEERS", "Peer", "installed"]


class Peer(NamedTuple):
    """A library that answers to an id and to another name.

    Attributes
    ----------
    name : str
        Its name.
    setup : str
        What a program imports.
    by_id, by_alias : str
        Expressions that look a record up.
    """

    name: str
    setup: str
    by_id: str
    by_alias: str

    @property
    def process(self) -> str:
        """A whole program that looks one record up."""
        return f"{self.setup}; {self.by_id}"

    def ready(self) -> tuple[Callable[[], Any], Callable[[], Any]]:
        """Import it, and return its look-ups as functions that have been called once."""
        names: dict[str, Any] = {}
        exec(self.setup, names)  # noqa: S102 - written below
        by_id: Callable[[], Any] = eval(f"lambda: {self.by_id}", names)  # noqa: S307
        by_alias: Callable[[], Any] = eval(f"lambda: {self.by_alias}", names)  # noqa: S307
        by_id()
        by_alias()
        return by_id, by_alias


PEERS = (
    Peer(
        "particle",
        "from particle import Particle",
        "Particle.from_pdgid(211)",
        "Particle.from_name('pi+')",
    ),
    Peer(
        "pycountry",
        "from pycountry import countries",
        "countries.get(alpha_2='DE')",
        "countries.lookup('germany')",
    ),
    Peer(
        "periodictable",
        "from periodictable import elements",
        "elements.symbol('Fe')",
        "elements.name('iron')",
    ),
    Peer("iso3166", "from iso3166 import countries", "countries.get('DE')", "countries.get('germany')"),
    Peer(
        "bioregistry",
        "import bioregistry",
        "bioregistry.get_resource('hgnc')",
        "bioregistry.normalize_prefix('HGNC')",
    ),
    Peer("mendeleev", "from mendeleev import element", "element('Fe')", "element('Iron')"),
)


def installed() -> list[Peer]:
    """Return the peers that are installed here.

    Returns
    -------
    list of Peer
        In the order of `PEERS`.
    """
    return [peer for peer in PEERS if importlib.util.find_spec(peer.name) is not None]
