"""A framework as the files it is on main, and only those that differ from before."""

from __future__ import annotations

from lexframe.core.article import TRANSITORIO, Article, FrameworkText
from lexframe.store.framework_file import write_framework
from lexframe.store.paths import article_path, framework_path
from lexframe.store.records import write_article


def framework_files(before: FrameworkText | None, after: FrameworkText) -> dict[str, bytes]:
    """Print a framework's frame and articles, leaving out what has not changed."""
    framework = after.frame.id
    files = {
        article_path(framework, article.id): write_article(article)
        for article in after.articles.values()
        if before is None or before.articles.get(article.id) != article
    }
    if before is None or before.frame != after.frame:
        labels = {article.id: article_label(article) for article in after.articles.values()}
        files[framework_path(framework)] = write_framework(after.frame, labels)
    return files


def article_label(article: Article) -> str:
    """The words an article is known by in its framework's language: ``Artículo 20 Bis``."""
    name = article.number if article.kind == TRANSITORIO else f"Artículo {article.number}"
    return f"{name}. {article.title}" if article.title else name
