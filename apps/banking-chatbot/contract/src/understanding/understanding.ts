/** What the model says about one message. */
import type { Intent } from '../labels/intents.js';
import type { Slot } from '../labels/slots.js';

export interface IntentScore {
  name: Intent;
  /** Calibrated probability, 0 to 1. */
  confidence: number;
}

export interface SlotSpan {
  slot: Slot;
  /** The customer's words: `text.slice(start, end)`. */
  text: string;
  /** UTF-16 offsets into the message. */
  start: number;
  end: number;
  /** Mean probability of its tags, 0 to 1. */
  confidence: number;
}

export interface Understanding {
  /** All intents that matter, likeliest first; at least two. */
  intents: IntentScore[];
  slots: SlotSpan[];
  outOfScope: {
    /** Higher is stranger. */
    score: number;
    /** Chosen on validation data; at or above it a message is out of scope. */
    threshold: number;
  };
  /** The encoder's pooled, L2-normalised vector of the message, for the search in policy pages. */
  embedding: Float32Array;
}
