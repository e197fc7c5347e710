"""The pages. Each is drawn by its `page()`."""
