"""Sources that are no reports (a call, a video, a photo, a visit, a document), as forms that a person fills in."""

from recount.byhand.claims import Taken, taken
from recount.byhand.form import Form, form_in

__all__ = ["Form", "Taken", "form_in", "taken"]
