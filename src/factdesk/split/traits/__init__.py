"""What a claim is like: its kind, its entities, how much it asks to be checked."""
