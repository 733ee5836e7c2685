"""Dagster with storage on disk: see `puffin_dagster.py`."""

from puffin_dagster import DurableDagsterAdapter

ADAPTER = DurableDagsterAdapter
