"""Settings shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import alsfacts
from alsfacts.knowledge import KnowledgeBase

# No deadline: time is measured in benchmarks, never in tests. The database would leave files behind.
settings.register_profile("default", max_examples=200, deadline=None, database=None)
settings.register_profile("thorough", max_examples=5000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return alsfacts.knowledge_base()


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return Path(alsfacts.__file__).parent / "data"
