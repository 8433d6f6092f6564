"""What a person types: new passwords and the recovery code from paper."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.security import paper_key
from wenming_desktop.security.kdf import WeakPasswordError, check_new_password
from wenming_desktop.security.paper_key import PaperKeyError, PaperKeyLengthError


@pytest.mark.parametrize(
    "password",
    [
        "huaiyin-kz7781",
        "槐树底下第三家9号院",
        "Tianlan2024x",
        "demo-password-2026",
        "八仙过海-各显 8 招",
    ],
)
def test_a_fair_password_is_taken(password: str) -> None:
    check_new_password(password, ("wang", "demo"))


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "不足"),
        ("kz7781-q8", "不足"),
        ("19491001194", "全是数字"),
        ("１９４９１００１１９", "全是数字"),
        ("huaiyinlivest", "只有一种"),
        ("槐树底下第三家九号院", "只有一种"),
        ("aaaaaaaaaa1", "重复"),
        ("1234567890a", "常见"),
        ("Password1234", "常见"),
        ("qwertyuiop12", "常见"),
        ("0987654321xy", "常见"),
        ("文明社区123456", "常见"),
        ("13900001234w", "账号或电话"),
        ("wangxiaohua1", "账号或电话"),
    ],
)
def test_a_password_one_can_guess_is_refused_with_the_reason(password: str, why: str) -> None:
    with pytest.raises(WeakPasswordError, match=why) as caught:
        check_new_password(password, ("WangXiaohua", "13900001234", ""))
    assert caught.value.code == "password.weak"
    assert caught.value.exit_code == 3
    assert not password or password not in str(caught.value)


secrets = st.binary(min_size=16, max_size=16)


@given(secrets)
def test_the_code_reads_back(secret: bytes) -> None:
    code = paper_key.show(secret)
    assert len(code) == 55
    wide = code.translate({ord(d): ord(d) - 0x30 + 0xFF10 for d in string.digits})
    for typed in (code, wide, code.replace("-", " "), code.replace("-", ""), f"  {code}\n"):
        assert paper_key.read(typed) == secret


@given(secrets, st.integers(0, 7))
def test_every_single_slip_names_its_group(secret: bytes, group: int) -> None:
    groups = paper_key.show(secret).split("-")
    right = groups[group]
    slips = {right[:i] + d + right[i + 1 :] for i in range(6) for d in string.digits}
    slips |= {right[:i] + right[i + 1] + right[i] + right[i + 2 :] for i in range(5)}
    for slip in slips - {right}:
        typed = "-".join([*groups[:group], slip, *groups[group + 1 :]])
        with pytest.raises(PaperKeyError) as caught:
            paper_key.read(typed)
        assert caught.value.facts["groups"] == str(group + 1)


def test_two_slips_name_both_groups() -> None:
    groups = paper_key.show(bytes(range(16))).split("-")
    groups[1], groups[4] = "00002a", groups[4][:-1]
    with pytest.raises(PaperKeyError, match="第 2、5 组"):
        paper_key.read(" ".join(groups))


@pytest.mark.parametrize("typed", ["", "000011", "1" * 47, "1" * 49, "恢复码", "a" * 1000])
def test_a_code_of_another_length_is_said_so(typed: str) -> None:
    with pytest.raises(PaperKeyLengthError, match="8 组"):
        paper_key.read(typed)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_sentence(typed: str) -> None:
    try:
        answer = str(len(paper_key.read(typed)))
    except (PaperKeyError, PaperKeyLengthError) as error:
        answer = error.message
    assert answer == "16" or answer.startswith("恢复码")
