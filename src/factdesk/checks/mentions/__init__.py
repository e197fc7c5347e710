"""Who is said to be in which office or rank, as the text says it; nothing of time is judged here."""
