"""The system's own locks: of one holder or of many, never waited for, and gone when a process ends.

An open file → whether it is held now. It is given back when the file is closed, however that comes.
On Windows a lock is one of bytes, which nobody else may lock or read, and which cannot be shared:
one who shares holds one byte of many, one who is alone all of them.
"""

from __future__ import annotations

import errno
import sys
from typing import IO

_HELD = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt
    from random import randrange

    #: far behind what is written, since nobody may read what is locked; one byte for each sharer
    _FIRST, _SHARERS = 1 << 30, 1 << 10

    def try_lock(file: IO[bytes], *, shared: bool = False) -> bool:
        """Lock an open file without waiting; False when another one holds it. Raises OSError where
        the disk knows no locks."""
        first = randrange(_SHARERS) if shared else 0
        for number in range(_SHARERS if shared else 1):
            file.seek(_FIRST + (first + number) % _SHARERS)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1 if shared else _SHARERS)
            except OSError as error:
                if error.errno not in _HELD:
                    raise
                continue
            finally:
                file.seek(0)
            return True
        return False

else:
    import fcntl

    def try_lock(file: IO[bytes], *, shared: bool = False) -> bool:
        """Lock an open file without waiting; False when another one holds it. Raises OSError where
        the disk knows no locks."""
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            return False
        return True
