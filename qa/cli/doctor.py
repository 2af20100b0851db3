"""Checks of the installation, one function each."""

import importlib.metadata
import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import OpcitError
from index.errors import MismatchedIndex, MissingIndex
from qa.assembly import EMBEDDED, Assembly
from qa.cli.ports import is_free
from qa.cli.waiting import answers, read_health
from qa.settings import Settings, reachable
from qa.shelf.errors import DamagedSource

_OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    name : str
        What was checked.
    ok : bool
        Whether it is as it should be.
    detail : str
        What was found, in one sentence.
    remedy : str
        What to do, when it is not.
    """

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(assembly: Assembly) -> Iterator[Finding]:
    """Check everything, yielding each finding as it is made."""
    settings = assembly.settings
    yield _python()
    yield _packages()
    yield _home(settings)
    for name, check in (
        ("sources", _sources),
        ("model", _model),
        ("close reader", _close_reader),
        ("judge of claims", _claim_judge),
        ("index", _index),
        ("database", _database),
    ):
        try:
            yield Finding(name, True, check(assembly))
        except OpcitError as error:
            yield Finding(name, False, error.message, error.hint)
    yield _port("port of the service", settings.host, settings.port, "OPCIT_PORT")
    yield _port("port of the pages", settings.host, settings.ui_port, "OPCIT_UI_PORT")


def _python() -> Finding:
    ok = sys.version_info >= _OLDEST
    remedy = "" if ok else "Install Python 3.11 or newer."
    return Finding("python", ok, f"{platform.python_version()}.", remedy)


def _packages() -> Finding:
    wanted = importlib.metadata.requires("opcit") or []
    names = [re.split(r"[\s<>=!~;\[]", line)[0] for line in wanted if "extra ==" not in line]
    missing = [name for name in names if not _installed(name)]
    if missing:
        remedy = "Run `make setup`, or `pip install` them."
        return Finding("packages", False, f"missing: {', '.join(missing)}.", remedy)
    return Finding("packages", True, f"all {len(names)} are installed.")


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _home(settings: Settings) -> Finding:
    folder = settings.home
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    ok = nearest.is_dir() and os.access(nearest, os.W_OK)
    remedy = "" if ok else "Set OPCIT_HOME to a folder that can be written to."
    return Finding("home", ok, f"{folder}{'' if ok else ' cannot be written to'}.", remedy)


def _sources(assembly: Assembly) -> str:
    read = assembly.sources()
    added = assembly.shelf.look()
    if added.damaged:
        told = " ".join(f"“{each.id}” is left out: {each.message}" for each in added.damaged)
        raise DamagedSource(told, "The others are used as ever.")
    older = f" Older readers read {len(added.outdated)}; `opcit index` reads them again."
    found = f"{len(read)} read, with {sum(len(s.notes) for s in read.values())} notes."
    return found + older if added.outdated else found


def _model(assembly: Assembly) -> str:
    encoder = assembly.encoder()
    return f"{encoder.name} is as expected ({encoder.dimension} dimensions)."


def _close_reader(assembly: Assembly) -> str:
    assembly.close_reader.read("Who came?", ["Ann came."])
    scorer, finder = assembly.settings.cross_encoder, assembly.settings.reader
    return f"{_named(scorer)} scores sentences, {_named(finder)} finds short answers."


def _claim_judge(assembly: Assembly) -> str:
    from qa.evidence.pairs import Shown

    assembly.claim_weigher.weigh("Ann came.", [Shown("Ann came.")])
    return f"{_named(assembly.settings.nli)} holds claims to sentences."


def _named(model: str) -> str:
    return "the embedded model" if model == EMBEDDED else model


def _index(assembly: Assembly) -> str:
    from index.store import verify

    try:
        verify(assembly.settings.index_folder)
        assembly.open_index()
    except MissingIndex:
        return "not built yet; it is built when it is first needed, or by `opcit index`."
    except MismatchedIndex:
        return "out of date; it is built anew when it is next needed, or by `opcit index`."
    return "complete, and up to date with the sources and the model."


def _database(assembly: Assembly) -> str:
    kept = assembly.conversations()
    try:
        return f"{len(kept.all())} conversations are kept."
    finally:
        kept.close()


def _port(name: str, host: str, port: int, setting: str) -> Finding:
    if is_free(host, port):
        return Finding(name, True, f"{port} is free.")
    url = f"http://{reachable(host)}:{port}"
    if read_health(url) or answers(f"{url}/_stcore/health"):
        return Finding(name, True, f"{port} is in use by a running Opcit.")
    remedy = f"Stop it or set {setting}; `opcit run` takes the next free one."
    return Finding(name, False, f"{port} is in use by another program.", remedy)
