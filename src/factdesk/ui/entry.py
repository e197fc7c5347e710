"""The script that `factdesk serve` runs."""

from factdesk.ui.main import main

main()
