"""演示社区: the sample office, built from its ledgers through the importers a clerk uses."""

from wenming_desktop.demo.build import build_demo, fill, new_password, open_sample

__all__ = ["build_demo", "fill", "new_password", "open_sample"]
