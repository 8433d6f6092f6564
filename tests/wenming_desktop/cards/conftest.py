"""A desk whose office has four households in two buildings."""

import pytest

from tests.wenming_desktop.cards.town import Town, build
from wenming_desktop.work import Desk


@pytest.fixture
def town(desk: Desk) -> Town:
    return desk.write(build, ["王秀兰", "陈国栋", "欧阳小满", "吐尔逊·买买提"])
