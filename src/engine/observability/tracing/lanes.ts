/**
 * Puts spans into as few lanes as the picture of them needs: in one lane a span is either inside another one or apart
 * from it. A child stays in the lane of its parent, unless a sibling is there at the same time.
 * @module
 */

/** What is put into lanes. */
export interface Stretch {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Whole numbers of any unit: in fractions, ends that meet would seem to overlap. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds a lane for each of some stretches of one trace.
 *
 * @param stretches The stretches, in any order.
 * @returns Number of the lane of each, from 0; in the order of their starts, the outer ones first.
 */
export function lanesOf<S extends Stretch>(stretches: readonly S[]): ReadonlyMap<S, number> {
  const lanes: S[][] = [], placed = new Map<S, number>(), laneOfSpan = new Map<string, number>();
  for (const stretch of outerFirst(stretches)) {
    const home = stretch.parentSpanId === undefined ? undefined : laneOfSpan.get(stretch.parentSpanId);
    const lane = home !== undefined && fits(stretch, lanes[home]!) ? home : firstFree(stretch, lanes);
    (lanes[lane] ??= []).push(stretch);
    placed.set(stretch, lane);
    laneOfSpan.set(stretch.spanId, lane);
  }
  return placed;
}

/** By start; of those that begin together, the outer one first, and after it all that is in it. */
function outerFirst<S extends Stretch>(stretches: readonly S[]): S[] {
  const rank = new Map(inOrderOfTree(stretches).map((stretch, index) => [stretch, index]));
  return stretches.toSorted((a, b) => a.start - b.start || rank.get(a)! - rank.get(b)!);
}

function inOrderOfTree<S extends Stretch>(stretches: readonly S[]): S[] {
  const known = new Set(stretches.map((stretch) => stretch.spanId));
  // A parent may be in another program, or no longer be there.
  const isRoot = ({ parentSpanId }: S) => parentSpanId === undefined || !known.has(parentSpanId);
  const children = Map.groupBy(
    stretches.toSorted((a, b) => b.start - a.start || b.end - a.end),
    (stretch) => isRoot(stretch) ? undefined : stretch.parentSpanId,
  );
  const pending = [...children.get(undefined) ?? []], order: S[] = [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    order.push(next);
    for (const child of children.get(next.spanId) ?? []) pending.push(child);
  }
  return order;
}

function firstFree(stretch: Stretch, lanes: readonly Stretch[][]): number {
  const free = lanes.findIndex((lane) => isOver(stretch, lane));
  return free < 0 ? lanes.length : free;
}

/** Tells whether nothing goes on in a lane any more. */
function isOver(stretch: Stretch, lane: Stretch[]): boolean {
  while (lane.length > 0 && lane.at(-1)!.end <= stretch.start) lane.pop();
  return lane.length === 0;
}

/** Tells whether a stretch can be in a lane: in an empty one, or inside its parent. */
function fits(stretch: Stretch, lane: Stretch[]): boolean {
  if (isOver(stretch, lane)) return true;
  const around = lane.at(-1)!;
  return around.spanId === stretch.parentSpanId && stretch.end <= around.end;
}
