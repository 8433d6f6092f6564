"""A program killed in the middle of its work loses nothing it was told was saved."""

import random
import subprocess
import sys
from pathlib import Path

from db.engine import Key, close_all, connect, create_file, left_open, open_engine

KEY = Key(bytes(32), bytes(range(16)))
KILLS = 5
WRITER = """
import sys
from pathlib import Path
from sqlalchemy import text
from db.engine import Key, open_engine
engine = open_engine(Path(sys.argv[1]), Key(bytes(32), bytes(range(16))))
n = int(sys.argv[2])
while True:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO act VALUES (:n, 'a')"), {"n": n})
        connection.execute(text("INSERT INTO act VALUES (:n, 'b')"), {"n": n})
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
    n += 1
"""


def killed_writer(path: Path, first: int, acks: int) -> int:
    """Run the writer, kill it some time after `acks` commits; the last one it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path), str(first)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as child:
        assert child.stdout is not None
        for _ in range(acks):
            child.stdout.readline()
        child.kill()
        rest = child.stdout.read().split("\n")
    # A line without its end was not yet said.
    return max([first + acks - 1, *map(int, rest[:-1])])


def test_a_kill_loses_no_acknowledged_commit(tmp_path: Path) -> None:
    path = tmp_path / "wm.db"
    create_file(path, KEY)
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE act (n INTEGER, half TEXT)")
    close_all(engine)
    first = 0
    for _ in range(KILLS):
        acknowledged = killed_writer(path, first, random.randint(1, 40))
        assert left_open(path)
        raw = connect(path, KEY)
        halves = raw.execute("SELECT n, count(*) FROM act GROUP BY n ORDER BY n").fetchall()
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        raw.close()
        assert [n for n, _ in halves] == list(range(len(halves)))
        assert all(count == 2 for _, count in halves)
        assert len(halves) > acknowledged
        first = len(halves)
