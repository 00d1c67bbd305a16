/** The service's reading of messages alone, over HTTP: what the Python peer does, for a comparison of like with like. */
import { createUnderstanding } from '@casebook/banking-chatbot-api/understanding';
import { fastify } from 'fastify';

const { MODEL_REGISTRY, PORT } = process.env;
const reader = await createUnderstanding({ registry: MODEL_REGISTRY!, workers: 1, remembered: 0, objectiveMs: Infinity });
const server = fastify();
server.get('/health/ready', () => ({ status: 'up' }));
server.post<{ Body: { text: string } }>('/understand', async ({ body }) => {
  const { understanding } = await reader.understand(body.text);
  return { intents: understanding.intents, slots: understanding.slots };
});
await server.listen({ port: Number(PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => reader.close())
    .then(() => process.exit(0));
});
