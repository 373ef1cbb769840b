"""The operative sentence of a decree in official Mexican style: verbs, articles, units, *recorriéndose*.

Reform comes before addition and addition before repeal; articles are separated by semicolons, and a
paragraph of an article is always said before the parts of its fracciones, so that each word can be
read one way only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lexframe.core.address import Step
from lexframe.text.citation import cite_article, cite_step
from lexframe.text.decree import ADD, REFORM, REPEAL, Decree, DivisionChange, Provision, Verb
from lexframe.text.labels import place
from lexframe.text.ordinals import ordinal

_VERBS: dict[Verb, tuple[str, str]] = {
    REFORM: ("se reforma", "se reforman"),
    ADD: ("se adiciona", "se adicionan"),
    REPEAL: ("se deroga", "se derogan"),
}
_PLURALS = {
    "apartado": "apartados",
    "fraccion": "fracciones",
    "inciso": "incisos",
    "numeral": "numerales",
    "parrafo": "párrafos",
    "tabla": "tablas",
}
_FEMININE = ("fraccion", "tabla", "seccion")
_DIVISIONS = {"libro": "Libro", "titulo": "Título", "capitulo": "Capítulo", "seccion": "Sección"}
_LAWS = {
    "del": ("Código", "Reglamento", "Marco", "Estatuto", "Acuerdo", "Decreto", "Presupuesto", "Protocolo"),
    "de los": ("Lineamientos", "Criterios", "Principios"),
    "de las": ("Bases", "Reglas", "Disposiciones", "Normas"),
}


def sentence(decree: Decree, law: str = "") -> str:
    """Word a decree: *Se reforman los artículos 10, tercer párrafo; 29… de la Ley …, para quedar como sigue:*

    ``law`` is the title of the law (*Ley General de …*, *Marco nacional de …*) or a phrase that
    already begins with *de*.
    """
    clauses = [clause for verb in (REFORM, ADD, REPEAL) if (clause := _clause(decree, verb))]
    words = clauses[0]
    if len(clauses) == 2:
        words = " y ".join(clauses)
    elif len(clauses) > 2:
        words = "; ".join(clauses[:-1]) + "; y " + clauses[-1]
    if law:
        many = len(clauses) > 1 or "que comprende" in words
        words += f"{',' if many else ''} {of_law(law)}"
    return f"{words[0].upper()}{words[1:]}, para quedar como sigue:"


def of_law(law: str) -> str:
    """Return a law's title behind the *de* that fits it: *de la Ley…*, *del Código…*."""
    first = law.split(maxsplit=1)[0] if law.strip() else ""
    if first in ("de", "del"):
        return law
    joint = next((joint for joint, names in _LAWS.items() if first in names), "de la")
    return f"{joint} {law}"


@dataclass(frozen=True, slots=True)
class _Object:
    """What a verb is said of, and whether the verb has to be in the plural."""

    words: str
    plural: bool = False


def _clause(decree: Decree, verb: Verb) -> str:
    divisions = [change for change in decree.divisions if change.verb == verb]
    inside = {number for change in divisions if verb == ADD for number in change.articles}
    provisions = [p for p in decree.of(verb) if not (verb == ADD and not p.steps and p.number in inside)]
    objects = [_Object(_division(change)) for change in divisions]
    if provisions:
        objects.append(_added(provisions) if verb == ADD else _touched(provisions))
    if not objects:
        return ""
    plural = len(objects) > 1 or objects[0].plural
    return f"{_VERBS[verb][plural]} {_and([each.words for each in objects])}"


def _division(change: DivisionChange) -> str:
    named = f"{_DIVISIONS[change.kind]} {change.number}"
    around = "".join(f" {_of(kind)} {_DIVISIONS[kind]} {number}" for kind, number in change.within)
    if change.verb == REFORM:
        return f"la denominación {_of(change.kind)} {named}{around}"
    the = "la" if change.kind in _FEMININE else "el"
    if change.verb == REPEAL:
        return f"{the} {named}{around}"
    title = f" “{change.title}”" if change.title else ""
    if around:
        around = (
            around.replace(" de la ", " a la ", 1)
            if around.startswith(" de la ")
            else around.replace("del", "al", 1)
        )
    holds = _and(change.articles)
    comprises = {0: "", 1: f", que comprende el artículo {holds}"}
    return f"{the} {named}{title}{around}" + comprises.get(
        len(change.articles), f", que comprende los artículos {holds}"
    )


def _of(kind: str) -> str:
    return "de la" if kind in _FEMININE else "del"


