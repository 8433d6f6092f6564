"""The program's own typefaces in a PDF: one face made of several font files, chosen per character.

Every form draws through `FallbackFont`, so a page looks the same on every PC and a rare
character is taken from the next file of the chain. What no file holds becomes □ and is reported.
"""

import threading
import unicodedata
from collections.abc import Sequence

from reportlab import rl_config
from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

import resources

_SONG = ("WMSong-Regular", "WMSymbols-Regular", "WMRare-Regular")
_HEI = ("WMHei-Regular", *_SONG)
CHAINS: dict[str, tuple[str, ...]] = {
    "song": _SONG,
    "songb": ("WMSong-Bold", *_SONG),
    "hei": _HEI,
    "heib": ("WMHei-Bold", *_HEI),
    "kai": ("WMKai-Regular", *_SONG),
    "fang": ("WMFang-Regular", "WMKai-Regular", *_SONG),
}
# The Latin letters and digits of 楷体 and 仿宋 look alien beside Chinese: Song lends its own.
_LATIN_FROM_SONG = {"kai": 1, "fang": 2}
UNKNOWN = "□"

_opened: dict[str, TTFont] = {}
_opening = threading.Lock()


def _to_unicode(fontname: str, subset: Sequence[int]) -> str:
    """Write the map from glyph codes to text that reportlab gets wrong beyond U+FFFF.

    Its own writes `<20164>` for 𠅤 and more than the 100 entries that one block may hold.
    """
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
        if char
    ]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join([*head, *body, *tail])


ttfonts.makeToUnicodeCMap = _to_unicode
# Text wrapped in ASCII85 is a quarter longer and slower; no printer has needed it for decades.
rl_config.useA85 = 0


def _open(name: str) -> TTFont:
    """One font file, parsed once for the whole program."""
    with _opening:
        if name not in _opened:
            file = resources.path("fonts", f"{name}.ttf")
            _opened[name] = TTFont(name, str(file), asciiReadable=False, shapable=False)
        return _opened[name]


class FallbackFont:
    """A face that takes each character from the first file of its chain that has it.

    Files are opened only when an earlier one lacks a character.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self._names = CHAINS[key]
        self._places: dict[str, tuple[TTFont, str, int]] = {}

    def _find(self, char: str) -> tuple[TTFont, str, int] | None:
        code = ord(char)
        start = _LATIN_FROM_SONG.get(self.key, 0) if char.isascii() else 0
        for name in self._names[start:]:
            font = _open(name)
            if code in font.face.charToGlyph:
                return font, char, int(font.face.charWidths.get(code, 1000))
        return None

    def place(self, char: str) -> tuple[TTFont, str, int]:
        """The file that draws a character, what is drawn, and its width in thousandths."""
        known = self._places.get(char)
        if known is None:
            known = self._find(char)
            if known is None:
                blank = unicodedata.category(char) == "Zs"
                known = self.place(" " if blank else UNKNOWN)
            self._places[char] = known
        return known

    def lacks(self, text: str) -> str:
        """The characters of a text that would print as □, each once."""
        return "".join(
            dict.fromkeys(c for c in text if c != UNKNOWN and self.place(c)[1] == UNKNOWN)
        )

    def width(self, text: str) -> int:
        """The width of a text in thousandths of the type size."""
        places = self._places
        try:
            return sum(places[char][2] for char in text)
        except KeyError:
            return sum(self.place(char)[2] for char in text)

    def spell(self, text: str, document: PDFDocument) -> list[tuple[str, str]]:
        """A text as runs of (font resource, glyph codes in hex) for one document."""
        runs: list[tuple[str, str]] = []
        for char in text:
            font, drawn, _ = self.place(char)
            ((subset, code),) = font.splitString(drawn, document)
            resource = font.getSubsetInternalName(subset, document)
            if runs and runs[-1][0] == resource:
                runs[-1] = (resource, runs[-1][1] + code.hex())
            else:
                runs.append((resource, code.hex()))
        return runs


FACES = {key: FallbackFont(key) for key in CHAINS}
