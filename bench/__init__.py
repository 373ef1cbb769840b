"""Measurements beside named peers; each module runs by itself and exits 1 when a goal is missed."""
