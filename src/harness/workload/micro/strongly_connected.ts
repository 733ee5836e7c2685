/**
 * Strongly connected components, after Tarjan, "Depth-first search and linear graph algorithms" (1972): without
 * recursion, as paths may be longer than the call stack.
 * @module
 */

/** What the search knows of a node. */
interface Visit {
  readonly node: number;
  /** Which of its successors is looked at next. */
  next: number;
}

/**
 * Finds the components of a graph.
 *
 * @param nodes Number of nodes; they are numbered from 0.
 * @param successorsOf Lists the nodes that edges of a node lead to.
 * @returns The components, each a list of its nodes; one that is alone is a component too.
 */
export function stronglyConnected(
  nodes: number,
  successorsOf: (node: number) => readonly number[],
): readonly (readonly number[])[] {
  const order = new Int32Array(nodes).fill(-1), lowest = new Int32Array(nodes), isOpen = new Uint8Array(nodes);
  const open: number[] = [], components: number[][] = [];
  let visited = 0;
  const enter = (node: number): Visit => {
    order[node] = lowest[node] = visited++;
    isOpen[node] = 1;
    open.push(node);
    return { node, next: 0 };
  };
  const reach = (node: number, bound: number) => lowest[node] = Math.min(lowest[node]!, bound);
  for (let root = 0; root < nodes; root++) {
    if (order[root]! >= 0) continue;
    const path = [enter(root)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const { node } = visit, successor = successorsOf(node)[visit.next++];
      if (successor !== undefined) {
        if (order[successor]! < 0) path.push(enter(successor));
        else if (isOpen[successor] === 1) reach(node, order[successor]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) reach(parent.node, lowest[node]!);
      if (lowest[node] !== order[node]) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen[member] = 0;
      components.push(component);
    }
  }
  return components;
}
