"""Pages that stand alone: one HTML file each, with style and drawings inside, and nothing that calls out."""

from sonae_paper.pages.result import result

__all__ = ["result"]
