"""A parsed sentence -> the clauses that assert something, and each in words."""
