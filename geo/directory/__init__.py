"""Places and their words: reading, checking, searching, and what a viewer may know."""
