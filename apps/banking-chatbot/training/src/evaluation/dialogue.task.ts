/** `--task dialogue`: following what users want over whole dialogues of a schema that the model never saw. */
import type { Head } from '@casebook/banking-chatbot-contract/understanding';
import { decodeSlots, type TagScheme } from '@casebook/banking-chatbot-contract/understanding';
import { InvalidInputError } from '@casebook/core';
import { readCorpusFile, sha256File } from '@casebook/data-pipelines';
import { looksLikeSgdSchema, parseSgd, parseSgdSchema, type SgdDialogue, type SgdService } from '@casebook/dataset-sgd-banks';
import type { EvaluationReport, EvaluationRow } from '@casebook/training';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { scoreDialogue, type TurnScore } from '../dialogue/score-dialogues.js';
import { plainWords } from '../dialogue/schema-slots.js';
import type { UtteranceReading } from '../dialogue/tracker.js';
import type { Answer, Assistant } from './assistant.js';
import { type Statistic } from './metrics.js';
import { reportRow, SYSTEM } from './report-row.js';

/** Labels under which heads mark the name of a person. */
const NAME_LABELS: Partial<Record<Head, string>> = { slot: 'payee', nlupp_slot: 'person_name' };

/**
 * @param schema file; unless told, the one beside the test file that has the dialogues' services
 * @throws {InvalidInputError} `SCHEMA_MISSING`
 */
export async function evaluateDialogues(
  assistant: Assistant,
  file: string,
  schema: string | undefined,
  seed: number,
): Promise<Pick<EvaluationReport, 'rows' | 'data' | 'protocol'>> {
  const dialogues = parseSgd(await readCorpusFile(file), file);
  const services = await findSchema(dialogues, file, schema);
  const read = await readUtterances(assistant, dialogues, services);
  const tracked = dialogues.flatMap((dialogue) => scoreDialogue(dialogue, services, read));
  const wordsAlone = dialogues.flatMap((dialogue) => scoreDialogue(dialogue, services));
  return {
    protocol: `joint goal accuracy of ${[...services.keys()].join(', ')} from its schema and the words of both sides, by the official scorer's definition; intervals: 1,000 bootstrap samples of dialogues`,
    data: { name: basename(file), sha256: await sha256File(file) },
    rows: [dialogueRow(SYSTEM, tracked, seed), dialogueRow('words alone, without the model', wordsAlone, seed)],
  };
}

function dialogueRow(model: string, scores: readonly TurnScore[], seed: number): EvaluationRow {
  const dialogues = [...new Set(scores.map(({ dialogue }) => dialogue))];
  const numbers = scores.map(({ dialogue }) => dialogues.indexOf(dialogue));
  /** A mean over turns, where a dialogue is drawn as a whole. */
  const overTurns =
    (value: (score: TurnScore) => number | undefined): Statistic =>
    (weights) => {
      let [sum, total] = [0, 0];
      scores.forEach((score, turn) => {
        const scored = value(score);
        if (scored === undefined || Number.isNaN(scored)) return;
        sum += weights[numbers[turn]!]! * scored;
        total += weights[numbers[turn]!]!;
      });
      return sum / total;
    };
  const statistics = {
    joint_goal_accuracy: overTurns(({ joint }) => joint),
    average_goal_accuracy: overTurns(({ average }) => average),
    active_intent_accuracy: overTurns(({ intent }) => intent === undefined ? undefined : Number(intent)), // prettier-ignore
  };
  return reportRow(model, 'dialogue', dialogues.length, statistics, seed);
}

async function findSchema(dialogues: readonly SgdDialogue[], file: string, schema?: string): Promise<Map<string, SgdService>> {
  const wanted = new Set(dialogues.flatMap(({ services }) => services));
  const beside = (await readdir(dirname(file))).filter((name) => name.endsWith('.json') && name !== basename(file)).map((name) => join(dirname(file), name)); // prettier-ignore
  const found = new Map<string, SgdService>();
  for (const path of schema ? [schema] : beside.sort()) {
    const text = await readCorpusFile(path);
    if (!schema && !looksLikeSgdSchema(text.slice(0, 4096))) continue;
    for (const service of parseSgdSchema(text, path)) if (wanted.has(service.service_name)) found.set(service.service_name, service);
  }
  if (found.size > 0) return found;
  throw new InvalidInputError('SCHEMA_MISSING', `No schema of ${[...wanted].join(', ')} was found: give its file with --schema.`);
}

/** Names in every utterance, and how near it is to the description of each slot. */
async function readUtterances(
  assistant: Assistant,
  dialogues: readonly SgdDialogue[],
  services: ReadonlyMap<string, SgdService>,
): Promise<(text: string) => UtteranceReading> {
  const heads = (Object.keys(NAME_LABELS) as Head[]).filter((head) => assistant.labels[head]);
  const texts = [...new Set(dialogues.flatMap(({ turns }) => turns.map(({ utterance }) => utterance)))];
  const answers = await assistant.ask(texts, heads);
  const byText = new Map(texts.map((text, i) => [text, answers[i]!]));
  const slots = [...services.values()].flatMap((service) => service.slots);
  const described = await assistant.ask(slots.map(({ name, description }) => `${plainWords(name)}: ${description}`), []); // prettier-ignore
  const descriptions = new Map(slots.map(({ description }, i) => [description, described[i]!.embedding]));
  return (text) => {
    const answer = byText.get(text);
    if (!answer) return { names: [], nearness: () => 0 };
    return {
      names: heads.flatMap((head) => namesIn(assistant, head, answer, text)),
      nearness: ({ description }) => descriptions.get(description)?.reduce((sum, value, i) => sum + value * answer.embedding[i]!, 0) ?? 0,
    };
  };
}

function namesIn(assistant: Assistant, head: Head, { encoded, logits }: Answer, text: string): UtteranceReading['names'] {
  const { labels, kind } = assistant.head(head);
  return decodeSlots(encoded, logits[head]!, labels, kind as TagScheme)
    .filter(({ label }) => label === NAME_LABELS[head])
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
}
