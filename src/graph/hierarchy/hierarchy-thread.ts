import {parentPort, workerData} from 'node:worker_threads';
import type {HierarchyTask, HierarchyWord} from './build-hierarchies.js';
import {buildHierarchy} from './build-hierarchy.js';

// The thread that `buildHierarchies` starts: builds one hierarchy and hands its arrays over.
const {graph, weighting} = workerData as HierarchyTask;
const say = (word: HierarchyWord, handedOver: ArrayBuffer[] = []) => parentPort?.postMessage(word, handedOver);

const hierarchy = buildHierarchy(graph, weighting, (contracted) => say({contracted}));
say(
  {hierarchy},
  Object.values(hierarchy).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [])),
);
