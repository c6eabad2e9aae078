"""The family of errors: what the user can fix says what to do; everything else is a bug and crashes.

Bad records are not errors: they become `wiredesk.records.Rejected` and are counted.
"""

from __future__ import annotations


class WiredeskError(Exception):
    """Something the user can fix; the message says how."""


class InputError(WiredeskError):
    """What was asked to be read is not there or cannot be opened."""


class WeightsError(WiredeskError):
    """A model's file is missing or is not the one that Wiredesk was measured with."""


class DeskError(WiredeskError):
    """The desk's folder cannot be used."""


class NotFoundError(WiredeskError):
    """No record of that id or name on the desk."""
