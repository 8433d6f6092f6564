"""What is handed over beside the code: icons, the menu entry, the installer, the version sheet."""

import ast
import configparser
import importlib.util
import os
import shutil
import struct
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

from wenming_desktop import __version__

ROOT = Path(__file__).parents[2]
ICONS = ROOT / "resources" / "icons" / "app"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def tool(name: str) -> ModuleType:
    """A script of packaging/, which is no package of the program."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("side", SIZES)
def test_the_sign_is_red_with_a_white_house_in_every_size(side: int) -> None:
    image = QImage(str(ICONS / f"wenming-{side}.png"))
    assert (image.width(), image.height()) == (side, side)
    assert image.pixelColor(0, 0).alpha() < 128, "round corners"
    assert image.pixelColor(side // 2, 1).name() == "#a61c28"
    bright = sum(image.pixelColor(x, y).lightness() > 200 for x in range(side) for y in range(side))
    assert 0.06 < bright / side**2 < 0.35


def test_the_windows_icon_holds_every_size() -> None:
    data = (ICONS / "wenming.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind, count) == (0, 1, len(SIZES))
    for at, side in enumerate(SIZES):
        width, height, _, _, _, bits, size, offset = struct.unpack_from(
            "<BBBBHHII", data, 6 + at * 16
        )
        assert (width or 256, height or 256, bits) == (side, side, 32)
        assert data[offset : offset + size] == (ICONS / f"wenming-{side}.png").read_bytes()


def test_the_menu_entry_says_what_a_desktop_asks_for() -> None:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((ROOT / "packaging" / "wenming.desktop").read_text("utf-8"))
    entry = parser["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Name"] == "文明社区工作台"
    assert entry["Exec"] == "/opt/wenming/wenming"
    assert entry["Icon"] == "wenming"
    assert entry["Terminal"] == "false"
    assert entry["Categories"].endswith(";")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A collection as build.spec leaves it, as far as the installer looks."""
    folder = tmp_path / "下载 文件" / "wenming"
    drawn = folder / "_internal" / "resources" / "icons" / "app"
    shutil.copytree(ICONS, drawn)
    shutil.copy2(ROOT / "packaging" / "wenming.desktop", drawn)
    for name in ("wenming", "wenming-desktop"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    shutil.copy2(ROOT / "packaging" / "install.sh", folder)
    return folder


def install(copy: Path, root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(copy / "install.sh"), *words]
    environment = {**os.environ, "DESTDIR": str(root)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_installer_puts_the_program_where_the_menu_looks(copy: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    ran = install(copy, root)
    assert ran.returncode == 0, ran.stderr
    assert os.access(root / "opt/wenming/wenming", os.X_OK)
    assert (root / "usr/share/applications/wenming.desktop").is_file()
    assert (root / "usr/share/icons/hicolor/48x48/apps/wenming.png").is_file()
    assert (root / "usr/share/icons/hicolor/scalable/apps/wenming.svg").is_file()


def test_the_installer_takes_all_of_it_away_again(copy: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    install(copy, root)
    assert install(copy, root, "--remove").returncode == 0
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_the_installer_refuses_a_folder_without_the_program(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    ran = install(copy, tmp_path / "root", str(tmp_path / "leer"))
    assert ran.returncode == 1
    assert "这里没有程序" in ran.stderr
    assert not (tmp_path / "root").exists()


def test_the_version_sheet_names_this_version() -> None:
    info = tool("version_info")
    sheet = info.sheet("wenming", __version__)
    call = ast.parse(sheet, mode="eval").body
    assert isinstance(call, ast.Call)
    assert info.numbers("0.1.0") == (0, 1, 0, 0)
    assert f"StringStruct('FileVersion', '{__version__}')" in sheet
    assert "'OriginalFilename', 'wenming.exe'" in sheet


KEPT = [
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6\\plugins\\platforms\\qwindows.dll",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
    "resources/style/app.qss",
]
LEFT_OUT = [
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/imageformats/libqtiff.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/qml/QtQuick/libqtquick2plugin.so",
]


@pytest.mark.parametrize(
    ("name", "kept"), [*((n, True) for n in KEPT), *((n, False) for n in LEFT_OUT)]
)
def test_a_copy_holds_what_an_office_needs_of_qt(name: str, kept: bool) -> None:
    assert tool("slim").wanted((name, name, "BINARY")) is kept


def test_libraries_go_with_the_last_file_that_links_to_them() -> None:
    slim = tool("slim")
    links = {
        "QtWidgets.abi3.so": {"libQt6Widgets.so.6"},
        "libQt6Widgets.so.6": {"libQt6Core.so.6"},
        "libQt6Quick.so.6": {"libQt6Qml.so.6"},
        "plugin.so": {"libX11.so.6"},
    }
    library = "PySide6/Qt/lib/"
    entries = [
        ("PySide6/QtWidgets.abi3.so", "QtWidgets.abi3.so", "EXTENSION"),
        ("PySide6/Qt/plugins/platforms/plugin.so", "plugin.so", "BINARY"),
        *((library + name, name, "BINARY") for name in (
            "libQt6Widgets.so.6", "libQt6Core.so.6", "libQt6Quick.so.6", "libQt6Qml.so.6")),
        ("libX11.so.6", "libX11.so.6", "BINARY"),
        ("libgtk-3.so.0", "libgtk-3.so.0", "BINARY"),
        ("libpython3.11.so.1.0", "libpython3.11.so.1.0", "BINARY"),
        ("libQt6Core.so.6", library + "libQt6Core.so.6", "SYMLINK"),
        ("libQt6Qml.so.6", library + "libQt6Qml.so.6", "SYMLINK"),
        ("resources/app.qss", "app.qss", "DATA"),
    ]  # fmt: skip
    kept = {name for name, _, _ in slim.linked(entries, lambda path: links.get(path.name, set()))}
    gone = {
        "libQt6Qml.so.6",
        "libgtk-3.so.0",
        f"{library}libQt6Quick.so.6",
        f"{library}libQt6Qml.so.6",
    }
    assert {name for name, _, _ in entries} - kept == gone
