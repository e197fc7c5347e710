"""What pronouns, short names and "the visit" mean, and wording that stands alone."""
