"""How the example of a whole centre is made: real clusters, invented organizations, planted gaps."""
