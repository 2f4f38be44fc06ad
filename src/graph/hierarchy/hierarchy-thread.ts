import {parentPort} from 'node:worker_threads';
import type {HierarchyTask, HierarchyWord} from './build-hierarchies.js';
import {buildHierarchy} from './build-hierarchy.js';

// A thread that `HierarchyBuilding` starts: builds one hierarchy after another and hands their arrays over.
const port = parentPort!;
const say = (word: HierarchyWord, handedOver: ArrayBuffer[] = []) => port.postMessage(word, handedOver);

port.on('message', ({graph, weighting}: HierarchyTask) => {
  const hierarchy = buildHierarchy(graph, weighting, (contracted) => say({contracted}));
  say(
    {hierarchy},
    Object.values(hierarchy).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [])),
  );
});
