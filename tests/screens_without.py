"""What two screens show where a package is missing: AI clauses with the second reading of their
pages, and a search.

`python -m tests.screens_without` on the library that the setting names → one JSON object on
standard output: screen → its words and errors.
"""

from __future__ import annotations

import json
import sys
import time

from streamlit.testing.v1 import AppTest

from analyzer.ui import SCRIPT, second_reading, working
from tests.without import QUESTION

#: seconds that a screen may take
PATIENCE = 180.0


def shown(app: AppTest) -> dict[str, str]:
    """The words of a screen, and what it raised."""
    bodies = [str(getattr(each, "body", "")) for each in app.get("html")]
    told = [str(each.value) for each in (*app.error, *app.warning, *app.markdown)]
    return {
        "words": "\n".join([*bodies, *told]),
        "raised": "\n".join(str(each.value) for each in app.exception),
    }


def main() -> int:
    """Open both screens."""
    working.PATIENCE = 60.0
    app = AppTest.from_file(SCRIPT, default_timeout=PATIENCE).run()
    app.switch_page("screens/ai_clauses.py").run()
    # why nothing was read twice is told below when all documents were tried
    until = time.monotonic() + PATIENCE
    held = second_reading._works()._held
    while not all(work.ended.is_set() for work in held.values()) and time.monotonic() < until:
        time.sleep(0.1)
    app.run()
    found = {"ai clauses": shown(app)}
    app.switch_page("screens/search.py").run()
    app.text_input(key="query").set_value(QUESTION).run()
    found["search"] = shown(app)
    sys.stdout.write(f"\n{json.dumps(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
