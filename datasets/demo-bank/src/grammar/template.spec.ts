import { Random } from '@casebook/data-pipelines/random';
import { describe, expect, it } from 'vitest';
import { expand } from './expand.js';
import { parseTemplate, slotsOf } from './template.js';

describe('parseTemplate', () => {
  it('reads choices within choices and slots of a kind', () => {
    const nodes = parseTemplate('(a|b (c|)) {payee/first}, not {!amount}');
    expect(slotsOf(nodes)).toEqual(['payee']);
    const drawn = new Set(
      Array.from({ length: 100 }, (_, i) =>
        expand(nodes, new Random(i), 'train')
          .map(({ text, slot }) => (slot ? `<${slot}>` : text))
          .slice(0, -1)
          .join(''),
      ),
    );
    expect(new Set([...drawn].map((text) => text.replace(/ {2}/, ' ')))).toEqual(
      new Set(['a <payee>, not ', 'b <payee>, not ', 'b c <payee>, not ']),
    );
  });

  it('takes a bracket after a backslash for text', () => {
    expect(parseTemplate('f\\(x\\) ok')).toEqual([{ kind: 'text', text: 'f(x) ok' }]);
  });

  it.each(['', '(a|b', 'a)', 'a|b', '{a', '{A}', '{a/}', 'a\\'])('refuses %j', (source) => {
    expect(() => parseTemplate(source)).toThrow(expect.objectContaining({ code: 'TEMPLATE_INVALID' }));
  });

  it('names a slot that there is not', () => {
    expect(() => expand(parseTemplate('{colour}'), new Random(1), 'train')).toThrow(/the slot colour/);
  });
});
