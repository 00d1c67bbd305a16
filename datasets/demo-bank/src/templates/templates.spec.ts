import { describe, expect, it } from 'vitest';
import { parseTemplate, slotsOf } from '../grammar/template.js';
import { DEMO_BANK_SLOTS } from '../values/values.js';
import { TEMPLATES } from './all.js';

describe('TEMPLATES', () => {
  it.each(TEMPLATES.map(({ intent, scope, templates }) => [scope ?? intent, templates] as const))(
    '%s: 40 or more, each once, well formed',
    (_, templates) => {
      expect(templates.length).toBeGreaterThanOrEqual(40);
      expect(new Set(templates).size).toBe(templates.length);
      for (const template of templates) expect(DEMO_BANK_SLOTS).toEqual(expect.arrayContaining(slotsOf(parseTemplate(template))));
    },
  );

  it('writes no template under two intents', () => {
    const all = TEMPLATES.flatMap(({ templates }) => templates);
    expect(all.filter((template, i) => all.indexOf(template) !== i)).toEqual([]);
  });
});
