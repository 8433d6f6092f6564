"""演示社区: the sample office, built from its ledgers through the importers a clerk uses."""

from wenming_desktop.demo.build import build_demo, fill, new_password, open_sample
from wenming_desktop.demo.scratch import open_scratch, sweep

__all__ = ["build_demo", "fill", "new_password", "open_sample", "open_scratch", "sweep"]
