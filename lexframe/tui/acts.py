"""The one table of acts: keys, labels, help and permission, read by key line, palette, F1 and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from lexframe.core.message import Message
from lexframe.tui import allowed
from lexframe.tui.desk import Desk

EVERYWHERE = ("framework", "amendment", "editor", "consensus")
RECORDS = ("framework", "amendment", "consensus")
SCREENS = {
    "framework": Message("Framework"),
    "amendment": Message("Amendment"),
    "editor": Message("Editor"),
    "consensus": Message("Consensus"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person can do: where, with which key, and why not when not."""

    name: str
    key: str
    label: Message
    help: Message
    where: tuple[str, ...] = EVERYWHERE
    why_not: Callable[[Desk], Message | None] = allowed.always
    in_line: bool = True


# fmt: off
ACTS: tuple[Act, ...] = (
    Act("framework", "1", SCREENS["framework"],
        Message("The text, article by article, with any amendments worked in."), in_line=False),
    Act("amendment", "2", SCREENS["amendment"],
        Message("One amendment: what it changes, who says what, what it still needs."), in_line=False),
    Act("editor", "3", SCREENS["editor"],
        Message("Write: the article or amendment you were looking at."), in_line=False),
    Act("consensus", "4", SCREENS["consensus"],
        Message("Everybody on everything, and what would change if."), in_line=False),
    Act("goto", "g,slash", Message("Go to article"),
        Message("Type a number, or words of a title."), ("framework",), allowed.reading),
    Act("work_in", "x", Message("Work in"),
        Message("Show the text with the amendment under the cursor worked in, or without it again."),
        ("framework",), allowed.touched),
    Act("work_in_all", "X", Message("All or none"),
        Message("Work in every open amendment on this article, or none."),
        ("framework",), allowed.touched, in_line=False),
    Act("propose", "e", Message("Propose"),
        Message("Write an amendment to this article, in the text itself."),
        ("framework",), allowed.proposing),
    Act("add_article", "n", Message("Add article"),
        Message("Propose a new article after this one."), ("framework",), allowed.proposing, in_line=False),
    Act("favour", "f", Message("In favour"),
        Message("Record that your institute is in favour."), ("amendment",), allowed.position),
    Act("reserve", "r", Message("With reservation"),
        Message("In favour, with a reservation and what would lift it."), ("amendment",), allowed.position),
    Act("abstain", "a", Message("Abstain"),
        Message("Record that your institute abstains."), ("amendment",), allowed.position),
    Act("object", "o", Message("Object"),
        Message("Object, with the reason and what would lift the objection."),
        ("amendment",), allowed.position),
    Act("recuse", "e", Message("Recuse"),
        Message("Leave the count: your institute has an interest in it."),
        ("amendment",), allowed.position),
    Act("confirm", "c", Message("Confirm"),
        Message("Say the same again of the wording as it reads now."), ("amendment",), allowed.confirming),
    Act("beside", "v", Message("Side by side"),
        Message("Show the redline side by side, or as one text."), ("amendment",), allowed.amendment),
    Act("revise", "ctrl+e", Message("Edit"),
        Message("Write on your own amendment."), ("amendment",), allowed.revising, in_line=False),
    Act("submit", "S", Message("Submit"),
        Message("Hand in your draft amendment."), ("amendment",), allowed.submitting, in_line=False),
    Act("withdraw", "W", Message("Withdraw"),
        Message("Withdraw your own amendment; its record stays."),
        ("amendment",), allowed.withdrawing, in_line=False),
    Act("admit", "A", Message("Admit"),
        Message("Secretariat: give the amendment its number, or declare it inadmissible."),
        ("amendment",), allowed.admitting),
    Act("decide", "D", Message("Decide"),
        Message("Secretariat: record that it is rejected, fallen or superseded."),
        ("amendment",), allowed.deciding),
    Act("adopt", "P", Message("Adopt"),
        Message("Secretariat: adopt; the whole plan is shown before it is done."),
        ("amendment",), allowed.deciding),
    Act("save", "ctrl+s", Message("Save"),
        Message("Record the amendment as a draft in your tray."), ("editor",), allowed.writing),
    Act("hand_in", "f4", Message("Submit"),
        Message("Record the amendment and hand it in."), ("editor",), allowed.writing),
    Act("discard", "f8", Message("Discard"),
        Message("Forget what you have written here."), ("editor",), allowed.writing),
    Act("other_article", "f6", Message("Other article"),
        Message("Go on with another article."), ("editor",), allowed.reading),
    Act("leave", "escape", Message("Back"),
        Message("Go back to where you came from; what you wrote is kept."), ("editor",)),
    Act("open_amendment", "enter", Message("Open"),
        Message("Open the amendment under the cursor."), ("consensus",), allowed.amendments),
    Act("suppose", "space", Message("Suppose"),
        Message("Suppose another stance in this cell and see the verdict."),
        ("consensus",), allowed.amendments),
    Act("suppose_nothing", "backspace", Message("As it is"),
        Message("Forget what you supposed of this amendment; twice, of all."),
        ("consensus",), allowed.supposing),
    Act("sort", "s", Message("Sort"),
        Message("By distance to adoption, by number, or by article."), ("consensus",), allowed.amendments),
    Act("filter", "t", Message("Show"),
        Message("All, open, decided, without my position, or my own."), ("consensus",), allowed.amendments),
    Act("domain", "d", Message("Domain"),
        Message("One technical domain, or all of them."), ("consensus",), allowed.amendments),
    Act("mark", "x", Message("Mark"),
        Message("Pick the amendment out, to adopt, ask about or print several together."),
        ("consensus",), allowed.amendments),
    Act("mark_ready", "X", Message("All or none"),
        Message("Mark every amendment that can be adopted, or none."),
        ("consensus",), allowed.amendments, in_line=False),
    Act("adopt_marked", "P", Message("Adopt marked"),
        Message("Secretariat: adopt what is marked together; the whole plan is shown first."),
        ("consensus",), allowed.adopting),
    Act("seal", "L", Message("Seal"),
        Message("Secretariat: take up what every institute has recorded."),
        RECORDS, allowed.keeping, in_line=False),
    Act("open_round", "O", Message("Open round"),
        Message("Secretariat: ask every institute, under one rule and until one day."),
        ("amendment", "consensus"), allowed.keeping, in_line=False),
    Act("close_round", "C", Message("Close round"),
        Message("Secretariat: seal what stands, and count that from now on."),
        ("amendment", "consensus"), allowed.closing, in_line=False),
    Act("bring_in", "I", Message("Bring a text in"),
        Message("Secretariat: a law in PDF, Markdown or plain text becomes a framework."),
        ("framework",), allowed.bringing),
    Act("returned", "R", Message("Returned text"),
        Message("Read a text that came back; each article that differs becomes an amendment."),
        ("framework", "amendment"), allowed.proposing, in_line=False),
    Act("find", "ctrl+f", Message("Search"),
        Message("Find words in articles, amendments, positions and comments, and go there."),
        RECORDS, allowed.reading, in_line=False),
    Act("export", "E", Message("Export"),
        Message("Consolidated text, decree, comparative table, consensus report, to a file."),
        RECORDS, allowed.reading, in_line=False),
    Act("verify", "V", Message("Verify"),
        Message("Count every decision again from the records alone."),
        RECORDS, allowed.reading, in_line=False),
    Act("comment", "k", Message("Comment"),
        Message("Leave a remark; it is kept and counts for nothing."),
        ("framework", "amendment"), allowed.commenting, in_line=False),
    Act("history", "h", Message("History"),
        Message("Who did what with this, why and when."),
        ("framework", "amendment", "consensus"), allowed.reading),
    Act("zoom", "z", Message("Enlarge"),
        Message("Give the whole screen to the panel you are in, or give it back."),
        ("framework", "amendment"), allowed.always, in_line=False),
    Act("act_for", "B", Message("Act for…"),
        Message("Speak for another body; in an unsigned workspace anybody may."),
        RECORDS, allowed.knowing_who, in_line=False),
    Act("frameworks", "ctrl+o", Message("Other framework"),
        Message("Open another framework of this workspace."), EVERYWHERE, allowed.choosing, in_line=False),
    Act("drafts", "ctrl+d", Message("Unsent drafts"),
        Message("Come back to what you wrote and did not send."),
        EVERYWHERE, allowed.drafting, in_line=False),
    Act("problems", "ctrl+n", Message("Unreadable records"),
        Message("What could not be read, where, and what to do."),
        EVERYWHERE, allowed.troubled, in_line=False),
    Act("reread", "f5", Message("Read again"),
        Message("Look at what is recorded now."), EVERYWHERE, in_line=False),
    Act("marks", "m", Message("Marks"),
        Message("Mark changes with signs too, for screens without colour."),
        ("framework", "amendment"), in_line=False),
    Act("contrast", "ctrl+t", Message("Colours"),
        Message("Dark, light, high contrast."), in_line=False),
    Act("palette", "ctrl+p", Message("All acts"),
        Message("Find an act by its name.")),
    Act("help", "f1", Message("Help"),
        Message("Every key and what it does.")),
    Act("quit", "ctrl+q", Message("Leave"),
        Message("Close lexframe; what you wrote is kept."), in_line=False),
)
# fmt: on
BY_NAME = {act.name: act for act in ACTS}


def acts_on(screen: str) -> tuple[Act, ...]:
    """Return what can be done on a screen, in the order of the table."""
    return tuple(act for act in ACTS if screen in act.where)


def bindings_for(screen: str) -> list[BindingType]:
    """Return the key bindings of a screen."""
    return [
        Binding(act.key, f"do('{act.name}')", act.label.text, show=False, priority=act.key.startswith("ctrl"))
        for act in acts_on(screen)
    ]


def key_name(key: str) -> str:
    """Return a key as people write it: ``^P``, ``F1``, ``Esc``."""
    first = key.split(",", 1)[0]
    if first.startswith("ctrl+"):
        return f"^{first[5:].upper()}"
    return KEY_NAMES.get(first, first.upper() if first[:1] == "f" and first[1:].isdigit() else first)


KEY_NAMES = {"escape": "Esc", "enter": "⏎", "space": "␣", "backspace": "⌫", "slash": "/"}
