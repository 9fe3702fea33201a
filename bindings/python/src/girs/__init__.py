"""Reports of the National Reporting Information System, in Python.

>>> import girs
>>> with girs.Store("commune.girs") as store:
...     store.catalog.load("examples/catalog")
...     report = store.reports.create("KSTTHC", "2025-Q4", unit="31825")
...     report.set_cells([("LV01", 3, 1250), ("LV01", 4, 830)])
...     for finding in report.check():
...         print(finding.message)
"""

from __future__ import annotations

from . import calendar, documents
from ._call import Day, Document, Json, Moment, Text
from ._callbacks import Progress, ProgressFunction
from ._native import ffi as _ffi
from ._native import lib as _lib
from .calendar import Calendar
from .cancel import CancelToken
from .catalog import check as check_catalog
from .catalog import review as review_catalog
from .cells import Absent
from .central import Central, fsck, overview
from .errors import *  # noqa: F403
from .errors import __all__ as _errors
from .findings import Finding, Findings, Outcome, Severity
from .formula import Formula
from .indicator import Figure
from .keys import CallbackSigner, Key, Signer, verify_signature
from .line import Line
from .log import verify_consistency, verify_inclusion, verify_note, verify_receipt
from .drafting import Numbers
from .package import pre_authentication, verify_envelope
from .package import show as show_package
from .package import sign as sign_package
from .package import sign_batch as sign_packages
from .party import Party
from .plan import Plan, PlanRun, PlanTable
from .report import Report
from .server import Server
from .store import Level, Listener, Store, to_logging
from .table import Table
from .transport import Answer, Request, Transport
from .unit import UnitTable, import_units, read_agency

__version__: str = _ffi.string(_lib.girs_version_text()).decode()

__all__ = [
    "Absent", "Answer", "Calendar", "CallbackSigner", "CancelToken", "Central", "Day", "Document", "Figure", "Finding",
    "Findings", "Formula", "Json", "Key", "Level", "Line", "Listener", "Moment", "Numbers", "Outcome", "Party", "Plan", "PlanRun", "PlanTable", "Progress",
    "ProgressFunction", "Report", "Request", "Server", "Severity", "Signer", "Store", "Table", "Text", "Transport",
    "UnitTable", "calendar", "check_catalog", "documents", "fsck", "import_units", "overview",
    "pre_authentication", "read_agency", "review_catalog", "show_package", "sign_package", "sign_packages",
    "to_logging", "verify_consistency",
    "verify_envelope", "verify_inclusion", "verify_note", "verify_receipt", "verify_signature",
    *_errors,
]  # fmt: skip
