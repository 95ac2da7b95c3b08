"""Where it runs: from a zip, in a browser, and with many threads at once."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import alsfacts

FOLDER = Path(alsfacts.__file__).parent


def run(script: str, *words: str, folder: Path | None = None) -> str:
    """Run a script in a fresh process, in a folder of its own if one is given."""
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-B", "-W", "error", "-c", script, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd=folder,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


THREADS = """
import sys, threading
sys.setswitchinterval(1e-6)
import alsfacts

barrier, found, wrong = threading.Barrier(8), [None] * 8, []

def first_use(turn):
    kb = alsfacts.knowledge_base()
    names = list(kb.catalogs)
    barrier.wait()
    # Each starts with another catalog, so that they meet inside the loading of all.
    for name in names[turn:] + names[:turn]:
        kb.catalog(name).first()
    gene = alsfacts.genes["superoxide-dismutase 1"]
    item = gene.evidence["miller-2022-tofersen-valor"]
    return (
        gene,
        item,
        item.reference,
        item.disease,
        *gene.mechanisms,
        *gene.therapies,
        *item.hypotheses,
        *alsfacts.evidence.on("multistep").supporting,
        *(record for name in names for record in kb.catalog(name)),
    )

def work(turn):
    try:
        found[turn] = first_use(turn)
    except BaseException as error:
        wrong.append(repr(error))

threads = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not wrong, wrong
assert len(found[0]) > 1000
for other in found[1:]:
    assert len(other) == len(found[0])
    assert all(a is b for a, b in zip(found[0], other))
print("ok")
"""


def test_eight_threads_that_come_first_get_the_same_objects() -> None:
    assert run(THREADS) == "ok\n"


def test_eight_threads_get_the_same_verdict() -> None:
    script = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
sys.setswitchinterval(1e-6)
import alsfacts
barrier = threading.Barrier(8)

def ask(_):
    barrier.wait()
    return alsfacts.verdict(), alsfacts.genes["C9orf72"].describe()

with ThreadPoolExecutor(8) as pool:
    answers = list(pool.map(ask, range(8)))
assert all(answer == answers[0] for answer in answers)
print(answers[0][0].neither)
"""
    assert run(script) == "True\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("zip") / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for found in sorted(FOLDER.rglob("*")):
            if found.is_file() and "__pycache__" not in found.parts:
                file.write(found, Path("alsfacts") / found.relative_to(FOLDER))
    return path


