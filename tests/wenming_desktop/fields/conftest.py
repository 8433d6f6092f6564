"""The reading every test of the fields reads with."""

from datetime import date

import pytest

from wenming_desktop.fields import CodeBook, Reading

BOOK = CodeBook.from_csv()


@pytest.fixture(scope="session")
def reading() -> Reading:
    return Reading(date(2026, 11, 20), BOOK, "0971")


@pytest.fixture(scope="session")
def book() -> CodeBook:
    return BOOK
