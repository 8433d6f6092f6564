"""The process that decodes pictures; a picture goes in, a header and two JPEGs come out.

Messages are plain bytes and JSON, never pickles: a decoder that fell must not reach its parent.
"""

import json
from multiprocessing.connection import Connection

from wenming_desktop import confine

MEMORY_BYTES = 700 * 1024 * 1024
SECONDS = 600


def run(pipe: Connection, glances: bool = False) -> None:
    """Prepare one picture after the other until the other end closes; or only glance at each."""
    from wenming_desktop.evidence import picture  # noqa: PLC0415 - decoders live only here

    confine.confine(MEMORY_BYTES, SECONDS)
    while True:
        try:
            data = pipe.recv_bytes()
        except EOFError:
            return
        try:
            if glances:
                small = picture.glance(data)
                _say(pipe, {"taken_at": None})
                pipe.send_bytes(b"")
                pipe.send_bytes(small)
                continue
            found = picture.prepare(data)
        except picture.NotAPictureError as error:
            _say(pipe, {"refused": error.code})
        except (picture.TooManyPixelsError, MemoryError):
            _say(pipe, {"refused": "photo.pixels"})
        else:
            taken = found.taken_at.isoformat() if found.taken_at else None
            _say(pipe, {"width": found.width, "height": found.height, "taken_at": taken})
            pipe.send_bytes(found.jpeg)
            pipe.send_bytes(found.small)


def _say(pipe: Connection, header: dict[str, object]) -> None:
    pipe.send_bytes(json.dumps(header).encode())
