"""What build.spec leaves out: plugins of Qt no office needs, then libraries nobody asks for."""

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""Where a file goes, where it comes from, its kind: a line of a PyInstaller list."""

PLUGINS = {
    "platforms": r"xcb|wayland|offscreen|windows|cocoa",
    "platforminputcontexts": r"compose|ibus|fcitx",
    "platformthemes": r"xdgdesktopportal",
    "imageformats": r"jpeg|svg|ico",
    "iconengines": r"svg",
    "printsupport": r".",
    "styles": r".",
    "xcbglintegrations": r".",
    "wayland-decoration-client": r".",
    "wayland-graphics-integration-client": r"wayland-egl",
    "wayland-shell-integration": r"xdg-shell",
}
"""Folders of plugins that are kept, and which of each; every other folder goes."""
TRANSLATIONS = frozenset({"qtbase_zh_CN.qm"})
_QT_LIBRARY = re.compile(r"(lib)?Qt6\w+\.(so|dll)|Qt\w+$", re.IGNORECASE)
_SYSTEM_LIBRARY = re.compile(r"lib(?!python)[^/]+\.so[.\d]*$")


def wanted(entry: Entry) -> bool:
    """Whether a collected file has work to do in an office."""
    parts = PurePosixPath(entry[0].replace("\\", "/")).parts
    if "PySide6" not in parts:
        return True
    if "translations" in parts:
        return parts[-1] in TRANSLATIONS
    if "plugins" in parts:
        folder, name = parts[parts.index("plugins") + 1], parts[-1]
        return bool(re.search(PLUGINS.get(folder, r"(?!)"), name))
    return "qml" not in parts


def _library(entry: Entry) -> str:
    """The name of a library that is there only because something links to it, or nothing.

    Libraries of the building machine lie on top of the collection, those of a wheel in its folder
    `.libs`; on Linux alone: Windows loads
    some of its own by name while the program runs.
    """
    path = PurePosixPath(entry[0].replace("\\", "/"))
    if "abi3" in path.name or path.suffix == ".pyd" or entry[2] == "EXTENSION":
        return ""
    spare = len(path.parts) == 1 or path.parts[-2].endswith(".libs")
    loose = spare and _SYSTEM_LIBRARY.match(path.name)
    return path.name if loose or _QT_LIBRARY.match(path.name) else ""


def linked(entries: Iterable[Entry], needs: Callable[[Path], set[str]]) -> list[Entry]:
    """Without the libraries that no kept file links to, by however many steps."""
    every = list(entries)
    links = [entry for entry in every if entry[2] == "SYMLINK"]
    files = [entry for entry in every if entry[2] != "SYMLINK"]
    spare = {_library(entry): entry for entry in files if _library(entry)}
    kept = [entry for entry in files if not _library(entry)]
    queue = [entry for entry in kept if entry[2] in {"BINARY", "EXTENSION"}]
    while queue:
        for name in needs(Path(queue.pop()[1])):
            found = spare.pop(name, None)
            if found is not None:
                kept.append(found)
                queue.append(found)
    there = {posixpath.normpath(entry[0]) for entry in kept}
    return kept + [entry for entry in links if _points_at(entry) in there or not _library(entry)]


def _points_at(link: Entry) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(link[0]), link[1]))
