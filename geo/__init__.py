"""The directory of Willkommenskarte Stuttgart: its facts, safety, languages and maps."""
