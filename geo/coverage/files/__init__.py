"""Points, services and areas from files the operator supplies, read part by part."""
