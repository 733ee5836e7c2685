"""LangGraph with a SQLite checkpointer: see `puffin_langgraph.py`."""

from puffin_langgraph import DurableLangGraphAdapter

ADAPTER = DurableLangGraphAdapter
