"""Furniture of the program: fonts, icons, styles, code lists, samples."""

from pathlib import Path

ROOT = Path(__file__).parent


def path(*parts: str) -> Path:
    """The path of a bundled resource."""
    return ROOT.joinpath(*parts)
