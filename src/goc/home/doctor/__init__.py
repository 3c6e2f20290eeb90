"""What `goc doctor` looks at: the site's folder, the program, the database, what the rooms keep.

A check says what it saw; `examine` runs them all, whatever is broken; `mend` does what can be done
without people.
"""

from goc.home.doctor.examination import Examination, Mended, examine, mend
from goc.home.doctor.seeing import Finding

__all__ = ["Examination", "Finding", "Mended", "examine", "mend"]
