"""Measures for millions of points: columns in, columns out, in memory or on a cluster."""
