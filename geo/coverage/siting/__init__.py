"""Where next: the best new sites among candidates, with the existing ones kept."""
