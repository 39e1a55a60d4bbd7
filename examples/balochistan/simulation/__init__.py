"""A simulated Balochistan: invented records on real geography. Standard library only."""
