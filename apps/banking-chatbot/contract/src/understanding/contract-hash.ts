/** One fingerprint of everything training and service must agree on; a package with another one does not load. */
import { createHash } from 'node:crypto';
import { INTENTS } from '../labels/intents.js';
import { SLOT_TAGS } from '../labels/slots.js';
import { MAX_CHARACTERS, MAX_TOKENS } from './limits.js';
import { EMBEDDING_OUTPUT, HEAD_OUTPUTS, MODEL_INPUTS, OUT_OF_SCOPE_SCORES } from './package-files.js';

export const understandingDefinition = () => ({
  intents: INTENTS,
  slotTags: SLOT_TAGS,
  inputs: MODEL_INPUTS,
  outputs: HEAD_OUTPUTS,
  embedding: EMBEDDING_OUTPUT,
  scores: OUT_OF_SCOPE_SCORES,
  limits: { MAX_TOKENS, MAX_CHARACTERS },
});

/** @returns 64 hex digits, sha256 of the canonical definition */
export const contractHash = (): string => createHash('sha256').update(JSON.stringify(understandingDefinition())).digest('hex');

/** Name under which the manifest carries the hash. */
export const CONTRACT_NAME = 'banking-chatbot-contract/understanding';
