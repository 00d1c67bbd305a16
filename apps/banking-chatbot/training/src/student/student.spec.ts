import { modelWeights, useBackend } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AssistantNetwork } from '../network/assistant-network.js';
import { askHeads } from '../network/assistant-network.js';
import { makeBatch, type Part } from '../network/text-batches.js';
import { freshStudent, freshTeacher, headNames, type Material, partsOf, prepareMaterial } from '../system/material.js';
import { tinyBase, tinyChoices, tinyCorpora } from '../system/tiny-material.fixture.js';
import { copyWeights } from './cut-student.js';
import { distilLoss } from './distil-loss.js';
import { answersOfBytes, answersToBytes, askTeacher, type TeacherAnswers } from './teacher-answers.js';

const choices = tinyChoices();
const weights = { labels: 0, own: 1, others: 1, states: 1, temperature: 2 };
let material: Material;
let teacher: AssistantNetwork;
let parts: Part[];
beforeAll(async () => {
  await useBackend('cpu');
  material = prepareMaterial(tinyCorpora(), tinyBase(), choices);
  teacher = freshTeacher(material, choices);
  parts = partsOf(material, material.base.tokenizer as object, choices).train.map((part) => ({
    ...part,
    examples: part.examples.slice(0, 12),
  }));
});
const lossOf = (network: AssistantNetwork, answers: TeacherAnswers[], p: number) => {
  const { values } = makeBatch(parts[p]!, p, Int32Array.of(5, 0, 3));
  return distilLoss(network, parts, answers, weights)(values).dataSync()[0]!;
};

describe('copyWeights', () => {
  it('takes some blocks and words of the teacher, the first positions, and all heads', () => {
    const student = freshStudent(material, choices);
    copyWeights(student, teacher, { layers: [2, 4], tokens: material.trimmed.kept });
    const [small, large] = [modelWeights(student.model), modelWeights(teacher.model)];
    const values = (weight: tf.Variable | undefined) => Array.from(weight!.dataSync());
    expect(values(small.get('encoder.0.output/kernel'))).toEqual(values(large.get('encoder.1.output/kernel')));
    expect(values(small.get('encoder.1.attention/kernel'))).toEqual(values(large.get('encoder.3.attention/kernel')));
    expect(values(small.get('head.slot/bias'))).toEqual(values(large.get('head.slot/bias')));
    const word = material.trimmed.kept.at(-1)!;
    expect(values(small.get('embeddings.word/embeddings')).slice(-16)).toEqual(values(large.get('embeddings.word/embeddings')).slice(16 * word, 16 * word + 16)); // prettier-ignore
    expect(small.get('embeddings.position/embeddings')!.shape).toEqual([128, 16]);
  });
});

describe('the teacher asked once', () => {
  it('says of each text what it says when asked again', () => {
    const [part] = parts as [Part];
    const answers = askTeacher(teacher, part, [1, 4]);
    const { values } = makeBatch(part, 0, Int32Array.of(7));
    const asked = askHeads(teacher, headNames(teacher.heads))(values);
    const labels = teacher.heads.intent!.labels.length;
    const near = (actual: Float32Array, expected: tf.Tensor) => expect(Array.from(actual)).toEqual(Array.from(expected.dataSync(), (value) => expect.closeTo(value, 4))); // prettier-ignore
    near(answers.logits.intent!.slice(7 * labels, 8 * labels), asked.logits.intent!);
    near(answers.states.slice((2 * 7 + 1) * 16, (2 * 7 + 2) * 16), asked.states[3]!.mean(1));
    const tags = teacher.heads.slot!.labels.length;
    const [word, token] = [answers.firstWord[7]!, part.examples[7]!.words[0]!];
    near(answers.tags.slot!.slice(word * tags, (word + 1) * tags), asked.logits.slot!.slice([0, token, 0], [1, 1, tags]));
  });

  it('keeps what it said in a file', () => {
    const answers = askTeacher(teacher, parts[2]!, [4]);
    expect(answersOfBytes(answersToBytes(answers))).toEqual(answers);
  });
});

describe('distilLoss', () => {
  it('is 0 for the teacher itself in its own eyes, and above it for another', () => {
    const answers = parts.map((part) => askTeacher(teacher, part, [1, 2, 3, 4]));
    const calm = { ...teacher, model: withoutDropout(teacher.model) };
    for (const p of parts.keys()) {
      expect(Math.abs(lossOf(calm, answers, p))).toBeLessThan(1e-4);
      const shuffled = answers.map((each) => ({ ...each, logits: Object.fromEntries(Object.entries(each.logits).map(([head, logits]) => [head, logits.toReversed()])) })); // prettier-ignore
      expect(lossOf(calm, shuffled, p)).toBeGreaterThan(1e-4);
    }
  });
});

/** Dropout answers at random, which the teacher when asked does not. */
function withoutDropout(model: tf.LayersModel): tf.LayersModel {
  for (const layer of model.layers) Object.assign(layer, { rate: 0 });
  return model;
}