@dataclass(slots=True)
class _Branch:
    """A unit on the way to what is said, with what is said inside it."""

    step: Step
    was: Step | None
    inside: list[_Branch] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        return self.was is not None and self.was != self.step

    @property
    def name(self) -> str:
        """*fracción II*, or *actual fracción II, que pasa a ser fracción III*."""
        if self.moved and self.was is not None:
            return f"actual {cite_step(self.was)}, que pasa a ser {cite_step(self.step)}"
        return cite_step(self.step)

    @property
    def member(self) -> str:
        """The same behind a plural: *II*, *segundo*, *actual II, que pasa a ser III*."""
        if self.moved and self.was is not None:
            return f"actual {_member(self.was)}, que pasa a ser {_member(self.step)}"
        return _member(self.step)


def _by_article(provisions: Iterable[Provision]) -> list[list[Provision]]:
    articles: dict[str, list[Provision]] = {}
    for provision in provisions:
        articles.setdefault(provision.article, []).append(provision)
    return list(articles.values())


def _branches(paths: Iterable[tuple[tuple[Step, ...], tuple[Step, ...]]]) -> list[_Branch]:
    root: list[_Branch] = []
    for steps, was in paths:
        level = root
        for at, step in enumerate(steps):
            branch = next((b for b in level if b.step == step), None)
            if branch is None:
                branch = _Branch(step, was[at] if at < len(was) else None)
                level.append(branch)
            level = branch.inside
    return root


def _named(provision: Provision) -> str:
    return cite_article(provision.article, provision.number).removeprefix("artículo ")


def _touched(provisions: Sequence[Provision]) -> _Object:
    """Word what is reformed or repealed: *el artículo 25*, *la fracción II del artículo 210*."""
    articles = _by_article(provisions)
    if len(articles) > 1:
        return _Object(f"los artículos {_list([_item(group) for group in articles])}", plural=True)
    group = articles[0]
    branches = _branches((p.steps, p.was) for p in group)
    chain: list[_Branch] = []
    while len(branches) == 1 and branches[0].inside:
        chain.append(branches[0])
        branches = branches[0].inside
    simple = branches and all(not b.inside and b.step.kind == branches[0].step.kind for b in branches)
    if simple:
        holders = [_of(b.step.kind) + f" {b.name}" + ("," if b.moved else "") for b in reversed(chain)]
        thing = _things(branches)
        comma = "," if any(b.moved for b in branches) else ""
        return _Object(
            " ".join([thing.words + comma, *holders, f"del artículo {_named(group[0])}"]), thing.plural
        )
    return _Object(f"el artículo {_item(group)}")


def _things(branches: Sequence[_Branch]) -> _Object:
    kind = branches[0].step.kind
    feminine = kind in _FEMININE
    if len(branches) == 1:
        return _Object(f"{'la' if feminine else 'el'} {branches[0].name}")
    members = _ranged(branches, always=kind == "parrafo")
    return _Object(f"{'las' if feminine else 'los'} {_PLURALS[kind]} {_and(members)}", plural=True)


def _item(provisions: Sequence[Provision]) -> str:
    """Word one article of a list: *10, tercer párrafo*; *6, fracciones XII, inciso c), y XIV*."""
    branches = _branches((p.steps, p.was) for p in provisions if p.steps)
    inside = _parts(branches)
    return f"{_named(provisions[0])}, {inside}" if inside else _named(provisions[0])


def _parts(branches: Sequence[_Branch]) -> str:
    groups: dict[str, list[_Branch]] = {}
    for branch in branches:
        groups.setdefault(branch.step.kind, []).append(branch)
    if len(groups) > 2 or any(branch.inside for branch in branches):
        # Behind a fracción, a paragraph would read as one of its own.
        groups = {kind: groups[kind] for kind in sorted(groups, key=lambda k: k not in ("parrafo", "tabla"))}
    return _and([_group(group) for group in groups.values()])


def _group(branches: Sequence[_Branch]) -> str:
    kind = branches[0].step.kind
    if len(branches) == 1:
        branch = branches[0]
        return f"{branch.name}, {_parts(branch.inside)}" if branch.inside else branch.name
    return f"{_PLURALS[kind]} {_and(_ranged(branches, always=kind == 'parrafo'))}"


def _ranged(branches: Sequence[_Branch], *, always: bool) -> list[str]:
    """Return the members of a list, three or more in a row as a range where nothing can stand between."""
    members: list[str] = []
    run: list[_Branch] = []
    for branch in branches:
        if not (always and not branch.moved and not branch.inside and run and _next(run[-1], branch)):
            members += _run(run)
            run = []
        run.append(branch)
    return members + _run(run)


def _run(run: Sequence[_Branch]) -> list[str]:
    if len(run) > 2 and not run[0].moved and not run[0].inside:
        return [f"{run[0].member} a {run[-1].member}"]
    return [f"{b.member}, {_parts(b.inside)}" if b.inside else b.member for b in run]


def _next(before: _Branch, after: _Branch) -> bool:
    old, new = place(before.step), place(after.step)
    return old is not None and new is not None and len(old) == len(new) == 1 and new[0] == old[0] + 1


def _member(step: Step) -> str:
    if step.kind == "parrafo" and int(step.label) < 200:
        return ordinal(int(step.label))
    return cite_step(step).split(" ", 1)[1]


