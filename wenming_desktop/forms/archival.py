"""Paper that can be kept for decades: PDF/A-2u, every colour defined, said about itself in XMP."""

import zlib
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

import resources
from wenming_desktop.forms.page import Paper

_PROFILE = "sRGB IEC61966-2.1"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords></pdf:Keywords>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_as_reportlab_writes = pdfdoc.PDFStream.format


def _with_line_end(stream: pdfdoc.PDFStream, document: pdfdoc.PDFDocument) -> bytes:
    """Put the line end before `endstream` that archives ask for and reportlab leaves out."""
    written: bytes = _as_reportlab_writes(stream, document)
    return written.removesuffix(b"endstream\n") + b"\nendstream\n"


pdfdoc.PDFStream.format = _with_line_end


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]  # reportlab has no types
    """A catalogue that also names what its colours mean."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents")
    __Refs__ = pdfdoc.PDFCatalog.__NoDefault__


class ArchivalPaper(Paper):
    """A document under the pen that ends as PDF/A-2u."""

    def __init__(self, title: str, *, author: str = "") -> None:
        super().__init__(title, author=author)
        document = self._document
        catalog = _Catalog()
        catalog.__dict__.update(document.Catalog.__dict__)
        catalog.OutputIntents = pdfdoc.PDFArray([_intent(document)])
        catalog.Metadata = pdfdoc.XMP(creator=_metadata)
        document.Catalog = document._catalog = catalog  # reportlab keeps it under both names


def _intent(document: pdfdoc.PDFDocument) -> Any:
    profile = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"N": 3, "Filter": pdfdoc.PDFName("FlateDecode")}),
        content=zlib.compress(resources.path("fonts", "sRGB.icc").read_bytes(), 9),
    )
    return pdfdoc.PDFDictionary({
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(_PROFILE),
        "Info": pdfdoc.PDFString(_PROFILE),
        "DestOutputProfile": document.Reference(profile),
    })  # fmt: skip


def _metadata(document: pdfdoc.PDFDocument) -> bytes:
    """What the document says of itself, word for word as its info dictionary does."""
    info, stamp = document.info, document._timeStamp
    year, month, day, hour, minute, second = stamp.YMDhms
    moment = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{int(second):02}"
    said = (info.title, info.author, info.subject, info.producer, info.creator)
    title, author, subject, producer, creator = (escape(str(text)) for text in said)
    told = _XMP.format(
        title=title,
        author=author,
        subject=subject,
        producer=producer,
        creator=creator,
        moment=f"{moment}{stamp.dhh:+03}:{stamp.dmm:02}",
    )
    return told.encode()
