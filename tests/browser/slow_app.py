"""The workbench on a slow server: each save takes 300 ms longer."""

import time

from factdesk.desk import Desk
from factdesk.ui.main import main

if not hasattr(Desk, "unhurried"):
    quick = Desk.decide
    Desk.unhurried = quick  # type: ignore[attr-defined]

    def decide(self: Desk, *args: object, **details: object) -> object:
        time.sleep(0.3)
        return quick(self, *args, **details)  # type: ignore[arg-type]

    Desk.decide = decide  # type: ignore[assignment,method-assign]

main()
