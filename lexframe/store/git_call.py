"""The one way to the git program: a fixed environment, fixed options, limits, and errors as sentences.

Nothing in a repository, in the user's settings or in the environment can make a call run other
code, ask a question, or hang for ever.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from lexframe.core.errors import Failed
from lexframe.core.message import Message

MINIMUM = (2, 38)
"""``cat-file --batch-command`` (2.36), ``core.fsync`` (2.36) and ``safe.bareRepository`` (2.38)."""

OPTIONS: Mapping[str, str] = {
    "advice.detachedHead": "false",
    "core.alternateRefsCommand": "",
    "core.attributesFile": os.devnull,
    "core.autocrlf": "false",
    "core.fsmonitor": "false",
    "core.fsync": "committed,loose-object,reference",
    "core.hooksPath": os.devnull,
    "core.logAllRefUpdates": "true",
    "core.pager": "cat",
    "core.quotePath": "false",
    "core.useReplaceRefs": "false",
    "credential.helper": "",
    "diff.external": "",
    "fetch.fsckObjects": "true",
    "fetch.recurseSubmodules": "false",
    "gc.auto": "0",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "protocol.file.allow": "always",
    "protocol.https.allow": "always",
    "protocol.ssh.allow": "always",
    "receive.fsckObjects": "true",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
    "transfer.fsckObjects": "true",
}
"""Set on every call with ``-c``, above whatever a repository's own settings say."""

ENVIRONMENT: Mapping[str, str] = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_COMMITTER_EMAIL": "lexframe@lexframe.invalid",
    "GIT_COMMITTER_NAME": "lexframe",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_EDITOR": "false",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TEMPLATE_DIR": "",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "C",
    "LC_ALL": "C",
}
"""Added after every inherited ``GIT_*`` variable has been taken out."""

OUTPUT_LIMIT = 256 * 1024 * 1024
WORDS_LIMIT = 64 * 1024
_USERS_OWN = frozenset({"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM"})
_VERSION = re.compile(r"git version (\d{1,3})\.(\d{1,3})")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call gave back: exit code, output, and git's words made safe to show."""

    code: int
    out: bytes
    words: str


