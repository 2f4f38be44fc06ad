/** What the set-up has left to do at the end of a run. */
export default () => globalThis.stopRunStack?.();
