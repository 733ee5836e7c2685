/**
 * PuffinFlow: agents as states with dependencies, typed from input to output.
 * @module
 */
export {};
