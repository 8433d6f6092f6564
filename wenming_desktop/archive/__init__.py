"""打印存档: everything that went on paper with a number or a record, and every word on it."""

from wenming_desktop.archive.model import KeptPaper, PaperFilter, PaperRow, PaperToKeep
from wenming_desktop.archive.queries import count_papers, forms_kept, paper, papers
from wenming_desktop.archive.service import keep_paper, note_copy

__all__ = [
    "KeptPaper",
    "PaperFilter",
    "PaperRow",
    "PaperToKeep",
    "count_papers",
    "forms_kept",
    "keep_paper",
    "note_copy",
    "paper",
    "papers",
]
