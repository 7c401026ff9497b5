"""What a careful editor looks at: one rule a function, all of them in ``all_rules``."""
