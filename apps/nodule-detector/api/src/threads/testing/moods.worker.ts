/** A thread that does what it is told, also what no thread should. */
import { workerData } from 'node:worker_threads';
import { CorruptDataError } from '@casebook/core';
import { answerRequests } from '../protocol.js';

if (workerData === 'do not start') throw new Error('not today');

const moods: Record<string, () => unknown> = {
  echo: () => 'echo',
  refuse: () => {
    throw new CorruptDataError('REFUSED', 'No.');
  },
  throw: () => {
    throw new Error('with a secret');
  },
  loop: () => {
    for (;;);
  },
  grow: () => {
    const all: string[][] = [];
    for (let n = 0; ; n++) all.push(Array.from({ length: 10_000 }, (_, k) => `${n} ${k}`));
  },
  exit: () => process.exit(3),
};

answerRequests((mood: string) => ({ value: moods[mood]!() }));
