"""Views: what people look at. They compute nothing; they draw what they are given."""

from __future__ import annotations

from graphcdc.views.page import draw_map

__all__ = ["draw_map"]