def test_everything_works_from_a_zip(archive: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    mine.write_text('{"references": [{"id": "doe-2020", "title": "A study", "year": "2020"}]}')
    script = """
import sys
sys.path.insert(0, sys.argv[1])
import alsfacts
assert alsfacts.__file__.startswith(sys.argv[1]), alsfacts.__file__
for name in list(sys.modules):
    if name.partition(".")[0] == "alsfacts":
        assert sys.modules[name].__file__.startswith(sys.argv[1]), name
print(repr(alsfacts.verdict()))
print(repr(alsfacts.genes["als1"]))
print(alsfacts.genes["als1"].describe().splitlines()[0])
print(alsfacts.genes._repr_html_()[:5])
for problem in alsfacts.validate(sys.argv[2]):
    print(problem.field)
print(str(alsfacts.summary()).splitlines()[0])
"""
    out = run(script, str(archive), str(mine), folder=tmp_path).splitlines()

    assert out == [
        repr(alsfacts.verdict()),
        "<Gene SOD1 HGNC:11179>",
        "SOD1  superoxide dismutase 1",
        "<div>",
        "year",
        str(alsfacts.summary()).splitlines()[0],
    ]


def test_the_command_line_works_from_a_zip(archive: Path, tmp_path: Path) -> None:
    script = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module("alsfacts", run_name="__main__", alter_sys=True)
"""
    out = run(f"{script}", str(archive), "gene", "sod1", folder=tmp_path)

    assert out.startswith("SOD1  superoxide dismutase 1\n")


# What a browser does not have: threads, processes, sockets, files of the user.
BROWSER = """
import importlib.util, multiprocessing, os, socket, subprocess, sys, threading

def refuse(*_, **__):
    raise OSError("not in a browser")

threading.Thread.start = refuse
subprocess.Popen.__init__ = refuse
multiprocessing.Process.start = refuse
socket.socket.__init__ = refuse
socket.create_connection = refuse
for name in ("fork", "system", "posix_spawn", "mkdir", "remove", "rename", "chdir"):
    setattr(os, name, refuse)

own = os.path.dirname(importlib.util.find_spec("alsfacts").origin)
readable = tuple(os.path.realpath(path) for path in (own, sys.prefix, sys.base_prefix, *sys.path) if path)
forbidden = ("socket.", "subprocess.", "os.exec", "os.fork", "os.mkdir", "os.remove", "os.rename",
             "os.posix_spawn", "os.system", "shutil.", "tempfile.", "ctypes.dlopen")

def hook(event, arguments):
    if event.startswith(forbidden):
        raise OSError(event)
    if event == "open" and not isinstance(arguments[0], int):
        path, mode, flags = arguments
        written = set(mode or "r") & set("wax+") or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if written or not os.path.realpath(os.fspath(path)).startswith(readable):
            raise OSError(f"opened {path} ({mode})")

for name in ("HOME", "TMPDIR", "PATH", "LANG"):
    os.environ.pop(name, None)
sys.addaudithook(hook)

import alsfacts
print(alsfacts.genes["tdp-43"].id)
print(alsfacts.verdict())
print(alsfacts.verdict().stability.draws)
print(alsfacts.score("multistep"))
print(alsfacts.explain("multistep"))
print(alsfacts.compare("multistep"))
print(alsfacts.summary())
print(alsfacts.genes["SOD1"].describe(), alsfacts.verdict()._repr_html_())
print(alsfacts.manifest().data_version, len(alsfacts.evidence.about("SOD1").references))
import pickle
assert pickle.loads(pickle.dumps(alsfacts.genes["SOD1"])) is alsfacts.genes["SOD1"]
from alsfacts.epidemiology import exposure_effect
print(exposure_effect("head-trauma").summary)
assert threading.active_count() == 1
"""


def test_it_works_without_threads_processes_sockets_and_files(tmp_path: Path) -> None:
    out = run(BROWSER, folder=tmp_path)

    assert out.startswith(f"TARDBP\n{alsfacts.verdict()}\n")
    assert list(tmp_path.iterdir()) == []


def test_the_browser_of_the_test_refuses_what_it_should(tmp_path: Path) -> None:
    script = BROWSER.partition("import alsfacts\n")[0]
    attempts = """
for attempt in (
    lambda: threading.Thread(target=print).start(),
    lambda: subprocess.run(["true"]),
    lambda: socket.create_connection(("localhost", 1)),
    lambda: open("x", "w"),
    lambda: open("/etc/hosts"),
):
    try:
        attempt()
    except OSError as error:
        print("refused")
"""
    assert run(script + attempts, folder=tmp_path) == "refused\n" * 5


def test_the_wheel_is_pure_python() -> None:
    project = Path(__file__).parent.parent / "pyproject.toml"
    content = tomllib.loads(project.read_text(encoding="utf-8"))

    assert content["build-system"]["build-backend"] == "hatchling.build"
    # No build hook and nothing forced in: hatchling then tags the wheel py3-none-any.
    assert content["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["src/alsfacts"]}
    assert "hooks" not in content["tool"]["hatch"]["build"]
    suffixes = {path.suffix for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert suffixes <= {".py", ".json", ".typed", ""}, suffixes
    for path in FOLDER.rglob("*.py"):
        assert "ctypes" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["alsfacts", "attrs", "cattrs", "importlib-resources", "typing-extensions"])
def test_what_is_installed_is_pure_python(name: str) -> None:
    try:
        wheel = importlib.metadata.distribution(name).read_text("WHEEL")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip(f"{name} was not installed from a wheel")

    assert wheel is not None
    assert "Root-Is-Purelib: true" in wheel
    assert "none-any" in wheel
