"""Taking places in from files that cities, OpenStreetMap and Integreat have."""