@dataclass(slots=True)
class _Holder:
    """A unit that gets additions, and what is added directly inside it."""

    steps: tuple[Step, ...]
    was: tuple[Step, ...]
    added: list[Provision] = field(default_factory=list)

    def words(self) -> _Object:
        """*una fracción V y un segundo párrafo*, with what is shifted by it."""
        groups: dict[str, list[Provision]] = {}
        for provision in self.added:
            groups.setdefault(provision.steps[-1].kind, []).append(provision)
        objects = [_new_things(group) for group in groups.values()]
        return _Object(_and([o.words for o in objects]), len(objects) > 1 or objects[0].plural)


def _added(provisions: Sequence[Provision]) -> _Object:
    """Word additions: *el artículo 20 Bis*, *un segundo párrafo al artículo 39*, *los artículos 43, con…*."""
    articles = _by_article(provisions)
    if len(articles) > 1:
        items = [_item(group) if not group[0].steps else _with(group) for group in articles]
        return _Object(f"los artículos {_list(items)}", plural=True)
    group = articles[0]
    if not group[0].steps:
        return _Object(f"el artículo {_named(group[0])}")
    holders = _holders(group)
    if len(holders) > 1:
        return _Object(f"el artículo {_with(group)}")
    thing = holders[0].words()
    comma = "," if "recorriéndose" in thing.words else ""
    branches = [_Branch(s, holders[0].was[at] if at < len(holders[0].was) else None)
                for at, s in enumerate(holders[0].steps)]  # fmt: skip
    path = [f"{_of(b.step.kind)} {b.name}" + ("," if b.moved else "") for b in reversed(branches)]
    where = " ".join([*path, f"del artículo {_named(group[0])}"])
    to = (
        where.replace("de la ", "a la ", 1) if where.startswith("de la ") else where.replace("del ", "al ", 1)
    )
    return _Object(f"{thing.words}{comma} {to}", thing.plural)


def _holders(provisions: Sequence[Provision]) -> list[_Holder]:
    holders: dict[tuple[Step, ...], _Holder] = {}
    for provision in provisions:
        steps = provision.steps[:-1]
        holders.setdefault(steps, _Holder(steps, provision.was)).added.append(provision)
    return sorted(holders.values(), key=lambda holder: bool(holder.steps))


def _with(provisions: Sequence[Provision]) -> str:
    """Word one article of a list of additions: *4, fracción III, con un inciso e)*."""
    said: list[str] = []
    for holder in _holders(provisions):
        path = [
            _Branch(s, holder.was[at] if at < len(holder.was) else None) for at, s in enumerate(holder.steps)
        ]
        names = [branch.name for branch in path]
        if said:
            names[0] = f"en su {names[0]}"
        said.append(", ".join([*names, f"con {holder.words().words}"]))
    return f"{_named(provisions[0])}, {_and(said)}"


def _new_things(provisions: Sequence[Provision]) -> _Object:
    steps = [provision.steps[-1] for provision in provisions]
    kind = steps[0].kind
    feminine = kind in _FEMININE
    if len(steps) == 1:
        words = f"{'una' if feminine else 'un'} {cite_step(steps[0])}"
    else:
        members = _ranged([_Branch(step, None) for step in steps], always=True)
        words = f"{'las' if feminine else 'los'} {_PLURALS[kind]} {_and(members)}"
    shift = _shift(steps, provisions[0].shifted)
    return _Object(f"{words}, {shift}" if shift else words, len(steps) > 1)


def _shift(added: Sequence[Step], shifted: Sequence[tuple[Step, Step]]) -> str:
    if not shifted:
        return ""
    old, new = shifted[0]
    feminine = old.kind in _FEMININE
    if len(shifted) > 1:
        return f"recorriéndose {'las' if feminine else 'los'} subsecuentes en su orden"
    actual = "actual" if [old] == list(added) else f"actual {cite_step(old)}"
    return f"recorriéndose {'la' if feminine else 'el'} {actual} para pasar a ser {cite_step(new)}"


def _list(items: Sequence[str]) -> str:
    """Join the articles of a list, with semicolons as soon as one of them has a comma."""
    if not any("," in item for item in items):
        return _and(items)
    before = items[-2]
    crowded = " y " in before or " e " in before or "recorriéndose" in before or "pasa a ser" in before
    return "; ".join(items[:-1]) + (", y " if crowded else " y ") + items[-1]


def _and(items: Sequence[str]) -> str:
    """Join words with commas and *y* or *e*; a comma before it where the word before holds one too."""
    if len(items) < 2:
        return "".join(items)
    head, last = items[:-1], items[-1]
    crowded = any(mark in head[-1] for mark in (",", " y ", " e "))
    joint = "e" if last.startswith(("inciso", "i)", "i ")) else "y"
    return f"{', '.join(head)}{',' if crowded else ''} {joint} {last}"
