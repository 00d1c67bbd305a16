/** OpenAPI 3.1 from the zod schemas that check the requests, so that the two cannot differ. */
import { z, type ZodObject, type ZodType } from 'zod';

export type Content = ZodType | Record<string, ZodType>; // one schema is application/json

/** One method of one path. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As in OpenAPI: `/v1/items/{id}`. */
  path: string;
  summary: string;
  description?: string;
  tag: string;
  params?: Record<string, ZodType>;
  query?: ZodObject;
  body?: Content;
  /** Status → meaning, and what the body is. */
  answers: Record<number, { description: string; content?: Content }>;
}

export interface ApiDescription {
  title: string;
  description: string;
  version: string;
  /** What every error is, and for which statuses any operation may answer one. */
  problem: ZodType;
  operations: readonly Operation[];
}

type Json = Record<string, unknown>;

/** The OpenAPI document of a service; schemas with an id (`.meta({ id })`) become components. */
export function openApiDocument({ title, description, version, problem, operations }: ApiDescription): Json {
  const components: Json = {};
  const schema = (of: ZodType, io: 'input' | 'output') => hoist(z.toJSONSchema(of, { io, unrepresentable: 'any' }) as Json, components);
  const content = (of: Content, io: 'input' | 'output') => {
    const types = of instanceof z.ZodType ? { 'application/json': of } : of;
    return Object.fromEntries(Object.entries(types).map(([type, each]) => [type, { schema: schema(each, io) }]));
  };
  const parameter =
    (place: 'path' | 'query') =>
    ([name, of]: [string, ZodType]) => {
      const { description: text, ...json } = schema(of, 'output');
      return { name, in: place, required: place === 'path', schema: json, ...(text === undefined ? {} : { description: text }) };
    };

  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const answers = Object.entries(operation.answers).map(([status, answer]) => [
      status,
      { description: answer.description, ...(answer.content ? { content: content(answer.content, 'output') } : {}) },
    ]);
    (paths[operation.path] ??= {})[operation.method] = {
      operationId: `${operation.method}${operation.path.replace(/[^a-z\d]+(.)?/gi, (_, next: string | undefined) => next?.toUpperCase() ?? '')}`,
      summary: operation.summary,
      ...(operation.description ? { description: operation.description } : {}),
      tags: [operation.tag],
      parameters: [
        ...Object.entries(operation.params ?? {}).map(parameter('path')),
        ...Object.entries(operation.query?.shape ?? {}).map(parameter('query')),
      ],
      ...(operation.body ? { requestBody: { required: true, content: content(operation.body, 'input') } } : {}),
      responses: {
        ...Object.fromEntries(answers),
        default: {
          description: 'Any error, as RFC 9457 problem details',
          content: content({ 'application/problem+json': problem }, 'output'),
        },
      },
    };
  }
  return { openapi: '3.1.0', info: { title, description, version }, paths, components: { schemas: components } };
}

/** Moves `$defs` (and a schema that has an id itself) to the components and points there. */
function hoist(json: Json, components: Json): Json {
  const { $schema, $defs, ...rest } = json;
  void $schema; // the dialect of a file of its own; inside OpenAPI 3.1 it is the default
  for (const [id, definition] of Object.entries(($defs ?? {}) as Record<string, Json>)) components[id] = repoint(withoutId(definition));
  const own = repoint(withoutId(rest)) as Json;
  if (typeof rest['id'] !== 'string') return own;
  components[rest['id']] = own;
  return { $ref: `#/components/schemas/${rest['id']}` };
}

const withoutId = ({ id, ...rest }: Json): Json => (void id, rest);

function repoint(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(repoint);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === '$ref' && typeof each === 'string' ? each.replace('#/$defs/', '#/components/schemas/') : repoint(each),
    ]),
  );
}
