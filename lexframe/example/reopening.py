"""Opens a document again and asks whether it says what the records say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

from lexframe.intake.reader import read
from lexframe.intake.returned import words_of
from lexframe.services.docket import Docket
from lexframe.services.tallies import count


def reopened(docket: Docket, document: str, ending: str, data: bytes) -> bool:
    """Tell whether a document just written agrees with the docket it was made from."""
    return _CHECKS[(document, ending)](docket, data)


def _every_article(docket: Docket, data: bytes) -> bool:
    back = {article.id: article.body for article in read("consolidated.md", data).every_article()}
    return {each.id: words_of(each.body) for each in docket.text.articles.values()} == {
        name: words_of(body) for name, body in back.items()
    }


def _every_paragraph(docket: Docket, data: bytes) -> bool:
    """Every word of every article stands in the page's text, in order."""
    words = " ".join(_text(data).split())
    bodies = (article.body for article in docket.text.articles.values())
    blocks = (block for body in bodies for block in body.split("\n\n") if "|" not in block)
    return all(" ".join(block.split()) in words for block in blocks)


def _names_adopted(docket: Docket, data: bytes) -> bool:
    text = _text(data) if data.lstrip().startswith(b"<") else data.decode()
    return "reforma" in text and all(number in text for number in _adopted_numbers(docket))


def _every_verdict(docket: Docket, data: bytes) -> bool:
    told = json.loads(data)
    verdicts = {each["code"]: each["verdict"] for each in told["amendments"]}
    return all(verdicts[code] == count(docket, code).verdict.name for code in verdicts) and bool(verdicts)


def _adopted_numbers(docket: Docket) -> list[str]:
    codes = [code for code, stage in docket.stages.items() if stage == "adopted"]
    articles = {article for code in codes for article in docket.amendments[code].articles}
    return [docket.text.articles[article].number for article in articles]


def _text(data: bytes) -> str:
    reader = _Words()
    reader.feed(data.decode())
    reader.close()
    return " ".join(reader.words)


class _Words(HTMLParser):
    """The words of a page, without its style and head."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


_CHECKS: Mapping[tuple[str, str], Callable[[Docket, bytes], bool]] = {
    ("consolidated", "md"): _every_article,
    ("consolidated", "html"): _every_paragraph,
    ("decree", "md"): _names_adopted,
    ("decree", "html"): _names_adopted,
    ("comparative", "html"): lambda docket, data: all(
        number in _text(data) for number in _adopted_numbers(docket)
    ),
    ("consensus", "json"): _every_verdict,
}
