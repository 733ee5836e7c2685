/**
 * Tells subjects of one title apart: a session can set a framework against itself.
 * @module
 */
import type { Subject } from "../session/result.ts";

/**
 * Makes titles unique.
 *
 * @param subjects The subjects; their ids are unique.
 * @returns The same subjects. Those that share a title are called by their id, with the title and what was planted behind it.
 */
export function distinctTitles(subjects: readonly Subject[]): Subject[] {
  return subjects.map((subject) => {
    const { id, title, extraWorkPercent } = subject;
    if (subjects.every((other) => other === subject || other.title !== title)) return subject;
    const planted = extraWorkPercent === 0 ? "" : `, ${extraWorkPercent}% of work planted`;
    return { ...subject, title: `${id} (${title}${planted})` };
  });
}
