"""What every test stands on: a bare environment, no network, and honest reasons for skipping."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
IN_CI = bool(os.environ.get("CI"))

if str(ROOT) not in sys.path:  # the developer tools are no package of the product, but are tested
    sys.path.insert(0, str(ROOT))

settings.register_profile("house", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if IN_CI else "house")


@pytest.fixture(scope="session", autouse=True)
def bare_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Take away the developer's git settings, home and language; return the empty home."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "LC_", "LEXFRAME_", "XDG_", "SSH_")):
                patch.delenv(name)
        for name in ("LANGUAGE", "EDITOR", "VISUAL", "PAGER", "NO_COLOR", "FORCE_COLOR", "PYTHONSTARTUP"):
            patch.delenv(name, raising=False)
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        for name in ("CONFIG", "CACHE", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setattr(socket.socket, "connect", _loopback_only(socket.socket.connect))
        yield home


def _loopback_only(connect: Callable[..., None]) -> Callable[..., None]:
    def guarded(self: socket.socket, address: object) -> None:
        host = str(address[0]) if isinstance(address, tuple) else "localhost"
        assert host in ("localhost", "::1") or host.startswith("127."), f"a test reached for {host}"
        connect(self, address)

    return guarded


@pytest.fixture(scope="session")
def needs() -> Callable[[str], str]:
    """Return the path of a tool, or skip with its name; in CI an absent tool is a failure.

    Use it as ``pdftotext = needs("pdftotext")``.
    """

    def find(tool: str) -> str:
        path = shutil.which(tool)
        if path is None:
            if IN_CI:
                pytest.fail(f"{tool} absent: .ci/run has to install it")
            pytest.skip(f"{tool} absent")
        return path

    return find


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Return the folder of real documents beside the checkout, or skip with its name."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data absent")
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, bare_environment: Path) -> Path:
    """Return the example workspace, built once for all tests that only read it."""
    from lexframe.example.building import build

    folder = tmp_path_factory.mktemp("example") / "workspace"
    build(folder)
    return folder
