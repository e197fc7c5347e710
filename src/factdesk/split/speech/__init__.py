"""Who says so: reports, quotations, whether a source has a name."""
