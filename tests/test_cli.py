"""The command line: readable, cited, and calm about bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import alsfacts
from alsfacts.cli import main
from alsfacts.schema import schema_files
from alsfacts.serialization import dump
from tests.builders import finding, gene


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


# Canonical form

LOOSE = (
    '{"$schema": "schema/genes.schema.json",\r\n'
    ' "genes": [{"name": "a gene", "note": null, "hgnc_id": "HGNC:1", "id": "ABC1"}]}'
)
TIDY = """\
{
  "$schema": "schema/genes.schema.json",
  "genes": [
    {
      "id": "ABC1",
      "name": "a gene",
      "hgnc_id": "HGNC:1"
    }
  ]
}
"""


def loose_file(folder: Path, name: str = "mine.json") -> Path:
    path = folder / name
    path.write_bytes(LOOSE.encode())
    return path


def test_fmt_writes_canonical_form_and_keeps_the_schema(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = loose_file(tmp_path)

    assert run(capsys, "fmt", str(path)) == (0, f"changed {path}\n1 of 1 file changed\n", "")
    assert path.read_bytes() == TIDY.encode()
    assert run(capsys, "fmt", str(path)) == (0, "0 of 1 file changed\n", "")
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.json"]


def test_fmt_takes_files_and_folders_each_file_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first, second = loose_file(tmp_path, "a.json"), loose_file(tmp_path, "b.json")
    (tmp_path / "manifest.json").write_text("not read")
    (tmp_path / "notes.txt").write_text("not read")

    status, out, _ = run(capsys, "fmt", str(second), str(tmp_path), str(second))

    assert status == 0
    assert out.splitlines() == [f"changed {second}", f"changed {first}", "2 of 2 files changed"]
    assert (tmp_path / "manifest.json").read_text() == "not read"


def test_fmt_check_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = loose_file(tmp_path)

    assert run(capsys, "fmt", "--check", str(path)) == (
        1,
        f"would change {path}\n1 of 1 file to change\n",
        "",
    )
    assert path.read_bytes() == LOOSE.encode()

    path.write_bytes(TIDY.encode())
    assert run(capsys, "fmt", "--check", str(path)) == (0, "0 of 1 file to change\n", "")


def test_the_bundled_files_stand_in_canonical_form(
    capsys: pytest.CaptureFixture[str], data_folder: Path
) -> None:
    status, out, _ = run(capsys, "fmt", "--check", str(data_folder))

    assert (status, out.splitlines()[-1]) == (0, "0 of 9 files to change")


@pytest.mark.parametrize("words", [("fmt",), ("fmt", "--check")])
def test_fmt_tells_every_problem_and_changes_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    sound = loose_file(tmp_path, "a.json")
    (tmp_path / "b.json").write_text('{"genes": [{"id": "A1", "name": null, "hgnc_id": 5}]}')
    (tmp_path / "c.json").write_text("")
    (tmp_path / "d.json").write_bytes(b"\xff")
    (tmp_path / "e.json").write_text('{"genes": [], "$schema": 5}')
    (tmp_path / "f.json").write_text('{"genes": [{"id": "A1", "name": "\\ud800", "hgnc_id": "HGNC:1"}]}')
    empty = tmp_path / "empty"
    empty.mkdir()

    status, out, err = run(capsys, *words, str(tmp_path), str(empty), str(tmp_path / "none.json"), "")

    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "alsfacts: 9 problems, so no file was changed",
        f"  {tmp_path / 'b.json'}: gene 'A1': name: expected text, got null",
        f"  {tmp_path / 'b.json'}: gene 'A1': hgnc_id: expected text, got number 5",
        f"  {tmp_path / 'c.json'}: is not JSON: Expecting value at line 1, column 1",
        f"  {tmp_path / 'd.json'}: is not UTF-8 text: byte 0 is invalid",
        f"  {tmp_path / 'e.json'}: $schema: expected text, got a number 5",
        f"  {tmp_path / 'f.json'}: '\\ud800' is half a character; UTF-8 cannot write it",
        f"  {empty}: no *.json file in this folder",
        f"  {tmp_path / 'none.json'}: cannot be read: No such file or directory",
        "  the path is empty",
    ]
    assert sound.read_bytes() == LOOSE.encode()


def test_fmt_leaves_links_to_validate(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(dump({"evidence": [finding(gene_ids=("NONE1",))]}))

    assert run(capsys, "fmt", str(path))[0] == 0
    assert run(capsys, "validate", str(path))[0] == 1


@pytest.mark.parametrize("crash", [KeyboardInterrupt(), MemoryError()])
def test_a_crash_while_writing_leaves_the_old_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, crash: BaseException
) -> None:
    path = loose_file(tmp_path)

    def fail(_: object) -> None:
        raise crash

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(type(crash)):
        main(["fmt", str(path)])

    assert path.read_bytes() == LOOSE.encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.json"]


def test_a_file_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = loose_file(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    status, _, err = run(capsys, "fmt", str(path))

    assert status == 1
    assert f"  {path}: cannot be written: No space left on device\n" in err
    assert path.read_bytes() == LOOSE.encode()


def test_fmt_keeps_permissions_and_symbolic_links(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = loose_file(tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(path)

    run(capsys, "fmt", str(link))

    assert link.is_symlink()
    assert path.read_bytes() == TIDY.encode()
    assert path.stat().st_mode & 0o777 == 0o640


# For tools


def test_validate_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"genes": [{"id": "A1", "name": null, "hgnc_id": "HGNC:1", "aliases": [7]}]}')
    status, out, err = run(capsys, "validate", "--json", str(path))

    assert (status, err) == (1, "")
    assert json.loads(out) == {
        "problems": [
            {"file": str(path), "record": "gene 'A1'", "field": field, "message": message}
            for field, message in (
                ("name", "expected text, got null"),
                ("aliases[0]", "expected text, got number 7"),
            )
        ],
        "count": 2,
    }


def test_validate_as_json_says_the_same_as_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(dump({"evidence": [finding(gene_ids=("NONE1",))]}))
    _, plain, _ = run(capsys, "validate", str(path))
    _, out, _ = run(capsys, "validate", "--json", str(path))
    found = json.loads(out)

    lines = [": ".join(part for part in problem.values() if part) for problem in found["problems"]]
    assert [*lines, f"{found['count']} problems"] == plain.splitlines()


def test_what_is_valid_need_not_be_canonical(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = loose_file(tmp_path)

    assert run(capsys, "validate", str(path)) == (0, "no problems\n", "")
    status, out, _ = run(capsys, "validate", "--json", str(path))
    assert (status, json.loads(out)) == (0, {"problems": [], "count": 0})


def test_schema_writes_what_ships(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data_folder: Path
) -> None:
    folder = tmp_path / "new" / "schema"
    status, out, _ = run(capsys, "schema", str(folder))

    shipped = {path.name: path.read_bytes() for path in (data_folder / "schema").iterdir()}
    assert status == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == shipped
    assert out.splitlines() == [str(folder / name) for name in schema_files()]


def test_schema_cannot_be_written_into_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = loose_file(tmp_path)
    status, _, err = run(capsys, "schema", str(path))

    assert status == 1
    assert "cannot be written: " in err
    assert path.read_bytes() == LOOSE.encode()
