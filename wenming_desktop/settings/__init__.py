"""Settings of the office (in the data file): who we are, how we number, who works here."""

from wenming_desktop.settings.numbers import take_number, take_numbers
from wenming_desktop.settings.office import Office, SaveOffice, office, save_office

__all__ = ["Office", "SaveOffice", "office", "save_office", "take_number", "take_numbers"]
