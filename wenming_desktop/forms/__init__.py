"""Printed paper: one file a form. Importing the package finds every form there is.

Modules called `gather_...` bring facts out of the data file; drawing needs none of them, so
whoever gathers imports them.
"""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    if not _module.name.startswith("gather_"):
        importlib.import_module(f"{__name__}.{_module.name}")
