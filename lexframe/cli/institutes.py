"""Who takes part: the registry as a list."""

from __future__ import annotations

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import noun, reads
from lexframe.cli.speech import N_
from lexframe.core.institute import ACTIVE, INACTIVE, OBSERVER, Registry
from lexframe.core.message import Message
from lexframe.locale.forms import number

institute = noun("institute", N_("Who takes part."))

STATUS_WORDS = {
    ACTIVE: Message("active"),
    OBSERVER: Message("observer"),
    INACTIVE: Message("inactive"),
}


@reads(institute, "list", N_("List institutes, working groups and the secretariat."))
@click.pass_obj
def listed(desk: Desk) -> None:
    """Write the registry."""
    registry = desk.registry
    if desk.as_json:
        desk.emit("institutes", _shape(registry))
        return
    headers = [Message("Id"), Message("State"), Message("Status"), Message("Insured"), Message("Name")]
    desk.table(
        headers,
        [
            (each.id, each.state, STATUS_WORDS[each.status], number(each.insured), each.name)
            for each in registry.institutes
        ],
    )
    if registry.groups:
        desk.line()
        headers = [Message("Group"), Message("Rapporteur"), Message("Members"), Message("Name")]
        rows = [(each.id, each.rapporteur, " ".join(each.members), each.name) for each in registry.groups]
        desk.table(headers, rows)
    desk.line()
    secretariat = registry.secretariat
    desk.line(Message("Secretariat: {id} {name}", id=secretariat.id, name=secretariat.name))


def _shape(registry: Registry) -> dict[str, object]:
    return {
        "institutes": [
            {
                "id": each.id,
                "name": each.name,
                "state": each.state,
                "status": each.status,
                "insured": each.insured,
                "speaks": each.speaks,
                "domains": list(each.domains),
            }
            for each in registry.institutes
        ],
        "groups": [
            {
                "id": each.id,
                "name": each.name,
                "domain": each.domain,
                "members": list(each.members),
                "rapporteur": each.rapporteur,
            }
            for each in registry.groups
        ],
        "secretariat": {"id": registry.secretariat.id, "name": registry.secretariat.name},
    }
