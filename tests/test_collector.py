"""The collector waits while records are read, and never longer."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import alsfacts
from alsfacts.collector import paused_collector
from alsfacts.errors import DataError
from alsfacts.serialization import read_text


@pytest.fixture(autouse=True)
def collector_on() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_waits_and_goes_on() -> None:
    with paused_collector():
        assert not gc.isenabled()
        with paused_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_goes_on_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), paused_collector():
        raise ZeroDivisionError
    assert gc.isenabled()

    with pytest.raises(DataError):
        alsfacts.load(tmp_path / "nothing.json")
    with pytest.raises(DataError):
        read_text("[")
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()

    with paused_collector():
        assert not gc.isenabled()

    assert not gc.isenabled()


def test_whoever_found_it_on_switches_it_on_again() -> None:
    first, second = paused_collector(), paused_collector()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)

    assert gc.isenabled()


def test_a_verdict_leaves_it_as_it_was() -> None:
    alsfacts.verdict()
    alsfacts.score("multistep")

    assert gc.isenabled()
