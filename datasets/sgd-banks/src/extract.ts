/** What is kept of the public files: the single-service dialogues of one service, and its schema. */
const SERVICE = 'Banks_1';

/** @param name the file to make: `schema_banks_1.json`, or the dialogues */
export function extractBanks(contents: string[], name: string): unknown {
  const all = contents.flatMap((content) => JSON.parse(content) as Record<string, unknown>[]);
  return name.startsWith('schema')
    ? all.filter((service) => service['service_name'] === SERVICE)
    : all.filter(({ services }) => JSON.stringify(services) === JSON.stringify([SERVICE]));
}
