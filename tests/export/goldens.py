"""The documents of the small dossier, byte for byte as they left the house; run this to set them anew."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
if __name__ == "__main__":
    sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from small_dossier import change, standing, whole  # noqa: E402

from lexframe.export.comparative import comparative  # noqa: E402
from lexframe.export.consensus import consensus  # noqa: E402
from lexframe.export.consolidated import consolidated, consolidated_markdown  # noqa: E402
from lexframe.export.decrees import draft_decree  # noqa: E402
from lexframe.export.figures import consensus_csv, consensus_json  # noqa: E402
from lexframe.export.html import html  # noqa: E402
from lexframe.export.markdown import markdown  # noqa: E402
from lexframe.export.plain import plain  # noqa: E402
from lexframe.export.redlines import marked_text  # noqa: E402

FOLDER = HERE / "goldens"


def made() -> dict[str, bytes]:
    """Every document whose bytes can be read in a review."""
    english = replace(change(), imprint=replace(change().imprint, language="en"))
    return {
        "consolidated.md": consolidated_markdown(whole()),
        "consolidated.html": html(consolidated(whole())),
        "consolidated.txt": plain(consolidated(whole())),
        "decree.md": markdown(draft_decree(change())),
        "comparative.html": html(comparative(change())),
        "comparative.en.txt": plain(comparative(english)),
        "redline.html": html(marked_text(change())),
        "consensus.txt": plain(consensus(standing())),
        "consensus.json": consensus_json(standing()),
        "consensus.csv": consensus_csv(standing()),
    }


if __name__ == "__main__":
    for name, data in made().items():
        (FOLDER / name).write_bytes(data)
