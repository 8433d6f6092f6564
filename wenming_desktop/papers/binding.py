"""Several finished documents bound into one file, page after page, each as it was drawn.

It reads only what `forms` has written: whole objects by their offsets, no object streams.
"""

import re
from collections.abc import Sequence
from hashlib import md5
from itertools import pairwise

from wenming_desktop.forms.page import Pdf

_REF = re.compile(rb"(\d+) 0 R\b")
_LINE = re.compile(rb"(\d{10}) \d{5} n")
_SUBSET = b"/AAAAAA+"


def bind(documents: Sequence[Pdf]) -> Pdf:
    """One document with the pages of all of these; what it says of itself is as the first does."""
    if len(documents) == 1:
        return documents[0]
    objects: list[bytes] = []
    kids: list[bytes] = []
    roots: list[tuple[int, dict[bytes, int]]] = []
    for at, document in enumerate(documents):
        base = len(objects)
        found = [_moved(one, base, at) for one in _objects(document)]
        named = {key: base + number for key, number in _trailer(document).items()}
        tree = _pages_of(found[named[b"Root"] - 1 - base])
        kids += _REF.findall(found[tree - 1 - base].partition(b"/Kids")[2].partition(b"]")[0])
        objects += found
        roots.append((tree, named))
    tree, named = roots[0]
    pages = b" ".join(kid + b" 0 R" for kid in kids)
    objects[tree - 1] = b"<<\n/Count %d /Kids [ %s ] /Type /Pages\n>>" % (len(kids), pages)
    for other, _ in roots[1:]:
        objects[other - 1] = b"<< >>"
    for kid in kids:
        at = int(kid) - 1
        objects[at] = re.sub(rb"/Parent \d+ 0 R", b"/Parent %d 0 R" % tree, objects[at])
    root = named[b"Root"] - 1
    objects[root] = b"<<\n/Lang (zh-CN) /PageMode /UseNone /Pages %d 0 R /Type /Catalog\n>>" % tree
    return _finished(documents, objects, named, len(kids))


def _objects(document: Pdf) -> list[bytes]:
    """The bodies of the objects, from the first on."""
    table = document.rindex(b"xref\n0 ", 0, document.rindex(b"trailer"))
    offsets = [int(found[1]) for found in _LINE.finditer(document, table)]
    bodies = []
    for begin, end in pairwise([*offsets, table]):
        body = bytes(document[begin:end]).partition(b"obj\n")[2]
        bodies.append(body[: body.rindex(b"\nendobj")])
    return bodies


def _trailer(document: Pdf) -> dict[bytes, int]:
    """The numbers of the catalogue and of what the document says of itself."""
    trailer = document[document.rindex(b"trailer") :]
    found = re.findall(rb"/(Root|Info) (\d+) 0 R", trailer)
    return {bytes(key): int(number) for key, number in found}


def _moved(body: bytes, base: int, at: int) -> bytes:
    """An object whose references count from `base` on; the data of a stream stays as it is."""
    head, stream, data = body.partition(b"stream\n")
    if base:
        head = _REF.sub(lambda found: b"%d 0 R" % (int(found[1]) + base), head)
        # A font that is subset twice must not bear one name for two sets of glyphs.
        head = head.replace(_SUBSET, b"/" + _tag(at) + b"+")
    return head + stream + data


def _tag(at: int) -> bytes:
    """Six letters for the fonts of a document: AAAAAA, AAAAAB ..."""
    letters = bytearray()
    for _ in range(6):
        at, rest = divmod(at, 26)
        letters.insert(0, 65 + rest)
    return bytes(letters)


def _pages_of(catalogue: bytes) -> int:
    found = re.search(rb"/Pages (\d+) 0 R", catalogue)
    if found is None:
        raise ValueError("a document without its pages")
    return int(found[1])


def _finished(
    documents: Sequence[Pdf], objects: Sequence[bytes], named: dict[bytes, int], pages: int
) -> Pdf:
    whole = bytearray(documents[0][: documents[0].index(b"1 0 obj")])
    table = bytearray(b"0000000000 65535 f \n")
    for number, body in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(whole)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(whole)
    mark = md5(bytes(whole), usedforsecurity=False).hexdigest().encode()
    whole += b"xref\n0 %d\n%s" % (len(objects) + 1, bytes(table))
    whole += b"trailer\n<<\n/ID [<%s><%s>]\n/Info %d 0 R\n/Root %d 0 R\n/Size %d\n>>\n" % (
        mark, mark, named[b"Info"], named[b"Root"], len(objects) + 1,
    )  # fmt: skip
    whole += b"startxref\n%d\n%%%%EOF\n" % start
    pdf = Pdf(bytes(whole))
    pdf.pages = pages
    pdf.missing = tuple(dict.fromkeys(one for document in documents for one in document.missing))
    pdf.cut = tuple(dict.fromkeys(text for document in documents for text in document.cut))
    return pdf
