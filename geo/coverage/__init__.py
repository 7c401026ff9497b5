"""Who reaches what: demand, supply, travel, and measures of access with their uncertainty."""
