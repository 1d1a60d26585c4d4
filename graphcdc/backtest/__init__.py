"""How good suggestions would have been: past projects as the judge."""
