"""lexframe: draft, consult on and agree one shared legislative framework."""

__version__ = "0.1.0"
