"""Strangers' pictures: what is read small, what is refused and why, what is white."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.wenming_desktop.evidence.test_photos import encoded, sizes
from wenming_desktop.evidence.picture import prepare as picture_prepare
from wenming_desktop.evidence.studio import prepare, prepare_files


def test_strange_files_are_named_with_their_reason(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    contents = {
        "好的.jpg": encoded(),
        "说明.txt": b"not a picture",
        "截断.jpg": encoded((2000, 2000))[:300],
        "炸弹.png": bomb.getvalue(),
        "画.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "空.jpg": b"",
        "半张.jpg": encoded((2000, 2000))[:20_000],
        "半张.png": encoded((200, 200), "PNG")[:60],
        "苹果.heic": b"\0\0\0\x18ftypheic" + b"\0" * 300,
        "苹果.jpg": b"\0\0\0\x18ftypmif1" + b"\0" * 300,
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    kept, refused = prepare_files([*map(tmp_path.joinpath, contents), tmp_path / "没有.jpg"])
    assert [picture.name for picture in kept] == ["好的.jpg"]
    assert {one.name for one in refused} == {*contents, "没有.jpg"} - {"好的.jpg"}
    why = {one.name: one.why for one in refused}
    assert "像素" in why["炸弹.png"]
    assert "打不开" in why["没有.jpg"]
    for name, said in why.items():
        assert said
        assert ("坏了" in said) == name.startswith(("截断", "半张"))
        assert ("HEIC" in said) == name.startswith("苹果")


def of_size(kind: str, width: int, height: int, **how: Any) -> bytes:
    """A plain picture of one colour, which takes little room and time."""
    out = io.BytesIO()
    Image.new("L", (width, height), 90).save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "size", "how", "wanted"),
    [
        ("JPEG", (12_000, 9_000), {}, (2048, 1536)),
        ("JPEG", (14_400, 14_400), {}, "像素"),
        ("JPEG", (11_000, 10_100), {"progressive": True}, "像素"),
        ("PNG", (8_000, 5_100), {}, "像素"),
    ],
)
def test_pictures_of_large_cameras(
    kind: str, size: tuple[int, int], how: dict[str, Any], wanted: object
) -> None:
    kept, refused = prepare([("大", of_size(kind, *size, **how))], 1)
    if isinstance(wanted, str):
        assert wanted in refused[0].why
    else:
        assert sizes(kept[0])[0] == wanted


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white(mode: str) -> None:
    out = io.BytesIO()
    clear = Image.new(mode, (64, 64), 0)
    clear.save(out, "PNG", **({"transparency": 0} if mode == "P" else {}))
    found = picture_prepare(out.getvalue())
    with Image.open(io.BytesIO(found.jpeg)) as kept:
        assert kept.getpixel((32, 32)) == (255, 255, 255)
