"""The text itself: its language, its sentences, what in it is no word."""
