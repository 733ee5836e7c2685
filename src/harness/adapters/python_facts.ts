/**
 * What is said of the subjects in Python, as data: so that they can be listed and recorded without starting any. The
 * programs that measure them are in `../python/worker/`, the environments that they need in `../python/`.
 * @module
 */
import { type AdapterFacts, CONTROL } from "./facts.ts";

/** A subject in Python. */
export interface PythonSubject extends AdapterFacts {
  readonly language: "python";
  /** Environment that it runs in; `null` for the standard library alone. */
  readonly environment: PythonEnvironmentName | null;
  /** Module of the worker that fulfils its adapter. */
  readonly module: string;
  /** Whether `--frameworks python` and `all` mean it too: the others take minutes for what these take seconds for. */
  readonly isInAll: boolean;
}

/** The environments, each with one framework. */
export const PYTHON_ENVIRONMENT_NAMES = ["langgraph", "llamaindex", "prefect", "dagster", "puffinflow"] as const;

/** Name of an environment on the command line. */
export type PythonEnvironmentName = (typeof PYTHON_ENVIRONMENT_NAMES)[number];

const PYTHON = { language: "python", approach: "idiomatic" } as const;

/** Plain Python: what the other subjects in Python are compared with. */
export const PYTHON_CONTROL: PythonSubject = {
  ...PYTHON,
  id: "raw-python",
  title: "plain Python",
  packages: [],
  executionModel: "async",
  durability: "none",
  idiom: "Functions of the standard library's language, written for each shape: a loop of calls where tasks compute, " +
    "asyncio.gather where they wait. No engine at all.",
  environment: null,
  module: "puffin_raw",
  isInAll: true,
};

const LANGGRAPH_PYTHON: PythonSubject = {
  ...PYTHON,
  id: "langgraph-python",
  title: "LangGraph, Python",
  packages: ["langgraph", "langgraph-checkpoint"],
  executionModel: "async",
  durability: "none",
  idiom: "StateGraph compiled once without a checkpointer and run by ainvoke; a node a task, Send for branches, a " +
    "reducer that collects what they give. recursion_limit is set to what the graph needs. Follows " +
    "https://docs.langchain.com/oss/python/langgraph/graph-api",
  environment: "langgraph",
  module: "puffin_langgraph",
  isInAll: true,
};

const LLAMAINDEX_PYTHON: PythonSubject = {
  ...PYTHON,
  id: "llamaindex-python",
  title: "LlamaIndex, Python",
  packages: ["llama-index-workflows", "llama-index-instrumentation"],
  executionModel: "event-driven",
  durability: "none",
  idiom: "One Workflow class a shape: a step a task, an event class for each kind of output, lists of events to fan " +
    "out and to join. num_workers is the width, which is 4 by default; timeout is off. The package on its own, " +
    "without llama-index-core. Follows https://developers.llamaindex.ai/python/llamaagents/workflows",
  environment: "llamaindex",
  module: "puffin_llamaindex",
  isInAll: true,
};

const PREFECT: PythonSubject = {
  ...PYTHON,
  id: "prefect",
  title: "Prefect",
  packages: ["prefect"],
  executionModel: "sync",
  durability: "disk",
  idiom: "A flow a shape, a task a task: called one after the other in a chain, submitted to threads where they " +
    "branch, awaited where they wait. NO_CACHE, no retries. With a server of its own and its SQLite database, as it " +
    "never runs without: their processor time and memory count. Follows https://docs.prefect.io/v3/concepts/tasks",
  environment: "prefect",
  module: "puffin_prefect",
  isInAll: true,
};

const DAGSTER: PythonSubject = {
  ...PYTHON,
  id: "dagster",
  title: "Dagster",
  packages: ["dagster"],
  executionModel: "sync",
  durability: "memory",
  idiom: "A job a shape, an op a task, a list of outputs for the join; execute_in_process with an ephemeral instance " +
    "that lives as long as the graph. Console log off, telemetry off. Follows https://docs.dagster.io/guides/build/ops",
  environment: "dagster",
  module: "puffin_dagster",
  isInAll: true,
};

const PUFFINFLOW_PYTHON: PythonSubject = {
  ...PYTHON,
  id: "puffinflow-python",
  title: "PuffinFlow, Python",
  packages: ["puffinflow"],
  executionModel: "async",
  durability: "none",
  idiom:
    "A state a task, dependencies for a chain; Send for branches and a reducer for what they give, as states that " +
    "depend on others run one at a time. A new agent for each run, as agents keep variables from run to run. The " +
    "package of the name on PyPI, with its core in Rust. Follows https://pypi.org/project/puffinflow",
  environment: "puffinflow",
  module: "puffin_puffinflow",
  isInAll: true,
};

/** All subjects in Python, in the order in which they are listed. */
export const PYTHON_SUBJECTS: readonly PythonSubject[] = [
  PYTHON_CONTROL,
  LANGGRAPH_PYTHON,
  LLAMAINDEX_PYTHON,
  PREFECT,
  DAGSTER,
  PUFFINFLOW_PYTHON,
  {
    ...LANGGRAPH_PYTHON,
    id: "langgraph-python-disk",
    title: "LangGraph, Python, SQLite",
    packages: [...LANGGRAPH_PYTHON.packages, "langgraph-checkpoint-sqlite"],
    durability: "disk",
    idiom:
      "As langgraph-python, with AsyncSqliteSaver on a file: every superstep is kept, under a new thread for each " +
      "run. Follows https://docs.langchain.com/oss/python/langgraph/persistence",
    module: "puffin_langgraph_disk",
    isInAll: false,
  },
  {
    ...DAGSTER,
    id: "dagster-disk",
    title: "Dagster, SQLite",
    durability: "disk",
    idiom: "As dagster, with an instance whose runs and events are SQLite files. Follows " +
      "https://docs.dagster.io/deployment/oss/oss-instance-configuration",
    module: "puffin_dagster_disk",
    isInAll: false,
  },
  {
    ...PUFFINFLOW_PYTHON,
    id: "puffinflow-python-disk",
    title: "PuffinFlow, Python, files",
    durability: "disk",
    idiom:
      "As puffinflow-python, with run(durable=True) and FileCheckpointStorage: a file after every state. What is " +
      "written is replaced within the same second, as checkpoints are named by it.",
    module: "puffin_puffinflow_disk",
    isInAll: false,
  },
];

/** Ids of the subjects in Python. */
export const pythonSubjectIds: readonly string[] = PYTHON_SUBJECTS.map(({ id }) => id);

/**
 * Tells whether a subject is plain code: what frameworks of its language are compared with.
 *
 * @param id Id of the subject.
 */
export function isControl(id: string): boolean {
  return id === CONTROL.id || id === PYTHON_CONTROL.id;
}

/**
 * Names the plain code that a subject is compared with: that of its own language.
 *
 * @param id Id of a subject.
 */
export function plainCodeFor(id: string): string {
  return pythonSubjectIds.includes(id) ? PYTHON_CONTROL.id : CONTROL.id;
}
