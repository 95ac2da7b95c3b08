"""The command line: readable, cited, and calm about bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import alsfacts
from alsfacts.cli import main
from alsfacts.serialization import dump
from tests.builders import gene


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_verdict_prints_the_answer_with_references(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "verdict")

    assert (status, err) == (0, "")
    assert "Neither entirely genetic nor purely autoimmune" in out
    assert "https://doi.org/10.1136/jnnp.2010.207464" in out
    assert "no medical advice" in out
    assert out == str(alsfacts.verdict()) + "\n"


@pytest.mark.parametrize(
    ("disease", "answer"),
    [
        ("huntington-disease", "Entirely genetic."),
        ("Huntington disease", "Entirely genetic."),
        ("MONDO:0007739", "Entirely genetic."),
        ("myasthenia-gravis", "Purely autoimmune."),
        ("multiple-sclerosis", "Undetermined"),
    ],
)
def test_verdict_takes_every_profile(capsys: pytest.CaptureFixture[str], disease: str, answer: str) -> None:
    status, out, _ = run(capsys, "verdict", "--disease", disease)

    assert status == 0
    assert out.splitlines()[1].startswith(answer)


def test_verdict_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "verdict", "--json")
    content = json.loads(out)

    assert status == 0
    assert content["neither"] is True
    assert content["entirely_genetic"]["status"] == "refuted"
    assert content["entirely_genetic"]["because"][0]["evidence_ids"]
    assert len(content["hypotheses"]) == 10
    assert content["references"][0]["url"].startswith("https://")


def test_gene_is_found_by_any_name(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("SOD1", "sod1", "ALS1", "HGNC:11179"):
        status, out, _ = run(capsys, "gene", name)
        assert status == 0
        assert out.startswith("SOD1  superoxide dismutase 1")
    assert "Validity for ALS: definitive" in out
    assert "https://search.clinicalgenome.org/" in out


def test_evidence_about_and_on(capsys: pytest.CaptureFixture[str]) -> None:
    _, everything, _ = run(capsys, "evidence")
    _, about, _ = run(capsys, "evidence", "--about", "smoking")
    _, both, _ = run(capsys, "evidence", "--about", "SOD1", "--on", "neuroinflammation", "--disease", "als")

    assert everything.splitlines()[-1] == f"{len(alsfacts.evidence)} findings"
    assert f"{len(alsfacts.evidence.about('smoking'))} finding" in about
    assert "environmental-contribution" in about
    assert "supports neuroinflammation" in both
    assert "genetic-monogenic (" not in both


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gene", "SODl"), "no gene 'SODl'; did you mean 'SOD1'"),
        (("gene", ""), "cannot be empty"),
        (("verdict", "--disease", "huntingtn"), "did you mean 'huntington-disease'"),
        (("evidence", "--about", "oxidative-stres"), "did you mean 'oxidative-stress'"),
        (("evidence", "--on", "multistp"), "did you mean 'multistep'"),
    ],
)
def test_a_wrong_name_gives_one_line_and_exit_1(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    status, out, err = run(capsys, *words)

    assert (status, out) == (1, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [(), ("verdct",), ("gene",), ("verdict", "--nonsense")])
def test_a_misused_command_exits_2(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)

    assert caught.value.code == 2
    assert "usage: alsfacts" in capsys.readouterr().err


def test_validate_exits_0_for_sound_and_1_for_broken_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text(dump({"genes": [gene()]}))
    assert run(capsys, "validate", str(path))[:2] == (0, "no problems\n")

    path.write_text('{"genes": [{"id": "A1", "name": null, "hgnc_id": 5}]}')
    status, out, _ = run(capsys, "validate", str(path))
    assert status == 1
    assert out.splitlines() == [
        f"{path}: gene 'A1': name: expected text, got null",
        f"{path}: gene 'A1': hgnc_id: expected text, got number 5",
        "2 problems",
    ]


def test_the_bundled_data_validates(capsys: pytest.CaptureFixture[str], data_folder: Path) -> None:
    assert run(capsys, "validate", str(data_folder))[:2] == (0, "no problems\n")


def test_summary(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "summary")

    assert status == 0
    assert out == f"{alsfacts.summary()}\n"


def test_the_module_runs_as_a_program_and_survives_a_closed_pipe() -> None:
    command = f"{sys.executable} -m alsfacts evidence | head -n 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602

    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


def test_a_terminal_without_accents_gets_question_marks() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "alsfacts", "verdict"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        check=False,
    )

    assert result.returncode == 0
    assert b"Chi?, Adriano" in result.stdout


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])

    assert capsys.readouterr().out == f"alsfacts {alsfacts.__version__}\n"


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    main(["gene", "\x1b[31mSOD1"])

    assert "\x1b" not in capsys.readouterr().err
