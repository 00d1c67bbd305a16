/**
 * The notation in which sentences are written:
 *
 *   (send|pay) {amount} to {payee}( please|)
 *
 * `(a|b|)` one of the alternatives, which may hold others; `{slot}` a value, marked as that slot; `{slot/kind}` of that kind;
 * `{!slot}` a value that is named but not meant ("not Anna, Ben"), unmarked; `\(` a bracket that is text.
 */
import { CorruptDataError } from '@casebook/core';

export type Node =
  { kind: 'text'; text: string } | { kind: 'choice'; options: Node[][] } | { kind: 'slot'; name: string; variant: string; marked: boolean };

/**
 * Parses one template.
 *
 * @throws {CorruptDataError} `TEMPLATE_INVALID` with the template
 */
export function parseTemplate(source: string): Node[] {
  let at = 0;
  const fail = (why: string): never => {
    throw new CorruptDataError('TEMPLATE_INVALID', `"${source}" at ${at}: ${why}.`);
  };
  const sequence = (nested: boolean): Node[] => {
    const nodes: Node[] = [];
    while (at < source.length) {
      const char = source[at]!;
      if (char === '(') {
        at++;
        const options = [sequence(true)];
        while (source[at] === '|') {
          at++;
          options.push(sequence(true));
        }
        if (source[at] !== ')') fail('a bracket is not closed');
        at++;
        nodes.push({ kind: 'choice', options });
      } else if (char === '{') {
        const found = /^\{(!?)([a-z_]+)(?:\/([a-z_]+))?\}/.exec(source.slice(at));
        if (!found) return fail('a slot is written {name}, {name/kind} or {!name}');
        at += found[0].length;
        nodes.push({ kind: 'slot', name: found[2]!, variant: found[3] ?? '', marked: found[1] === '' });
      } else if (char === '|' || char === ')') {
        if (nested) return nodes;
        fail(`${char} outside of brackets`);
      } else {
        const text = /^(?:\\.|[^\\(){|])+/.exec(source.slice(at))?.[0] ?? fail('a backslash stands before nothing');
        at += text.length;
        nodes.push({ kind: 'text', text: text.replace(/\\(.)/g, '$1') });
      }
    }
    return nodes;
  };
  const nodes = sequence(false);
  if (nodes.length === 0) fail('it is empty');
  return nodes;
}

/** Slots that a template may mark, each once. */
export function slotsOf(nodes: readonly Node[]): string[] {
  const names = nodes.flatMap((node) =>
    node.kind === 'slot' && node.marked ? [node.name] : node.kind === 'choice' ? node.options.flatMap(slotsOf) : [],
  );
  return [...new Set(names)];
}
