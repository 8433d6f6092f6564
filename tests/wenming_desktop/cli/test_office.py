"""`init`, `accounts`, `backup`, `restore`, `check`: the office itself from the command line."""

import json
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from tests.wenming_desktop.cli.conftest import Answer, Cli

OTHER = "yanglou-7781-kz"
NEW = "songshu-3390-pd"
LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"


@pytest.fixture
def as_(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> "AsSomebody":
    return AsSomebody(cli, monkeypatch)


class AsSomebody:
    """A command under another account and password."""

    def __init__(self, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cli, self.monkeypatch = cli, monkeypatch

    def __call__(self, account: str, password: str, *words: str, new: str = "") -> Answer:
        with self.monkeypatch.context() as patch:
            patch.setenv("WENMING_PASSWORD", password)
            if new:
                patch.setenv("WENMING_NEW_PASSWORD", new)
            return self.cli("--account", account, *words)


def test_init_makes_an_office_once(cli: Cli, tmp_path: Path) -> None:
    """The only test here that pays the full price of a key."""
    cli.data = tmp_path / "新的"
    words = ("init", "--community", "槐荫里社区居民委员会", "--admin", "zhang")
    made = cli(*words, "--subdistrict", "文澜街道")
    assert (made.code, made.json) == (0, {"data": str(cli.data), "account": "zhang"})
    assert "恢复码" in made.said
    again = cli(*words)
    assert (again.code, again.error["code"]) == (3, "init.folder_not_empty")
    assert cli.ok("accounts", "list") == [
        {"name": "zhang", "roles": ["admin", "secretary"], "disabled": False}
    ]


def test_init_refused_leaves_nothing(cli: Cli, tmp_path: Path, as_: AsSomebody) -> None:
    cli.data = tmp_path / "新的"
    weak = as_("", "12345678", "init", "--community", "社区", "--admin", "zhang")
    assert weak.code == 2  # an empty --account never reaches anything
    with as_.monkeypatch.context() as patch:
        patch.setenv("WENMING_PASSWORD", "12345678")
        weak = cli("init", "--community", "社区", "--admin", "zhang")
    assert (weak.code, weak.error["code"]) == (3, "password.weak")
    assert not cli.data.exists()
    (tmp_path / "文件").write_text("x")
    cli.data = tmp_path / "文件"
    assert cli("init", "--community", "社区", "--admin", "zhang").code in {3, 4}
    assert cli("check").error["code"] == "storage.missing"


def test_accounts_come_change_and_go(cli: Cli, as_: AsSomebody) -> None:
    added = as_("demo", PASSWORD, "accounts", "add", "li", "--role", "grid_worker", new=OTHER)
    assert (added.code, added.json) == (0, {"name": "li", "roles": ["grid_worker"]})
    listed = as_("li", OTHER, "search", "王")
    assert (listed.code, listed.json) == (0, [])
    twice = as_("demo", PASSWORD, "accounts", "add", "li", "--role", "grid_worker", new=OTHER)
    assert twice.code == 3
    assert as_("li", OTHER, "accounts", "password", "li", new=NEW).code == 0
    assert as_("li", OTHER, "search", "王").error["code"] == "password.wrong"
    assert as_("li", NEW, "search", "王").code == 0
    assert as_("demo", PASSWORD, "accounts", "password", "li", new=OTHER).code == 0
    assert as_("li", OTHER, "search", "王").code == 0
    assert as_("demo", PASSWORD, "accounts", "disable", "li").json["disabled"] is True
    gone = as_("li", OTHER, "search", "王")
    assert (gone.code, gone.error["code"]) == (4, "account.unknown")
    found = as_("demo", PASSWORD, "accounts", "list").json
    assert [(a["name"], a["disabled"]) for a in found] == [("demo", False), ("li", True)]
    assert as_("demo", PASSWORD, "check").json["ok"] is True


def test_accounts_refused(cli: Cli, as_: AsSomebody) -> None:
    def demo(*words: str, new: str = "") -> tuple[int, str]:
        answer = as_("demo", PASSWORD, "accounts", *words, new=new)
        return answer.code, answer.error["code"]

    assert demo("add", "li", "--role", "没有", new=OTHER) == (3, "account.role")
    assert demo("add", "li", "--role", "admin", new="1234567890") == (3, "password.weak")
    assert demo("add", "li", "--role", "admin") == (2, "password.missing")
    assert demo("password", "没有", new=OTHER) == (3, "not_found")
    assert demo("disable", "没有") == (3, "not_found")
    assert demo("disable", "demo") == (3, "account.last")
    assert cli.ok("accounts", "list") == [
        {"name": "demo", "roles": ["admin", "secretary"], "disabled": False}
    ]


def test_nobody_sets_the_password_of_a_superior(cli: Cli, as_: AsSomebody) -> None:
    as_("demo", PASSWORD, "accounts", "add", "li", "--role", "grid_worker", new=OTHER)
    for words in (("password", "demo"), ("disable", "demo"), ("add", "x", "--role", "admin")):
        refused = as_("li", OTHER, "accounts", *words, new=NEW)
        assert (refused.code, refused.error["code"]) == (3, "right.missing"), words
    assert as_("demo", PASSWORD, "check").code == 0
    assert as_("x", NEW, "check").code == 4


def test_a_backup_is_verified_and_brings_back_what_was(
    cli: Cli, tmp_path: Path, as_: AsSomebody
) -> None:
    file, elsewhere = tmp_path / "一.wmbak", tmp_path / "别处"
    cli.ok("import", "residents", LEDGERS / "待核人员.xlsx")
    made = cli.ok("backup", file)
    assert set(made) == {"file", "sha256", "counts"}
    assert made["counts"]["resident"] > 0
    assert cli.ok("backup", "verify", file)["sha256"] == made["sha256"]
    cli.ok("undo", 1)
    restored = cli.ok("restore", file)
    assert restored["counts"] == made["counts"]
    assert cli("undo", 1).code == 0
    assert len(list((cli.data / "backup").glob("*.before-restore"))) == 1
    cli.data = elsewhere
    assert cli.ok("restore", file)["counts"] == made["counts"]
    assert cli.ok("check")["ok"] is True


def test_backups_that_are_none(cli: Cli, tmp_path: Path, as_: AsSomebody) -> None:
    file = tmp_path / "一.wmbak"
    cli.ok("backup", file)
    missing = cli("backup", "verify", tmp_path / "没有.wmbak")
    assert (missing.code, missing.error["code"]) == (3, "not_found")
    (tmp_path / "别的.wmbak").write_bytes(b"PK nothing of ours")
    for words in (("backup", "verify"), ("restore",)):
        other = cli(*words, tmp_path / "别的.wmbak")
        assert (other.code, other.error["code"]) == (3, "backup.not_ours")
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    (tmp_path / "坏.wmbak").write_bytes(raw)
    for words in (("backup", "verify"), ("restore",)):
        broken = cli(*words, tmp_path / "坏.wmbak")
        assert (broken.code, broken.error["code"]) == (4, "backup.damaged")
    assert cli("backup", "a", "b").code == 2
    assert cli.ok("check")["ok"] is True
    cli.data = tmp_path / "还没有"
    assert cli("restore", tmp_path / "坏.wmbak").code == 4
    assert not cli.data.exists()


def test_check_says_what_it_looked_at_and_finds_damage(cli: Cli) -> None:
    whole = cli("check")
    assert (whole.code, whole.json["ok"]) == (0, True)
    assert len(whole.json["checks"]) >= 7
    assert all(set(one) == {"name", "ok", "detail"} for one in whole.json["checks"])
    file = cli.data / "wm.db"
    raw = bytearray(file.read_bytes())
    raw[-2000] ^= 255
    file.write_bytes(raw)
    damaged = cli("check")
    assert (damaged.code, damaged.json["ok"]) == (4, False)
    assert any(not one["ok"] for one in damaged.json["checks"])
    assert "×" in cli("check", json=False).out
    raw[5000] ^= 255
    file.write_bytes(raw[:9000])
    short = cli("check")
    assert (short.code, short.json["ok"]) == (4, False)
    assert json.dumps(short.json["checks"])
