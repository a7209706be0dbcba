from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.encoding import encoder_cache, real_encoder

if TYPE_CHECKING:
    from analyzer.ports import Encoder


@pytest.fixture(scope="session")
def cache(request: pytest.FixtureRequest) -> Path:
    return encoder_cache(request.config)


@pytest.fixture(scope="session")
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return real_encoder(request.config)
