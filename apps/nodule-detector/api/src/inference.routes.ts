/** The Open Inference Protocol v2 of the networks, for tools that speak it. */
import { inferenceProtocol, type InferenceModels } from '@casebook/serving';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export function serveInference(fastify: FastifyInstance, models: InferenceModels): void {
  const protocol = inferenceProtocol({ name: 'nodule-detector', version: '0.1.0', models });
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0]!;
    const { status, body } = await protocol.handle({ method: request.method, path, body: request.body });
    return reply.code(status).send(body);
  };
  for (const url of ['/v2', '/v2/*']) fastify.route({ method: ['GET', 'POST'], url, handler });
}
