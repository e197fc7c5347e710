"""Writing to the desk's folder: one writer at a time, on disk before it is said to be saved."""
