"""What goes out: the verdict table, the timeline of offices, and the page a newsroom can publish.

Import the modules themselves (`report.table`, `report.timeline`, `report.html`): vl_convert and Jinja2 are
heavy, and only who draws should pay for them.
"""
