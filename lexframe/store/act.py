"""One act made ready: a plan checked against the grammar and worked out into git objects.

Pure: nothing is written here, so both ledgers refuse the same plans and make the same ids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lexframe.core.errors import Refused, TryAgain
from lexframe.core.ids import body_id
from lexframe.core.message import Message
from lexframe.store.objects import BLOB, COMMIT, encode_commit, object_id
from lexframe.store.paths import place_of
from lexframe.store.ports import MAIN, CommitPlan
from lexframe.store.text_rules import refuse_unfit_content
from lexframe.store.trees import Trees

_TRAY = re.compile(r"refs/heads/(?:inst|wg)/(?P<body>[A-Z][A-Z0-9]{1,11}(?:-[A-Z0-9]{1,8})?)")
_KNOWN = re.compile(
    rf"{re.escape(MAIN)}|refs/(?:heads|lexframe/verified)/(?:inst|wg)/[A-Z][A-Z0-9]{{1,11}}(?:-[A-Z0-9]{{1,8}})?"
)
MESSAGE_LIMIT = 16 * 1024
_UNFIT_MESSAGE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class Act:
    """Everything one commit needs, by id: blobs, trees (inner folders first), the commit's bytes.

    ``before`` holds the blob each changed path had at the expected tip, ``after`` the one it gets.
    """

    plan: CommitPlan
    blobs: Mapping[str, bytes]
    trees: Mapping[str, bytes]
    root: str
    raw: bytes
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]

    @property
    def id(self) -> str:
        """The id of the commit while it is unsigned."""
        return object_id(COMMIT, self.raw)


def is_known_ref(ref: str) -> bool:
    """Tell whether a ref is main, a tray or the verified copy of a tray."""
    return _KNOWN.fullmatch(ref) is not None


def tray_owner(ref: str) -> str:
    """Return the body whose tray a branch is; empty for any other ref."""
    match = _TRAY.fullmatch(ref)
    return match["body"] if match else ""


def verified_ref(ref: str) -> str:
    """Return the ref of a tray's verified copy; empty for main."""
    return ref.replace("refs/heads/", "refs/lexframe/verified/", 1) if tray_owner(ref) else ""


def standing(
    here: str | None, verified: str | None, contained: Callable[[str, tuple[str]], frozenset[str]]
) -> str | None:
    """Choose where a tray stands: its branch here, unless the verified copy is ahead of it."""
    if verified is None or verified == here:
        return here
    return verified if here is None or here in contained(verified, (here,)) else here


def admit(plan: CommitPlan) -> None:
    """Refuse a plan that no state of the repository could make right."""
    body_id(plan.author.body)
    owner = tray_owner(plan.ref)
    if plan.ref != MAIN and not owner:
        raise Refused(
            Message("“{ref}” is not a branch that lexframe writes.", ref=plan.ref),
            Message("Acts go to main or to a tray: inst/ISSTEG, wg/GT-INV."),
        )
    if owner and owner != plan.author.body:
        raise Refused(
            Message("{body} cannot write in the tray of {owner}.", body=plan.author.body, owner=owner),
            Message("Act as {owner}, or write in your own tray.", owner=owner),
        )
    if plan.parents and (owner or plan.expected is None):
        raise Refused(
            Message("Only a seal on main may join other commits."), Message("Record the act on its own.")
        )
    _admit_message(plan.message)
    for path, content in plan.changes.items():
        _admit_change(plan, path, content, owner)


def make_ready(
    plan: CommitPlan,
    trees: Trees,
    tree_of: Callable[[str], str],
) -> Act:
    """Work an admitted plan out on its expected tip.

    Raises :class:`Refused` when it would change nothing, or when a seal differs from the
    trays it names.
    """
    base = tree_of(plan.expected) if plan.expected else None
    blobs = {object_id(BLOB, data): data for data in plan.changes.values() if data is not None}
    after = {path: None if data is None else object_id(BLOB, data) for path, data in plan.changes.items()}
    woven = trees.change(base, after)
    if woven.root == base and not plan.parents:
        raise Refused(Message("There is nothing new to record."), Message("Change something first."))
    if plan.parents:
        _refuse_false_seal(after, trees, [tree_of(parent) for parent in plan.parents])
    before = {path: trees.blob(base, path) for path in plan.changes}
    return Act(plan, blobs, woven.trees, woven.root, encode_commit(plan, woven.root), before, after)


def moved(ref: str) -> TryAgain:
    """Say that somebody else wrote the ref between planning and writing."""
    return TryAgain(
        Message("“{ref}” has changed in the meantime.", ref=_short(ref)),
        Message("Nothing was recorded; look at the new state and try again."),
    )


def _short(ref: str) -> str:
    return ref.removeprefix("refs/heads/")


def _admit_change(plan: CommitPlan, path: str, content: bytes | None, owner: str) -> None:
    place = place_of(path)
    if place is None:
        raise Refused(
            Message("“{path}” is not a path that lexframe writes.", path=path),
            Message("Use plain names: letters, digits and hyphens."),
        )
    if place.owner != owner and not (plan.parents and place.owner):
        raise Refused(
            Message("“{path}” does not belong in {ref}.", path=path, ref=_short(plan.ref)),
            Message("Each path has one writer: a body's papers go to its own tray, the register to main."),
        )
    if content is not None:
        refuse_unfit_content(place, content)


def _admit_message(message: str) -> None:
    if not message.strip() or len(message) > MESSAGE_LIMIT or _UNFIT_MESSAGE.search(message):
        raise Refused(
            Message("The message of the act is empty, too long or holds characters that cannot be seen."),
            Message("Say in plain words what is recorded."),
        )


def _refuse_false_seal(after: Mapping[str, str | None], trees: Trees, trays: list[str]) -> None:
    for path, blob in after.items():
        held = {trees.blob(tray, path) for tray in trays} - {None}
        if (blob not in held) if blob else held:
            raise Refused(
                Message("The seal differs from the trays it names."),
                Message("Make the seal again from the present trays."),
                place=path,
            )
