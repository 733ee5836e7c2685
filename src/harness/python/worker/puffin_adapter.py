"""The contract between the worker and a framework: one file a framework fulfils it.

An adapter imports its framework in `load`, so that importing can be timed, and builds in `prepare` all that
its users build once. What a run answers is its digest; a run that did not end well raises.
"""


class StatusFault(Exception):
    """The framework itself says that a run did not end well, though it raised nothing."""


class Prepared:
    """A graph that is ready to run, any number of times."""

    def __init__(self, run, is_async, run_to_keep=None, close=None, settle=None, figures=None):
        #: Runs the graph once: takes a seed, gives a digest; a coroutine function where `is_async`.
        self.run = run
        self.is_async = is_async
        #: As `run`, but gives the digest and what a user would keep; nothing where that is the digest.
        self.run_to_keep = run_to_keep
        #: Lets go of what was opened.
        self.close = close or (lambda: None)
        #: Waits until all is written that a run left to be written later.
        self.settle = settle
        #: Gives figures that no time can tell, by name, with the unit in the name.
        self.figures = figures or dict


class Adapter:
    """A framework, as the worker drives it."""

    #: Distributions whose versions say what was measured.
    packages = ()
    #: Whether it starts processes, whose processor time then counts as its own.
    has_children = False

    def __init__(self, scratch, run_async):
        #: A directory of this process alone, removed when it is gone.
        self.scratch = scratch
        #: Runs a coroutine to its end on the worker's one event loop.
        self.run_async = run_async

    def load(self):
        """Imports the framework and starts what it needs."""

    def supports(self, workload):
        """Says `True`, or as a clause why the framework cannot express the workload."""
        return True

    def prepare(self, workload, work):
        """Builds the graph once."""
        raise NotImplementedError

    def first_figures(self):
        """Figures of what `load` started."""
        return {}

    def close(self):
        """Ends what `load` started."""
