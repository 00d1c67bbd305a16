/** Whether a value in a text is the user's own or the other party's. */

/** "to my savings": whose it is does not matter where the money goes to. */
const OWN = /(?<!\b(?:to|into)\s)\b(?:my|your|mine|yours|from)\b/giu;
const OTHERS = /['’]s\b|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Rr]ecipients?|[Rr]eceiver|[Ff]riend)\b|\b(?:in)?to\b(?=\s+(?:the|a|an|my|his|her|their|your|that|\p{Lu})|\s*$)|(?<=\p{Ll}\s+)\p{Lu}\p{L}+(?=\s*$)/gu; // prettier-ignore
/** "the savings account of Amir" */
const OF_SOMEBODY = /^\s*(?:accounts?\s+)?(?:(?:of|belonging to)\s+(?!mine\b|my\b|yours?\b)|for\s+(?=\p{Lu}))\p{L}/u;
/** What was said in another part of the sentence says nothing. */
const CLAUSE_END = /[.,;!?]|\band\b/giu;
/** Characters before a value that are looked at. */
const BEFORE = 40;

/**
 * By the nearest cue before the value: "from my checking", "to Maria's savings"; or by "of Amir" behind it.
 * @returns undefined where nothing tells
 */
export function isOthers(text: string, start: number, end: number): boolean | undefined {
  if (OF_SOMEBODY.test(text.slice(end))) return true;
  const window = text.slice(Math.max(0, start - BEFORE), start);
  const before = window.slice(lastPlace(window, CLAUSE_END) + 1);
  const [own, others] = [lastPlace(before, OWN), lastPlace(before, OTHERS)];
  return own === others ? undefined : others > own;
}

const lastPlace = (text: string, cue: RegExp): number => Array.from(text.matchAll(cue), ({ index }) => index).at(-1) ?? -1;
