"""From what a person pastes or uploads to the frozen text of an article."""
