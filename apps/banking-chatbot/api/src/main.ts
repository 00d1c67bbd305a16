/** `npx nx serve banking-chatbot`: the service alone, on embedded parts unless DATABASE_URL and KAFKA_BROKERS name real ones. */
import { CasebookError } from '@casebook/core';
import { closeOnSignal } from '@casebook/service-defaults';
import { startChatbot, type Chatbot } from './chatbot.js';
import { busName } from './topology.js';

try {
  const chatbot = await startChatbot();
  const { service, close } = chatbot;
  closeOnSignal(close, { logger: service.logger, timeoutMs: service.config.SHUTDOWN_TIMEOUT_MS });
  console.log(welcome(chatbot));
} catch (error) {
  const expected = error instanceof CasebookError;
  console.error(expected ? `${error.code}: ${error.message}` : error);
  process.exit(1);
}

function welcome({ url, config, service, topology: { database, understanding } }: Chatbot): string {
  const { name, version, provider } = understanding.info;
  return `
  The assistant of Larkspur Bank, which is fictional, answers at ${url}

    database   ${database.place}
    events     ${busName(config)}${config.KAFKA_BROKERS ? ` at ${config.KAFKA_BROKERS}` : '; set KAFKA_BROKERS for Kafka'}
    model      ${name} ${version} on ONNX Runtime's ${provider}
    page       ${service.page ? url : 'not built (npx nx build banking-chatbot-web)'}

    documentation   ${url}/docs
    try             curl '${url}/v1/customers'
`;
}
