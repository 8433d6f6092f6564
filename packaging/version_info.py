"""The version sheet that Windows shows under a program's properties."""

COMPANY = "文明社区工作台"
ABOUT = "文明社区工作台：社区居委会的离线工作台"
LICENCE = "Apache License 2.0"


def strings(name: str, version: str) -> dict[str, str]:
    """The lines of the sheet for one of the two programs."""
    return {
        "CompanyName": COMPANY,
        "FileDescription": ABOUT,
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": LICENCE,
        "OriginalFilename": f"{name}.exe",
        "ProductName": COMPANY,
        "ProductVersion": version,
    }


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as the four numbers Windows compares: "0.1.0" is 0, 1, 0, 0."""
    found = [int(part) for part in version.split(".")[:4]]
    first, second, third, fourth = [*found, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def sheet(name: str, version: str) -> str:
    """The sheet in the words of a PyInstaller version file: Chinese, Unicode."""
    lines = "".join(
        f"        StringStruct({key!r}, {value!r}),\n"
        for key, value in strings(name, version).items()
    )
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers(version)}, prodvers={numbers(version)},\n"
        "    mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n    StringFileInfo([\n      StringTable('080404B0', [\n"
        f"{lines}      ])\n    ]),\n"
        "    VarFileInfo([VarStruct('Translation', [2052, 1200])])\n  ]\n)\n"
    )
