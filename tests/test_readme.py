"""What the README shows is what the library does."""

from __future__ import annotations

import re
from pathlib import Path

import alsfacts

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found is not None, f"README has no block marked {marker}"
    return found.group(1)


def test_the_answer_is_as_printed() -> None:
    assert block_after("answer") == f"{alsfacts.verdict()}\n"


def test_the_test_command_installs_and_runs_the_tests() -> None:
    command = block_after("test")

    assert command.count("\n") == 1
    assert "[test]" in command
    assert "pytest" in command


def test_links_lead_to_files() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_the_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    assert f"version: {alsfacts.__version__}\n" in citation
