/** A service's schema as Schema-Guided Dialogue describes it (Rastogi et al., 2020): what a model may be told about an unseen service. */
import { corpusError, parseCorpusJson, readCorpusFile } from '@casebook/data-pipelines';
import { z } from 'zod';

const service = z.object({
  service_name: z.string().min(1),
  description: z.string(),
  slots: z.array(
    z.object({ name: z.string().min(1), description: z.string(), is_categorical: z.boolean(), possible_values: z.array(z.string()) }),
  ),
  intents: z.array(
    z.object({
      name: z.string().min(1),
      description: z.string(),
      is_transactional: z.boolean(),
      required_slots: z.array(z.string()),
      /** Slot → its value where the user says nothing. */
      optional_slots: z.record(z.string(), z.string()),
      result_slots: z.array(z.string()).optional(),
    }),
  ),
});

export type SgdService = z.infer<typeof service>;

/** Whether a file's first kilobytes are of this form: a JSON list of services. */
export const looksLikeSgdSchema = (head: string) => /^\uFEFF?\s*\[\s*\{[^[{]*"service_name"\s*:/.test(head);

/**
 * Parses a schema file.
 *
 * @throws {CorruptDataError} `CORPUS_INVALID` naming the service, also where an intent names a slot that there is not
 */
export function parseSgdSchema(text: string, file: string): SgdService[] {
  const services = parseCorpusJson(text, file);
  if (!Array.isArray(services) || services.length === 0) throw corpusError(file, 'whole file', 'a list of services is expected.');
  return services.map((value, i) => {
    const parsed = service.safeParse(value);
    if (!parsed.success) throw corpusError(file, `service ${i}`, z.prettifyError(parsed.error));
    const slots = new Set(parsed.data.slots.map(({ name }) => name));
    for (const intent of parsed.data.intents)
      for (const slot of [...intent.required_slots, ...Object.keys(intent.optional_slots)])
        if (!slots.has(slot))
          throw corpusError(file, `service ${i}`, `the intent ${intent.name} needs the slot ${slot}, which there is not.`);
    return parsed.data;
  });
}

/** @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID` */
export const readSgdSchema = async (path: string) => parseSgdSchema(await readCorpusFile(path), path);
