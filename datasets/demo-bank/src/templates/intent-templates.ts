/** How a theme's file lists its templates: one a line, by intent. */

export interface IntentTemplates {
  intent: string;
  templates: string[];
  /** Share of the sentences, 1 unless told. */
  weight: number;
  /** Whether greetings and politeness may stand around it. */
  manners: boolean;
  /** Of `out_of_scope` only. */
  scope?: 'in_domain' | 'out_of_domain';
}

export const OUT_OF_SCOPE = 'out_of_scope';

/** @param lines templates in the notation of `grammar/template.ts`, one a line */
export const intent = (
  name: string,
  lines: string,
  options: Partial<Omit<IntentTemplates, 'intent' | 'templates'>> = {},
): IntentTemplates => ({
  weight: 1,
  manners: true,
  ...options,
  intent: name,
  templates: lines.split('\n').flatMap((line) => line.trim() || []),
});
