"""PuffinFlow for Python with durable runs: see `puffin_puffinflow.py`."""

from puffin_puffinflow import DurablePuffinFlowAdapter

ADAPTER = DurablePuffinFlowAdapter