@dataclass(frozen=True, slots=True)
class GitCall:
    """Calls git on one repository, named by its git directory, or on none."""

    git_dir: Path | None = None
    program: str = ""

    def run(
        self,
        *words: str,
        feed: bytes = b"",
        cwd: Path | None = None,
        seconds: float = 60,
        limit: int = OUTPUT_LIMIT,
    ) -> bytes:
        """Return what git prints. Raises :class:`Failed` with git's words on any other end."""
        answer = self.ask(*words, feed=feed, cwd=cwd, seconds=seconds, limit=limit)
        if answer.code:
            raise failure(answer.words or f"exit {answer.code}", words[0])
        return answer.out

    def ask(
        self,
        *words: str,
        feed: bytes = b"",
        cwd: Path | None = None,
        seconds: float = 60,
        limit: int = OUTPUT_LIMIT,
        users_settings: bool = False,
    ) -> Answer:
        """Run git and return its answer whatever the exit code.

        ``seconds`` and ``limit`` (bytes of output) end the call with :class:`Failed`.
        ``users_settings`` lets git see the user's own configuration: only for questions that
        cannot run anything (whose repository is this?).
        """
        process = self.start(*words, cwd=cwd, hears_words=True, users_settings=users_settings)
        return _Conversation(process, words[0], seconds, limit).hold(feed)

    def start(
        self,
        *words: str,
        cwd: Path | None = None,
        hears_words: bool = False,
        users_settings: bool = False,
    ) -> subprocess.Popen[bytes]:
        """Start git and leave it running, for the reader that stays."""
        try:
            return subprocess.Popen(
                [self.program or find_git(), *self.prefix(), *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if hears_words else subprocess.DEVNULL,
                cwd=cwd,
                env=environment(users_settings),
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise failure(error.strerror or str(error), words[0]) from error

    def prefix(self) -> list[str]:
        """Return the words that stand before git's command on every call."""
        where = [f"--git-dir={self.git_dir}"] if self.git_dir else []
        return ["--no-pager", *where, *(word for pair in OPTIONS.items() for word in ("-c", "=".join(pair)))]


_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
"""On Windows a program without a console must not open one for each call (CREATE_NO_WINDOW)."""


def environment(users_settings: bool = False) -> dict[str, str]:
    """Return the environment of every call: the inherited one without any ``GIT_*``, plus ours."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    ours = {name: each for name, each in ENVIRONMENT.items() if not (users_settings and name in _USERS_OWN)}
    return kept | ours


@cache
def find_git() -> str:
    """Return the full path of git and check its version once.

    Only absolute folders of ``PATH`` are looked into, so that a ``git.exe`` lying in a workspace
    is never run. Raises :class:`Failed` naming the minimum version and how to install it.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        candidate = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return checked_version(candidate)
    raise Failed(Message("The program git is not installed."), _install())


def checked_version(program: str) -> str:
    """Return ``program`` if it is git of at least the minimum version; raise :class:`Failed` if not."""
    said = GitCall(program=program).run("version").decode("utf-8", "replace")
    match = _VERSION.match(said)
    if match and (int(match[1]), int(match[2])) >= MINIMUM:
        return program
    raise Failed(Message("The installed git is too old: {version}.", version=said.strip()[:60]), _install())


def failure(words: str, command: str) -> Failed:
    """Turn git's or the system's words into a sentence with the next step that fits them."""
    said = safe_words(words)
    low = said.lower()
    if "no space left" in low or "disk quota" in low or "file too large" in low:
        remedy = Message("Free some space on the disk and try again; nothing already recorded is lost.")
    elif "permission denied" in low or "read-only file system" in low or "insufficient permission" in low:
        remedy = Message("Reading still works. To write, get write access to the folder .git.")
    elif "dubious ownership" in low:
        remedy = Message("Use a clone of your own, or allow this one as git proposes.")
    elif "bad object" in low or "corrupt" in low or "missing" in low or "unable to read" in low:
        remedy = Message("The clone is damaged; make a new clone and copy .git/lexframe into it.")
    else:
        remedy = Message("Nothing was changed. If it happens again, run “git fsck”.")
    return Failed(Message("git {command} failed: {words}", command=command, words=said), remedy)


def safe_words(words: str | bytes) -> str:
    """Return what git said as one short line without control characters or git's own prefix."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    lines = [_CONTROL.sub("�", line).strip() for line in text.splitlines()]
    joined = " ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in lines if line)
    return joined if len(joined) <= 500 else joined[:499] + "…"


def shown(path: Path) -> str:
    """Return a path as text that any stream can take, whatever bytes its name holds."""
    return safe_words(os.fsencode(path).decode("utf-8", "backslashreplace"))


class Standing:
    """A git process that stays and answers line by line; started when first needed.

    Whoever uses it holds a lock. After a death :meth:`end` says why, and the next question
    starts another.
    """

    def __init__(
        self, call: GitCall, *words: str, cwd: Path | None = None, hears_words: bool = False
    ) -> None:
        self._call = call
        self._words = words
        self._cwd = cwd
        self._hears_words = hears_words
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, text: bytes) -> bool:
        """Send text; ``False`` if the process has died."""
        stream = self._running().stdin
        assert stream
        try:
            stream.write(text)
            stream.flush()
        except OSError:
            return False
        return True

    def line(self) -> bytes:
        """Return the next line of the answer; nothing if the process has died."""
        stream = self._running().stdout
        assert stream
        return stream.readline()

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes of the answer, fewer if the process has died."""
        stream = self._running().stdout
        assert stream
        return stream.read(size)

    def end(self, forget_words: bool = True) -> str:
        """End the process and return what it last said on its way out."""
        process, self._process = self._process, None
        words = b""
        if process and process.stderr and not forget_words:
            words = process.stderr.read(WORDS_LIMIT)
        if process:
            _end(process)
        return safe_words(words)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = self._call.start(*self._words, cwd=self._cwd, hears_words=self._hears_words)
            weakref.finalize(self, _end, self._process)
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):  # what was still in the pipe went with the process
                stream.close()


class _Conversation:
    """One call from first to last byte: feeds, reads up to the limit, ends it when time is up."""

    def __init__(self, process: subprocess.Popen[bytes], command: str, seconds: float, limit: int) -> None:
        self._process = process
        self._command = command
        self._seconds = seconds
        self._limit = limit
        self._late = False
        self._words = b""

    def hold(self, feed: bytes) -> Answer:
        process = self._process
        assert process.stdin
        assert process.stdout
        assert process.stderr
        threads = [threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)]
        if feed:
            threads.append(threading.Thread(target=_feed, args=(process.stdin, feed), daemon=True))
        else:
            process.stdin.close()
        clock = threading.Timer(self._seconds, self._expire)
        clock.daemon = True
        _start([*threads, clock])
        try:
            out = process.stdout.read(self._limit + 1)
            if len(out) > self._limit:
                process.kill()
            code = process.wait()
            for thread in threads:
                thread.join()
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            clock.cancel()
            process.stdout.close()
        return self._answer(code, out)

    def _answer(self, code: int, out: bytes) -> Answer:
        if self._late:
            raise Failed(
                Message(
                    "git {command} took longer than {s} seconds.", command=self._command, s=self._seconds
                ),
                Message("Check the disk or the connection and try again."),
            )
        if len(out) > self._limit:
            raise Failed(
                Message(
                    "git {command} gave more than {limit} bytes.", command=self._command, limit=self._limit
                ),
                Message("This is no workspace of lexframe; do not use this clone."),
            )
        return Answer(code, out, safe_words(self._words))

    def _listen(self, stream: IO[bytes]) -> None:
        with stream:
            self._words = stream.read(WORDS_LIMIT)
            while stream.read(WORDS_LIMIT):
                pass

    def _expire(self) -> None:
        self._late = True
        self._process.kill()


def _feed(stream: IO[bytes], data: bytes) -> None:
    with suppress(OSError), stream:  # where git ended early, its exit code says why
        stream.write(data)


def _start(threads: Iterable[threading.Thread]) -> None:
    for thread in threads:
        thread.start()


def _install() -> Message:
    version = ".".join(map(str, MINIMUM))
    return Message(
        "Install git {version} or newer: Windows “winget install Git.Git”, macOS “brew install git”,"
        " Debian or Ubuntu “sudo apt install git”.",
        version=version,
    )
