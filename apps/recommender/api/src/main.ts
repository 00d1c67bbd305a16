/** `npx nx serve recommender`: the service alone, on embedded parts unless DATABASE_URL and KAFKA_BROKERS name real ones. */
import { CasebookError } from '@casebook/core';
import { closeOnSignal } from '@casebook/service-defaults';
import { startRecommender, type Recommender } from './recommender.js';
import { busName } from './topology.js';

try {
  const recommender = await startRecommender();
  const { service, close } = recommender;
  closeOnSignal(close, { logger: service.logger, timeoutMs: service.config.SHUTDOWN_TIMEOUT_MS });
  console.log(welcome(recommender));
} catch (error) {
  const expected = error instanceof CasebookError;
  console.error(expected ? `${error.code}: ${error.message}` : error);
  process.exit(1);
}

function welcome({ url, config, service, topology: { database, engine, view } }: Recommender): string {
  const { name, modelVersion, provider } = engine.info;
  const items = view.loaded ? `${view.size} items in the catalogue` : 'not connected yet; trying';
  return `
  The recommender answers at ${url}

    database   ${database.place} (${items})
    events     ${busName(config)}${config.KAFKA_BROKERS ? ` at ${config.KAFKA_BROKERS}` : '; set KAFKA_BROKERS for Kafka'}
    model      ${name} ${modelVersion} on ONNX Runtime's ${provider}
    page       ${service.page ? url : 'not built (npx nx build recommender-web)'}

    documentation   ${url}/docs
    try             curl '${url}/v1/users/anna/recommendations?limit=5'
    a filled shop   npm start
`;
}
