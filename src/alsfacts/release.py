"""What the bundled data is: versions, sources, licences, counts."""

from __future__ import annotations

import attrs

from alsfacts.frozen import Frozen

__all__ = ["DataSource", "Manifest", "Summary"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DataSource(Frozen):
    """A source of the bundled data.

    Attributes
    ----------
    name : str
        The source.
    content : str
        What was taken from it.
    version : str
        Version or date of what was taken.
    licence : str
        Licence, as the source states it.
    licence_url : str or None
        Where the licence was read.
    """

    name: str
    content: str
    version: str
    licence: str
    licence_url: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Manifest(Frozen):
    """What the bundled data is.

    Attributes
    ----------
    data_version : str
        Version of the data: major = structure, minor = records, patch = corrected values.
    date : str
        Day of the data, year-month-day.
    licence : str
        Licence of the data as a whole, an SPDX expression.
    counts : tuple of (str, int)
        Records by catalog.
    checksums : tuple of (str, str)
        SHA-256 of each file, by file name.
    sources : tuple of DataSource
        Where the data came from, with licences.
    """

    data_version: str
    date: str
    licence: str
    counts: tuple[tuple[str, int], ...]
    checksums: tuple[tuple[str, str], ...]
    sources: tuple[DataSource, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Summary(Frozen):
    """Counts of the bundled data; prints as a table.

    Attributes
    ----------
    version, data_version : str
        Versions of the package and of the data.
    counts : tuple of (str, int)
        What is counted, and how many there are.
    """

    version: str
    data_version: str
    counts: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        lines = [f"alsfacts {self.version}, data {self.data_version}"]
        return "\n".join(lines + [f"{count:>6,}  {name}" for name, count in self.counts])

    def __getitem__(self, name: str) -> int:
        return dict(self.counts)[name]
