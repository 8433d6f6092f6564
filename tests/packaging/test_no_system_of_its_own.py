"""The product runs on Linux and on Windows: what only one of them has stands behind a question."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("wenming_desktop", "ui", "db", "resources")
MODULES = frozenset(
    {
        "fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog",
        "crypt", "spwd", "readline", "curses", "msvcrt", "winreg", "winsound", "_winapi",
        "nt", "ctypes.wintypes", "win32api",
    }
)  # fmt: skip
CALLS = frozenset(
    {
        "os.fork", "os.forkpty", "os.geteuid", "os.getuid", "os.getgid", "os.getegid",
        "os.setuid", "os.setsid", "os.killpg", "os.getpgid", "os.O_DIRECTORY",
        "os.O_NOFOLLOW", "os.O_CLOEXEC", "os.O_SYNC", "os.statvfs", "os.uname", "os.chown",
        "os.mkfifo", "os.sched_getaffinity", "os.sched_setaffinity", "os.getloadavg",
        "os.nice", "os.sysconf", "os.fchmod", "os.fchown", "os.fdatasync", "os.wait3",
        "os.sync", "os.pread", "os.startfile", "os.O_BINARY", "signal.SIGKILL",
        "signal.SIGHUP", "signal.SIGALRM", "signal.SIGUSR1", "signal.SIGUSR2",
        "signal.SIGCHLD", "signal.alarm", "signal.setitimer", "signal.pthread_kill",
        "signal.CTRL_C_EVENT", "time.tzset", "ctypes.windll", "subprocess.STARTUPINFO",
        "subprocess.CREATE_NO_WINDOW",
    }
)  # fmt: skip
PATHS = re.compile(r"(/tmp|/proc|/dev|/usr|/etc|/var|/home|/opt)(/|$)|[A-Za-z]:\\")
SHAPES = re.compile(r"%-[dmHIMSjyU]|%#[dmHIMSjyU]")
"""Days without a leading zero: one way on Linux, another on Windows, so neither."""
QUESTION = re.compile(r"sys\.platform|os\.name|platform\.system|\bWINDOWS\b|hasattr\(")


def dotted(node: ast.AST) -> str:
    """An attribute as it is written, or nothing."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


def imported(node: ast.AST) -> list[str]:
    """What an import names: modules, and names out of them."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def problem(node: ast.AST) -> str:
    """What is wrong with a node by itself, or nothing."""
    found = [name for name in imported(node) if name in MODULES | CALLS]
    if found:
        return f"import {found[0]}"
    if dotted(node) in CALLS:
        return dotted(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
        if PATHS.match(text) or SHAPES.search(text):
            return repr(text)
    if isinstance(node, ast.Call) and dotted(node.func).endswith("get_context"):
        wrong = [a.value for a in node.args if isinstance(a, ast.Constant) and a.value != "spawn"]
        return f"get_context({wrong[0]!r})" if wrong else ""
    return ""


def problems(node: ast.AST) -> Iterator[str]:
    """Every system of its own in a tree, but for what a question about the system guards."""
    asked = isinstance(node, ast.If | ast.IfExp) and QUESTION.search(ast.unparse(node.test))
    if asked:
        return
    if said := problem(node):
        yield f"line {getattr(node, 'lineno', 0)}: {said}"
    for child in ast.iter_child_nodes(node):
        yield from problems(child)


def files() -> list[Path]:
    found = (path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py")))
    return [path for path in found if "fonts/build" not in path.as_posix()]


def test_no_file_is_of_one_system_alone() -> None:
    read = files()
    assert len(read) > 200, "the walk goes nowhere"
    found = {
        path.relative_to(ROOT).as_posix(): said
        for path in read
        if (said := list(problems(ast.parse(path.read_text("utf-8")))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        "import fcntl",
        "from resource import getrusage",
        "from os import fork",
        "import os\nos.geteuid()",
        "import signal\nx = signal.SIGKILL",
        "open('/tmp/x')",
        "x = '/dev/shm'",
        "f'{day:%-d}'",
        "import multiprocessing\nmultiprocessing.get_context('fork')",
        "import os\nif os.name == 'nt':\n    pass\nos.fork()",
    ],
)
def test_the_walk_sees_it(code: str) -> None:
    assert list(problems(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nif sys.platform == 'win32':\n    pass\nelse:\n    import resource",
        "import os\nflag = os.O_DIRECTORY if os.name != 'nt' else 0",
        "x = 'data/tmp'",
        "f'{day:%d}'",
    ],
)
def test_the_walk_lets_it_pass(code: str) -> None:
    assert not list(problems(ast.parse(code)))
