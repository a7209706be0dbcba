"""What was dropped leaves memory as soon as it is in the library's inbox.

Files of an upload widget → their names and bytes; then nothing of them: neither in Streamlit's
store of uploads, which keeps each until its session is shut down, nor in this process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.pipeline.inbox import Upload


def read(files: Iterable[UploadedFile]) -> list[Upload]:
    """Name and bytes of each."""
    return [(file.name, file.getvalue()) for file in files]


def let_go(files: Sequence[UploadedFile]) -> None:
    """Drop these from Streamlit's store and empty them: a widget that is drawn anew would only
    show them no more."""
    context = get_script_run_ctx()
    store = context.uploaded_file_mgr if context else None
    for file in files:
        # the store of another server says itself when it lets go
        if context is not None and isinstance(store, MemoryUploadedFileManager):
            store.remove_file(session_id=context.session_id, file_id=file.file_id)
        file.close()
