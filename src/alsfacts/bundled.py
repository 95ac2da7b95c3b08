"""The packaged data, each catalog read at its first use."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import RECORD_TYPES, Record

__all__ = ["base_for", "data_version", "knowledge_base", "manifest", "summary"]

if TYPE_CHECKING:
    from alsfacts.release import Manifest, Summary


def _resource(name: str) -> bytes:
    # Whoever loaded this module, from a folder or a zip, reads what lies beside it; to ask
    # importlib_resources for the same costs more time than to parse it.
    spec: Any = globals().get("__spec__")
    read = getattr(getattr(spec, "loader", None), "get_data", None)
    content: bytes
    if read is not None and spec.origin is not None:
        content = read(os.path.join(os.path.dirname(spec.origin), "data", name))  # noqa: PTH118, PTH120 - pathlib costs time
    else:
        from importlib_resources import files

        content = (files("alsfacts") / "data" / name).read_bytes()
    return content


def _load(name: str) -> tuple[Record, ...]:
    # The tests read these files strictly; here they are known to be sound.
    import json

    from alsfacts.collector import paused_collector
    from alsfacts.trusted import builder

    build = builder(RECORD_TYPES[name])
    with paused_collector():
        return tuple([build(content) for content in json.loads(_resource(f"{name}.json"))[name]])


_SOURCES: dict[str, Callable[[], tuple[Record, ...]]] = {name: partial(_load, name) for name in RECORD_TYPES}
_KNOWLEDGE_BASE = KnowledgeBase(sources=_SOURCES, bundled=True)


def knowledge_base() -> KnowledgeBase:
    """Return the bundled knowledge base.

    Returns
    -------
    KnowledgeBase
        Always the same object; its catalogs load at first use.

    Examples
    --------
    >>> import alsfacts
    >>> alsfacts.knowledge_base() is alsfacts.knowledge_base()
    True
    """
    return _KNOWLEDGE_BASE


def base_for(given: KnowledgeBase | None, *records: object) -> KnowledgeBase:
    """Return the knowledge base in which a question is asked.

    Parameters
    ----------
    given : KnowledgeBase or None
        The one that the caller named, if any.
    *records : object
        Records, or names of some, that the question is about.

    Returns
    -------
    KnowledgeBase
        The one given; else the one that the records belong to; else the bundled one.

    Raises
    ------
    InvalidTypeError
        If something else is given.
    InvalidValueError
        If nothing is given and the records belong to different knowledge bases.

    Examples
    --------
    >>> import alsfacts
    >>> extended = alsfacts.knowledge_base().extend([])
    >>> base_for(None, extended.diseases["als"], "multistep") is extended
    True
    """
    if given is not None:
        if not isinstance(given, KnowledgeBase):
            msg = f"knowledge_base must be a KnowledgeBase, got {type(given).__name__}"
            raise InvalidTypeError(msg)
        return given
    homes = [record.home for record in records if isinstance(record, Record)]
    own = [home for home in homes if isinstance(home, KnowledgeBase)]
    if any(home is not own[0] for home in own):
        msg = "the records belong to different knowledge bases; pass knowledge_base"
        raise InvalidValueError(msg)
    return own[0] if own else _KNOWLEDGE_BASE


def manifest() -> Manifest:
    """Return what the bundled data is: version, licences, counts, checksums.

    Returns
    -------
    Manifest
        Read from ``manifest.json``.

    Examples
    --------
    >>> import alsfacts
    >>> [source.name for source in alsfacts.manifest().sources][:2]
    ['ClinGen', 'HGNC']
    """
    from alsfacts.release import DataSource, Manifest

    content = _manifest_content()
    return Manifest(
        data_version=content["data_version"],
        date=content["date"],
        licence=content["licence"],
        counts=tuple(content["counts"].items()),
        checksums=tuple(content["checksums"].items()),
        sources=tuple(DataSource(**source) for source in content["sources"]),
    )


def data_version() -> str:
    """Return the version of the bundled data.

    Returns
    -------
    str
        As in the manifest.

    Examples
    --------
    >>> data_version() == manifest().data_version
    True
    """
    version: str = _manifest_content()["data_version"]
    return version


def _manifest_content() -> dict[str, Any]:
    import json  # importing alsfacts must not pay for it

    content: dict[str, Any] = json.loads(_resource("manifest.json"))
    return content


def summary() -> Summary:
    """Count the bundled records.

    Returns
    -------
    Summary
        Counts by catalog, with evidence on ALS and on contrast diseases apart.

    Examples
    --------
    >>> import alsfacts
    >>> alsfacts.summary()["hypotheses"]
    10
    """
    from alsfacts import __version__
    from alsfacts.release import Summary

    kb = knowledge_base()
    counts = [(name, len(catalog)) for name, catalog in kb.catalogs.items() if name != "evidence"]
    on_als = len(kb.evidence.about(kb.diseases["als"]))
    counts += [
        ("evidence records on ALS", on_als),
        ("evidence records on contrast diseases", len(kb.evidence) - on_als),
    ]
    return Summary(version=__version__, data_version=data_version(), counts=tuple(counts))
