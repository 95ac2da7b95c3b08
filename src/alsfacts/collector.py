"""Python's garbage collector, told to wait while much is made and nothing thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["paused_collector"]


@contextmanager
def paused_collector() -> Iterator[None]:
    """Let the collector wait, if it is on, until the block ends.

    It looks through what is there each time that enough has been made. While records are read or
    scored all of that stays: a third to two thirds of the time go into looking, and nothing is found.

    Yields
    ------
    None
        For the block.

    Examples
    --------
    >>> with paused_collector():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    # Another thread that pauses at the same time finds it off and leaves it so: whoever found it on
    # switches it on again.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
